"""``handoff gaps``: what customers ask and no macro, canned response or article of the account answers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.bootstrap import Application
from connector.cli.opening import known_account, open_application
from connector.core.phrases import KIND_NAMES, LANGUAGE_NAMES
from connector.core.taxonomy import Level
from connector.drafting.gaps import Gap, GapGroup, group_alike
from connector.store.accounts import Account

_DAY: Final = 86400.0
#: The newest questions, which are compared each with each.
_MOST: Final = 1000
_MOST_LINES: Final = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was looked at and what was found. ``days`` may be fewer than asked for, because words are kept no longer.

    ``messages`` were answered for in that time; ``drafts`` of them had a draft. ``beyond`` says that there are more questions than are
    compared. ``sources`` are the answers at hand now; ``remark`` is why some may be missing.
    """

    account: str
    days: int
    messages: int
    drafts: int
    groups: tuple[GapGroup, ...]
    beyond: bool
    sources: int
    remark: str

    @property
    def questions(self) -> int:
        """How many questions had no good source."""
        return sum(len(group.gaps) for group in self.groups)


@click.command()
@click.argument("account")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 365), help="How far back to look.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def gaps(account: str, *, days: int, as_json: bool) -> None:
    """Show what customers of ACCOUNT ask and no answer of yours answers.

    Questions that might have had a draft, had there been a good macro, canned response or public article. Like ones stand together, the
    most frequent first. Asks nothing outside this machine and its database.
    """
    application = open_application()
    try:
        known = known_account(application, account)
        found = look_for_gaps(application, known, days)
        manifest = application.integrations.require(known.integration).manifest

        def address(gap: Gap) -> str:
            return manifest.ticket_address(known.settings, gap.ticket)

        if as_json:
            lines = [_line(group, address(group.gaps[0])) for group in found.groups]
            click.echo(json.dumps({**_counts(found), "gaps": lines}, ensure_ascii=False, indent=2))
        else:
            _print(Console(), found, [address(group.gaps[0]) for group in found.groups])
    finally:
        application.close()


def look_for_gaps(application: Application, account: Account, days: int) -> Findings:
    """Read and group what is kept."""
    kept_days = application.settings.retention_days
    limit = application.desks.rules_kept(account).retention_days
    days = int(min(days, kept_days, kept_days if limit is None else limit))
    rows = application.gaps.newest(account.name, seconds=days * _DAY, most=_MOST + 1)
    found = [Gap(**{key: row[key] for key in ("ticket", "kind", "language", "question", "at")}) for row in rows[:_MOST]]
    levels = application.tallies.levels(account.name, seconds=days * _DAY)
    has_english = any(gap.language == "en" for gap in found)
    return Findings(
        account=account.name,
        days=days,
        messages=sum(levels.values()),
        drafts=levels[Level.L2],
        groups=tuple(group_alike(found, application.general_encoder() if has_english else None)),
        beyond=len(rows) > _MOST,
        sources=len(application.knowledge.sources(account.name)),
        remark=application.knowledge.reading(account.name).remark,
    )


def _counts(found: Findings) -> dict[str, Any]:
    return {
        "account": found.account,
        "days": found.days,
        "messages": found.messages,
        "with_draft": found.drafts,
        "without_source": found.questions,
        "more_without_source": found.beyond,
        "sources": found.sources,
        "remark": found.remark,
    }


def _line(group: GapGroup, address: str) -> dict[str, Any]:
    example = group.example
    return {
        "count": len(group.gaps),
        "kinds": group.kinds,
        "language": example.language,
        "question": example.question,
        "ticket": group.gaps[0].ticket,
        "address": address,
    }


def _print(console: Console, found: Findings, addresses: Sequence[str]) -> None:
    console.print(f"\n[bold]{escape(found.account)}[/bold], the last {found.days} days. {_looked_at(found)}")
    if found.remark:
        console.print(f"[yellow]{escape(found.remark)}.[/yellow]")
    if found.groups:
        console.print(_table(found.groups[:_MOST_LINES], addresses))
    if len(found.groups) > _MOST_LINES:
        console.print(f"and {len(found.groups) - _MOST_LINES} more kinds of questions; --json has them all.")
    if found.beyond:
        console.print(f"Only the newest {_MOST} questions were compared.")
    console.print(
        "In customers' own words: treat them as you treat tickets. Questions that go to people by rule are not among them, and neither "
        "are those whose words were forgotten."
    )


def _looked_at(found: Findings) -> str:
    return (
        f"Of {found.messages} messages {found.drafts} had a draft, and {found.questions} might have had one but found no good source "
        f"among your {found.sources} answers."
    )


def _table(groups: Sequence[GapGroup], addresses: Sequence[str]) -> Table:
    table = Table(show_edge=False)
    table.add_column("asked", justify="right")
    for column in ("in their words", "about", "language", "newest"):
        table.add_column(column, overflow="fold")
    for group, address in zip(groups, addresses, strict=False):
        number = f"#{escape(group.gaps[0].ticket)}"
        table.add_row(
            str(len(group.gaps)),
            escape(group.example.question),
            ", ".join(KIND_NAMES["en"].get(kind, kind) for kind in group.kinds[:2]),
            LANGUAGE_NAMES["en"].get(group.example.language, group.example.language),
            f"[link={address}]{number}[/link]" if address else number,
        )
    return table
