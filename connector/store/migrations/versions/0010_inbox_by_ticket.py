"""the events of a ticket are found by its number"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_inbox_ticket", "inbox", ["account", "ticket"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_inbox_ticket", table_name="inbox")
