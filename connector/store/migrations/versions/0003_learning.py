"""what learning from an account's history keeps: how far it was read, whose wish forbids it, and the models"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "history_reading",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False, server_default=""),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("begun_at", sa.Float(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("passed", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("complete", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_history_reading")),
    )
    op.create_table(
        "erasure_wish",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("requester", sa.String(length=64), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("account", "requester", name=op.f("pk_erasure_wish")),
    )
    op.create_table(
        "account_model",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.Float(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("model", sa.LargeBinary(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("requesters", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("account", "version", name=op.f("pk_account_model")),
    )


def downgrade() -> None:
    """Back."""
    for table in ("account_model", "erasure_wish", "history_reading"):
        op.drop_table(table)
