"""kill -9 while work is in flight, with a fifth of all API calls failing: every ticket once, nothing of people's lost."""

import threading
import time

import pytest
import sqlalchemy as sa

from connector.core.update import PEOPLE_FIRST, UNSURE
from connector.store.database import Database
from connector.testing.faults import FaultPlan
from connector.testing.processes import wait_until
from connector.testing.sandbox import AgentEdit
from connector.testing.world import World

TICKETS = 40
KILLS = 5
TEXTS = (
    ("Password reset", "I forgot my password, how can I reset it?"),
    ("My late mother", "My mother died in August. Please close her account."),
    ("hello?", "I want to speak to a real person."),
)


def in_flight(database: Database) -> int:
    """How many writes may be under way, or tickets under lease."""
    with database.read() as connection:
        return int(
            connection.execute(
                sa.text(
                    "SELECT (SELECT count(*) FROM effect WHERE state = 'sending') + (SELECT count(*) FROM ticket_lease WHERE until > :now)"
                ),
                {"now": time.time()},
            ).scalar_one()
        )


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_every_ticket_is_triaged_exactly_once_whatever_is_killed(world: World) -> None:
    world.connect()
    world.sandbox.gateway.plan = FaultPlan(rate=0.2, seed=11, late_seconds=0.3, hang_seconds=0.0, retry_after="0.2")
    world.start()
    database = Database(f"sqlite:///{world.home / 'data' / 'handoff.db'}")
    tickets: list[str] = []

    def customers_write() -> None:
        for number in range(TICKETS):
            subject, body = TEXTS[number % len(TEXTS)]
            ticket = world.write(f"{subject} {number}", body, tags=["vip"])
            tickets.append(ticket)
            world.sandbox.edit_as_agent(ticket, AgentEdit(add_tags=[f"person_{number}"]))
            time.sleep(0.25)

    writing = threading.Thread(target=customers_write)
    writing.start()
    hits = 0
    for _ in range(KILLS):
        wait_until(lambda: in_flight(database) > 0, seconds=30, what="work in flight", every=0.005)
        hits += in_flight(database) > 0
        world.kill()
        world.start()
    writing.join()
    assert hits >= KILLS - 1, "the kills must hit busy work"
    assert world.sandbox.gateway.hits

    def all_done() -> bool:
        world.is_up()
        with database.read() as connection:
            new = connection.execute(sa.text("SELECT count(*) FROM inbox WHERE state = 'new'")).scalar_one()
        return new == 0 and all(world.our_notes(t) for t in tickets)

    wait_until(all_done, seconds=150, what="everything to be triaged", every=0.5)
    time.sleep(1.5)
    for number, ticket in enumerate(tickets):
        view = world.see(ticket)
        assert len(world.our_notes(ticket)) == 1, f"ticket {ticket}"
        assert {"vip", f"person_{number}"} <= set(view.tags), f"ticket {ticket}: {view.tags}"
        assert view.replies == []
        if number % len(TEXTS):
            assert {PEOPLE_FIRST, UNSURE} & set(view.tags)
    database.close()
