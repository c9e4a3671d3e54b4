"""what was asked of an outside model: spent in a day, and what it came to"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "outside_use",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("account", "day", name=op.f("pk_outside_use")),
    )
    op.create_table(
        "outside_outcome",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("account", "day", "task", "outcome", name=op.f("pk_outside_outcome")),
    )


def downgrade() -> None:
    """Back."""
    for table in ("outside_outcome", "outside_use"):
        op.drop_table(table)
