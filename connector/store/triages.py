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
from connector.store.statements import given, of
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

_TICKET: Final = given(TRIAGE.c.account, TRIAGE.c.ticket)
_WORK: Final = (*_TICKET, *given(TRIAGE.c.trigger))
_IS_FINISHED: Final = sa.select(TRIAGE.c.finished).where(*_WORK)
_ASSESSMENT_ID: Final = sa.select(TRIAGE.c.assessment_id).where(*_WORK)
_DECISION_ID: Final = sa.select(TRIAGE.c.decision_id).where(*_WORK)
_READINGS_OF_EPISODE: Final = (
    sa.select(TRIAGE.c.assessment_id)
    .where(*_TICKET, *given(TRIAGE.c.episode), TRIAGE.c.assessment_id.is_not(None))
    .order_by(TRIAGE.c.assessment_id)
)
_NEWEST: Final = (
    sa.select(TRIAGE)
    .where(*_TICKET, TRIAGE.c.trigger.not_like(f"{UNDO_TRIGGER}%"))
    .order_by(TRIAGE.c.decided_at.desc(), TRIAGE.c.trigger.desc())
    .limit(1)
)
#: No column, so that nobody groups by walking along all texts of the account.
_TICKET_OF: Final = CUSTOMER_TEXT.c.ticket.concat("")
_RECENT_TICKETS: Final = (
    sa.select(_TICKET_OF)
    .where(*given(CUSTOMER_TEXT.c.account, CUSTOMER_TEXT.c.requester), CUSTOMER_TEXT.c.ticket != sa.bindparam("other_than"))
    .group_by(_TICKET_OF)
    .order_by(sa.func.max(CUSTOMER_TEXT.c.id).desc())
    .limit(_MOST_EARLIER)
)
_RECENT_KINDS: Final = (
    sa.select(TRIAGE.c.ticket, TRIAGE.c.kind)
    .where(
        *given(TRIAGE.c.account), TRIAGE.c.ticket.in_(_RECENT_TICKETS), TRIAGE.c.kind != "",
        TRIAGE.c.decided_at >= sa.bindparam("since"),
    )
    .order_by(TRIAGE.c.decided_at)
)  # fmt: skip


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
        first = database.insert(TRIAGE)

        def upsert(*columns: str, where: Any = None) -> Any:
            latest = {name: first.excluded[name] for name in columns}
            return first.on_conflict_do_update(index_elements=["account", "ticket", "trigger"], set_=latest, where=where)

        self._keep_assessment = upsert("assessment_id", "decided_at", where=TRIAGE.c.finished.is_(False))
        self._keep_decision = upsert("decision_id", "kind", "level", "mode", "decided_at")
        self._finish = upsert("finished", "level", "mode", "decided_at")

    def read_assessment(self, work: Work) -> Assessment | None:
        """Return the reading kept for this message, or ``None``: the model is asked once."""
        with self._db.read() as connection:
            text_id = connection.execute(_ASSESSMENT_ID, of_work(work)).scalar_one_or_none()
            content = self._texts.read(connection, text_id)
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
            reading = {"assessment_id": text_id, "mode": mode, "level": int(Level.L0), "decided_at": now}
            connection.execute(self._keep_assessment, _key_of(work) | reading)

    def keep_decision(self, work: Work, content: Any, *, kind: str, level: Level, mode: str) -> None:
        """Keep what was decided, as it stands now. A later decision on the same message takes its place."""
        with self._db.write(synced=False) as connection:
            now = self._db.now(connection)
            earlier = connection.execute(_DECISION_ID, of_work(work)).scalar_one_or_none()
            text_id = self._texts.keep(
                connection,
                account=work.account,
                ticket=work.ticket,
                requester=work.requester,
                purpose="decision",
                content=content,
                instead_of=earlier,
            )
            latest = {"decision_id": text_id, "kind": kind, "level": int(level), "mode": mode, "decided_at": now}
            connection.execute(self._keep_decision, _key_of(work) | latest)

    def recent_kinds(self, account: str, requester: str, *, other_than: str) -> Sequence[str]:
        """The kinds of a requester's newest other tickets of the last week, at most five, while text of them is kept."""
        with self._db.read() as connection:
            since = self._db.now(connection) - _EARLIER_SECONDS
            asked = of(account=account, requester=requester) | {"other_than": other_than, "since": since}
            rows = connection.execute(_RECENT_KINDS, asked)
            return tuple({row.ticket: row.kind for row in rows}.values())

    def is_finished(self, work: Work) -> bool:
        """Whether this message has been answered for already."""
        with self._db.read() as connection:
            return bool(connection.execute(_IS_FINISHED, of_work(work)).scalar_one_or_none())

    def finish(self, lease: Lease, work: Work, level: Level, *, mode: str) -> None:
        """Note that this message has been answered for."""
        with self._db.write(synced=False) as connection:
            self._leases.require(connection, lease)
            ending = {"finished": True, "level": int(level), "mode": mode, "decided_at": self._db.now(connection)}
            connection.execute(self._finish, _key_of(work) | ending)

    def readings_of_episode(self, account: str, ticket: str, episode: str) -> Sequence[Assessment]:
        """What was read of each message of an episode, in the order of reading, as far as it is still kept."""
        with self._db.read() as connection:
            ids = connection.execute(_READINGS_OF_EPISODE, of(account=account, ticket=ticket, episode=episode)).scalars()
            kept = [self._texts.read(connection, text_id) for text_id in ids.all()]
        return [Assessment.from_dict(content) for content in kept if content is not None]

    def newest(self, account: str, ticket: str) -> Triage | None:
        """Return the newest triage of a ticket with its texts, or ``None``."""
        with self._db.read() as connection:
            row = connection.execute(_NEWEST, of(account=account, ticket=ticket)).one_or_none()
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
        first = of(account=row.account, ticket=row.ticket, trigger=trigger)
        kept = self._texts.read(connection, connection.execute(_ASSESSMENT_ID, first).scalar_one_or_none())
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


def of_work(work: Work) -> dict[str, Any]:
    """What belongs to this work, by the ``given`` columns account, ticket and trigger."""
    return of(account=work.account, ticket=work.ticket, trigger=work.trigger)


def _key_of(work: Work) -> dict[str, Any]:
    return {"account": work.account, "ticket": work.ticket, "trigger": work.trigger, "episode": work.episode}
