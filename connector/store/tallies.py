"""Counts for people who look after it: how many messages were triaged how, and what colleagues and drafts came to lately."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from connector.core.taxonomy import Level
from connector.store.database import Database
from connector.store.tables import AUDIT_SAMPLE, CORRECTION, DRAFT_USE, TRIAGE
from connector.store.triages import ROUND_MARK, UNDO_TRIGGER

#: A reply that differs from the draft in at most so large a share of its words is nearly the draft.
NEARLY_THE_DRAFT: Final = 0.2


@dataclass(frozen=True, slots=True)
class DisclosureTally:
    """Replies that rest on a draft; those of them without the word that AI had a part; those that were said to be a person's own
    and are nearly the draft. Counts only, nobody's name."""

    replies: int = 0
    removed: int = 0
    contradicted: int = 0


class Tallies:
    """Counts of one account at a time. Reads only."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def levels(self, account: str, *, seconds: float) -> Mapping[Level, int]:
        """Messages of customers answered for in the last so many seconds, by the level they were first given."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(TRIAGE.c.level, sa.func.count())
                .where(
                    TRIAGE.c.account == account,
                    TRIAGE.c.finished,
                    TRIAGE.c.decided_at >= self._db.now(connection) - seconds,
                    TRIAGE.c.trigger.not_like(f"{UNDO_TRIGGER}%"),
                    ~TRIAGE.c.trigger.contains(ROUND_MARK, autoescape=True),
                )
                .group_by(TRIAGE.c.level)
            )
            counts = {level: count for level, count in rows}  # noqa: C416 - rows are no pairs to the type checker
        return {level: counts.get(int(level), 0) for level in Level}

    def corrections(self, account: str, *, seconds: float) -> int:
        """Things that people set differently in the last so many seconds."""
        with self._db.read() as connection:
            since = self._db.now(connection) - seconds
            count = sa.select(sa.func.count()).select_from(CORRECTION)
            return int(connection.execute(count.where(CORRECTION.c.account == account, CORRECTION.c.at >= since)).scalar_one())

    def drafts(self, account: str) -> Mapping[str, int]:
        """Drafts that a person answered after, by what became of them."""
        counts = dict.fromkeys(("used", "edited", "ignored"), 0)
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(DRAFT_USE.c.outcome, sa.func.count())
                .where(DRAFT_USE.c.account == account, DRAFT_USE.c.outcome != "")
                .group_by(DRAFT_USE.c.outcome)
            )
            for outcome, count in rows:
                counts[outcome] = count
        return counts

    def disclosure(self, account: str, *, seconds: float) -> DisclosureTally:
        """What became of the disclosure in replies of the last so many seconds."""
        is_own = DRAFT_USE.c.author == "person"
        removed = sa.and_(~is_own, DRAFT_USE.c.disclosure_removed)
        contradicted = sa.and_(is_own, DRAFT_USE.c.distance <= NEARLY_THE_DRAFT)
        with self._db.read() as connection:
            counts = sa.select(sa.func.count(), *(sa.func.sum(sa.case((what, 1), else_=0)) for what in (removed, contradicted)))
            row = connection.execute(
                counts.where(
                    DRAFT_USE.c.account == account,
                    DRAFT_USE.c.outcome.in_(("used", "edited")),
                    DRAFT_USE.c.answered_at >= self._db.now(connection) - seconds,
                )
            ).one()
        return DisclosureTally(*(int(count or 0) for count in row))

    def open_audits(self, account: str) -> int:
        """Blind questions that wait for an answer."""
        count = sa.select(sa.func.count()).select_from(AUDIT_SAMPLE)
        where = (AUDIT_SAMPLE.c.account == account, AUDIT_SAMPLE.c.state == "open")
        with self._db.read() as connection:
            return int(connection.execute(count.where(*where)).scalar_one())
