"""what the screens of agents and admins need: after-images, corrections, audits, heartbeats"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("groups", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("groups_read_at", sa.Float(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("app_token", sa.String(length=64), nullable=False, server_default=""))
        batch.add_column(sa.Column("app_seen_at", sa.Float(), nullable=False, server_default="0"))
    with op.batch_alter_table("triage") as batch:
        batch.add_column(sa.Column("decision_id", sa.BigInteger()))
        batch.add_column(sa.Column("kind", sa.String(length=40), nullable=False, server_default=""))
    with op.batch_alter_table("effect") as batch:
        batch.add_column(sa.Column("after", sa.JSON()))
        batch.add_column(sa.Column("undone_at", sa.Float()))
        batch.drop_column("update_id")
    op.create_table(
        "correction",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("ticket", sa.String(length=32), nullable=False),
        sa.Column("trigger", sa.String(length=64), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.Column("ours", sa.Text(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("account", "ticket", "trigger", "about", name=op.f("pk_correction")),
    )
    op.create_index("ix_correction_at", "correction", ["account", "at"])
    op.create_table(
        "draft_use",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("ticket", sa.String(length=32), nullable=False),
        sa.Column("trigger", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("inserted_at", sa.Float()),
        sa.Column("outcome", sa.String(length=8), nullable=False, server_default=""),
        sa.Column("distance", sa.Float()),
        sa.Column("answered_at", sa.Float()),
        sa.PrimaryKeyConstraint("account", "ticket", "trigger", name=op.f("pk_draft_use")),
    )
    op.create_table(
        "audit_sample",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("ticket", sa.String(length=32), nullable=False),
        sa.Column("trigger", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("drawn_at", sa.Float(), nullable=False),
        sa.Column("lapses_at", sa.Float(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False, server_default=""),
        sa.Column("urgency", sa.String(length=2), nullable=False, server_default=""),
        sa.Column("needs_person", sa.Boolean()),
        sa.Column("was_right", sa.Boolean()),
        sa.Column("answered_at", sa.Float()),
        sa.PrimaryKeyConstraint("account", "ticket", "trigger", name=op.f("pk_audit_sample")),
    )
    op.create_index(
        "ix_audit_sample_open",
        "audit_sample",
        ["lapses_at"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "heartbeat",
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("role", "owner", name=op.f("pk_heartbeat")),
    )


def downgrade() -> None:
    """Back."""
    for table in ("heartbeat", "audit_sample", "draft_use", "correction"):
        op.drop_table(table)
    with op.batch_alter_table("effect") as batch:
        batch.add_column(sa.Column("update_id", sa.BigInteger()))
        batch.drop_column("undone_at")
        batch.drop_column("after")
    with op.batch_alter_table("triage") as batch:
        batch.drop_column("kind")
        batch.drop_column("decision_id")
    with op.batch_alter_table("account") as batch:
        for column in ("app_seen_at", "app_token", "groups_read_at", "groups", "paused"):
            batch.drop_column(column)
