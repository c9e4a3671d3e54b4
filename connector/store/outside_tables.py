"""The tables of what was asked of an outside model. Counts alone: no ticket, no text."""

from typing import Final

import sqlalchemy as sa

from connector.store.tables import METADATA

#: What an account has spent on a day, in days since 1970.
OUTSIDE_USE: Final = sa.Table(
    "outside_use",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("day", sa.Integer, primary_key=True),
    sa.Column("calls", sa.Integer, nullable=False),
    sa.Column("tokens", sa.BigInteger, nullable=False, server_default="0"),
)

#: How often asking came to what: ``draft`` used or a failure, ``reading`` an outcome or a failure.
OUTSIDE_OUTCOME: Final = sa.Table(
    "outside_outcome",
    METADATA,
    sa.Column("account", sa.String(64), primary_key=True),
    sa.Column("day", sa.Integer, primary_key=True),
    sa.Column("task", sa.String(8), primary_key=True),
    sa.Column("outcome", sa.String(16), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)
