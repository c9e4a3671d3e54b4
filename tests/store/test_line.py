"""Who is next: lanes, caps, budgets and probes, and the same cost however much waits. On both databases."""

import re
import time
from collections.abc import Sequence

import pytest
import sqlalchemy as sa

from connector.core.ticket import EventKind, TicketEvent
from connector.store import line
from connector.store.accounts import Accounts
from connector.store.database import Database
from connector.store.inbox import Inbox
from connector.store.line import Lane
from connector.store.rate_tables import RATE
from connector.store.sealing import Sealer
from connector.store.statements import of
from connector.store.tables import INBOX

NAMES = ("acme", "bcme", "ccme")


@pytest.fixture
def accounts(database: Database) -> Accounts:
    """Three accounts."""
    accounts = Accounts(database, Sealer("secret"))
    for name in NAMES:
        accounts.save(name=name, integration="memory", settings={}, credentials={}, webhook_secrets=["a"], rules_text="")
    return accounts


@pytest.fixture
def inbox(database: Database, accounts: Accounts) -> Inbox:
    """An empty inbox."""
    return Inbox(database)


def ring(inbox: Inbox, account: str, count: int, *, lane: Lane = Lane.LIVE, kind: EventKind = EventKind.CREATED) -> list[int]:
    """So many new events of tickets of their own."""
    rows = []
    for _ in range(count):
        event = TicketEvent(kind=kind, ticket_id=str(time.monotonic_ns()))
        rows.append(inbox.claim(account, event, settle=0, lane=lane))
    return [row for row in rows if row is not None]


def fill(database: Database, account: str, count: int, *, lane: Lane = Lane.LIVE, **values: float) -> None:
    """So many due rows, all at once."""
    row = {"account": account, "kind": "created", "state": "new", "lane": int(lane), "received_at": 1.0, "next_at": 1.0, **values}
    with database.write() as connection:
        for start in range(0, count, 10_000):
            numbers = range(start, min(count, start + 10_000))
            connection.execute(sa.insert(INBOX), [{**row, "ticket": str(n), "dedupe": f"{lane}:{n}"} for n in numbers])


def owner(database: Database, rows: Sequence[int]) -> list[str]:
    """Whose rows these are."""
    with database.read() as connection:
        found = connection.execute(sa.select(INBOX.c.id, INBOX.c.account).where(INBOX.c.id.in_(rows))).all()
    names = {row.id: row.account for row in found}
    return [names[row] for row in rows]


def test_what_happens_now_goes_before_what_can_wait_and_an_undo_before_both(inbox: Inbox) -> None:
    (old,) = ring(inbox, "acme", 1, lane=Lane.BACKFILL)
    (new,) = ring(inbox, "acme", 1)
    (other,) = ring(inbox, "bcme", 1, lane=Lane.BACKFILL)
    (undo,) = ring(inbox, "ccme", 1, kind=EventKind.UNDO)
    assert inbox.hand_out(10) == (undo, new, other, old)  # acme has had its turn


def test_the_first_of_each_account_goes_before_the_second_of_any(inbox: Inbox, database: Database) -> None:
    ring(inbox, "acme", 5)
    ring(inbox, "bcme", 2)
    assert owner(database, inbox.hand_out(4)) == ["acme", "bcme", "acme", "bcme"]


def test_an_account_has_only_so_many_rows_with_the_broker(inbox: Inbox, database: Database) -> None:
    rows = ring(inbox, "acme", 9)
    assert len(inbox.hand_out(10, per_account=4)) == 4
    ring(inbox, "bcme", 1)
    assert owner(database, inbox.hand_out(10, per_account=4)) == ["bcme"]
    inbox.finish(rows[0], outcome="level_1_assist")
    assert len(inbox.hand_out(10, per_account=4)) == 1


def test_the_fast_path_has_the_same_bounds(inbox: Inbox, accounts: Accounts) -> None:
    ring(inbox, "acme", 3)
    assert inbox.room("acme", 4) == 4
    inbox.hand_out(3)
    assert inbox.room("acme", 4) == 1
    assert (inbox.room("bcme", 4), inbox.room("nobody", 4)) == (4, 0)
    accounts.set("bcme", paused=True)
    accounts.block("ccme", seconds=30, reason="429")
    assert (inbox.room("bcme", 4), inbox.room("ccme", 4)) == (0, 0)


