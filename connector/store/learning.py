"""What people's work teaches: corrections, what became of drafts, and blind audits. No names of staff, no reply texts.

Who says “I wrote this myself” is kept by the helpdesk's id, because it is that person's word to the customer.
Of sensitive tickets only that they are for people is kept here, never which kind; see ``connector.core.correction``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from connector.core.bounds import WINDOW, Standing
from connector.core.correction import label_of
from connector.core.drift import FRESH_AUDITS, NEWEST_DAYS, signs_of_drift
from connector.core.rules import Rules
from connector.store.database import Database
from connector.store.statements import given, of
from connector.store.tables import AUDIT_SAMPLE, CORRECTION, DRAFT_USE, TRIAGE
from connector.store.traffic import read_traffic

_DAY: Final = 86400.0
_SAID: Final = sa.select(CORRECTION.c.about, CORRECTION.c.theirs).where(
    *given(CORRECTION.c.account, CORRECTION.c.ticket, CORRECTION.c.trigger), CORRECTION.c.source == "sidebar"
)
_SAMPLE: Final = sa.select(AUDIT_SAMPLE).where(*given(AUDIT_SAMPLE.c.account, AUDIT_SAMPLE.c.ticket, AUDIT_SAMPLE.c.trigger))
_AUDITED: Final = (
    sa.select(TRIAGE.c.kind, AUDIT_SAMPLE.c.answered_at, AUDIT_SAMPLE.c.was_right)
    .join(TRIAGE, sa.and_(*(TRIAGE.c[name] == AUDIT_SAMPLE.c[name] for name in ("account", "ticket", "trigger"))))
    .where(*given(AUDIT_SAMPLE.c.account), AUDIT_SAMPLE.c.state == "answered")
    .order_by(AUDIT_SAMPLE.c.answered_at, AUDIT_SAMPLE.c.ticket, AUDIT_SAMPLE.c.trigger)
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that people set differently from us on one triage."""

    ticket: str
    trigger: str
    about: str
    ours: str
    theirs: str
    source: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSample:
    """A triage drawn for a blind question. ``state`` is open, answered or lapsed."""

    account: str
    ticket: str
    trigger: str
    state: str
    lapses_at: float
    kind: str = ""
    urgency: str = ""
    needs_person: bool | None = None
    was_right: bool | None = None
    answered_at: float = 0.0


class Corrections:
    """What people set differently. The newest word on a matter stands."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, account: str, ticket: str, trigger: str, about: str, *, ours: str, theirs: str, source: str) -> None:
        """Keep a correction; one that takes itself back (``ours`` is ``theirs``) is dropped."""
        key = {"account": account, "ticket": ticket, "trigger": trigger, "about": about}
        with self._db.write() as connection:
            if ours == theirs:
                connection.execute(sa.delete(CORRECTION).where(*(CORRECTION.c[name] == value for name, value in key.items())))
                return
            values: dict[str, Any] = {"theirs": theirs, "source": source, "at": self._db.now(connection)}
            statement = self._db.insert(CORRECTION).values(**key, ours=ours, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))

    def said(self, account: str, ticket: str, trigger: str) -> Mapping[str, str]:
        """What people told us in the sidebar of one triage: about → theirs. What they set on the ticket itself stands there."""
        with self._db.read() as connection:
            rows = connection.execute(_SAID, of(account=account, ticket=ticket, trigger=trigger))
            return {row.about: row.theirs for row in rows}

    def said_at(self, account: str, ticket: str, trigger: str) -> float:
        """When people last told us something in the sidebar of one triage; 0 where they never did."""
        where = (
            CORRECTION.c.account == account,
            CORRECTION.c.ticket == ticket,
            CORRECTION.c.trigger == trigger,
            CORRECTION.c.source == "sidebar",
        )
        with self._db.read() as connection:
            return float(connection.execute(sa.select(sa.func.max(CORRECTION.c.at)).where(*where)).scalar_one() or 0.0)

    def of_ticket(self, account: str, ticket: str, trigger: str) -> Mapping[str, str]:
        """How people corrected one triage: about → source."""
        where = (CORRECTION.c.account == account, CORRECTION.c.ticket == ticket, CORRECTION.c.trigger == trigger)
        with self._db.read() as connection:
            return {
                r.about: r.source for r in connection.execute(sa.select(CORRECTION.c.about, CORRECTION.c.source).where(*where))
            }

    def all(self, account: str, *, since: float = 0.0) -> Sequence[Correction]:
        """Every correction of an account, oldest first."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(CORRECTION).where(CORRECTION.c.account == account, CORRECTION.c.at >= since).order_by(CORRECTION.c.at)
            )
            return [Correction(r.ticket, r.trigger, r.about, r.ours, r.theirs, r.source, r.at) for r in rows]


