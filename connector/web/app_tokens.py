"""The short-lived token of a page that the helpdesk vouched for, and of nothing else.

A page gets a fresh one before the old one ends, for nine hours from its opening; then it has to be vouched for anew.
The algorithm is pinned and the times are compared with our own clock (RFC 8725, sections 3.1 and 3.10).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import jwt

from connector.errors import DeliveryRejected

AUDIENCE: Final = "handoff-app"
#: A token lives for so many seconds, and a page is given tokens for so many.
TOKEN_SECONDS: Final = 900
SESSION_SECONDS: Final = 9 * 3600

_ALGORITHM: Final = "HS256"
_REQUIRED: Final = ("aud", "acc", "agent", "since", "exp")
_LONGEST: Final = 2048


class TokenInvalid(DeliveryRejected):
    """The token is not one of ours, or its time is over. The message says what to do."""


@dataclass(frozen=True, slots=True)
class PagePass:
    """Whose page it is: the account, the agent whom the helpdesk named, and when the page was opened (seconds since 1970)."""

    account: str
    agent: str
    since: float


@dataclass(frozen=True, slots=True)
class PageToken:
    """A token and for how many seconds it is good."""

    token: str
    expires_in: int


class PageTokens:
    """Issues and reads page tokens. ``key`` is secret and serves nothing else."""

    def __init__(self, key: bytes, *, clock: Callable[[], float]) -> None:
        self._key = key
        self._clock = clock

    def open(self, account: str, agent: str) -> PageToken:
        """Return the first token of a page that was just vouched for."""
        return self._issue(PagePass(account, agent, self._clock()))

    def renew(self, page: PagePass) -> PageToken:
        """Return a fresh token of the same page, which ends with the page at the latest."""
        return self._issue(page)

    def read(self, token: str) -> PagePass:
        """Return whose page it is, or raise TokenInvalid. Any text at all; nothing else is raised."""
        if len(token) > _LONGEST:
            raise TokenInvalid("this is no token of a page; reload the ticket")
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[_ALGORITHM],
                audience=AUDIENCE,
                options={"require": list(_REQUIRED), "verify_exp": False, "verify_iat": False, "verify_nbf": False},
            )
            page, ends = _page(claims), _moment(claims["exp"])
        except Exception as exc:  # a gate says no to whatever breaks its reading
            raise TokenInvalid("this is no token of a page; reload the ticket") from exc
        if min(ends, page.since + SESSION_SECONDS) <= self._clock():
            raise TokenInvalid("the time of this page is over; reload the ticket")
        return page

    def _issue(self, page: PagePass) -> PageToken:
        now = self._clock()
        ends = min(now + TOKEN_SECONDS, page.since + SESSION_SECONDS)
        claims = {"aud": AUDIENCE, "acc": page.account, "agent": page.agent, "since": page.since, "exp": ends}
        return PageToken(jwt.encode(claims, self._key, algorithm=_ALGORITHM), max(0, int(ends - now)))


def _page(claims: dict[str, Any]) -> PagePass:
    account, agent = claims["acc"], claims["agent"]
    if not isinstance(account, str) or not isinstance(agent, str) or not account:
        raise ValueError("names are text")
    return PagePass(account, agent, _moment(claims["since"]))


def _moment(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("a time is a number")
    return float(value)
