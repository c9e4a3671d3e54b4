"""A look at everything that Warm Handoff depends on in a Freshdesk account. Reads only; whatever fails becomes a finding."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import requests

from connector.administration import Finding, SetupRequest, Severity
from connector.errors import ConfigurationError, CredentialsRejected, HandoffError, RateLimited, TicketGone, Transient
from connector.kit.http import HelpdeskSession, json_of
from integrations.freshdesk.client import FreshdeskDesk
from integrations.freshdesk.fields import TicketFields
from integrations.freshdesk.mapping import OTHER_AI
from integrations.freshdesk.provision import CREATED, OUR_RULES, OurRule
from integrations.freshdesk.reading import API, SEES_ALL, Reader, typed
from integrations.freshdesk.rules import Bell, RuleBook, Rules, ours_among, webhooks_of
from integrations.freshdesk.wire import AgentBody

#: Calls that a busy minute takes: about six for a ticket. A trial has 50 a minute for everything.
_TIGHT: Final = 100
_RESERVE: Final = 0.2
_SKEW_SECONDS: Final = 60.0
_ASK_ROLE: Final = "Add it to the role of the agent under Admin > Team > Roles."
_ALL_MATCHING: Final = (
    "Under Admin > Workflows > Automations, open the gear beside the list and choose “Execute all matching rules”."
)

Check = Callable[["Look"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Look:
    """What the checks look with."""

    session: HelpdeskSession
    settings: Mapping[str, str]
    request: SetupRequest
    reader: Reader
    fields: TicketFields


def examine(session: HelpdeskSession, settings: Mapping[str, str], request: SetupRequest) -> Iterator[Finding]:
    """Yield one finding for each thing looked at. Once the key is refused nothing else is asked. Never raises."""
    reader = Reader(session)
    look = Look(session, settings, request, reader, TicketFields(reader))
    for code, check in _CHECKS.items():
        found = tuple(_guarded(code, check, look))
        yield from found
        if code == "credentials" and any(f.severity is Severity.PROBLEM for f in found):
            return


def _guarded(code: str, check: Check, look: Look) -> Iterator[Finding]:
    try:
        yield from check(look)
    except RateLimited:
        yield _problem(
            code, "The API limit is used up.", "Wait a minute and look again; if it stays so, raise the account's limit."
        )
    except Transient as exc:
        yield _problem(code, f"This could not be seen: {exc}.", "Look again in a few minutes.")
    except (HandoffError, ConfigurationError) as exc:
        yield _problem(code, f"This could not be seen: {exc}.", "Check the setting domain and the API key.")


def _credentials(look: Look) -> Iterator[Finding]:
    code = "credentials"
    try:
        identity = FreshdeskDesk(look.session).identify()
    except CredentialsRejected:
        yield _problem(
            code, "Freshdesk refuses the API key.", "Copy it again from the agent's Profile settings and connect anew."
        )
        return
    yield _ok(code, f"The key works; it is the agent {identity.name or identity.id}.")
    if identity.is_person:
        yield _warning(
            "seat",
            f"The key seems to be a person's: {identity.name}.",
            "Make an agent of its own, such as “AI triage (automated)”, so that nobody mistakes its notes for a colleague's.",
        )
    else:
        yield _ok("seat", "The key belongs to a seat of its own.")


def _account(look: Look) -> Iterator[Finding]:
    """What one answer shows of the agent and, in its headers, of the account."""
    answer = look.reader.answer("/agents/me")
    yield _scope(typed(AgentBody, json_of(answer)).ticket_scope)
    yield from _limit(answer)
    yield _clock(answer)


def _scope(scope: int | None) -> Finding:
    if scope in (SEES_ALL, None):
        return _ok("ticket_scope", "The agent sees all tickets.")
    return _warning(
        "ticket_scope",
        "The agent sees only its own tickets or those of its groups; all others are left alone.",
        "Give the agent global access under Admin > Team > Agents, unless this is what you want.",
    )


def _limit(answer: requests.Response) -> Iterator[Finding]:
    """https://developers.freshdesk.com/api/#ratelimit; Free has none at all."""
    total, left = _number(answer, "X-RateLimit-Total"), _number(answer, "X-RateLimit-Remaining")
    if total is None:
        yield Finding("rate_limit", Severity.NOTE, "Freshdesk did not tell its API limit.")
    elif total < 1:
        yield _problem("rate_limit", "The plan allows no API calls.", "Move to Growth or higher; Free cannot be connected.")
    elif total < _TIGHT:
        yield _warning(
            "rate_limit",
            f"The plan allows {total:.0f} calls a minute for everything you run, enough for about {total // 6:.0f} tickets.",
            "A trial has so few; buying any plan raises the limit.",
        )
    else:
        yield _ok("rate_limit", f"The plan allows {total:.0f} calls a minute.")
    if total and left is not None and left < total * _RESERVE:
        yield _warning(
            "rate_headroom",
            f"Only {left:.0f} of {total:.0f} calls are left right now.",
            "See which other integration calls so much, or raise the account's limit.",
        )


