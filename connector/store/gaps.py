"""Questions without a good source, kept as customers' text is: by a requester key, and forgotten in time."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.store.database import Database
from connector.store.statements import given, of
from connector.store.tables import CUSTOMER_TEXT
from connector.store.texts import CustomerTexts
from connector.store.triages import Work

_GAP: Final = "gap"
_OF_TICKET: Final = sa.select(CUSTOMER_TEXT.c.id, CUSTOMER_TEXT.c.content).where(
    *given(CUSTOMER_TEXT.c.account, CUSTOMER_TEXT.c.ticket), CUSTOMER_TEXT.c.purpose == _GAP
)


class Gaps:
    """At most one question for each message of a customer."""

    def __init__(self, database: Database, texts: CustomerTexts) -> None:
        self._db = database
        self._texts = texts

    def keep(self, work: Work, *, kind: str, language: str, question: str) -> None:
        """Keep the question of this message."""
        with self._db.write(synced=False) as connection:
            known = self._known(connection, work)
            content = {
                "trigger": work.trigger,
                "kind": kind,
                "language": language,
                "question": question,
                "at": self._db.now(connection),
            }
            self._texts.keep(
                connection, account=work.account, ticket=work.ticket, requester=work.requester, purpose=_GAP, content=content,
                instead_of=known,
            )  # fmt: skip

    def close(self, work: Work) -> None:
        """Forget the question of this message: there is a source after all."""
        with self._db.read() as connection:
            known = self._known(connection, work)
        if known is not None:
            with self._db.write(synced=False) as connection:
                connection.execute(sa.delete(CUSTOMER_TEXT).where(CUSTOMER_TEXT.c.id == known))

    def newest(self, account: str, *, seconds: float, most: int) -> Sequence[Mapping[str, Any]]:
        """Return questions of the last so many seconds with their ``ticket``, the newest first."""
        query = (
            sa.select(CUSTOMER_TEXT.c.ticket, CUSTOMER_TEXT.c.content)
            .where(CUSTOMER_TEXT.c.account == account, CUSTOMER_TEXT.c.purpose == _GAP)
            .order_by(CUSTOMER_TEXT.c.id.desc())
            .limit(most)
        )
        with self._db.read() as connection:
            since = self._db.now(connection) - seconds
            rows = connection.execute(query).all()
        return [{**row.content, "ticket": row.ticket} for row in rows if row.content["at"] >= since]

    @staticmethod
    def _known(connection: Connection, work: Work) -> int | None:
        rows = connection.execute(_OF_TICKET, of(account=work.account, ticket=work.ticket))
        return next((row.id for row in rows if row.content["trigger"] == work.trigger), None)
