"""Customer text, in one table, with a requester key and an expiry; forgotten on request, redaction or deletion."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.ticket import Requester
from connector.store.account_models import forget_models_of
from connector.store.database import Database
from connector.store.history import keep_wish
from connector.store.spared import forget_check_ins_of
from connector.store.statements import given, of
from connector.store.tables import CUSTOMER_TEXT, REQUESTER_ALIAS, REQUESTER_WISH, WISH_CHANGE

_KEEP: Final = sa.insert(CUSTOMER_TEXT).returning(CUSTOMER_TEXT.c.id)
_CONTENT: Final = sa.select(CUSTOMER_TEXT.c.content).where(*given(CUSTOMER_TEXT.c.id))


@dataclass(frozen=True, slots=True)
class KeptText:
    """One piece of customer text, and what it is for."""

    ticket: str
    purpose: str
    content: Any
    expires_at: float


class CustomerTexts:
    """All text of customers that we keep. ``key`` turns requesters into keys that say nothing by themselves."""

    def __init__(self, database: Database, *, key: bytes, retention_seconds: float) -> None:
        self._db = database
        self._key = key
        self._retention = retention_seconds

    def key_of(self, account: str, requester: Requester) -> str:
        """The key of a requester: by e-mail where there is one, so that it is the same across tickets and channels."""
        return self.key_for(account, requester.email or requester.id)

    def key_for(self, account: str, name: str) -> str:
        """The key of an e-mail address or a helpdesk id."""
        message = f"{account}\x1f{name.strip().casefold()}".encode()
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()[:40]

    def keep(
        self, connection: Connection, *, account: str, ticket: str, requester: str, purpose: str, content: Any,
        instead_of: int | None = None,
    ) -> int:  # fmt: skip
        """Keep a text within the caller's transaction, in the place of an earlier one if there is one, and return its id."""
        now = self._db.now(connection)
        if instead_of is not None:
            connection.execute(sa.delete(CUSTOMER_TEXT).where(CUSTOMER_TEXT.c.id == instead_of))
        values = {
            "account": account,
            "ticket": ticket,
            "requester": requester,
            "purpose": purpose,
            "content": content,
            "expires_at": now + self._retention,
        }
        return int(connection.execute(_KEEP, values).scalar_one())

    def read(self, connection: Connection, text_id: int | None) -> Any:
        """Return a text, or ``None`` once it is forgotten."""
        if text_id is None:
            return None
        return connection.execute(_CONTENT, of(id=text_id)).scalar_one_or_none()

    def drop(self, connection: Connection, text_id: int) -> None:
        """Forget one text within the caller's transaction."""
        connection.execute(sa.delete(CUSTOMER_TEXT).where(CUSTOMER_TEXT.c.id == text_id))

    def requester_of(self, account: str, ticket: str) -> str | None:
        """The key of the requester of a ticket, ``None`` once all text of it is forgotten."""
        newest = (
            sa.select(CUSTOMER_TEXT.c.requester)
            .where(CUSTOMER_TEXT.c.account == account, CUSTOMER_TEXT.c.ticket == ticket)
            .order_by(CUSTOMER_TEXT.c.id.desc())
            .limit(1)
        )
        with self._db.read() as connection:
            return connection.execute(newest).scalar_one_or_none()

    def all_of(self, account: str, requester: str) -> Sequence[KeptText]:
        """Everything that is kept of what a requester wrote and of what was made of it, the oldest first."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(CUSTOMER_TEXT)
                .where(CUSTOMER_TEXT.c.account == account, CUSTOMER_TEXT.c.requester == requester)
                .order_by(CUSTOMER_TEXT.c.id)
            )
            return [KeptText(row.ticket, row.purpose, row.content, row.expires_at) for row in rows]

    def newest_ticket_of(self, account: str, requester: str) -> str | None:
        """The ticket of a requester that was worked on last, ``None`` once all text of them is forgotten."""
        newest = (
            sa.select(CUSTOMER_TEXT.c.ticket)
            .where(CUSTOMER_TEXT.c.account == account, CUSTOMER_TEXT.c.requester == requester)
            .order_by(CUSTOMER_TEXT.c.id.desc())
            .limit(1)
        )
        with self._db.read() as connection:
            return connection.execute(newest).scalar_one_or_none()

    def forget_ticket(self, account: str, ticket: str) -> int:
        """Forget all text of a ticket; returns how many pieces there were."""
        return self._delete(CUSTOMER_TEXT.c.account == account, CUSTOMER_TEXT.c.ticket == ticket)

    def forget_requester(self, account: str, name: str) -> int:
        """Forget all text and every wish of a requester, given by e-mail address or helpdesk id.

        What was learnt from their words goes too, and nothing is learnt from them again.
        """
        given, alias = self.key_for(account, name), REQUESTER_ALIAS
        leads = sa.select(alias.c.requester).where(alias.c.account == account, alias.c.alias == given)
        with self._db.write() as connection:
            keys = {given, *connection.execute(leads).scalars()}
            for key in keys:
                keep_wish(self._db, connection, account, key)
                forget_models_of(connection, account, key)
                forget_check_ins_of(connection, account, key, self._db.now(connection))
            forgotten = [
                connection.execute(sa.delete(table).where(table.c.account == account, table.c.requester.in_(keys))).rowcount
                for table in (CUSTOMER_TEXT, REQUESTER_WISH, WISH_CHANGE, alias)
            ]
        return sum(forgotten[:2])  # texts and wishes; the rest says who set them and who is who

    def expire(self, limits: Mapping[str, float] | None = None) -> int:
        """Forget what has reached its end; returns how many pieces. ``limits`` are shorter times of accounts, in seconds."""
        with self._db.read() as connection:
            now = self._db.now(connection)
        forgotten = self._delete(CUSTOMER_TEXT.c.expires_at <= now)
        for account, seconds in (limits or {}).items():
            spared = self._retention - seconds
            if spared > 0:
                forgotten += self._delete(CUSTOMER_TEXT.c.account == account, CUSTOMER_TEXT.c.expires_at - spared <= now)
        return forgotten

    def overdue(self, seconds: float) -> int:
        """How many pieces should have been forgotten more than so many seconds ago."""
        with self._db.read() as connection:
            limit = self._db.now(connection) - seconds
            late = sa.select(sa.func.count()).select_from(CUSTOMER_TEXT).where(CUSTOMER_TEXT.c.expires_at <= limit)
            return int(connection.execute(late).scalar_one())

    def _delete(self, *where: Any) -> int:
        with self._db.write() as connection:
            return int(connection.execute(sa.delete(CUSTOMER_TEXT).where(*where)).rowcount)
