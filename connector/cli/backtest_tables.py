"""A backtest in the terminal."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.cli.report import groups_table, interval, levels_table, new_table, tickets
from connector.core.phrases import KIND_NAMES
from connector.report.backtest import Findings, KindLine, LookBack, Mistake, Saving
from connector.report.backtest_page import clip
from connector.report.standings import StandingLine

_MOST_KINDS = 20


def print_backtest(look: LookBack, found: Findings, html_path: Path | None) -> None:
    """Say all of it."""
    console = Console()
    console.print(
        f"\n[bold]{escape(look.account)}[/bold] on {escape(look.helpdesk)}, {look.period}: {tickets(found.count)} read."
    )
    if look.stopped:
        console.print(f"[yellow]Stopped early: {escape(look.stopped)}[/yellow] All figures are about what was read until then.")
    console.print("Nothing was written. These are readings by an AI; some are wrong.\n")
    if found.count:
        _print_figures(console, found)
    if look.answers is None:
        console.print("Your macros, canned responses and articles could not be read with this credential: no drafts here.")
    console.print("", _standings(look)) if look.standings else console.print(_NO_AUDITS)
    if found.count and next(iter(found.levels.values())).is_small:
        console.print(f"[yellow]Only {tickets(found.count)}: take every share as a first impression.[/yellow]")
    for why, count in found.passed:
        console.print(f"Passed over {count}: {escape(why)}")
    if not found.count and not found.passed:
        console.print("There was no ticket to read. Look further back, for example with `--last 52w`.")
    if html_path is None:
        console.print("\nWith charts, and the worst mistakes in the customers' own words: add `--html backtest.html`.")
    else:
        told = "It holds customers' words, so only you may read the file."
        console.print(f"\nThe page: [bold]{escape(str(html_path))}[/bold]. {told}")


_NO_AUDITS = (
    "\nNothing is proved yet: no kind is switched on (a rule such as `how_to: L3`), and no blind check has been answered. "
    "Without an error, 120 checks prove less than 5 % wrong."
)


def _print_figures(console: Console, found: Findings) -> None:
    console.print(levels_table(found.levels))
    console.print(_saving(found.saving), "")
    if found.compared:
        console.print(groups_table(found.groups, found.same_group))
    console.print(_compared(found))
    console.print(_kinds(found))
    if any(line.kind and line.mostly and not line.has_rule for line in found.kinds):
        console.print("*: no rule names a group for this kind, so the AI gives it to your people group.")
    if sum(found.replies.values()):
        counts = ", ".join(f"{count} {use}" for use, count in found.replies.items())
        console.print(
            f"Drafts held against the reply that was sent without them: {counts}. Two good answers may share few words."
        )
    console.print("", _mistakes(found)) if found.mistakes else console.print("No mistake was found that counts as one.")


def _saving(saving: Saving) -> str:
    return (
        f"{saving.drafts} draft{'' if saving.drafts == 1 else 's'}: {saving.hours:.1f} hours saved, {saving.hours_a_week:.1f} a week. "
        f"{saving.assumption}"
    )


def _compared(found: Findings) -> str:
    left_out = [
        f"{count} {why}" for count, why in ((found.unsettled, "not settled yet"), (found.ours, "sorted by us before")) if count
    ]
    compared = f"Compared with people on {tickets(found.compared)}." if found.compared else "Nothing to compare with people yet."
    return compared + (f" Left out: {', '.join(left_out)}." if left_out else "")


def _kinds(found: Findings) -> Table:
    table = new_table(
        "Kind by kind", "", "tickets", "L0", "L1", "L2", "same group", "in the long run", "people mostly gave it to"
    )
    for line in found.kinds[:_MOST_KINDS]:
        same = f"{line.same.percent} % of {line.same.whole}" if line.same.whole else ""
        table.add_row(
            escape(line.name), str(line.count), *(str(count) for count in line.levels.values()), same,
            interval(line.same) if line.same.whole else "", _mostly(line),
        )  # fmt: skip
    return table


def _mostly(line: KindLine) -> str:
    mark = "*" if line.kind and not line.has_rule else ""
    return f"{escape(line.mostly)}{mark} {line.mostly_share.percent} %" if line.mostly else ""


def _mistakes(found: Findings) -> Table:
    table = Table(
        title="The worst mistakes: the AI was sure, and people did something else", title_justify="left", show_edge=False
    )
    for column in ("ticket", "sure", "kind", "what", "AI", "people"):
        table.add_column(column, overflow="fold")
    for mistake in found.mistakes:
        assessment = mistake.sight.assessment
        table.add_row(
            _ticket(mistake), f"{100 * assessment.confidence:.0f} %", KIND_NAMES["en"][assessment.primary], mistake.what,
            escape(clip(mistake.ours)), escape(clip(mistake.theirs)),
        )  # fmt: skip
    return table


def _ticket(mistake: Mistake) -> str:
    number = escape(mistake.sight.ticket.id)
    return f"[link={mistake.address}]{number}[/link]" if mistake.address else number


def _standings(look: LookBack) -> Table:
    table = Table(title="What blind checks prove today", title_justify="left", show_edge=False)
    for number, column in enumerate(("kind", "checks", "errors", "proved below", "in words")):
        table.add_column(column, justify="right" if 0 < number < 4 else "left", overflow="fold")
    for line in look.standings:
        table.add_row(escape(line.name), str(line.standing.audited), str(line.standing.errors), _proved(line), line.words)
    return table


def _proved(line: StandingLine) -> str:
    bound = line.standing.bound
    return "" if bound is None else f"{100 * bound:.1f} %"
