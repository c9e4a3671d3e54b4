"""How many messages were read as a kind in a stretch of time, how many of them with doubt, and how many people corrected."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.drift import Traffic
from connector.core.taxonomy import Level
from connector.store.tables import CORRECTION, TRIAGE
from connector.store.triages import ROUND_MARK, UNDO_TRIGGER

#: Corrections that say that the kind was not right; a group or a priority follows the rules and may be right all the same.
_ABOUT_THE_KIND = ("kind", "needs_person", "tags")


def read_traffic(connection: Connection, account: str, kind: str, begin: float, end: float) -> Traffic:
    """Count the messages of customers decided on from ``begin`` until before ``end``. Tickets at L0 are the doubtful ones."""
    corrected = sa.exists().where(
        CORRECTION.c.account == TRIAGE.c.account,
        CORRECTION.c.ticket == TRIAGE.c.ticket,
        CORRECTION.c.trigger == TRIAGE.c.trigger,
        CORRECTION.c.about.in_(_ABOUT_THE_KIND),
    )
    is_kind = TRIAGE.c.kind == kind
    counted = (
        sa.func.count(),
        sa.func.sum(sa.case((is_kind, 1), else_=0)),
        sa.func.sum(sa.case((sa.and_(is_kind, TRIAGE.c.level == int(Level.L0)), 1), else_=0)),
        sa.func.sum(sa.case((sa.and_(is_kind, corrected), 1), else_=0)),
    )
    statement = sa.select(*counted).where(
        TRIAGE.c.account == account,
        TRIAGE.c.finished,
        TRIAGE.c.decided_at >= begin,
        TRIAGE.c.decided_at < end,
        TRIAGE.c.trigger.not_like(f"{UNDO_TRIGGER}%"),
        ~TRIAGE.c.trigger.contains(ROUND_MARK, autoescape=True),
    )
    everything, of_kind, doubted, put_right = connection.execute(statement).one()
    return Traffic(all=everything, of_kind=of_kind or 0, doubted=doubted or 0, corrected=put_right or 0)
