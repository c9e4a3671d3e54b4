"""Indexes on what waits in the inbox alone, which stay small however much was done.

SQLite uses such an index only where its condition stands in a statement as a literal: ``IS_OPEN`` is that literal.
"""

from collections.abc import Sequence
from typing import Final

import sqlalchemy as sa

IS_OPEN: Final = sa.text("inbox.state = 'new'")
#: The same for a row that is known by its id or ticket. No index serves it, because PostgreSQL, which learnt of the open rows when there were
#: few, would walk along all of them for the one.
IS_STILL_OPEN: Final = sa.text("inbox.state || '' = 'new'")
#: Rows that were handed to the broker; what is finished is handed to nobody.
IS_HANDED: Final = sa.text("inbox.enqueued_until > 0")


def index_open_rows(name: str, *columns: str, also: str = "") -> sa.Index:
    """Return an index on these columns of the open rows for which ``also`` holds."""
    return _index_some(name, columns, f"state = 'new'{also}")


def index_handed_rows(name: str, *columns: str) -> sa.Index:
    """Return an index on these columns of the rows that were handed to the broker."""
    return _index_some(name, columns, "enqueued_until > 0")


def _index_some(name: str, columns: Sequence[str], condition: str) -> sa.Index:
    where = sa.text(condition)
    return sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)
