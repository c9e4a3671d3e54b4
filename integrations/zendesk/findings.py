"""What the checks of an account share: what they look with, how a failing call becomes a finding, and the shapes of one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from connector.administration import Finding, SetupRequest, Severity
from connector.errors import ConfigurationError, HandoffError, RateLimited, Transient
from connector.kit.http import HelpdeskSession
from integrations.zendesk.settings import ZendeskSettings

SET_UP_AGAIN = "Connect the account again; that mends this."


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the checks look with: the rights of every day, those of setting up, and what is kept of the account."""

    working: HelpdeskSession
    setting_up: HelpdeskSession
    plain: Mapping[str, str]
    settings: ZendeskSettings
    request: SetupRequest


def guarded(code: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Yield what a check finds; a failing call ends it with a finding. Never raises."""
    try:
        yield from check()
    except RateLimited:
        yield problem(
            code, "The API limit is used up.", "Wait a minute and look again; if it stays so, see what else calls so much."
        )
    except Transient as exc:
        yield problem(code, f"This could not be seen: {plain(exc)}.", "Look again in a few minutes.")
    except (HandoffError, ConfigurationError) as exc:
        yield problem(code, f"This could not be seen: {plain(exc)}.", "Check the subdomain and the credentials.")


def plain(exc: Exception) -> str:
    """The words of an error, to go on after."""
    return str(exc).rstrip(".")


def ok(code: str, what: str) -> Finding:
    """All is well."""
    return Finding(code, Severity.OK, what)


def note(code: str, what: str, remedy: str = "") -> Finding:
    """Worth knowing."""
    return Finding(code, Severity.NOTE, what, remedy)


def warning(code: str, what: str, remedy: str) -> Finding:
    """It may stop working as promised."""
    return Finding(code, Severity.WARNING, what, remedy)


def problem(code: str, what: str, remedy: str) -> Finding:
    """It does not work as promised."""
    return Finding(code, Severity.PROBLEM, what, remedy)
