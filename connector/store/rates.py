"""The call limits of accounts, shared by all workers: one row for each limit, and one UPDATE that gives the caller its time slot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.budget import CallLimit, Charge, Told, pace_of, seconds_to_hold, used_by_others
from connector.store.database import Database
from connector.store.rate_tables import RATE
from connector.store.statements import given, of

Limits = Mapping[str, CallLimit]

_FOREVER: Final = float("inf")
#: Limits of one thing, such as those of one ticket, are forgotten once nothing was taken of them for so long.
_IDLE_SECONDS: Final = 3600.0

_SAME: Final = given(RATE.c.account, RATE.c.name)
_NOW: Final = sa.bindparam("now", type_=sa.Float)
_TAKEN: Final = sa.bindparam("taken", type_=sa.Float) * RATE.c.step
_TAKE: Final = (
    sa.update(RATE)
    .where(*_SAME)
    .values(full_at=sa.case((RATE.c.full_at > _NOW, RATE.c.full_at), else_=_NOW) + _TAKEN)
    .returning(RATE.c.full_at - _TAKEN - RATE.c.tolerance)
)
_KNOWN: Final = (
    sa.select(RATE).where(*given(RATE.c.account), RATE.c.name.in_(sa.bindparam("names", expanding=True))).order_by(RATE.c.name)
)
#: Others may have taken more meanwhile, so it is moved and not set.
_LEARN: Final = sa.update(RATE).where(*_SAME).values(full_at=RATE.c.full_at + sa.bindparam("moved", type_=sa.Float))


@dataclass(frozen=True, slots=True)
class Usage:
    """A limit as it is known, in credits of a window, and for how many seconds ahead our share of it is taken."""

    credits: float
    wait: float


class Rates:
    """How much of each limit is taken. ``reserve`` is the share of shared limits that stays with the customer's other tools."""

    def __init__(self, database: Database, *, reserve: float) -> None:
        self._db = database
        self._reserve = reserve

    def reserve(self, account: str, limits: Limits, charges: Sequence[Charge], *, patience: float = _FOREVER) -> float:
        """Take the next free slot for all of these together and return in how many seconds it comes; 0 is now.

        One that comes later than after ``patience`` seconds is not taken.
        """
        known = sorted((charge for charge in charges if charge.limit in limits), key=lambda charge: charge.key)
        if not known:
            return 0.0
        try:
            with self._db.write(synced=False) as connection:
                now = self._db.now(connection)
                wait = max(self._take(connection, account, limits[charge.limit], charge, now) for charge in known)
                if wait > patience:
                    raise _TooLate(wait)
        except _TooLate as exc:
            return exc.wait
        return max(wait, 0.0)

    def settle(
        self, account: str, limits: Limits, *, unused: Mapping[str, float], used: Mapping[str, float], told: Mapping[str, Told]
    ) -> None:
        """Give back what was taken and not ``used``, count what was, and learn what the headers said, each by limit."""
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            for row in connection.execute(_KNOWN, of(account=account) | {"names": list(limits)}).all():
                limit, period = limits[row.name], int(now // limits[row.name].seconds)
                count = used.get(row.name, 0.0)
                this, last = _turned(row.period, row.used, row.used_before, period)
                values: dict[str, Any] = {"period": period, "used": this + count, "used_before": last}
                step, full_at = row.step, row.full_at - unused.get(row.name, 0.0) * row.step
                if (news := told.get(row.name)) is not None:
                    own = this + count + last * (1.0 - (now / limit.seconds) % 1.0)
                    pace = pace_of(limit, news.credits, reserve=self._reserve, others=used_by_others(news, own))
                    if full_at > now:  # what is taken already is measured anew
                        full_at = now + (full_at - now) * pace.step / step
                    if hold := seconds_to_hold(news, limit):
                        full_at = max(full_at, now + hold + pace.tolerance)
                    values |= {"credits": news.credits, "step": pace.step, "tolerance": pace.tolerance}
                connection.execute(_LEARN, of(account=account, name=row.name) | values | {"moved": full_at - row.full_at})

    def usage(self) -> Mapping[tuple[str, str], Usage]:
        """Return how each limit stands, by account and name; without those of single tickets."""
        with self._db.read() as connection:
            now = self._db.now(connection)
            rows = connection.execute(sa.select(RATE).where(~RATE.c.name.contains(":"))).all()
        return {(row.account, row.name): Usage(row.credits, max(0.0, row.full_at - row.tolerance - now)) for row in rows}

    def forget_idle(self) -> None:
        """Forget the limits of single things that nobody used for long."""
        with self._db.write(synced=False) as connection:
            idle = RATE.c.full_at < self._db.now(connection) - _IDLE_SECONDS
            connection.execute(sa.delete(RATE).where(idle, RATE.c.name.contains(":")))

    def _take(self, connection: Connection, account: str, limit: CallLimit, charge: Charge, now: float) -> float:
        taken = of(account=account, name=charge.key) | {"taken": charge.credits, "now": now}
        earliest = connection.execute(_TAKE, taken).scalar_one_or_none()
        if earliest is None:
            self._add(connection, account, limit, charge.key, now)
            earliest = connection.execute(_TAKE, taken).scalar_one()
        return float(earliest) - now

    def _add(self, connection: Connection, account: str, limit: CallLimit, key: str, now: float) -> None:
        pace = pace_of(limit, limit.credits, reserve=self._reserve)
        row = self._db.insert(RATE).values(
            account=account, name=key, per_ticket=limit.per_ticket, credits=limit.credits, step=pace.step,
            tolerance=pace.tolerance, full_at=now, period=int(now // limit.seconds), used=0.0, used_before=0.0,
        )  # fmt: skip
        connection.execute(row.on_conflict_do_nothing(index_elements=["account", "name"]))


class _TooLate(Exception):
    """Rolls back what was taken."""

    def __init__(self, wait: float) -> None:
        super().__init__(wait)
        self.wait = wait


def _turned(counted: int, used: float, before: float, period: int) -> tuple[float, float]:
    """What was used in this window and in the one before, once the window is this one."""
    if counted == period:
        return used, before
    return 0.0, used if counted == period - 1 else 0.0
