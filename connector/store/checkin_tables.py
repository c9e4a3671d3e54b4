"""The tables of check-ins. The text to be sent lies in ``customer_text``, as all text does."""

from typing import Final

import sqlalchemy as sa

from connector.store.tables import METADATA

CHECK_IN: Final = sa.Table(
    "check_in",
    METADATA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("account", sa.String(64), nullable=False),
    sa.Column("ticket", sa.String(32), nullable=False),
    sa.Column("trigger", sa.String(64), nullable=False),
    sa.Column("requester", sa.String(64), nullable=False),  # a key, emptied when it is needed no more
    sa.Column("kind", sa.String(40), nullable=False),  # never a sensitive one
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),  # planned waiting approved sent unsure stopped expired
    sa.Column("reason", sa.String(20), nullable=False, server_default=""),
    sa.Column("due_at", sa.Float, nullable=False),
    sa.Column("next_at", sa.Float, nullable=False),
    sa.Column("text_id", sa.BigInteger),
    sa.Column("digest", sa.String(32), nullable=False, server_default=""),
    sa.Column("approved_by", sa.String(60), nullable=False, server_default=""),
    sa.Column("approved_at", sa.Float),
    sa.Column("asked_at", sa.Float),
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.UniqueConstraint("account", "ticket", "trigger"),
    sa.Index("ix_check_in_due", "state", "next_at"),
    sa.Index("ix_check_in_requester", "account", "requester"),
)

#: Customers whom no machine asks. It does not say why; an empty ``until`` means for good.
SPARED_REQUESTER: Final = sa.Table(
    "spared_requester",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("requester", sa.String(64), primary_key=True),
    sa.Column("until", sa.Float),
)
