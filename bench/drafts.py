"""How many routine tickets get a draft, and which drafts: on invented tickets that were written without sight of the answers.

The answers are the demo's, 106 in seven languages. A quarter of the tickets ask what no answer tells. There are three sets: the drafts for
the first were read and what was wrong with them mended, the misses in the second were looked into, and the third is for measuring alone.
Two ways: as the product reads them, where doubt of the triage means no draft, and with the kind given, which is the composer alone.
``--write`` puts the drafts into a file, so that somebody can read them by the rubric in docs/draft-quality.md.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rows import Row, render, share

from connector.cli.demo import read_demo
from connector.core.assessment import Assessment
from connector.core.context import Context
from connector.core.decision import may_draft
from connector.core.draft import Draft, Source
from connector.core.manner import Manner
from connector.core.rules import Rules
from connector.core.taxonomy import Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.drafting.compose import EmbeddedComposer
from connector.drafting.insight import ORDINARY_KINDS, Insight
from connector.drafting.library import Library
from connector.nlp.encoder import load_encoder, load_once
from connector.triage.assess import TicketAssessor
from connector.triage.heads import load_heads
from connector.triage.matters import HeadsMatterReader

DATA = Path(__file__).parent / "data"
SETS = {"first": "routine.jsonl", "second": "routine_second.jsonl", "third": "routine_third.jsonl"}
NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Written:
    """One ticket and what was drafted: as the product reads it, and with the kind given."""

    ref: str
    language: str
    has_source: bool
    text: str
    as_read: Draft | None
    alone: Draft | None


def read_answers(insight: Insight) -> Library:
    """The answers of the demo's business, as an account has them once all is read."""
    sources = [
        Source(
            ref=row["ref"], kind=row["kind"], title=row["title"], body=row["body"], language=row["language"],
            updated_at=datetime.fromisoformat(row["updated_at"]),
        )
        for row in read_demo("knowledge")
        if row["published"] and not row["restricted"]
    ]  # fmt: skip
    return Library(sources, {source.ref: insight.imprint(source, source.language) for source in sources}, insight)


def write_drafts(tickets: Path) -> Iterator[Written]:
    """Read every ticket of a file and draft for it."""
    heads = load_once(load_heads)
    assessor, composer = TicketAssessor(heads), EmbeddedComposer()
    answers = read_answers(Insight(load_once(load_encoder), HeadsMatterReader(heads, ORDINARY_KINDS)))
    for row in map(json.loads, tickets.read_text(encoding="utf-8").splitlines()):
        message = Message(id="1", author=Author.REQUESTER, public=True, text=row["body"], created_at=NOW)
        ticket = Ticket(
            id=row["ref"], subject=row["subject"], status=Status.OPEN, channel=Channel(row["channel"]),
            requester=Requester(id="1", name=row["requester_name"]), messages=(message,), stamp="", created_at=NOW, updated_at=NOW,
        )  # fmt: skip
        reading = assessor.assess(ticket)
        given = Assessment(language=row["language"], primary=row["primary"], urgency=Urgency.U1, confidence=1.0, emotions={})
        may = may_draft(ticket, reading, Rules(), Context(now=NOW))
        yield Written(
            row["ref"], row["language"], row["has_source"], f"{row['subject']}\n{row['body']}",
            composer.draft(ticket, reading, answers, Manner()) if may else None,
            composer.draft(ticket, replace(given, emotions=reading.emotions), answers, Manner()),
        )  # fmt: skip


def rows_of(written: Sequence[Written]) -> list[Row]:
    """What came of it."""
    with_source, without = ([one for one in written if one.has_source is wanted] for wanted in (True, False))
    return [
        share("drafted where there is an answer, composer alone", (one.alone is not None for one in with_source), goal=80.0),
        share("drafted where there is an answer, as the product reads it", (one.as_read is not None for one in with_source)),
        share(
            "drafted where there is none, composer alone", (one.alone is not None for one in without), goal=100 / 30, at_most=True
        ),
        share("drafted where there is none, as the product reads it", (one.as_read is not None for one in without)),
    ]


@click.command()
@click.option("--set", "name", type=click.Choice(tuple(SETS)), default="third", show_default=True, help="Which tickets.")
@click.option(
    "--write",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Put tickets, drafts and their sources into this file.",
)
def main(name: str, path: Path | None) -> None:
    """Print how many tickets get a draft."""
    written = list(write_drafts(DATA / SETS[name]))
    Console(width=150).print(render(f"Drafts for {len(written)} routine tickets, {name} set", rows_of(written)))
    if path is not None:
        lines = (
            {
                "ref": one.ref, "language": one.language, "has_source": one.has_source, "ticket": one.text, "draft": one.alone.text.text,
                "open": one.alone.open_questions, "sources": [f"{s.title}\n{s.body}" for s in one.alone.sources],
                "as_read": one.as_read is not None,
            }
            for one in written
            if one.alone is not None
        )  # fmt: skip
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