def _clock(answer: requests.Response) -> Finding:
    try:
        theirs = parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return Finding("clock", Severity.NOTE, "Freshdesk did not tell its time.")
    skew = (datetime.now(UTC) - theirs).total_seconds()
    if abs(skew) > _SKEW_SECONDS:
        way = "ahead" if skew > 0 else "behind"
        return _warning(
            "clock", f"This machine's clock is {abs(skew):.0f} seconds {way}.", "Let the machine keep its time by NTP."
        )
    return _ok("clock", "The clocks agree.")


def _ticket_fields(look: Look) -> Iterator[Finding]:
    try:
        statuses = look.fields.statuses()
    except CredentialsRejected:
        yield _problem("ticket_fields", "The agent may not view ticket fields.", _ASK_ROLE)
        return
    yield _ok("ticket_fields", f"Ticket fields can be read: {len(statuses)} statuses.")
    if any(label.strip().casefold() == OTHER_AI for labels in statuses.values() for label in labels):
        yield Finding(
            "ai_agent_status",
            Severity.NOTE,
            "There is a status for Freddy's Email AI Agent; tickets in it are left alone until it hands them over.",
        )
    else:
        yield _ok("ai_agent_status", "No status belongs to Freddy's Email AI Agent.")
    if required := look.fields.required():
        yield _warning(
            "required_fields",
            f"Agents must fill these fields, and Freshdesk refuses updates while they are empty: {', '.join(required)}.",
            "Give them a default or require them for closing only; until then such tickets get tags and a note alone.",
        )
    else:
        yield _ok("required_fields", "No required field stands in the way of an update.")


def _rules(look: Look) -> Iterator[Finding]:
    if look.request.connecting:
        return
    if not look.request.url:
        yield Finding("rules", Severity.NOTE, "The account is polled; no rule rings.")
        return
    book = RuleBook(look.session, look.reader)
    try:
        every = {rule: book.read(rule.type_id) for rule in OUR_RULES}
    except (CredentialsRejected, TicketGone):
        yield Finding(
            "rules",
            Severity.NOTE,
            "The key is not an administrator's, so the automation rules cannot be seen. It need not be one.",
            "See for yourself that both rules of Warm Handoff are enabled under Admin > Workflows > Automations.",
        )
        return
    for rule, rules in every.items():
        yield _rule(look, rule, rules)
    if any(rules.first_match for rules in every.values()):
        yield _warning(
            "rule_order",
            "The account executes the first matching rule only, so another one may keep ours from ringing.",
            _ALL_MATCHING,
        )
    elif all(rules.first_match is False for rules in every.values()):
        yield _ok("rule_order", "All matching rules run.")


def _rule(look: Look, rule: OurRule, rules: Rules) -> Finding:
    code = "rule_created" if rule is CREATED else "rule_updated"
    there = ours_among(rules, rule, look.settings.get(rule.setting, ""), look.request.url)
    bell = Bell(look.request.url, look.request.secret, look.settings.get("basic_user", ""))
    again = "Run the set-up again; it mends this."
    if there is None:
        return _problem(code, f"The rule “{rule.name}” is not there.", "Run the set-up again; it makes it.")
    if not any(bell.rings_in(action, rule.event) for action in webhooks_of(there)):
        return _problem(code, f"The rule “{rule.name}” calls another address, or with another secret or text.", again)
    if not there.active:
        return _problem(code, f"The rule “{rule.name}” is disabled.", "Enable it, or run the set-up again.")
    return _ok(code, f"The rule “{rule.name}” runs and rings here.")


def _solutions(look: Look) -> Iterator[Finding]:
    try:
        look.reader.rows("/solutions/categories")
    except CredentialsRejected:
        yield _warning("solutions", "The agent may not view solutions, so no draft can rest on your articles.", _ASK_ROLE)
        return
    yield _ok("solutions", "Articles can be read.")


def _canned(look: Look) -> Iterator[Finding]:
    answer = look.session.look(f"{API}/canned_response_folders")
    if answer.status_code == 403:
        yield Finding(
            "canned_responses",
            Severity.NOTE,
            "The key is not an administrator's: drafts rest on articles alone, and rules are made by hand.",
        )
    elif answer.ok:
        yield _ok("canned_responses", "The key is an administrator's: canned responses can be read.")
    else:
        yield _warning("canned_responses", f"Freshdesk answered {answer.status_code}.", "Look again in a few minutes.")


def _number(answer: requests.Response, header: str) -> float | None:
    """Numbers here may be text like “100.0”."""
    try:
        return float(answer.headers[header])
    except (KeyError, ValueError):
        return None


def _ok(code: str, what: str) -> Finding:
    return Finding(code, Severity.OK, what)


def _warning(code: str, what: str, remedy: str) -> Finding:
    return Finding(code, Severity.WARNING, what, remedy)


def _problem(code: str, what: str, remedy: str) -> Finding:
    return Finding(code, Severity.PROBLEM, what, remedy)


_CHECKS: Final[Mapping[str, Check]] = {
    "credentials": _credentials,
    "account": _account,
    "ticket_fields": _ticket_fields,
    "rules": _rules,
    "solutions": _solutions,
    "canned_responses": _canned,
}