class DraftUses:
    """What became of drafts: used as they were, edited, or not used."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def note_inserted(self, account: str, ticket: str, trigger: str, *, kind: str) -> None:
        """An agent put the draft into the reply. Who had said that the words are their own has to say so again."""
        with self._db.write() as connection:
            values = {"inserted_at": self._db.now(connection), "author": "", "author_agent": "", "author_at": None}
            self._set(connection, account, ticket, trigger, kind, values)

    def claim(self, account: str, ticket: str, trigger: str, *, kind: str, agent: str, on: bool) -> None:
        """An agent says, or no longer says, that the reply is their own. ``agent`` is the helpdesk's id, empty where not attested."""
        with self._db.write() as connection:
            said: dict[str, Any] = {"author": "person", "author_agent": agent, "author_at": self._db.now(connection)}
            unsaid: dict[str, Any] = {"author": "", "author_agent": "", "author_at": None}
            self._set(connection, account, ticket, trigger, kind, said if on else unsaid)

    def is_claimed(self, account: str, ticket: str, trigger: str) -> bool:
        """Whether an agent says that the reply is their own."""
        where = (DRAFT_USE.c.account == account, DRAFT_USE.c.ticket == ticket, DRAFT_USE.c.trigger == trigger)
        with self._db.read() as connection:
            author = connection.execute(sa.select(DRAFT_USE.c.author).where(*where)).scalar_one_or_none()
        return author == "person"

    def note_answer(
        self, account: str, ticket: str, trigger: str, *, kind: str, outcome: str, distance: float, says_ai: bool
    ) -> None:  # fmt: skip
        """A person answered; ``distance`` is the share of words that differ, 0 to 1, the disclosure aside."""
        with self._db.write() as connection:
            values = {
                "outcome": outcome,
                "distance": distance,
                "answered_at": self._db.now(connection),
                "disclosure_removed": outcome != "ignored" and not says_ai,
            }
            self._set(connection, account, ticket, trigger, kind, values)

    def counts(self, account: str) -> Mapping[str, Mapping[str, int]]:
        """Answered drafts by kind and outcome."""
        with self._db.read() as connection:
            rows = connection.execute(
                sa.select(DRAFT_USE.c.kind, DRAFT_USE.c.outcome, sa.func.count())
                .where(DRAFT_USE.c.account == account, DRAFT_USE.c.outcome != "")
                .group_by(DRAFT_USE.c.kind, DRAFT_USE.c.outcome)
            )
            counts: dict[str, dict[str, int]] = {}
            for kind, outcome, count in rows:
                counts.setdefault(kind, {})[outcome] = count
            return counts

    def _set(
        self, connection: sa.Connection, account: str, ticket: str, trigger: str, kind: str, values: Mapping[str, Any]
    ) -> None:
        statement = self._db.insert(DRAFT_USE).values(account=account, ticket=ticket, trigger=trigger, kind=kind, **values)
        keys = ["account", "ticket", "trigger"]
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=dict(values)))


