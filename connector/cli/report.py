"""``handoff report``: what would have gone to whom, for the newest tickets, with nothing written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.bootstrap import Application
from connector.cli.bar import Bar
from connector.cli.opening import known_account, open_application
from connector.core.taxonomy import Level
from connector.errors import ConfigurationError
from connector.preview import Passed, Preview, Sight
from connector.report.disclosed import disclosure_lines
from connector.report.outside import tally_outside
from connector.report.page import LEVEL_NAMES, Report, customer_words, render_page, write_private
from connector.report.summary import GroupLine, Share, Summary, left_words, people_reasons, summarise
from connector.store.accounts import Account

_MOST_LINES = 12
_DAY = 86400.0


@click.command()
@click.argument("account")
@click.option("--last", default=200, show_default=True, type=click.IntRange(1, 5000), help="How many of the newest tickets.")
@click.option("--html", "html_path", type=click.Path(dir_okay=False, path_type=Path), help="Also write a page to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def report(account: str, *, last: int, html_path: Path | None, as_json: bool) -> None:
    """Show what would have gone to whom, and why, for the newest tickets of ACCOUNT.

    Only reads, so read-only rights suffice; nothing is written in the helpdesk. Each ticket is read as it stood when the customer
    had first written. Ctrl-C ends the reading and shows what there is so far.
    """
    application = open_application()
    try:
        found = _look_back(application, known_account(application, account), last)
    finally:
        application.close()
    if html_path is not None:
        write_page(html_path, render_page(found))
    if as_json:
        click.echo(json.dumps(_document(found), ensure_ascii=False, indent=2))
    else:
        _print(Console(), found, html_path)


def _look_back(application: Application, account: Account, last: int) -> Report:
    bar = Bar("Asking for the newest tickets")
    preview = application.preview(account, wait=bar.wait)
    now = datetime.fromtimestamp(application.clock(), UTC)
    found = Report(
        account=account.name, helpdesk=application.integrations.require(account.integration).manifest.name, made_at=now,
        asked=0, interrupted=False, answers=0, sights=(), passed=(),
        disclosure=application.tallies.disclosure(account.name, seconds=7 * _DAY),
        outside=tally_outside(application.outside_outcomes.totals(account.name)).words,
    )  # fmt: skip
    sights: list[Sight] = []
    passed: list[Passed] = []
    with bar:
        try:
            ids = preview.newest(last, now)
            found = replace(found, asked=len(ids))
            bar.begin("Reading", len(ids))
            for seen in preview.look(ids):
                if isinstance(seen, Sight):
                    sights.append(seen)
                else:
                    passed.append(seen)
                bar.advance()
        except KeyboardInterrupt:
            found = replace(found, interrupted=True)
    return replace(found, sights=sights, passed=passed, answers=count_answers(preview, sights))


def count_answers(preview: Preview, sights: Sequence[Sight]) -> int | None:
    """How many answers there were to draft from; asked for only once a ticket had been read."""
    if not sights:
        return 0
    return None if preview.answers is None else len(preview.answers)


def write_page(path: Path, page: str) -> None:
    """Write a page that only its owner may read. Raises ConfigurationError where it cannot be written."""
    try:
        write_private(path, page)
    except OSError as exc:
        raise ConfigurationError(f"{path} cannot be written ({exc.strerror}); give --html another place.") from exc


# ── the terminal ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _print(console: Console, found: Report, html_path: Path | None) -> None:
    summary = summarise(found.sights, found.passed)
    stopped = f", stopped early at {summary.count + len(found.passed)} of {found.asked}" if found.interrupted else ""
    console.print(f"\n[bold]{escape(found.account)}[/bold] on {found.helpdesk}: {tickets(summary.count)} read{stopped}.")
    console.print("Nothing was written. These are readings by an AI; some will be wrong.\n")
    if summary.count:
        console.print(levels_table(summary.levels))
        for title, rows in (("Why people first", summary.reasons), ("What they are about", summary.kinds)):
            if rows:
                console.print(_counts(title, rows))
        console.print(groups_table(summary.groups, summary.same_group))
        if summary.ours:
            console.print(f"{tickets(summary.ours)} had been sorted by us before: left out of the comparison of groups.")
        console.print(_urgent(summary))
        console.print(f"Time for reading and deciding: {1000 * summary.seconds_a_ticket:.0f} ms a ticket, on this machine.")
    if found.outside:
        console.print(f"On live tickets so far, outside model: {found.outside}")
    if found.answers is None:
        console.print("Your macros, canned responses and articles could not be read with this credential: no drafts here.")
    if summary.count and next(iter(summary.levels.values())).is_small:
        console.print(f"[yellow]Only {tickets(summary.count)}: take every share as a first impression.[/yellow]")
    for why, count in summary.passed:
        console.print(f"Passed over {count}: {escape(why)}")
    for line in disclosure_lines(found.disclosure, days=7):
        console.print(f"[yellow]{escape(line)}[/yellow]")
    if not summary.count and not found.passed:
        console.print("There was no ticket to read. Newest tickets come first; try again once there are some.")
    if html_path is not None:
        console.print(
            f"\nThe page: [bold]{escape(str(html_path))}[/bold]. It holds customers' words, so only you may read the file."
        )
    else:
        console.print("\nEvery ticket with the note it would have got: add `--html first-report.html`.")


def tickets(count: int) -> str:
    """So many tickets."""
    return f"{count} ticket{'' if count == 1 else 's'}"


def levels_table(levels: Mapping[Level, Share]) -> Table:
    """How many tickets each level would have had."""
    table = new_table("Who would have had it", "", "tickets", "share", "in the long run")
    for level, share in levels.items():
        table.add_row(LEVEL_NAMES[level], str(share.part), f"{share.percent} %", interval(share))
    return table


def groups_table(groups: Sequence[GroupLine], share: Share) -> Table:
    """What the AI and people gave to each group."""
    title = f"Groups: the same as people chose for {share.part} of {share.whole}" if share.whole else "Groups"
    table = new_table(title, "", "AI would give", "people gave", "the same")
    for line in groups[:_MOST_LINES]:
        table.add_row(escape(line.name), str(line.ours), str(line.theirs), str(line.both))
    return table


def _counts(title: str, rows: Sequence[tuple[str, int]]) -> Table:
    table = new_table(title, "", "tickets")
    for name, count in rows:
        table.add_row(escape(name), str(count))
    return table


def _urgent(summary: Summary) -> Table:
    table = Table(title="The most urgent", title_justify="left", show_edge=False)
    for column in ("ticket", "urgency", "AI's group", "people's", "in the customer's own words"):
        table.add_column(column, overflow="fold")
    for sight in summary.most_urgent:
        words = customer_words(sight)
        table.add_row(
            escape(sight.ticket.id), sight.assessment.urgency.name, escape(sight.decision.group), escape(sight.people_group),
            escape(f"“{words[0]}”" if words else sight.ticket.subject),
        )  # fmt: skip
    return table


def new_table(title: str, *columns: str) -> Table:
    """An empty table; all but the first column are numbers."""
    table = Table(title=title, title_justify="left", show_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    return table


def interval(share: Share) -> str:
    """The 95 % interval of a share."""
    lower, upper = share.interval
    return f"{lower} to {upper} %"


# ── for programs ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _document(found: Report) -> dict[str, Any]:
    summary = summarise(found.sights, found.passed)
    return {
        "account": found.account,
        "made_at": found.made_at.isoformat(timespec="seconds"),
        "asked": found.asked,
        "interrupted": found.interrupted,
        "written": 0,
        "disclosure_week": asdict(found.disclosure),
        "levels": {level.name: share.part for level, share in summary.levels.items()},
        "people_reasons": dict(summary.reasons),
        "kinds": dict(summary.kinds),
        "same_group": {"part": summary.same_group.part, "whole": summary.same_group.whole},
        "tickets": [_row(sight) for sight in found.sights],
        "outside": found.outside,
        "passed": [{"id": p.ticket_id, "code": p.why, "why": left_words(p.why)} for p in found.passed],
    }


def _row(sight: Sight) -> dict[str, Any]:
    assessment, decision = sight.assessment, sight.decision
    return {
        "id": sight.ticket.id,
        "level": decision.level.name,
        "kind": None if assessment.abstained else assessment.primary,
        "also": list(assessment.also),
        "urgency": assessment.urgency.name,
        "language": assessment.language,
        "confidence": round(assessment.confidence, 4),
        "group": decision.group,
        "people_group": sight.people_group,
        "is_ours": sight.is_ours,
        "draft": decision.draft is not None,
        "why": people_reasons(sight),
        "words": customer_words(sight),
        "seconds": round(sight.seconds, 4),
    }
