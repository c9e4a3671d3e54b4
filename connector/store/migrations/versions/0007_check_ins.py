"""check-ins: the queue, and the customers whom no machine asks"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "check_in",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("ticket", sa.String(length=32), nullable=False),
        sa.Column("trigger", sa.String(length=64), nullable=False),
        sa.Column("requester", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("due_at", sa.Float(), nullable=False),
        sa.Column("next_at", sa.Float(), nullable=False),
        sa.Column("text_id", sa.BigInteger()),
        sa.Column("digest", sa.String(length=32), nullable=False, server_default=""),
        sa.Column("approved_by", sa.String(length=60), nullable=False, server_default=""),
        sa.Column("approved_at", sa.Float()),
        sa.Column("asked_at", sa.Float()),
        sa.Column("changed_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("account", "ticket", "trigger", name=op.f("uq_check_in_account_ticket_trigger")),
    )
    op.create_index("ix_check_in_due", "check_in", ["state", "next_at"])
    op.create_index("ix_check_in_requester", "check_in", ["account", "requester"])
    op.create_table(
        "spared_requester",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("requester", sa.String(length=64), nullable=False),
        sa.Column("until", sa.Float()),
        sa.PrimaryKeyConstraint("account", "requester", name=op.f("pk_spared_requester")),
    )


def downgrade() -> None:
    """Back."""
    for table in ("spared_requester", "check_in"):
        op.drop_table(table)
