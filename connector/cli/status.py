"""``handoff status``: what waits, what runs, and how each account has been doing. For people and for programs."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from connector.administration import Finding, Severity
from connector.bootstrap import Application
from connector.cli.opening import open_application
from connector.core.taxonomy import Level
from connector.doctor import account as one
from connector.doctor import running
from connector.doctor.codes import age
from connector.report.disclosed import disclosure_lines
from connector.report.outside import OutsideTally, tally_outside
from connector.report.standings import StandingLine, standing_lines
from connector.store.accounts import Account
from connector.store.tallies import DisclosureTally

_DAY: Final = 86400.0
_ROLES: Final = ("web", "worker", "sweeper")
_STATES: Final = ("new", "done", "skipped", "dead")
_SERIOUS: Final = (Severity.PROBLEM, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class KindAudits:
    """Blind checks of one kind: answers, errors among them, and what follows for earned automation.

    ``upper_bound`` is the one-sided 95 % upper bound on the share of errors; ``proved`` is that of the last look, corrected for looks
    and kinds. Both are ``None`` where there is nothing to go by. ``state`` is a word for programs, ``words`` says it to people.
    """

    kind: str
    answered: int
    errors: int
    upper_bound: float | None
    proved: float | None
    limit: float
    state: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatus:
    """How one account stands. Times are in seconds; ``last_event_seconds`` is ``None`` where none was heard of.

    ``outside`` tells what asking an outside model has come to in all, ``outside_calls_today`` and ``outside_tokens_today`` what it cost.
    """

    name: str
    integration: str
    mode: str
    enabled: bool
    paused: bool
    waiting_seconds: float
    last_event_seconds: float | None
    triages_day: Mapping[str, int]
    triages_week: Mapping[str, int]
    corrections_day: int
    corrections_week: int
    drafts: Mapping[str, int]
    disclosure_week: DisclosureTally
    audits_open: int
    audits: tuple[KindAudits, ...]
    outside: OutsideTally
    outside_calls_today: int
    outside_tokens_today: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the installation stands. ``roles`` holds the seconds since each role gave a sign of life, or ``None``."""

    queue: Mapping[str, int]
    oldest_due_seconds: float
    roles: Mapping[str, float | None]
    accounts: tuple[AccountStatus, ...]
    problems: tuple[str, ...]


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


def read_status(application: Application) -> Status:
    """Read everything from the database."""
    accounts, counts, ages = application.accounts.all(), application.inbox.counts(), application.heartbeats.ages()
    return Status(
        queue={state: counts.get(state, 0) for state in _STATES},
        oldest_due_seconds=round(application.inbox.oldest_due(), 1),
        roles={role: round(ages[role], 1) if role in ages else None for role in _ROLES},
        accounts=tuple(_account_status(application, account) for account in accounts),
        problems=tuple(_problems(application, accounts, ages)),
    )


def _account_status(application: Application, account: Account) -> AccountStatus:
    name, tallies = account.name, application.tallies
    silence = application.inbox.silence(name)
    rules = application.desks.rules_kept(account)
    lines = standing_lines(application.audits.standings(name, rules), rules)
    calls, tokens = application.outside_budget.spent(name)
    return AccountStatus(
        name=name,
        integration=account.integration,
        mode=account.mode.value,
        enabled=account.enabled,
        paused=account.paused,
        waiting_seconds=round(application.accounts.seconds_blocked(name), 1),
        last_event_seconds=None if silence is None else round(silence, 1),
        triages_day=_by_name(tallies.levels(name, seconds=_DAY)),
        triages_week=_by_name(tallies.levels(name, seconds=7 * _DAY)),
        corrections_day=tallies.corrections(name, seconds=_DAY),
        corrections_week=tallies.corrections(name, seconds=7 * _DAY),
        drafts=tallies.drafts(name),
        disclosure_week=tallies.disclosure(name, seconds=7 * _DAY),
        audits_open=tallies.open_audits(name),
        audits=tuple(_kind_audits(line) for line in lines),
        outside=tally_outside(application.outside_outcomes.totals(name)),
        outside_calls_today=calls,
        outside_tokens_today=tokens,
    )


def _kind_audits(line: StandingLine) -> KindAudits:
    standing = line.standing
    return KindAudits(
        kind=line.kind or "unnamed", answered=standing.audited, errors=standing.errors, upper_bound=_rounded(line.plain_bound),
        proved=_rounded(standing.bound), limit=standing.limit, state=line.state, words=line.words,
    )  # fmt: skip


def _rounded(bound: float | None) -> float | None:
    return None if bound is None else round(bound, 4)


def _problems(application: Application, accounts: Any, ages: Mapping[str, float]) -> Iterator[str]:
    """What the doctor says of it without asking anybody, the worst first, a line each."""
    found = [("", finding) for finding in (*running.check_roles(ages), *running.check_queue(application.inbox))]
    for account in accounts:
        rules = application.desks.rules_kept(account)
        checks = (
            *one.check_state(account, application.accounts.seconds_blocked(account.name)),
            *one.check_rules(account, rules, application.settings),
            *one.check_hearing(account, application.inbox),
        )
        found += [(f"{account.name}: ", finding) for finding in checks]
    for severity in _SERIOUS:
        yield from (f"{where}{_line(finding)}" for where, finding in found if finding.severity is severity)


def _line(finding: Finding) -> str:
    return " ".join(f"{finding.what} {finding.remedy}".split())


def _by_name(levels: Mapping[Level, int]) -> dict[str, int]:
    return {level.name: count for level, count in levels.items()}


# ── the terminal ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _print(console: Console, found: Status) -> None:
    waiting = f", the oldest due for {age(found.oldest_due_seconds)}" if found.oldest_due_seconds else ""
    console.print(f"Events: {', '.join(f'{count} {state}' for state, count in found.queue.items())}{waiting}.")
    console.print("Signs of life: " + ", ".join(f"{role} {_ago(seconds)}" for role, seconds in found.roles.items()) + ".\n")
    if found.accounts:
        console.print(_accounts(found))
    if any(account.audits for account in found.accounts):
        console.print("", _audits(found))
    for account in found.accounts:
        for line in disclosure_lines(account.disclosure_week, days=7):
            console.print(f"[yellow]![/yellow] {escape(f'{account.name}: {line}')}")
        if account.outside.words:
            spent = f"Today: {account.outside_calls_today} calls, {account.outside_tokens_today} tokens."
            console.print(f"{escape(account.name)}, outside model. {account.outside.words} {spent}")
    for problem in found.problems:
        console.print(f"[yellow]![/yellow] {escape(problem)}")
    if not found.accounts:
        console.print("No account is connected yet; run `handoff connect zendesk NAME` or `handoff connect freshdesk NAME`.")
    elif not found.problems:
        console.print("[green]✓[/green] No problem in sight. `handoff doctor` looks at the helpdesks too.")


def _accounts(found: Status) -> Table:
    levels = [level.name for level in Level]
    table = Table(title="Accounts", title_justify="left")
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
