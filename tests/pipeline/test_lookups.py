"""What a ticket costs does not grow with the tickets before it: nothing is found by walking along all rows of an account.

SQLite keeps no figures of its tables, and chooses a way to a row by the words of a statement alone; so the ways are looked at here, on
tables that are nearly empty.
"""

import re
from typing import Any, Final

import sqlalchemy as sa

from connector.core.ticket import EventKind, TicketEvent
from connector.store.tables import ATTEMPT, CUSTOMER_TEXT, EFFECT, INBOX, TRIAGE

from .conftest import Bench

#: At least one row for each ticket that ever was.
_LARGE: Final = {table.name for table in (INBOX, TRIAGE, EFFECT, ATTEMPT, CUSTOMER_TEXT)}
_WAY: Final = re.compile(r"(?P<how>SCAN|SEARCH) (?P<table>\w+)(?: .*\((?P<terms>.*)\))?")


def test_nothing_is_found_by_the_account_alone(bench: Bench) -> None:
    seen: dict[str, Any] = {}
    engine = bench.application.database.engine

    def keep(_c: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE")):
            seen.setdefault(statement, parameters)

    sa.event.listen(engine, "before_cursor_execute", keep)
    row = bench.application.inbox.claim("acme", TicketEvent(kind=EventKind.CREATED, ticket_id="41"), settle=0.0)
    assert row is not None
    assert bench.application.inbox.hand_out(16) == (row,)
    bench.application.pipeline.work(row)
    sa.event.remove(engine, "before_cursor_execute", keep)
    assert bench.state(row)[0] == "done"

    ways = []
    with engine.connect() as connection:
        for statement, parameters in seen.items():
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
            ways += [(found, statement) for line in plan if (found := _WAY.match(line[-1])) and found["table"] in _LARGE]
    assert {found["table"] for found, _ in ways} >= {"inbox", "triage", "effect", "customer_text"}
    slow = [(found.string, statement) for found, statement in ways if found["how"] == "SCAN" or found["terms"] == "account=?"]
    assert not slow
