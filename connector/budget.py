"""The budget of each account as workers use it: a ticket's calls are taken off it before the ticket begins, and settled after.

A ticket that began is finished: calls beyond what was reserved go at once and push everybody else back. Calls outside any ticket,
such as reading answers, go when their slot comes within a few seconds.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from connector.core.budget import CallLimit, Charge, Told
from connector.errors import BudgetSpent
from connector.store.circuits import Circuits
from connector.store.rates import Rates

#: How far ahead the slot of a call outside any ticket may lie, so that tickets alone never keep the rest out.
_PATIENCE_SECONDS: Final = 15.0
#: A slot that comes so soon is now.
_SOON: Final = 0.05
#: Answers that say nothing of whether the helpdesk is well.
_REFUSALS: Final = (401, 403, 429)


@dataclass(slots=True)
class Purse:
    """What one ticket may spend, what it spent, and what was heard on the way."""

    account: str
    left: dict[str, float]
    is_watched: bool = False
    used: Counter[str] = field(default_factory=Counter)
    told: dict[str, Told] = field(default_factory=dict)

    def pay(self, charges: Sequence[Charge]) -> list[Charge]:
        """Take these out and return those that are not covered."""
        short = []
        for charge in charges:
            self.used[charge.key] += charge.credits  # type: ignore[assignment]  # credits may be parts
            left = self.left.get(charge.key, 0.0)
            if left >= charge.credits:
                self.left[charge.key] = left - charge.credits
            else:
                short.append(charge)
        return short


_PURSE: ContextVar[Purse | None] = ContextVar("purse", default=None)


class AccountBudget:
    """The budget of one account; implements ``connector.core.budget.Budget``."""

    def __init__(self, account: str, limits: Sequence[CallLimit], rates: Rates, circuits: Circuits) -> None:
        self._account = account
        self._limits = {limit.name: limit for limit in limits}
        self._rates = rates
        self._circuits = circuits
        self._is_troubled = False  # somebody here found the helpdesk in trouble, and nobody told since that a call went well

    def reserve(self) -> float:
        """Take a slot for one ticket; returns in how many seconds it comes, 0 for now. Later it is taken all the same."""
        wait = self._rates.reserve(self._account, self._limits, self._ticket())
        return 0.0 if wait <= _SOON else wait

    @contextmanager
    def ticket(self) -> Iterator[float]:
        """Work on one ticket whose slot has come. Yields 0, or for how long to wait: another one tries for the whole account."""
        admission = self._circuits.admit(self._account)
        if admission.wait:
            yield admission.wait
            return
        purse = Purse(self._account, {charge.key: charge.credits for charge in self._ticket()}, admission.is_watched)
        token = _PURSE.set(purse)
        try:
            yield 0.0
        finally:
            _PURSE.reset(token)
            self._settle(purse)

    def enter(self, charges: Sequence[Charge]) -> None:
        """Return when the call may go now. Raises BudgetSpent."""
        purse = self._purse()
        if purse is not None:
            self._rates.reserve(self._account, self._limits, purse.pay(charges))
            return
        if wait := self._circuits.admit(self._account).wait:
            raise BudgetSpent("the account waits", retry_after=wait)
        wait = self._rates.reserve(self._account, self._limits, charges, patience=_PATIENCE_SECONDS)
        if wait > _PATIENCE_SECONDS:
            self._circuits.withdraw(self._account)
            raise BudgetSpent("our share of the account's call limit is used up for now", retry_after=wait)
        self._rates.settle(self._account, self._limits, unused={}, used={c.key: c.credits for c in charges}, told={})

    def leave(self, told: Sequence[Told], *, status: int | None) -> None:
        """Learn from how the call ended."""
        purse = self._purse()
        news = {one.limit: one for one in told}
        if purse is not None:
            purse.told |= news
        elif news:
            self._rates.settle(self._account, self._limits, unused={}, used={}, told=news)
        is_trouble, tells_nothing = status is None or status >= 500, status in _REFUSALS
        if is_trouble:
            self._is_troubled = True
            self._circuits.fail(self._account)
        elif not tells_nothing and (purse is None or purse.is_watched or self._is_troubled):
            self._is_troubled = False
            self._circuits.recover(self._account)
        if purse is None:
            if is_trouble or tells_nothing:  # its next try, or anybody else, may be the one that tries for all
                self._circuits.withdraw(self._account)
        elif not tells_nothing:
            purse.is_watched = is_trouble

    def _settle(self, purse: Purse) -> None:
        if purse.is_watched:  # no call has settled it
            self._circuits.withdraw(self._account)
        unused = {key: left for key, left in purse.left.items() if left}
        if unused or purse.used:
            self._rates.settle(self._account, self._limits, unused=unused, used=purse.used, told=purse.told)

    def _purse(self) -> Purse | None:
        purse = _PURSE.get()
        return purse if purse is not None and purse.account == self._account else None

    def _ticket(self) -> list[Charge]:
        return [Charge(limit.name, float(limit.per_ticket)) for limit in self._limits.values() if limit.per_ticket]


class Budgets:
    """The budgets of all accounts. ``limits_of`` gives the limits that the helpdesk of an account declares."""

    def __init__(self, rates: Rates, circuits: Circuits, *, limits_of: Callable[[str], Sequence[CallLimit]]) -> None:
        self._rates = rates
        self._circuits = circuits
        self._limits_of = limits_of
        self._known: dict[str, AccountBudget] = {}
        self._lock = threading.Lock()

    def of(self, account: str) -> AccountBudget:
        """Return the budget of an account."""
        with self._lock:
            known = self._known.get(account)
            if known is None:
                known = self._known[account] = AccountBudget(account, self._limits_of(account), self._rates, self._circuits)
            return known

    def reopen(self, account: str) -> AccountBudget:
        """Return the budget anew, because how the account is reached has changed."""
        with self._lock:
            self._known.pop(account, None)
        return self.of(account)
