"""Tickets that nothing has happened to for long are forgotten as a whole. On both databases."""

from collections.abc import Sequence

import pytest
import sqlalchemy as sa

from connector.store import records
from connector.store.database import Database
from connector.store.records import RECORD_DAYS, Records
from connector.store.tables import ATTEMPT, AUDIT_SAMPLE, EFFECT, INBOX, TICKET_LEASE, TRIAGE

OLD, NEW = RECORD_DAYS + 1, RECORD_DAYS - 1


def keep(database: Database, ticket: str, *days: float, state: str = "done", is_checked: bool = False) -> None:
    """A ticket with an event so many days ago each, triaged and written on."""
    with database.write() as connection:
        now, of = database.now(connection), {"account": "acme", "ticket": ticket}
        for age in days:
            at = now - age * 86400.0
            event = {**of, "kind": "created", "dedupe": f"{ticket}:{age}", "state": state, "next_at": at, "received_at": at}
            connection.execute(sa.insert(INBOX).values(event))
            triage = {**of, "trigger": str(age), "episode": "e", "mode": "assist", "level": 1, "decided_at": at}
            connection.execute(sa.insert(TRIAGE).values(triage))
            effect = {
                **of,
                "trigger": str(age),
                "ordinal": 0,
                "name": "update",
                "episode": "e",
                "reference": "r",
                "level": 1,
                "state": "done",
            }
            effect |= {"before": {}, "fence": 1, "carries_note": True}
            number = connection.execute(sa.insert(EFFECT).values(effect)).inserted_primary_key[0]
            connection.execute(sa.insert(ATTEMPT).values(effect_id=number, at=at, fence=1, outcome="done"))
        connection.execute(sa.insert(TICKET_LEASE).values(**of, until=0, fence=1, owner="o"))
        if is_checked:
            check = {**of, "trigger": "1", "state": "answered", "drawn_at": 0, "lapses_at": 0}
            connection.execute(sa.insert(AUDIT_SAMPLE).values(check))


def left(database: Database) -> Sequence[int]:
    """How many rows each table holds."""
    with database.read() as connection:
        tables = (INBOX, TRIAGE, EFFECT, ATTEMPT, TICKET_LEASE)
        return [connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in tables]


def test_a_ticket_of_long_ago_is_forgotten_with_all_that_hangs_on_it(database: Database) -> None:
    keep(database, "1", OLD, OLD + 5)
    keep(database, "2", NEW)
    assert Records(database).expire() == 1
    assert left(database) == [1, 1, 1, 1, 1]
    assert Records(database).expire() == 0


def test_one_new_event_keeps_the_whole_ticket(database: Database) -> None:
    keep(database, "1", OLD, NEW)
    assert Records(database).expire() == 0
    assert left(database) == [2, 2, 2, 2, 1]


@pytest.mark.parametrize("kept", [{"state": "new"}, {"state": "dead"}, {"is_checked": True}], ids=str)
def test_what_is_waited_for_given_up_or_checked_blind_stays(database: Database, kept: dict[str, bool]) -> None:
    keep(database, "1", OLD, **kept)
    assert Records(database).expire() == 0


def test_it_goes_on_in_small_steps_past_what_stays(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_AT_ONCE", 2)
    keep(database, "a", OLD, state="dead")
    for ticket in "bcdef":
        keep(database, ticket, OLD)
    keep(database, "g", OLD, NEW)
    assert Records(database).expire() == 5
    assert left(database)[0] == 3