def set_rate(database: Database, account: str, *, ahead: float) -> None:
    """A limit of two tickets a second, with a burst of a second, taken ``ahead`` of now."""
    with database.write() as connection:
        now = database.now(connection)
        values = {"account": account, "name": "calls", "per_ticket": 1, "credits": 150, "step": 0.5, "tolerance": 1.0}
        connection.execute(sa.insert(RATE).values(**values, full_at=now + ahead, period=0, used=0, used_before=0))


@pytest.mark.parametrize(("ahead", "goes"), [(-100.0, 3), (0.9, 1), (1.2, 0)])
def test_no_more_goes_than_the_budget_allows_but_what_is_paid_does(
    inbox: Inbox, database: Database, ahead: float, goes: int
) -> None:
    rows = ring(inbox, "acme", 6)
    set_rate(database, "acme", ahead=ahead)
    inbox.reschedule(rows[5], after=-1.0, is_paid=True)
    assert inbox.hand_out(10) == (rows[5], *rows[:goes])
    assert inbox.room("acme", 20) <= goes + 1


def test_after_a_wait_one_row_of_the_account_goes(inbox: Inbox, accounts: Accounts) -> None:
    rows = ring(inbox, "acme", 3)
    accounts.block("acme", seconds=30, reason="429")
    assert inbox.hand_out(10) == ()
    accounts.set("acme", blocked_until=1.0)
    assert inbox.hand_out(10) == (rows[0],)
    assert inbox.hand_out(10) == ()
    accounts.set("acme", pauses=0)
    assert inbox.hand_out(10) == (rows[1], rows[2])


def test_a_paused_account_moves_only_what_a_person_asked_for(inbox: Inbox, accounts: Accounts) -> None:
    ring(inbox, "acme", 2)
    (undo,) = ring(inbox, "acme", 1, kind=EventKind.UNDO)
    accounts.set("acme", paused=True)
    assert inbox.hand_out(10) == (undo,)
    assert inbox.oldest_due() >= 0.0
    inbox.finish(undo, outcome="undone", state="skipped")
    assert inbox.oldest_due() == 0.0


def plan(database: Database, statement: sa.Select[tuple[object, ...]]) -> str:
    """How the database would find it."""
    with database.read() as connection:
        compiled = statement.compile(connection)
        how, values = ("EXPLAIN QUERY PLAN", compiled.params) if database.is_sqlite else ("EXPLAIN", compiled.params)
        given = tuple(values[name] for name in compiled.positiontup) if compiled.positiontup else dict(values)
        return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(f"{how} {compiled}", given).all())


def test_every_question_walks_along_an_index_of_the_open_rows(database: Database, inbox: Inbox) -> None:
    fill(database, "acme", 20_000)
    fill(database, "bcme", 20_000, lane=Lane.BACKFILL, state="done")  # type: ignore[arg-type]
    fill(database, "bcme", 50)
    if not database.is_sqlite:
        with database.write() as connection:
            connection.execute(sa.text("ANALYZE inbox"))
    now = time.time()
    for statement, index in (
        (line.HEADS, "ix_inbox_line"),
        (line.IN_LANE, "ix_inbox_line"),
        (line.PAID, "ix_inbox_paid"),
        (line.FLYING, "ix_inbox_flying"),
    ):
        given = {"now": now, "count": 16, **of(account="acme", lane=Lane.LIVE)}
        found = plan(database, statement.params({name: given[name] for name in statement.compile().params if name in given}))
        assert index in found, found
        assert not re.search(r"SCAN inbox$|Seq Scan on inbox", found, re.MULTILINE), found


def test_a_sweep_costs_the_same_however_much_waits(database: Database, inbox: Inbox) -> None:
    """Ten times the rows cost no tenth of ten times the time; the steps of SQLite's machine would say it more exactly, and only there."""
    clock = time.process_time if database.is_sqlite else time.perf_counter  # a busy machine takes no processor time of ours

    def sweep() -> float:
        begun = clock()
        for _ in range(5):
            assert len(inbox.hand_out(16, per_account=10_000)) == 16
            inbox.oldest_due()
        return clock() - begun

    fill(database, "acme", 5_000)
    fill(database, "bcme", 100)
    sweep()
    few = min(sweep() for _ in range(5))
    fill(database, "acme", 50_000, lane=Lane.BACKFILL)
    sweep()
    assert min(sweep() for _ in range(5)) < 5 * few
