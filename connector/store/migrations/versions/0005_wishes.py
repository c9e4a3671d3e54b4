"""wishes of customers for a person and for a way to be reached, who changed them, and who is who among requester keys"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. What is remembered already goes along."""
    op.create_table(
        "requester_wish",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("requester", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=8), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("expires_at", sa.Float(), nullable=False),
        sa.Column("ticket", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=8), nullable=False),
        sa.Column("marked_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("account", "requester", "about", name=op.f("pk_requester_wish")),
    )
    op.create_table(
        "wish_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("requester", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("ticket", sa.String(length=32), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_change")),
    )
    op.create_index("ix_wish_change_requester", "wish_change", ["account", "requester"])
    op.create_table(
        "requester_alias",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("alias", sa.String(length=64), nullable=False),
        sa.Column("requester", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("account", "alias", name=op.f("pk_requester_alias")),
    )
    op.create_index("ix_requester_alias_requester", "requester_alias", ["account", "requester"])
    op.execute(
        "INSERT INTO requester_wish (account, requester, about, value, since, expires_at, ticket, mark, marked_at) "
        "SELECT account, requester, 'human', 'person', prefers_human_since, expires_at, '', '', 0 FROM requester_memory"
    )
    op.drop_table("requester_memory")
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("marks_refused_at", sa.Float(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("account") as batch:
        batch.drop_column("marks_refused_at")
    op.create_table(
        "requester_memory",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("requester", sa.String(length=64), nullable=False),
        sa.Column("prefers_human_since", sa.Float(), nullable=False),
        sa.Column("expires_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("account", "requester", name=op.f("pk_requester_memory")),
    )
    op.execute(
        "INSERT INTO requester_memory (account, requester, prefers_human_since, expires_at) "
        "SELECT account, requester, since, expires_at FROM requester_wish WHERE about = 'human'"
    )
    for table in ("requester_alias", "wish_change", "requester_wish"):
        op.drop_table(table)
