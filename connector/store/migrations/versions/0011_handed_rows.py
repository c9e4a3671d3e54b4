"""what the broker has is found by an index of its own"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NAME = "ix_inbox_flying"
_COLUMNS = ["enqueued_until", "account"]


def upgrade() -> None:
    """Forward."""
    op.execute("UPDATE inbox SET enqueued_until = 0 WHERE state <> 'new' AND enqueued_until > 0")
    _index_where("enqueued_until > 0")


def downgrade() -> None:
    """Back."""
    _index_where("state = 'new'")


def _index_where(condition: str) -> None:
    op.drop_index(_NAME, table_name="inbox")
    op.create_index(_NAME, "inbox", _COLUMNS, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))
