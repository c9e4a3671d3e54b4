"""Who is who among requester keys: one customer, by helpdesk id and by e-mail address, on every ticket and channel.

Texts and wishes lie under the key of the address, or of the id where there is no address. An alias leads from the id to it.
"""

from collections.abc import Callable
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.ticket import Requester
from connector.store.checkin_tables import CHECK_IN, SPARED_REQUESTER
from connector.store.database import Database
from connector.store.spared import move_spared
from connector.store.statements import given, of
from connector.store.tables import CUSTOMER_TEXT, REQUESTER_ALIAS, REQUESTER_WISH, WISH_CHANGE

#: Every table that keeps something under a requester key for as long as that customer is remembered.
_KEYED: Final = (CUSTOMER_TEXT, WISH_CHANGE, CHECK_IN)
_LEADS_TO: Final = sa.select(REQUESTER_ALIAS.c.requester).where(*given(REQUESTER_ALIAS.c.account, REQUESTER_ALIAS.c.alias))


class Requesters:
    """The customers. ``key_for`` turns a name, an address or an id, into a key that says nothing by itself."""

    def __init__(self, database: Database, key_for: Callable[[str, str], str]) -> None:
        self._db = database
        self._key_for = key_for

    def recognise(self, account: str, requester: Requester) -> str:
        """Return the one key of this customer, and note that address and id belong together.

        What was kept under the id before the address was known, or under an address that has changed since, moves along.
        """
        by_id = self._key_for(account, requester.id)
        known = self._alias(account, by_id)
        if not requester.email:
            return known or by_id
        key = self._key_for(account, requester.email)
        if known != key and requester.id and by_id != key:
            with self._db.write() as connection:
                for earlier in {by_id, known} - {None}:
                    self._move(connection, account, str(earlier), key)
                statement = self._db.insert(REQUESTER_ALIAS).values(account=account, alias=by_id, requester=key)
                connection.execute(statement.on_conflict_do_update(index_elements=["account", "alias"], set_={"requester": key}))
        return key

    def find(self, account: str, name: str) -> str:
        """Return the key of a customer given by e-mail address or helpdesk id, whether or not anything is kept."""
        key = self._key_for(account, name)
        return self._alias(account, key) or key

    def forget_idle(self) -> None:
        """Drop the aliases of customers of whom nothing else is kept."""
        kept = [
            sa.exists().where(table.c.account == REQUESTER_ALIAS.c.account, table.c.requester == REQUESTER_ALIAS.c.requester)
            for table in (*_KEYED, REQUESTER_WISH, SPARED_REQUESTER)
        ]
        with self._db.write() as connection:
            connection.execute(sa.delete(REQUESTER_ALIAS).where(~sa.or_(*kept)))

    def _alias(self, account: str, key: str) -> str | None:
        with self._db.read() as connection:
            return connection.execute(_LEADS_TO, of(account=account, alias=key)).scalar_one_or_none()

    def _move(self, connection: Connection, account: str, earlier: str, key: str) -> None:
        """Where both keys hold the same wish, the one that lasts longer stands."""
        for table in _KEYED:
            connection.execute(
                sa.update(table).where(table.c.account == account, table.c.requester == earlier).values(requester=key)
            )
        move_spared(connection, account, earlier, key)
        wishes = REQUESTER_WISH
        rows = connection.execute(sa.select(wishes).where(wishes.c.account == account, wishes.c.requester.in_((earlier, key))))
        standing = {row.about: row for row in sorted(rows, key=lambda row: row.expires_at)}
        connection.execute(sa.delete(wishes).where(wishes.c.account == account, wishes.c.requester.in_((earlier, key))))
        for row in standing.values():
            connection.execute(sa.insert(wishes).values(**{**row._mapping, "requester": key}))
