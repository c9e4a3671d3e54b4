"""A look at everything that Warm Handoff depends on in a Zendesk account. Whatever fails becomes a finding, never an exception."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Final

import requests

from connector.administration import Finding, SetupRequest, Severity
from connector.errors import CredentialsRejected, TicketGone
from integrations.zendesk.account_payloads import SeatAnswer, SeatBody
from integrations.zendesk.app_installation import Apps
from integrations.zendesk.findings import SET_UP_AGAIN, Look, guarded, note, ok, plain, problem, warning
from integrations.zendesk.reading import seems_a_person, typed
from integrations.zendesk.settings import freshness_window
from integrations.zendesk.webhook_examination import examine_webhook

_ME: Final = "/api/v2/users/me"
_LIGHT_AGENT: Final = 1
_SKEW_SECONDS: Final = 60.0
_RESERVE: Final = 0.2
_MACHINE_SEAT: Final = (
    "Make a seat of its own, such as “AI triage (automated)”, so that nobody mistakes its notes for a colleague's."
)


Check = Callable[[Look], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Need:
    """One read that the work needs, the scope it takes, and what is lost without it."""

    code: str
    path: str
    scope: str
    what: str
    loss: str
    severity: Severity = Severity.WARNING


_NEEDS: Final = (
    Need("scope_tickets", "/api/v2/tickets", "tickets:read", "Tickets", "nothing works", Severity.PROBLEM),
    Need("scope_groups", "/api/v2/groups", "read", "Groups", "no ticket can be given to a group", Severity.PROBLEM),
    Need("scope_macros", "/api/v2/macros/active", "macros:read", "Macros", "no draft can rest on them"),
    Need("scope_articles", "/api/v2/help_center/articles", "hc:read", "Articles", "no draft can rest on them"),
    Need("scope_apps", "/api/v2/apps/installations", "apps:read", "Apps", "the rules cannot be set in Zendesk"),
)


def examine(look: Look) -> Iterator[Finding]:
    """Yield one finding for each thing looked at. Once the credentials are refused nothing else is asked. Never raises."""
    for code, check in CHECKS.items():
        found = tuple(guarded(code, partial(check, look)))
        yield from found
        if code == "credentials" and any(f.severity is Severity.PROBLEM for f in found):
            return


def _credentials(look: Look) -> Iterator[Finding]:
    code = "credentials"
    try:
        answer = look.working.get(_ME)
        seat = typed(SeatAnswer, answer).user
    except CredentialsRejected as exc:
        yield problem(
            code, f"Zendesk refuses the credentials: {plain(exc)}.", "Connect the account again with fresh credentials."
        )
        return
    if not seat.id:
        yield problem(code, "Zendesk does not know these credentials.", "Check them and the subdomain, and connect again.")
        return
    yield ok(code, f"The credentials work; they act as {seat.name or seat.id}.")
    yield _seat(seat)
    yield _role(seat, look.request)
    yield _sight(seat)
    yield _clock(answer, look)
    yield from _limit(answer)


def _seat(seat: SeatBody) -> Finding:
    if seems_a_person(seat.name):
        return warning("seat", f"The credentials seem to be a person's: {seat.name}.", _MACHINE_SEAT)
    return ok("seat", "The credentials belong to a seat of its own.")


def _role(seat: SeatBody, request: SetupRequest) -> Finding:
    """https://developer.zendesk.com/api-reference/ticketing/users/users/#roles"""
    if seat.role not in ("agent", "admin"):
        return problem(
            "role",
            f"The seat is no agent ({seat.role or 'role unknown'}).",
            "Give it the role of an agent in Admin Centre > People.",
        )
    if seat.role_type == _LIGHT_AGENT:
        return problem(
            "role",
            "The seat is a light agent, which cannot change tickets.",
            "Give it the role of a full agent in Admin Centre > People.",
        )
    if seat.role == "admin":
        return ok("role", "The seat is an admin; it may read the list of changed tickets.")
    if request.url:
        return Finding(
            "role",
            Severity.NOTE,
            "The seat is an agent: lost bells are not found again, because the list of changed tickets is an admin's.",
        )
    return problem(
        "role",
        "The account is polled, and the list of changed tickets is an admin's.",
        "Make the seat an admin, or set up the webhook.",
    )


def _sight(seat: SeatBody) -> Finding:
    if not seat.ticket_restriction:
        return ok("ticket_scope", "The seat sees all tickets.")
    return warning(
        "ticket_scope",
        f"The seat sees only some tickets ({seat.ticket_restriction}); all others are left alone.",
        "Let it see all tickets in Admin Centre > People, unless this is what you want.",
    )


