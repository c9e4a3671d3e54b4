"""What was learnt, in the terminal: every head with its figures, what was left out, and the versions there are."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.learning.learner import Lesson
from connector.learning.reading import OPEN, OTHERS_WORDS, SENSITIVE, UNREAD, WISH
from connector.learning.training import FEWEST_TICKETS, HeadReport, Outcome
from connector.store.account_models import ModelVersion

_LEFT_OUT: Final = {
    OPEN: "not settled yet",
    SENSITIVE: "sensitive",
    OTHERS_WORDS: "not certainly in the customer's own words alone",
    WISH: "of customers who do not want to be kept",
    UNREAD: "without words that could be read",
}
_OUTCOMES: Final = {
    Outcome.ADDED: "in use now",
    Outcome.REPLACED: "better: in use now",
    Outcome.KEPT: "not better: the old one stays",
    Outcome.LEFT_OUT: "not clearly better than guessing: not used",
    Outcome.TOO_LITTLE: "too little",
}


def print_lesson(console: Console, account: str, lesson: Lesson, passed: Mapping[str, int]) -> None:
    """Say what was learnt and how good it is."""
    console.print(
        f"\n[bold]{escape(account)}[/bold]: learnt from {lesson.tickets} settled tickets. Nothing was written in the helpdesk."
    )
    if any(passed.values()):
        reasons = ", ".join(f"{count} {_LEFT_OUT.get(why, why)}" for why, count in passed.items() if count)
        console.print(f"Left out: {reasons}.")
    fitted = [report for report in lesson.reports if report.accuracy]
    if fitted:
        console.print(_figures(fitted))
        console.print(
            "Cross-validated, near-duplicates on one side. “Sure of”: the share on which at most 5 % were wrong; only there it speaks.\n"
            "“Newest”: right on the newest tickets, against the one in use, or against always saying the most frequent value."
        )
    for report in lesson.reports:
        if not report.accuracy:
            console.print(f"{escape(_name(report.name))}: {_missing(report)}")
    console.print(_verdict(account, lesson))


def print_versions(console: Console, account: str, versions: Sequence[ModelVersion]) -> None:
    """List the versions, newest first."""
    if not versions:
        console.print(f"Nothing was learnt from {escape(account)} yet; run `handoff learn {escape(account)}`.")
        return
    table = Table(title=f"What was learnt from {escape(account)}", title_justify="left", show_edge=False)
    for column in ("version", "made", "in use", "tickets", "what it knows"):
        table.add_column(column, overflow="fold")
    for one in versions:
        heads = [head for head in one.report["heads"] if head["outcome"] in (Outcome.ADDED, Outcome.REPLACED, Outcome.KEPT)]
        table.add_row(
            str(one.version), f"{datetime.fromtimestamp(one.made_at, UTC):%Y-%m-%d %H:%M} UTC", "yes" if one.is_current else "",
            str(one.report["tickets"]), escape(", ".join(_name(head["name"]) for head in heads)),
        )  # fmt: skip
    console.print(table)


def _figures(reports: Sequence[HeadReport]) -> Table:
    table = Table(title="What was learnt", title_justify="left", show_edge=False)
    columns = ("", "tickets", "values", "most frequent", "right", "95 %", "macro-F1", "ECE", "sure of", "newest", "")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if 0 < number < len(columns) - 1 else "left", overflow="fold")
    for report in reports:
        low, high = report.interval
        table.add_row(
            escape(_name(report.name)), str(report.tickets), str(len(report.labels)), _percent(report.majority),
            _percent(report.accuracy), f"{100 * low:.0f} to {100 * high:.0f} %", f"{report.macro_f1:.2f}", f"{report.ece:.3f}",
            _percent(report.coverage_5), _newest(report), _OUTCOMES[report.outcome],
        )  # fmt: skip
    return table


def _newest(report: HeadReport) -> str:
    duel = report.duel
    return "-" if duel is None else f"{duel.right} : {duel.other_right} of {duel.tickets} (p={duel.p:.2g})"


def _missing(report: HeadReport) -> str:
    counts = ", ".join(f"{label} {count}" for label, count in {**report.labels, **report.rare}.items()) or "none"
    stays = "; the one in use stays" if report.outcome is Outcome.KEPT else ""
    return f"needs at least two values with {FEWEST_TICKETS} different tickets each, and there are: {escape(counts)}{stays}."


def _verdict(account: str, lesson: Lesson) -> str:
    name = escape(account)
    if lesson.version is None:
        return "Nothing is in use: what could be learnt is not clearly better than guessing, or there are too few tickets."
    if lesson.is_new:
        return (
            f"Version {lesson.version} is in use from the next ticket on: the group where your rules name none, the rest as a hint in "
            f"the note. `handoff learn {name} --roll-back` takes it back."
        )
    return f"Nothing was better than what stands: version {lesson.version} stays in use."


def _name(head: str) -> str:
    return f"tag {head.removeprefix('tag:')}" if head.startswith("tag:") else head


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
