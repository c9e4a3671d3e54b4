"""What customers wish, remembered across tickets and channels of one account until it expires, and who changed it when.

A wish for a person may stand as a tag on the customer's own record in the helpdesk. ``mark`` says whose tag that is: ours,
a colleague's, or none. A wish that is over keeps its row until our tag is taken off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.wishes import About, Source
from connector.store.database import Database
from connector.store.statements import given, of
from connector.store.tables import REQUESTER_WISH, WISH_CHANGE

_DAY: Final = 86400.0
#: Who changed a wish and when is kept for so long.
_CHANGES_SECONDS: Final = 365 * _DAY
_WISH: Final = sa.select(REQUESTER_WISH).where(
    *given(REQUESTER_WISH.c.account, REQUESTER_WISH.c.requester, REQUESTER_WISH.c.about)
)
_IN_FORCE: Final = sa.select(REQUESTER_WISH).where(
    *given(REQUESTER_WISH.c.account, REQUESTER_WISH.c.requester), REQUESTER_WISH.c.expires_at > sa.bindparam("now")
)


class Mark(StrEnum):
    """Whose tag stands on the customer's record."""

    NONE = ""
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One wish of one customer. ``ticket`` is where it was last heard, empty where it was set without one."""

    requester: str
    about: About
    value: str
    since: datetime
    until: datetime
    ticket: str
    mark: Mark
    marked_at: float


@dataclass(frozen=True, slots=True)
class WishChange:
    """A wish that began, changed, or ended (an empty value), and who said so."""

    about: About
    value: str
    source: Source
    at: datetime


class StoredWishes:
    """The wishes, by requester key. Implements ``connector.faculties.RequesterMemory``."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def wanted(self, account: str, requester: str, now: datetime) -> Mapping[About, str]:
        """What a customer wishes, as far as it is in force."""
        return {about: wish.value for about, wish in self.in_force(account, requester, now).items()}

    def in_force(self, account: str, requester: str, now: datetime) -> Mapping[About, Wish]:
        """The wishes of a customer that are in force."""
        with self._db.read() as connection:
            rows = connection.execute(_IN_FORCE, of(account=account, requester=requester) | {"now": now.timestamp()})
            return {wish.about: wish for wish in map(_wish, rows)}

    def find(self, account: str, requester: str, about: About) -> Wish | None:
        """The wish as it is kept, also one that is over while our tag still stands."""
        with self._db.read() as connection:
            row = connection.execute(_WISH, of(account=account, requester=requester, about=about.value)).one_or_none()
        return _wish(row) if row else None

    def all(self, account: str, now: datetime) -> Sequence[Wish]:
        """Every wish of the account that is in force, the newest first."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(REQUESTER_WISH)
                .where(REQUESTER_WISH.c.account == account, REQUESTER_WISH.c.expires_at > now.timestamp())
                .order_by(REQUESTER_WISH.c.since.desc(), REQUESTER_WISH.c.requester, REQUESTER_WISH.c.about)
            )
            return [_wish(row) for row in rows]

    def changes(self, account: str, requester: str) -> Sequence[WishChange]:
        """Who changed the wishes of a customer and when, the oldest first."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(WISH_CHANGE).where(*_of(WISH_CHANGE, account, requester)).order_by(WISH_CHANGE.c.id)
            )
            return [
                WishChange(About(row.about), row.value, Source(row.source), datetime.fromtimestamp(row.at, UTC)) for row in rows
            ]

    def keep(
        self, account: str, requester: str, about: About, value: str, *, source: Source, now: datetime, days: float,
        ticket: str = "", said_at: datetime | None = None,
    ) -> bool:  # fmt: skip
        """Remember a wish, or renew it for so many days from now. Returns whether it is in force.

        A wish that was ended by somebody is not revived by what had been said before: neither by a message older than that
        (``said_at``), nor by a tag on a ticket that was heard already.
        """
        at = now.timestamp()
        with self._db.write() as connection:
            row = connection.execute(_WISH, of(account=account, requester=requester, about=about.value)).one_or_none()
            standing = row if row is not None and row.expires_at > at else None
            if standing is None and self._is_old_news(connection, account, requester, about, source, ticket, said_at):
                return False
            is_new = standing is None or standing.value != value
            values = {"value": value, "expires_at": at + days * _DAY}
            values |= {"since": at} if is_new else {}
            values |= {"ticket": ticket} if ticket else {}
            first = {"since": at, "ticket": "", "mark": Mark.NONE.value, "marked_at": 0.0, **values}
            statement = self._db.insert(REQUESTER_WISH).values(account=account, requester=requester, about=about.value, **first)
            connection.execute(statement.on_conflict_do_update(index_elements=["account", "requester", "about"], set_=values))
            if is_new:
                _note(connection, account, requester, about, value, source, ticket, at)
        return True

    def end(self, account: str, requester: str, about: About, *, source: Source, now: datetime, ticket: str = "") -> bool:
        """End a wish because somebody said so. Returns whether one was in force.

        Its row stays, over, while a tag of whoever's stands on the customer's record, so that it can be taken off. A colleague
        who took that very tag off (``Source.RECORD``) leaves nothing to do.
        """
        at = now.timestamp()
        with self._db.write() as connection:
            row = connection.execute(_WISH, of(account=account, requester=requester, about=about.value)).one_or_none()
            if row is None:
                return False
            key = (*_of(REQUESTER_WISH, account, requester), REQUESTER_WISH.c.about == about.value)
            if row.mark and source is not Source.RECORD:
                over = {"expires_at": min(row.expires_at, at), "mark": Mark.OURS.value}
                connection.execute(sa.update(REQUESTER_WISH).where(*key).values(**over))
            else:
                connection.execute(sa.delete(REQUESTER_WISH).where(*key))
            if row.expires_at > at:
                _note(connection, account, requester, about, "", source, ticket, at)
        return bool(row.expires_at > at)

    def note_mark(self, account: str, requester: str, mark: Mark, at: float) -> None:
        """Note whose tag stands on the customer's record. None at all drops a wish that is over."""
        key = (*_of(REQUESTER_WISH, account, requester), REQUESTER_WISH.c.about == About.HUMAN.value)
        with self._db.write() as connection:
            connection.execute(sa.update(REQUESTER_WISH).where(*key).values(mark=mark.value, marked_at=at))
            if mark is Mark.NONE:
                connection.execute(sa.delete(REQUESTER_WISH).where(*key, REQUESTER_WISH.c.expires_at <= at))

    def over(self) -> Sequence[tuple[str, Wish]]:
        """The wishes that are over while our tag still stands, each with its account."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(REQUESTER_WISH).where(
                    REQUESTER_WISH.c.expires_at <= self._db.now(connection), REQUESTER_WISH.c.mark == Mark.OURS.value
                )
            )
            return [(row.account, _wish(row)) for row in rows]

    def expire(self) -> None:
        """Drop the wishes whose time is over, except where our tag has to be taken off first, and old records of changes."""
        with self._db.write() as connection:
            now = self._db.now(connection)
            connection.execute(
                sa.delete(REQUESTER_WISH).where(REQUESTER_WISH.c.expires_at <= now, REQUESTER_WISH.c.mark != Mark.OURS.value)
            )
            connection.execute(sa.delete(WISH_CHANGE).where(WISH_CHANGE.c.at <= now - _CHANGES_SECONDS))

    def _is_old_news(
        self, connection: Connection, account: str, requester: str, about: About, source: Source, ticket: str,
        said_at: datetime | None,
    ) -> bool:  # fmt: skip
        if source not in (Source.CUSTOMER, Source.TAG):
            return False
        of_wish = (*_of(WISH_CHANGE, account, requester), WISH_CHANGE.c.about == about.value)
        ended_at = connection.execute(
            sa.select(sa.func.max(WISH_CHANGE.c.at)).where(*of_wish, WISH_CHANGE.c.value == "")
        ).scalar_one()
        if ended_at is None:
            return False
        if source is Source.CUSTOMER:
            return said_at is not None and said_at.timestamp() <= ended_at
        heard = sa.select(WISH_CHANGE.c.id).where(
            *of_wish, WISH_CHANGE.c.ticket == ticket, WISH_CHANGE.c.value != "", WISH_CHANGE.c.at <= ended_at
        )
        return connection.execute(heard.limit(1)).first() is not None


def _note(
    connection: Connection, account: str, requester: str, about: About, value: str, source: Source, ticket: str, at: float
) -> None:
    connection.execute(
        sa.insert(WISH_CHANGE).values(
            account=account, requester=requester, about=about.value, value=value, source=source.value, ticket=ticket, at=at
        )
    )


def _of(table: sa.Table, account: str, requester: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.c.account == account, table.c.requester == requester)


def _wish(row: Any) -> Wish:
    return Wish(
        requester=row.requester,
        about=About(row.about),
        value=row.value,
        since=datetime.fromtimestamp(row.since, UTC),
        until=datetime.fromtimestamp(row.expires_at, UTC),
        ticket=row.ticket,
        mark=Mark(row.mark),
        marked_at=row.marked_at,
    )
