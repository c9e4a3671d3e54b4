"""One account: its state, its rules, its groups, what has been heard of it, and what the helpdesk itself shows."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from connector.administration import Finding, SetupRequest
from connector.core.context import Mode
from connector.core.rules import Rules
from connector.desks import Desks
from connector.doctor.codes import age, find
from connector.errors import ConfigurationError, HandoffError
from connector.learning.shelf import Shelf
from connector.settings import Settings
from connector.store.accounts import Account
from connector.store.inbox import Inbox

_LONG_SILENCE: Final = 3 * 86400.0
#: What the values of the rule outside_model allow, said to people.
_USES: Final = {"drafts": "wording drafts", "second_reader": "second readings", "both": "wording drafts and second readings"}


def check_state(account: Account, seconds_blocked: float) -> Iterator[Finding]:
    """Whether it works, and what stops it."""
    yield find("account_live" if account.mode is Mode.ASSIST else "account_shadow", account=account.name)
    if not account.enabled:
        yield find("account_off")
    if account.paused:
        yield find("account_paused", account=account.name)
    if seconds_blocked:
        yield find("account_waiting", age=age(seconds_blocked), why=account.blocked_reason or "no reason was kept")


def check_rules(account: Account, rules: Rules, settings: Settings) -> Iterator[Finding]:
    """Whether the newest rules are in force, how long they let text be kept, and whether any of it may go to a model outside."""
    kept = min(rules.retention_days or settings.retention_days, settings.retention_days)
    if account.rules_error:
        yield find("rules_broken", why=account.rules_error.splitlines()[0])
    else:
        yield find("rules_ok", days=f"{kept:g}")
    if rules.retention_days and rules.retention_days > settings.retention_days:
        yield find("retention_capped", asked=f"{rules.retention_days:g}", days=f"{kept:g}")
    if not rules.people_group:
        yield find("people_group_unset")
    if rules.mark_requesters and account.marks_refused_at:
        yield find("marks_refused")
    if rules.outside_model != "off" and settings.outside_model == "off":
        yield find("outside_model_unset")
    elif rules.outside_model != "off":
        place = urlsplit(settings.outside_model_url).netloc.rpartition("@")[2]
        yield find("outside_model_on", model=settings.outside_model_name, place=place, uses=_USES[rules.outside_model])


def check_groups(account: Account, rules: Rules, desks: Desks) -> Iterator[Finding]:
    """Whether every group that the rules name is there now."""
    named = {
        name
        for name in (rules.people_group, rules.call_group, *rules.intake_groups, *(rule.group for rule in rules.kinds.values()))
        if name
    }
    try:
        known = {group.name.casefold() for group in desks.open(account).groups()}
    except HandoffError as exc:
        yield find("groups_unread", why=exc)
        return
    missing = sorted(name for name in named if name.casefold() not in known)
    for name in missing:
        yield find("group_missing", group=name)
    if named and not missing:
        yield find("groups_ok")


def check_hearing(account: Account, inbox: Inbox) -> Iterator[Finding]:
    """Whether events come in."""
    silence = inbox.silence(account.name)
    if silence is None:
        yield find("heard_never")
    else:
        yield find("heard_long_ago" if silence > _LONG_SILENCE else "heard_ok", age=age(silence))
    yield find("polling_ok" if account.cursor else "polling_not_begun")
    if not account.newest_secret:
        yield find("webhook_secret_missing")


def check_learning(account: Account, shelf: Shelf) -> Iterator[Finding]:
    """Whether what was learnt from this account can be used."""
    current = shelf.models.current(account.name)
    if current is None:
        yield find("learning_none", account=account.name)
        return
    try:
        shelf.open(account.name)
    except (ValueError, KeyError, TypeError) as exc:
        yield find("learning_broken", account=account.name, version=current[0], why=exc)
    else:
        yield find("learning_ok", version=current[0])


def check_helpdesk(account: Account, desks: Desks, settings: Settings) -> Iterator[Finding]:
    """What the helpdesk's own side shows: credentials, rights, seat, webhook, clock, headroom."""
    url = f"{settings.address}/hooks/{account.integration}/{account.name}" if settings.public_url else ""
    secret = account.newest_secret
    try:
        administration = desks.administer(account)
        if administration is not None:
            yield from administration.examine(SetupRequest(account=account.name, url=url, secret=secret))
    except (ConfigurationError, HandoffError) as exc:
        yield find("settings_broken", why=exc)
