"""Who calls the app API, for which account, and whether not too often.

A token belongs to one account. For any other account it opens nothing, and tells nothing: the answer is that of an account
that does not exist. Whoever holds a good token is never held up by the failures of others, wherever they come from.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from connector.store.accounts import Account
from connector.web.allowances import Allowance
from connector.web.app_tokens import PagePass, PageTokens, TokenInvalid

_CALLS_A_MINUTE: Final = 120
_FAILURES_A_MINUTE: Final = 20


class TurnedAway(Exception):
    """The call is not let in. ``retry_after`` is in seconds, 0 where waiting does not help."""

    def __init__(self, status: int, code: str, remedy: str, *, retry_after: int = 0) -> None:
        super().__init__(remedy)
        self.status = status
        self.code = code
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """A call at the door: the account it asks for, and what it shows."""

    account: str
    authorization: str
    origin: str | None
    host: str
    client: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Who was let in. ``page`` is ``None`` for a call with the account's app token."""

    account: Account
    page: PagePass | None


class Doorkeeper:
    """Lets calls in. ``home`` is the address under which our own pages are known."""

    def __init__(
        self,
        *,
        find: Callable[[str], Account | None],
        find_by_token: Callable[[str], Account | None],
        tokens: PageTokens,
        home: str,
        calls: Allowance | None = None,
        failures: Allowance | None = None,
    ) -> None:
        self._find = find
        self._find_by_token = find_by_token
        self._tokens = tokens
        self._home = urlsplit(home).netloc
        self._calls = calls or Allowance(_CALLS_A_MINUTE)
        self._failures = failures or Allowance(_FAILURES_A_MINUTE)

    def admit(self, knock: Knock, *, pages: bool, apps: bool) -> Caller:
        """Return who calls, or raise TurnedAway. ``pages`` and ``apps`` say which kind of token may do this."""
        try:
            caller, name = self._identify(knock)
        except TurnedAway as refused:
            if wait := self._failures.take(knock.client):
                raise _too_often(wait) from None
            raise refused from None
        if caller.page is not None and not self._is_home(knock):
            raise TurnedAway(403, "foreign_origin", "call from the page that the connector served")
        if not (pages if caller.page else apps):
            other = "the account's app token" if apps else "the token of a page"
            raise TurnedAway(403, "wrong_token", f"this needs {other}")
        if wait := self._calls.take(name):
            raise _too_often(wait)
        return caller

    def _identify(self, knock: Knock) -> tuple[Caller, str]:
        scheme, _, token = knock.authorization.partition(" ")
        token = token.strip()
        if scheme.casefold() != "bearer" or not token:
            raise TurnedAway(401, "no_token", "send the token as Authorization: Bearer TOKEN")
        return self._of_page(knock, token) if "." in token else self._of_app(knock, token)

    def _of_page(self, knock: Knock, token: str) -> tuple[Caller, str]:
        try:
            page = self._tokens.read(token)
        except TokenInvalid as exc:
            raise TurnedAway(401, "token", str(exc)) from None
        account = self._find(page.account) if page.account == knock.account else None
        if account is None:
            raise _unknown_account()
        return Caller(account, page), f"page:{page.account}:{page.agent}"

    def _of_app(self, knock: Knock, token: str) -> tuple[Caller, str]:
        account = self._find_by_token(token)
        if account is None:
            raise TurnedAway(401, "token", "this app token is not in force; make one with `handoff app-token`")
        if account.name != knock.account:
            raise _unknown_account()
        return Caller(account, None), f"app:{hashlib.sha256(token.encode()).hexdigest()}"

    def _is_home(self, knock: Knock) -> bool:
        """A browser names the origin of the page that calls, except where a page reads from its own origin."""
        return knock.origin is None or urlsplit(knock.origin).netloc in (self._home, knock.host)


def _unknown_account() -> TurnedAway:
    return TurnedAway(404, "unknown_account", "check the account in the address; `handoff accounts` lists the accounts")


def _too_often(wait: int) -> TurnedAway:
    return TurnedAway(429, "too_often", "wait for the seconds in Retry-After", retry_after=wait)
