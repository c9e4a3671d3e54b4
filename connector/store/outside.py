"""What an outside model may still be asked today, what asking it came to, and the words it gave for a message."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.store.database import Database
from connector.store.outside_tables import OUTSIDE_OUTCOME, OUTSIDE_USE
from connector.store.tables import CUSTOMER_TEXT
from connector.store.texts import CustomerTexts
from connector.store.triages import Work

_DAY: Final = 86400.0
_PURPOSE: Final = "phrasing"


class OutsideBudget:
    """Calls and tokens of each account and day (UTC), counted where all workers see them. ``tokens`` 0 sets no limit."""

    def __init__(self, database: Database, *, calls: int, tokens: int) -> None:
        self._db = database
        self._calls = calls
        self._tokens = tokens

    def take(self, account: str) -> bool:
        """Count one more call, before it is made. ``False`` when the day's budget is used up; then nothing was counted."""
        with self._db.write() as connection:
            day = _day(self._db, connection)
            first = self._db.insert(OUTSIDE_USE).values(account=account, day=day, calls=0, tokens=0)
            connection.execute(first.on_conflict_do_nothing())
            left = [OUTSIDE_USE.c.calls < self._calls, *([OUTSIDE_USE.c.tokens < self._tokens] if self._tokens else [])]
            taken = connection.execute(
                sa.update(OUTSIDE_USE).where(*_today(account, day), *left).values(calls=OUTSIDE_USE.c.calls + 1)
            )
            return bool(taken.rowcount)

    def add_tokens(self, account: str, tokens: int) -> None:
        """Count what a call cost."""
        with self._db.write() as connection:
            day = _day(self._db, connection)
            cost = {"tokens": OUTSIDE_USE.c.tokens + tokens}
            connection.execute(sa.update(OUTSIDE_USE).where(*_today(account, day)).values(cost))

    def is_used_up(self, account: str) -> bool:
        """Whether today's budget allows no further call."""
        calls, tokens = self.spent(account)
        return calls >= self._calls or bool(self._tokens and tokens >= self._tokens)

    def spent(self, account: str) -> tuple[int, int]:
        """Calls and tokens of today."""
        with self._db.read() as connection:
            where = _today(account, _day(self._db, connection))
            row = connection.execute(sa.select(OUTSIDE_USE.c.calls, OUTSIDE_USE.c.tokens).where(*where)).one_or_none()
        return (row.calls, row.tokens) if row else (0, 0)


class OutsideOutcomes:
    """How often asking came to what, by account and task. No ticket and no text."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def count(self, account: str, task: str, outcome: str) -> None:
        """Count one: ``task`` is ``draft`` or ``reading``."""
        with self._db.write() as connection:
            key = {"account": account, "day": _day(self._db, connection), "task": task, "outcome": outcome}
            more = {"count": OUTSIDE_OUTCOME.c.count + 1}
            one = self._db.insert(OUTSIDE_OUTCOME).values(**key, count=1)
            connection.execute(one.on_conflict_do_update(index_elements=list(key), set_=more))

    def totals(self, account: str, *, days: int | None = None) -> Mapping[tuple[str, str], int]:
        """Counts by task and outcome, of the last so many days or of all time."""
        with self._db.read() as connection:
            statement = sa.select(OUTSIDE_OUTCOME.c.task, OUTSIDE_OUTCOME.c.outcome, OUTSIDE_OUTCOME.c.count)
            statement = statement.where(OUTSIDE_OUTCOME.c.account == account)
            if days is not None:
                statement = statement.where(OUTSIDE_OUTCOME.c.day > _day(self._db, connection) - days)
            counts = Counter[tuple[str, str]]()
            for task, outcome, count in connection.execute(statement):
                counts[task, outcome] += count
        return counts


class Phrasings:
    """The outside words for a message, or why there are none: asked for once, and kept as long as other text of the customer."""

    def __init__(self, database: Database, texts: CustomerTexts) -> None:
        self._db = database
        self._texts = texts

    def read(self, work: Work) -> Mapping[str, Any] | None:
        """Return what was kept for this message, or ``None``."""
        where = (
            CUSTOMER_TEXT.c.account == work.account, CUSTOMER_TEXT.c.ticket == work.ticket, CUSTOMER_TEXT.c.purpose == _PURPOSE,
        )  # fmt: skip
        with self._db.read() as connection:
            contents = connection.execute(sa.select(CUSTOMER_TEXT.c.content).where(*where)).scalars()
            return next((content for content in contents if content["trigger"] == work.trigger), None)

    def keep(self, work: Work, content: Mapping[str, Any]) -> None:
        """Keep what the model gave for this message."""
        with self._db.write() as connection:
            self._texts.keep(
                connection,
                account=work.account,
                ticket=work.ticket,
                requester=work.requester,
                purpose=_PURPOSE,
                content={**content, "trigger": work.trigger},
            )


def _day(database: Database, connection: Connection) -> int:
    return int(database.now(connection) // _DAY)


def _today(account: str, day: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (OUTSIDE_USE.c.account == account, OUTSIDE_USE.c.day == day)
