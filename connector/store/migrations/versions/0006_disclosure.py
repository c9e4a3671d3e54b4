"""what people say and do about the disclosure of a draft: whose words they are, and whether the reply still says AI"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("draft_use", sa.Column("author", sa.String(length=8), nullable=False, server_default=""))
    op.add_column("draft_use", sa.Column("author_agent", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("draft_use", sa.Column("author_at", sa.Float(), nullable=True))
    op.add_column("draft_use", sa.Column("disclosure_removed", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Back."""
    for column in ("disclosure_removed", "author_at", "author_agent", "author"):
        op.drop_column("draft_use", column)
