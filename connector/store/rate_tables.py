"""The table of call limits: a row for each account and limit, see ``connector.core.budget``."""

from typing import Final

import sqlalchemy as sa

from connector.store.tables import METADATA

RATE: Final = sa.Table(
    "rate",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("per_ticket", sa.Integer, nullable=False),
    sa.Column("credits", sa.Float, nullable=False),  # as the platform told last, or as declared
    sa.Column("step", sa.Float, nullable=False),  # seconds
    sa.Column("tolerance", sa.Float, nullable=False),  # seconds
    sa.Column("full_at", sa.Float, nullable=False),  # the theoretical arrival time: until then everything is taken
    sa.Column("period", sa.BigInteger, nullable=False),  # the number of the window in which was counted last
    sa.Column("used", sa.Float, nullable=False),  # by us, in that window
    sa.Column("used_before", sa.Float, nullable=False),  # by us, in the window before
)
