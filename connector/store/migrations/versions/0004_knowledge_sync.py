"""the business's answers: their brand, their imprints, and how far they were read"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ADDED = ("brand", "brand_name", "digest", "pass_number", "imprint", "imprint_made")


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("knowledge") as table:
        table.add_column(sa.Column("brand", sa.String(length=40), server_default="", nullable=False))
        table.add_column(sa.Column("brand_name", sa.Text(), server_default="", nullable=False))
        table.add_column(sa.Column("digest", sa.String(length=64), server_default="", nullable=False))
        table.add_column(sa.Column("pass_number", sa.Integer(), server_default="0", nullable=False))
        table.add_column(sa.Column("imprint", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("imprint_made", sa.String(length=80), server_default="", nullable=False))
    with op.batch_alter_table("account") as table:
        table.drop_column("knowledge_synced_at")
    op.execute("DELETE FROM knowledge")  # of unknown brand: read anew before anything rests on it
    op.create_table(
        "knowledge_sync",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("cursor", sa.Text(), server_default="", nullable=False),
        sa.Column("pass_number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("under_way", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("whole", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("whole_at", sa.Float(), server_default="0", nullable=False),
        sa.Column("synced_at", sa.Float(), server_default="0", nullable=False),
        sa.Column("next_at", sa.Float(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("imprint_made", sa.String(length=80), server_default="", nullable=False),
        sa.Column("remark", sa.String(length=200), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_knowledge_sync")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("knowledge_sync")
    with op.batch_alter_table("account") as table:
        table.add_column(sa.Column("knowledge_synced_at", sa.Float(), server_default="0", nullable=False))
    with op.batch_alter_table("knowledge") as table:
        for column in _ADDED:
            table.drop_column(column)
