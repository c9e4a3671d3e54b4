"""What ``handoff status`` tells: what waits, what runs, and how each account has been doing. All of it from the database."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from connector.administration import Finding, Severity
from connector.bootstrap import Application
from connector.core.checkin import State
from connector.core.taxonomy import Level
from connector.doctor import account as one
from connector.doctor import running
from connector.report.outside import OutsideTally, tally_outside
from connector.report.standings import StandingLine, standing_lines
from connector.store.accounts import Account
from connector.store.heartbeats import ROLES
from connector.store.tallies import DisclosureTally

_DAY: Final = 86400.0
_STATES: Final = ("new", "done", "skipped", "dead")
_QUEUED: Final = (State.PLANNED, State.WAITING, State.APPROVED, State.UNSURE)
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


@dataclass(frozen=True, slots=True)
class AnswersStatus:
    """How far macros, canned responses and articles were read.

    ``read_seconds`` have passed since the last pass ended, ``None`` before the first; ``remark`` is why some may be missing.
    """

    count: int
    read_seconds: float | None
    under_way: bool
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatus:
    """How one account stands. Times are in seconds; ``last_event_seconds`` is ``None`` where none was heard of.

    ``check_ins`` counts those on the queue by state. ``outside`` tells what asking an outside model has come to in all,
    ``outside_calls_today`` and ``outside_tokens_today`` what it cost, ``outside_used_up`` whether today's budget allows no more.
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
    answers: AnswersStatus
    check_ins: Mapping[str, int]
    outside: OutsideTally
    outside_calls_today: int
    outside_tokens_today: int
    outside_used_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the installation stands. ``roles`` holds the seconds since each role gave a sign of life, or ``None``."""

    queue: Mapping[str, int]
    oldest_due_seconds: float
    roles: Mapping[str, float | None]
    accounts: tuple[AccountStatus, ...]
    problems: tuple[str, ...]


def read_status(application: Application) -> Status:
    """Read everything from the database."""
    accounts, counts, ages = application.accounts.all(), application.inbox.counts(), application.heartbeats.ages()
    return Status(
        queue={state: counts.get(state, 0) for state in _STATES},
        oldest_due_seconds=round(application.inbox.oldest_due(), 1),
        roles={role: round(ages[role], 1) if role in ages else None for role in ROLES},
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
        answers=_answers(application, name),
        check_ins=_check_ins(application, name),
        outside=tally_outside(application.outside_outcomes.totals(name)),
        outside_calls_today=calls,
        outside_tokens_today=tokens,
        outside_used_up=application.outside_budget.is_used_up(name),
    )


def _answers(application: Application, name: str) -> AnswersStatus:
    reading = application.knowledge.reading(name)
    return AnswersStatus(
        count=application.knowledge.count(name),
        read_seconds=round(application.clock() - reading.synced_at, 1) if reading.synced_at else None,
        under_way=reading.under_way,
        remark=reading.remark,
    )


def _check_ins(application: Application, name: str) -> dict[str, int]:
    found = Counter(check_in.state for check_in in application.check_in_queue.list(name))
    return {state.value: found[state] for state in _QUEUED}


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