def _clock(answer: requests.Response, look: Look) -> Finding:
    try:
        theirs = parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return note("clock", "Zendesk did not tell its time.")
    skew = (datetime.now(UTC) - theirs).total_seconds()
    way = "ahead" if skew > 0 else "behind"
    what = f"This machine's clock is {abs(skew):.0f} seconds {way}"
    if abs(skew) > freshness_window(look.plain).total_seconds():
        return problem("clock", f"{what}, so every bell is refused as too old.", "Let the machine keep its time by NTP.")
    if abs(skew) > _SKEW_SECONDS:
        return warning("clock", f"{what}.", "Let the machine keep its time by NTP.")
    return ok("clock", "The clocks agree.")


def _limit(answer: requests.Response) -> Iterator[Finding]:
    """The same numbers come under two spellings. https://developer.zendesk.com/api-reference/introduction/rate-limits/"""
    total = _number(answer, "X-Rate-Limit", "ratelimit-limit")
    left = _number(answer, "X-Rate-Limit-Remaining", "ratelimit-remaining")
    if total is None:
        yield note("rate_limit", "Zendesk did not tell its API limit.")
        return
    yield ok("rate_limit", f"The plan allows {total} calls a minute, for all integrations together.")
    if left is not None and left < total * _RESERVE:
        yield warning(
            "rate_headroom",
            f"Only {left} of {total} calls are left in this minute.",
            "See which other integration calls so much.",
        )


def _number(answer: requests.Response, *headers: str) -> int | None:
    given = (answer.headers.get(header, "") for header in headers)
    return next((int(value) for value in given if value.isascii() and value.isdigit()), None)


def _scopes(look: Look) -> Iterator[Finding]:
    for need in _NEEDS:
        yield from guarded(need.code, partial(_need, look, need))
    if look.settings.client_id:
        yield _writing(look.settings.scope)


def _writing(scope: str) -> Finding:
    """Nothing may be tried here, so the setting has to tell. What the role allows shows at the first write."""
    if {"tickets:write", "write"} & set(scope.split()):
        return ok("scope_writing", "The scope covers writing on tickets.")
    return warning(
        "scope_writing",
        "The scope does not cover writing on tickets, so nothing but shadow mode works.",
        "Add tickets:write to the scope setting and connect again before going live.",
    )


def _need(look: Look, need: Need) -> Iterator[Finding]:
    try:
        look.working.get(need.path, {"page[size]": 1})
    except CredentialsRejected:
        remedy = f"Add {need.scope} to the scope setting and connect again, or give the seat's role the right to read them."
        yield Finding(need.code, need.severity, f"{need.what} cannot be read, so {need.loss}.", remedy)
    except TicketGone:
        yield Finding(need.code, Severity.NOTE, f"{need.what} are not there in this account.")
    else:
        yield ok(need.code, f"{need.what} can be read.")


def _app(look: Look) -> Iterator[Finding]:
    try:
        there = Apps(look.working).find()
    except CredentialsRejected:  # told by its scope already
        return
    kept = look.settings.installation_id
    if there is not None and look.request.connecting:  # setting up finds it
        kept, has_key = there.id, True
    else:
        has_key = bool(look.plain.get("app_public_key"))
    if there is None and not kept:
        yield note("app", "The app is not installed; triage works without it.", "Make it with `handoff package zendesk`.")
    elif there is None:
        yield problem(
            "app",
            "The app was removed from Zendesk, which switches this account off.",
            "Install it again, or connect again with --set app_installation_id=.",
        )
    elif there.id != kept:
        yield warning(
            "app",
            f"The app is installed as {there.id}, and its settings are not read yet.",
            "Connect the account again; it finds the app.",
        )
    elif not there.enabled:
        yield problem(
            "app",
            "The app is disabled in Zendesk, which switches this account off.",
            "Enable it under Admin Centre > Apps and integrations > Apps.",
        )
    elif not has_key:
        yield warning("app", "The app is installed, and its public key is not kept, so the sidebar stays shut.", SET_UP_AGAIN)
    else:
        yield ok("app", f"The app is installed and enabled as {there.id}.")


def _api_token(look: Look) -> Iterator[Finding]:
    """https://developer.zendesk.com/documentation/api-basics/authentication/api-tokens-to-oauth/"""
    if not look.settings.client_id:
        yield warning(
            "api_token",
            "The account uses an API token; Zendesk stops them all on 30 April 2027.",
            "Make an OAuth client and connect again with its client_id.",
        )


CHECKS: Final[Mapping[str, Check]] = {
    "credentials": _credentials,
    "scopes": _scopes,
    "app": _app,
    "webhook": examine_webhook,
    "api_token": _api_token,
}
