"""call limits of accounts, lanes of the inbox, how an account goes on after a pause, and whose doing is our own"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_OPEN = "state = 'new'"
_INDEXES = {
    "ix_inbox_line": (["account", "lane", "next_at"], _OPEN),
    "ix_inbox_flying": (["enqueued_until", "account"], _OPEN),
    "ix_inbox_paid": (["account", "next_at"], f"{_OPEN} AND slot_at > 0"),
}


def upgrade() -> None:
    """Forward. What a person asked to undo goes before everything else."""
    op.create_table(
        "rate",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("per_ticket", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("credits", "step", "tolerance", "full_at")),
        sa.Column("period", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.Float(), nullable=False),
        sa.Column("used_before", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("account", "name", name=op.f("pk_rate")),
    )
    op.add_column("account", sa.Column("seat_id", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("account", sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("account", sa.Column("pauses", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("account", sa.Column("probe_until", sa.Float(), nullable=False, server_default="0"))
    op.add_column("inbox", sa.Column("lane", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("inbox", sa.Column("slot_at", sa.Float(), nullable=False, server_default="0"))
    op.execute("UPDATE inbox SET lane = 0 WHERE state = 'new' AND kind = 'undo'")
    op.drop_index("ix_inbox_due", table_name="inbox")
    for name, (columns, where) in _INDEXES.items():
        op.create_index(name, "inbox", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    """Back."""
    for name in _INDEXES:
        op.drop_index(name, table_name="inbox")
    op.create_index("ix_inbox_due", "inbox", ["next_at"], sqlite_where=sa.text(_OPEN), postgresql_where=sa.text(_OPEN))
    for table, columns in {"inbox": ("slot_at", "lane"), "account": ("probe_until", "pauses", "failures", "seat_id")}.items():
        for column in columns:
            op.drop_column(table, column)
    op.drop_table("rate")