class Audits:
    """Tickets drawn for a blind question, and how well each kind has been doing."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def draw(self, account: str, ticket: str, trigger: str, *, lapses_at: float) -> AuditSample:
        """Open the question for this triage, or return it as it stands."""
        with self._db.write() as connection:
            statement = self._db.insert(AUDIT_SAMPLE).values(
                account=account, ticket=ticket, trigger=trigger, state="open",
                drawn_at=self._db.now(connection), lapses_at=lapses_at,
            )  # fmt: skip
            connection.execute(statement.on_conflict_do_nothing(index_elements=["account", "ticket", "trigger"]))
        found = self.find(account, ticket, trigger)
        assert found is not None  # noqa: S101 - it was inserted just now
        return found

    def find(self, account: str, ticket: str, trigger: str) -> AuditSample | None:
        """Return the question about this triage, or ``None``."""
        with self._db.read() as connection:
            row = connection.execute(_SAMPLE, of(account=account, ticket=ticket, trigger=trigger)).one_or_none()
        return None if row is None else _sample(row)

    def answer(self, sample: AuditSample, *, kind: str, urgency: str, needs_person: bool, was_right: bool) -> bool:
        """Keep a person's answer. Returns whether the question was still open; an answer is never changed."""
        values = {
            "state": "answered",
            "kind": label_of(kind),
            "urgency": urgency,
            "needs_person": needs_person,
            "was_right": was_right,
        }
        with self._db.write() as connection:
            done = connection.execute(
                sa.update(AUDIT_SAMPLE)
                .where(*_same(sample), AUDIT_SAMPLE.c.state == "open")
                .values(answered_at=self._db.now(connection), **values)
            )
        return bool(done.rowcount)

    def due(self) -> Sequence[AuditSample]:
        """Every open question whose time is over."""
        with self._db.read() as connection:
            now = self._db.now(connection)
            rows = connection.execute(
                sa.select(AUDIT_SAMPLE).where(AUDIT_SAMPLE.c.state == "open", AUDIT_SAMPLE.c.lapses_at <= now)
            )
            return [_sample(row) for row in rows]

    def answered(self, account: str) -> Sequence[AuditSample]:
        """Every answered question of an account."""
        where = (AUDIT_SAMPLE.c.account == account, AUDIT_SAMPLE.c.state == "answered")
        with self._db.read() as connection:
            return [_sample(row) for row in connection.execute(sa.select(AUDIT_SAMPLE).where(*where))]

    def close(self, sample: AuditSample) -> None:
        """Let a question lapse that nobody answered."""
        with self._db.write() as connection:
            connection.execute(
                sa.update(AUDIT_SAMPLE).where(*_same(sample), AUDIT_SAMPLE.c.state == "open").values(state="lapsed")
            )

    def standings(self, account: str, rules: Rules | None = None) -> Mapping[str, Standing]:
        """How well each kind has been doing here: the audited triages that we had called so, in the order of their answers.

        The rules say which kinds are switched on and which error rate is to be proved of each.
        """
        rules, history = rules or Rules(), dict[str, list[tuple[float, bool]]]()
        with self._db.read() as connection:
            for kind, at, was_right in connection.execute(_AUDITED, of(account=account)):
                history.setdefault(kind, []).append((at or 0.0, bool(was_right)))
            standings = {kind: rules.standing(kind, [right for _, right in audits]) for kind, audits in history.items()}
            return {
                kind: replace(standing, drift=self._drift(connection, account, kind, [at for at, _ in history[kind]]))
                if standing.is_certified
                else standing
                for kind, standing in standings.items()
            }

    def _drift(self, connection: sa.Connection, account: str, kind: str, answered_at: Sequence[float]) -> tuple[str, ...]:
        """What has changed since the audits that speak for this kind, unless there are enough audits of the newest days."""
        now = self._db.now(connection)
        newest = now - NEWEST_DAYS * _DAY
        older = [at for at in answered_at if at < newest]
        if not older or len(answered_at) - len(older) >= FRESH_AUDITS:
            return ()
        then = read_traffic(connection, account, kind, older[-WINDOW:][0], newest)
        return signs_of_drift(then, read_traffic(connection, account, kind, newest, now))


def _same(sample: AuditSample) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        AUDIT_SAMPLE.c.account == sample.account,
        AUDIT_SAMPLE.c.ticket == sample.ticket,
        AUDIT_SAMPLE.c.trigger == sample.trigger,
    )


def _sample(row: Any) -> AuditSample:
    return AuditSample(
        account=row.account,
        ticket=row.ticket,
        trigger=row.trigger,
        state=row.state,
        lapses_at=row.lapses_at,
        kind=row.kind,
        urgency=row.urgency,
        needs_person=row.needs_person,
        was_right=row.was_right,
        answered_at=row.answered_at or 0.0,
    )
