"""How well tickets are read: our own development split, per language, with a plain keyword list beside it in the same run.

    make bench

The thresholds come from cross-validation on the training split; the rows reported here were trained on by nothing.
"""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from connector.core.assessment import Assessment
from connector.core.taxonomy import KINDS, LANGUAGES, Tier
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.triage.assess import TicketAssessor
from connector.triage.heads import load_heads
from connector.triage.training import LabelledTicket, read_labelled

#: What a first attempt at a keyword rule looks like; the peer to beat.
KEYWORDS = ("complaint", "lawyer", "legal", "died", "death", "fraud", "urgent", "manager", "human", "police", "hospital", "angry")
EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Read:
    """One ticket and how it was read."""

    truth: LabelledTicket
    reading: Assessment

    @property
    def to_people(self) -> bool:
        """Whether automation stopped."""
        return self.reading.must_reach_human or self.reading.abstained


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="training/tickets")
def main(folder: Path) -> None:
    """Print the figures for the development split of FOLDER."""
    console = Console()
    assessor = TicketAssessor(load_heads)
    tickets = [ticket for ticket in read_labelled(folder) if ticket.split == "dev"]
    assessor.assess(_ticket(tickets[0]))
    started = time.perf_counter()
    reads = [Read(ticket, assessor.assess(_ticket(ticket))) for ticket in tickets]
    each = (time.perf_counter() - started) / len(reads) * 1000
    table = Table(title=f"Development split, {len(reads)} tickets, {each:.1f} ms a ticket")
    for column in ("language", "sensitive kept from AI", "of them seen as sensitive", "false alarms", "kind right (harmless)",
                   "answered by AI at all", "kind right when answered", "keywords: recall / false alarms"):  # fmt: skip
        table.add_column(column, justify="right")
    for language in (*LANGUAGES, "all"):
        chosen = [r for r in reads if language in ("all", r.truth.language)]
        table.add_row(language, *_figures(chosen))
    console.print(table)
    console.print(_missed(reads))


def _figures(reads: Sequence[Read]) -> Iterable[str]:
    sensitive = [r for r in reads if r.truth.is_sensitive]
    harmless = [r for r in reads if not r.truth.is_sensitive]
    answered = [r for r in harmless if not r.to_people]
    yield _share(r.to_people for r in sensitive)
    yield _share(r.reading.must_reach_human for r in sensitive)
    yield _share(r.reading.must_reach_human for r in harmless)
    yield _share(r.reading.primary == r.truth.primary for r in harmless)
    yield _share(not r.to_people for r in harmless)
    yield _share(r.reading.primary == r.truth.primary for r in answered)
    yield f"{_share(_keywords(r) for r in sensitive)} / {_share(_keywords(r) for r in harmless)}"


def _keywords(read: Read) -> bool:
    return any(word in read.truth.text.casefold() for word in KEYWORDS)


def _missed(reads: Sequence[Read]) -> str:
    missed = Counter(r.truth.primary for r in reads if r.truth.is_sensitive and not r.to_people)
    total = Counter(r.truth.primary for r in reads if r.truth.is_sensitive)
    parts = [f"{kind} {missed[kind]}/{total[kind]}" for kind in KINDS if KINDS[kind].tier is Tier.SENSITIVE and total[kind]]
    return f"Sensitive tickets that reached automation, by kind: {', '.join(parts)}"


def _share(values: Iterable[bool]) -> str:
    listed = list(values)
    return f"{100 * sum(listed) / len(listed):.1f} %" if listed else "-"


def _ticket(ticket: LabelledTicket) -> Ticket:
    message = Message(id="1", author=Author.REQUESTER, public=True, text=ticket.text, created_at=EPOCH)
    return Ticket(
        id=ticket.id, subject="", status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id="bench"), messages=(message,),
        stamp="", created_at=EPOCH, updated_at=EPOCH,
    )  # fmt: skip


if __name__ == "__main__":
    main()
