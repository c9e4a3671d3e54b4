"""Indexes on what waits in the inbox alone, which stay small however much was done.

SQLite uses such an index only where its condition stands in a statement as a literal: ``IS_OPEN`` is that literal.
"""

from typing import Final

import sqlalchemy as sa

IS_OPEN: Final = sa.text("inbox.state = 'new'")


def index_open_rows(name: str, *columns: str, also: str = "") -> sa.Index:
    """Return an index on these columns of the open rows for which ``also`` holds."""
    where = sa.text(f"state = 'new'{also}")
    return sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)
