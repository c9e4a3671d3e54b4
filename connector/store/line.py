"""Who is next: due rows by lane, fairly between accounts, as many as each account's budget lets go. Cheap however much waits.

Every question is a short walk along an index of the open rows (``ix_inbox_line``: account, lane, due time), so that a million rows
of one account cost the others nothing.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.store.open_rows import IS_HANDED, IS_OPEN
from connector.store.rate_tables import RATE
from connector.store.statements import given, of
from connector.store.tables import ACCOUNT, INBOX

#: A row handed to the broker is not handed out again for so long, unless a restart forgets the broker.
HINT_SECONDS: Final = 30.0


class Lane(IntEnum):
    """What goes first: what a person asked to undo, also in a paused account; what happens now; what can wait."""

    ASKED = 0
    LIVE = 1
    BACKFILL = 2


_NOW: Final = sa.bindparam("now", type_=sa.Float)
_COUNT: Final = sa.bindparam("count", type_=sa.Integer)


def _heads(*, may_be_flying: bool) -> sa.Select[Any]:
    def head(lane: Lane) -> sa.Label[Any]:
        due = sa.select(INBOX.c.next_at).where(INBOX.c.account == ACCOUNT.c.name, IS_OPEN, INBOX.c.lane == int(lane))
        due = due.where(INBOX.c.next_at <= _NOW)
        if not may_be_flying:
            due = due.where(INBOX.c.enqueued_until <= _NOW)
        return due.order_by(INBOX.c.next_at).limit(1).correlate(ACCOUNT).scalar_subquery().label(f"lane_{int(lane)}")

    columns = (ACCOUNT.c.name, ACCOUNT.c.paused, ACCOUNT.c.pauses, ACCOUNT.c.probe_until)
    return sa.select(*columns, *(head(lane) for lane in Lane)).where(ACCOUNT.c.blocked_until <= _NOW)


#: Each account that need not wait, and since when its first row in each lane is due; nothing for no such row.
HEADS: Final = _heads(may_be_flying=False)
#: The same with rows that are with the broker.
WAITING_HEADS: Final = _heads(may_be_flying=True)
_ROWS: Final = (
    sa.select(INBOX.c.id, INBOX.c.lane, INBOX.c.next_at)
    .where(*given(INBOX.c.account), IS_OPEN, INBOX.c.next_at <= _NOW, INBOX.c.enqueued_until <= _NOW)
    .order_by(INBOX.c.next_at)
    .limit(_COUNT)
)
#: The next rows of an account in one lane.
IN_LANE: Final = _ROWS.where(*given(INBOX.c.lane))
#: The rows of an account whose slot has come.
PAID: Final = _ROWS.where(sa.text("inbox.slot_at > 0"))
_ACCOUNT_OF: Final = INBOX.c.account.concat("")  # no column, so that nobody groups by walking along another index from end to end
#: How many rows of each account are with the broker.
FLYING: Final = (
    sa.select(_ACCOUNT_OF.label("account"), sa.func.count().label("rows"))
    .where(IS_HANDED, INBOX.c.enqueued_until > _NOW)
    .group_by(_ACCOUNT_OF)
)
_RATES: Final = sa.select(RATE.c.account, RATE.c.per_ticket, RATE.c.step, RATE.c.tolerance, RATE.c.full_at).where(
    RATE.c.per_ticket > 0
)
_RATES_OF: Final = _RATES.where(*given(RATE.c.account))
_ACCOUNT: Final = sa.select(ACCOUNT).where(*given(ACCOUNT.c.name))


def choose(connection: Connection, now: float, limit: int, per_account: int | None) -> Sequence[int]:
    """Return the ids of up to ``limit`` due rows, the first of every account before the second of any, lane by lane."""
    heads = sorted(_first_rows(connection, now), key=lambda head: head[:2])
    flying = _flying(connection, now)
    gates = _gates(connection, now, [account.name for _, _, account in heads])
    ranked: list[tuple[int, int, float, int]] = []
    busy = 0
    for _, _, account in heads:
        if busy >= limit:  # so many accounts have a first row, and no second one can come before it
            break
        in_flight = flying.get(account.name, 0)
        room = limit if per_account is None else min(limit, per_account - in_flight)
        if account.pauses:  # one tries for all
            room = 0 if in_flight or account.probe_until > now else min(room, 1)
        rows = _next_rows(connection, now, account, room, gates.get(account.name, room))
        ranked += [(row.lane, rank, row.next_at, row.id) for rank, row in enumerate(rows)]
        busy += bool(rows)
    return [row_id for *_, row_id in sorted(ranked)[:limit]]


def room_of(connection: Connection, now: float, name: str, most: int) -> int:
    """Return how many more rows of this account may go now."""
    account = connection.execute(_ACCOUNT, of(name=name)).one_or_none()
    if account is None or account.blocked_until > now or account.paused or account.pauses:
        return 0
    in_flight = _flying(connection, now).get(name, 0)
    return max(0, min(most - in_flight, _gates(connection, now, [name]).get(name, most)))


def longest_due(connection: Connection, now: float) -> float | None:
    """Return since when the longest waiting due row of an account that need not wait has been due."""
    dues = [due for row in connection.execute(WAITING_HEADS, {"now": now}) for due in _lanes_of(row) if due is not None]
    return min(dues, default=None)


def _first_rows(connection: Connection, now: float) -> list[tuple[int, float, Any]]:
    """The first lane with a due row, since when it is due, and the account; for each account that has one."""
    found = []
    for account in connection.execute(HEADS, {"now": now}).all():
        lanes = enumerate(_lanes_of(account))
        first = next(((lane, due) for lane, due in lanes if due is not None), None)
        if first is not None:
            found.append((*first, account))
    return found


def _lanes_of(account: Any) -> list[float | None]:
    """Since when rows are due, lane by lane. While an account is paused, only what a person asked to undo moves."""
    return [getattr(account, f"lane_{int(lane)}") for lane in Lane if lane is Lane.ASKED or not account.paused]


def _next_rows(connection: Connection, now: float, account: Any, room: int, gate: int) -> list[Any]:
    """Rows whose slot has come, then as many others as the budget lets go."""
    rows: list[Any] = []
    if room > 0 and not account.paused:
        rows += connection.execute(PAID, of(account=account.name) | {"now": now, "count": room})
    paid = {row.id for row in rows}
    for lane, due in enumerate(_lanes_of(account)):
        left = min(room - len(rows), gate)
        if due is None or left <= 0:
            continue
        more = connection.execute(IN_LANE, of(account=account.name, lane=lane) | {"now": now, "count": left + len(paid)}).all()
        fresh = [row for row in more if row.id not in paid][:left]
        rows += fresh
        gate -= len(fresh)
    return rows


def _flying(connection: Connection, now: float) -> Mapping[str, int]:
    return {row.account: row.rows for row in connection.execute(FLYING, {"now": now})}


def _gates(connection: Connection, now: float, accounts: Sequence[str]) -> Mapping[str, int]:
    """How many tickets the budgets of these accounts let go now; nothing for an account without a limit."""
    gates: dict[str, int] = {}
    if not accounts:
        return gates
    rates = connection.execute(_RATES) if len(accounts) > 1 else connection.execute(_RATES_OF, of(account=accounts[0]))
    for rate in rates:
        free = now - (max(rate.full_at, now) - rate.tolerance)
        fit = int(free / (rate.per_ticket * rate.step)) + 1 if free >= 0 else 0
        gates[rate.account] = min(gates.get(rate.account, fit), fit)
    return gates
