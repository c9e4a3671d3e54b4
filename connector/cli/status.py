"""``handoff status``: what waits, what runs, and how each account has been doing. For people and for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.cli.opening import open_application
from connector.cli.status_reading import AccountStatus, Status, read_status
from connector.core.checkin import State
from connector.core.taxonomy import Level
from connector.doctor.codes import age
from connector.report.disclosed import disclosure_lines

_EVENTS: Final = {"new": "waiting", "done": "done", "skipped": "needed nothing", "dead": "given up"}
_CHECK_INS: Final = {
    State.WAITING.value: "waiting for approval",
    State.PLANNED.value: "planned",
    State.APPROVED.value: "approved and on the way",
    State.UNSURE.value: "maybe sent, to be looked at",
}
_LEVELS: Final = "L0: left to people. L1: sorted. L2: with a draft to check. L3: nothing in this version."


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def status(*, as_json: bool) -> None:
    """Show what waits, runs, and has been done.

    Asks nothing outside this machine and its database.
    """
    application = open_application()
    try:
        found = read_status(application)
    finally:
        application.close()
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2)) if as_json else _print(Console(), found)


def _print(console: Console, found: Status) -> None:
    waiting = f", the oldest due for {age(found.oldest_due_seconds)}" if found.oldest_due_seconds else ""
    console.print(f"Events: {', '.join(f'{found.queue[state]} {word}' for state, word in _EVENTS.items())}{waiting}.")
    console.print("Signs of life: " + ", ".join(f"{role} {_ago(seconds)}" for role, seconds in found.roles.items()) + ".\n")
    if found.accounts:
        console.print(_accounts(found))
    if any(account.audits for account in found.accounts):
        console.print("", _audits(found))
    for account in found.accounts:
        for line in disclosure_lines(account.disclosure_week, days=7):
            console.print(f"[yellow]![/yellow] {escape(f'{account.name}: {line}')}")
        for line in _lines(account):
            console.print(escape(f"{account.name}, {line}"))
    for problem in found.problems:
        console.print(f"[yellow]![/yellow] {escape(problem)}")
    if not found.accounts:
        console.print("No account is connected yet; run `handoff connect zendesk NAME` or `handoff connect freshdesk NAME`.")
    elif not found.problems:
        console.print("[green]✓[/green] No problem in sight. `handoff doctor` looks at the helpdesks too.")


def _lines(account: AccountStatus) -> Iterator[str]:
    """What has no column: answers, check-ins, and the outside model."""
    answers, check_ins = account.answers, account.check_ins
    read = "not read yet" if answers.read_seconds is None else f"{answers.count} at hand, read {_ago(answers.read_seconds)}"
    now = ", being read now" if answers.under_way else ""
    remark = f" {answers.remark.rstrip('.')}." if answers.remark else ""
    yield f"answers of yours: {read}{now}.{remark}"
    if any(check_ins.values()):
        told = ", ".join(f"{check_ins[state]} {word}" for state, word in _CHECK_INS.items() if check_ins[state])
        yield f"check-ins: {told}; `handoff checkins {account.name}` shows them."
    if account.outside.words:
        spent = f"Today: {account.outside_calls_today} calls, {account.outside_tokens_today} tokens."
        end = " The budget is used up until midnight (UTC)." if account.outside_used_up else ""
        yield f"outside model. {account.outside.words} {spent}{end}"


def _accounts(found: Status) -> Table:
    levels = [level.name for level in Level]
    table = Table(title="Accounts", title_justify="left", caption=_LEVELS, caption_justify="left")
    for column in (
        "account", "mode", "last event", f"24 h: {' '.join(levels)}", "7 days", "corrected 24 h, 7 days",
        "drafts used, edited, ignored", "checks open",
    ):  # fmt: skip
        table.add_column(column, overflow="fold")
    for account in found.accounts:
        table.add_row(
            escape(account.name),
            account.mode
            if account.enabled and not account.paused
            else f"{account.mode}, {'paused' if account.paused else 'off'}",
            _ago(account.last_event_seconds),
            " ".join(str(account.triages_day[level]) for level in levels),
            " ".join(str(account.triages_week[level]) for level in levels),
            f"{account.corrections_day}, {account.corrections_week}",
            ", ".join(str(count) for count in account.drafts.values()),
            str(account.audits_open),
        )
    return table


def _audits(found: Status) -> Table:
    table = Table(title="Blind checks by colleagues", title_justify="left")
    for column in ("account", "kind", "answered", "errors", "error rate at most (95 %)", "earned automation"):
        table.add_column(column, overflow="fold")
    for account in found.accounts:
        for audit in account.audits:
            bound = "" if audit.upper_bound is None else f"{100 * audit.upper_bound:.1f} %"
            table.add_row(escape(account.name), audit.kind, str(audit.answered), str(audit.errors), bound, audit.words)
    return table


def _ago(seconds: float | None) -> str:
    return "never" if seconds is None else f"{age(seconds)} ago"
