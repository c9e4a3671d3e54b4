"""What was read and decided on each message of a customer. The texts behind it are forgotten in time; the bare facts stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connector.core.assessment import Assessment
from connector.core.taxonomy import Level
from connector.store.database import Database
from connector.store.leases import Lease, Leases
from connector.store.tables import CUSTOMER_TEXT, TRIAGE
from connector.store.texts import CustomerTexts

#: What the trigger of work begins with that takes earlier writes back.
UNDO_TRIGGER: Final = "undo:"

#: Tickets of a requester that are looked at to tell whether they ask about the same thing again.
_MOST_EARLIER: Final = 5
_EARLIER_SECONDS: Final = 7 * 86400.0

#: What parts the trigger of a message from the round of work that a colleague's word on it caused.
ROUND_MARK: Final = "~"
_REDECIDED: Final = f"{ROUND_MARK}redecide"


@dataclass(frozen=True, slots=True)
class Work:
    """What one triage is about: one customer message of one ticket, and which round of it."""

    account: str
    ticket: str
    trigger: str
    episode: str
    requester: str

    def redecided(self, row_id: int) -> "Work":
        """The round that was asked for by an event of this id."""
        return replace(self, trigger=f"{self.trigger}{_REDECIDED}{row_id}")

    @property
    def is_read_anew(self) -> bool:
        """Whether an earlier reading of the message does not count."""
        return _REDECIDED in self.trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """One triage as it stands: of which message, how it ended, and what was read and decided while that is still kept.

    ``trigger`` names the customer's message, whatever colleagues said since; corrections and audits are kept under it.
    """

    account: str
    ticket: str
    trigger: str
    episode: str
    mode: str
    level: Level
    finished: bool
    kind: str
    decided_at: float
    assessment: Assessment | None = None
    decision: Mapping[str, Any] | None = None


class Triages:
    """Readings and decisions."""

    def __init__(self, database: Database, texts: CustomerTexts, leases: Leases) -> None:
        self._db = database
        self._texts = texts
        self._leases = leases

    def read_assessment(self, work: Work) -> Assessment | None:
        """Return the reading kept for this message, or ``None``: the model is asked once."""
        with self._db.read() as connection:
            row = connection.execute(sa.select(TRIAGE).where(*same_work(TRIAGE, work))).one_or_none()
            content = None if row is None else self._texts.read(connection, row.assessment_id)
        return None if content is None else Assessment.from_dict(content)

    def keep_assessment(self, work: Work, assessment: Assessment, *, mode: str) -> None:
        """Keep the reading. The first one kept for a message stands."""
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            text_id = self._texts.keep(
                connection,
                account=work.account,
                ticket=work.ticket,
                requester=work.requester,
                purpose="assessment",
                content=assessment.as_dict(),
            )
            statement = self._db.insert(TRIAGE).values(
                account=work.account,
                ticket=work.ticket,
                trigger=work.trigger,
                episode=work.episode,
                assessment_id=text_id,
                mode=mode,
                level=int(Level.L0),
                decided_at=now,
            )
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["account", "ticket", "trigger"],
                    set_={"assessment_id": text_id, "decided_at": now},
                    where=TRIAGE.c.finished.is_(False),
                )
            )

    def keep_decision(self, work: Work, content: Any, *, kind: str, level: Level, mode: str) -> None:
        """Keep what was decided, as it stands now. A later decision on the same message takes its place."""
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            row = connection.execute(sa.select(TRIAGE.c.decision_id).where(*same_work(TRIAGE, work))).one_or_none()
            text_id = self._texts.keep(
                connection,
                account=work.account,
                ticket=work.ticket,
                requester=work.requester,
                purpose="decision",
                content=content,
                instead_of=row.decision_id if row else None,
            )
            latest = {"decision_id": text_id, "kind": kind, "level": int(level), "mode": mode, "decided_at": now}
            statement = self._db.insert(TRIAGE).values(
                account=work.account, ticket=work.ticket, trigger=work.trigger, episode=work.episode, **latest
            )
            connection.execute(statement.on_conflict_do_update(index_elements=["account", "ticket", "trigger"], set_=latest))

    def recent_kinds(self, account: str, requester: str, *, other_than: str) -> Sequence[str]:
        """The kinds of a requester's newest other tickets of the last week, at most five, while text of them is kept."""
        newest = sa.func.max(CUSTOMER_TEXT.c.id)
        tickets = (
            sa.select(CUSTOMER_TEXT.c.ticket)
            .where(
                CUSTOMER_TEXT.c.account == account, CUSTOMER_TEXT.c.requester == requester, CUSTOMER_TEXT.c.ticket != other_than
            )
            .group_by(CUSTOMER_TEXT.c.ticket)
            .order_by(newest.desc())
            .limit(_MOST_EARLIER)
        )
        with self._db.read() as connection:
            since = self._db.now(connection) - _EARLIER_SECONDS
            rows = connection.execute(
                sa.select(TRIAGE.c.ticket, TRIAGE.c.kind)
                .where(
                    TRIAGE.c.account == account, TRIAGE.c.ticket.in_(tickets), TRIAGE.c.kind != "", TRIAGE.c.decided_at >= since
                )
                .order_by(TRIAGE.c.decided_at)
            )
            return tuple({row.ticket: row.kind for row in rows}.values())

    def is_finished(self, work: Work) -> bool:
        """Whether this message has been answered for already."""
        with self._db.read() as connection:
            row = connection.execute(sa.select(TRIAGE.c.finished).where(*same_work(TRIAGE, work))).one_or_none()
        return bool(row and row.finished)

    def finish(self, lease: Lease, work: Work, level: Level, *, mode: str) -> None:
        """Note that this message has been answered for."""
        with self._db.write(synced=False) as connection:
            self._leases.require(connection, lease)
            ending = {"finished": True, "level": int(level), "mode": mode, "decided_at": self._db.now(connection)}
            statement = self._db.insert(TRIAGE).values(
                account=work.account, ticket=work.ticket, trigger=work.trigger, episode=work.episode, **ending
            )
            connection.execute(statement.on_conflict_do_update(index_elements=["account", "ticket", "trigger"], set_=ending))

    def readings_of_episode(self, account: str, ticket: str, episode: str) -> Sequence[Assessment]:
        """What was read of each message of an episode, in the order of reading, as far as it is still kept."""
        with self._db.read() as connection:
            ids = connection.execute(
                sa.select(TRIAGE.c.assessment_id)
                .where(
                    TRIAGE.c.account == account,
                    TRIAGE.c.ticket == ticket,
                    TRIAGE.c.episode == episode,
                    TRIAGE.c.assessment_id.is_not(None),
                )
                .order_by(TRIAGE.c.assessment_id)
            ).scalars()
            kept = [self._texts.read(connection, text_id) for text_id in ids.all()]
        return [Assessment.from_dict(content) for content in kept if content is not None]

    def newest(self, account: str, ticket: str) -> Triage | None:
        """Return the newest triage of a ticket with its texts, or ``None``."""
        with self._db.read() as connection:
            row = connection.execute(
                sa.select(TRIAGE)
                .where(TRIAGE.c.account == account, TRIAGE.c.ticket == ticket, TRIAGE.c.trigger.not_like(f"{UNDO_TRIGGER}%"))
                .order_by(TRIAGE.c.decided_at.desc(), TRIAGE.c.trigger.desc())
                .limit(1)
            ).one_or_none()
            return None if row is None else self._triage(connection, row)

    def readings(self, account: str, ticket: str) -> Sequence[tuple[str, Level]]:
        """Kind and level of every finished triage of a ticket; the kind of a sensitive one is ``people``."""
        where = (
            TRIAGE.c.account == account,
            TRIAGE.c.ticket == ticket,
            TRIAGE.c.finished,
            TRIAGE.c.trigger.not_like(f"{UNDO_TRIGGER}%"),
        )
        with self._db.read() as connection:
            rows = connection.execute(sa.select(TRIAGE.c.kind, TRIAGE.c.level).where(*where))
            return [(row.kind, Level(row.level)) for row in rows]

    def _triage(self, connection: Connection, row: Any) -> Triage:
        trigger = row.trigger.partition(ROUND_MARK)[0]
        first = sa.select(TRIAGE.c.assessment_id).where(
            TRIAGE.c.account == row.account, TRIAGE.c.ticket == row.ticket, TRIAGE.c.trigger == trigger
        )
        kept = self._texts.read(connection, connection.execute(first).scalar_one_or_none())
        return Triage(
            account=row.account,
            ticket=row.ticket,
            trigger=trigger,
            episode=row.episode,
            mode=row.mode,
            level=Level(row.level),
            finished=row.finished,
            kind=row.kind,
            decided_at=row.decided_at,
            assessment=None if kept is None else Assessment.from_dict(kept),
            decision=self._texts.read(connection, row.decision_id),
        )

    def counts(self) -> dict[tuple[str, int], int]:
        """Finished triages by mode and level."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(TRIAGE.c.mode, TRIAGE.c.level, sa.func.count())
                .where(TRIAGE.c.finished)
                .group_by(TRIAGE.c.mode, TRIAGE.c.level)
            )
            return {(mode, level): count for mode, level, count in rows}

    def levels(self) -> dict[tuple[str, str], int]:
        """The level of the newest finished triage, by account and ticket."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(TRIAGE.c.account, TRIAGE.c.ticket, TRIAGE.c.level)
                .where(TRIAGE.c.finished)
                .order_by(TRIAGE.c.decided_at)
            )
            return {(row.account, row.ticket): row.level for row in rows}


def same_work(table: sa.Table, work: Work) -> tuple[sa.ColumnElement[bool], ...]:
    """The condition that a row belongs to this work."""
    return (table.c.account == work.account, table.c.ticket == work.ticket, table.c.trigger == work.trigger)
