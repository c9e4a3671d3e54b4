"""Many events kept by one statement are kept as if they had come one by one, on both databases."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from connector.core.ticket import EventKind, TicketEvent
from connector.store.claiming import Claim
from connector.store.database import Database
from connector.store.inbox import Inbox
from connector.store.tables import INBOX

EVENTS = [
    TicketEvent(kind=kind, ticket_id=ticket, message_id=message)
    for ticket in ("7", "41", "410")
    for kind, message in (
        (EventKind.CREATED, None),
        (EventKind.REPLIED, "9"),
        (EventKind.REPLIED, None),
        (EventKind.CHANGED, None),
    )
]


def claims(*events: TicketEvent, account: str = "acme") -> list[Claim]:
    """Claims that rest for a while."""
    return [Claim(account, event, 5.0) for event in events]


def keep(inbox: Inbox, given: Sequence[Claim]) -> list[str]:
    """Keep them, and give the ticket and kind that each new id leads to: nothing for what is known."""
    found = []
    for row_id in inbox.claim_all(given):
        assert not isinstance(row_id, Exception)
        with inbox._db.read() as connection:
            row = connection.execute(sa.select(INBOX).where(INBOX.c.id == row_id)).one_or_none()
        found.append("" if row is None else f"{row.account} {row.ticket} {row.kind}")
    return found


def test_each_event_gets_its_own_id(database: Database) -> None:
    inbox = Inbox(database)
    given = claims(*EVENTS) + claims(*EVENTS[:3], account="bcme")
    wanted = [f"{claim.account} {claim.event.ticket_id} {claim.event.kind}" for claim in given]
    assert keep(inbox, given[:2]) == wanted[:2]
    assert keep(inbox, given) == ["", "", *wanted[2:]]
    assert keep(inbox, given) == [""] * len(given)


def test_of_the_same_event_twice_in_one_group_one_is_new(database: Database) -> None:
    first, second = Inbox(database).claim_all(claims(EVENTS[0], EVENTS[0]))
    assert isinstance(first, int)
    assert second is None


def test_times_are_as_for_one(database: Database) -> None:
    inbox = Inbox(database)
    resting, hinted = inbox.claim_all([Claim("acme", EVENTS[0], 60.0), Claim("acme", EVENTS[4], 0.0, announced=True)])
    with database.read() as connection:
        now = database.now(connection)
        rows = {row.id: row for row in connection.execute(sa.select(INBOX)).all()}
    assert rows[resting].next_at == pytest.approx(now + 60, abs=2)
    assert rows[resting].enqueued_until == 0
    assert rows[hinted].next_at == pytest.approx(now, abs=2)
    assert rows[hinted].enqueued_until == pytest.approx(now + 30, abs=2)
    assert {row.state for row in rows.values()} == {"new"}


@pytest.mark.parametrize("ticket", ["\ud800", "4\x001", "4" * 40])
def test_a_row_that_cannot_be_kept_leaves_its_neighbours_alone(database: Database, ticket: str) -> None:
    if database.is_sqlite and len(ticket) > 32:
        pytest.skip("SQLite does not look at lengths")
    bad = TicketEvent(kind=EventKind.CREATED, ticket_id=ticket)
    first, failure, last = Inbox(database).claim_all(claims(EVENTS[0], bad, EVENTS[4]))
    assert isinstance(failure, Exception)
    assert isinstance(first, int)
    assert isinstance(last, int)
    with pytest.raises(type(failure)):
        Inbox(database).claim("acme", bad, settle=0.0)


def test_an_error_of_the_database_passes_through(database: Database) -> None:
    with database.write() as connection:
        INBOX.drop(connection)
    with pytest.raises(sa.exc.SQLAlchemyError):
        Inbox(database).claim("acme", EVENTS[0], settle=0.0)


@given(st.lists(st.lists(st.tuples(st.sampled_from(EVENTS), st.booleans()), max_size=8), max_size=5))
def test_groups_keep_what_one_by_one_would(groups: list[list[tuple[TicketEvent, bool]]]) -> None:
    with TemporaryDirectory() as folder:
        grouped, single = (Database(f"sqlite:///{Path(folder) / name}.db") for name in ("grouped", "single"))
        for database in (grouped, single):
            INBOX.create(database.engine)
        for group in groups:
            given = claims(*(event for event, _ in group))
            kept = keep(Inbox(grouped), given)
            assert kept == [found for claim in given for found in keep(Inbox(single), [claim])]
            for inbox in (Inbox(grouped), Inbox(single)):  # work begins on some, so that bare bells count anew
                with inbox._db.read() as connection:
                    tickets = [event.ticket_id for event, begins in group if begins]
                    rows = connection.execute(sa.select(INBOX.c.id).where(INBOX.c.ticket.in_(tickets))).scalars().all()
                for row in rows:
                    inbox.begin(row)
        grouped.close()
        single.close()
