"""kill -9 while work is in flight, with a fifth of all API calls failing: every ticket once, nothing of people's lost."""

import threading
import time

import pytest
import sqlalchemy as sa

from connector.core.update import PEOPLE_FIRST, UNSURE
from connector.store.database import Database
from connector.store.tables import EFFECT, INBOX
from connector.testing.faults import FaultPlan
from connector.testing.processes import wait_until
from connector.testing.sandbox import AgentEdit
from connector.testing.world import World

TICKETS = 30
LATENCY = 0.1
KILLS = 5
TEXTS = (
    ("Password reset", "I forgot my password, how can I reset it?"),
    ("My late mother", "My mother died in August. Please close her account."),
    ("hello?", "I want to speak to a real person."),
)


def writes_under_way(database: Database) -> int:
    """How many writes left for the helpdesk within the last tenth of a second and have no answer yet."""
    with database.read() as connection:
        now = time.time()
        query = sa.select(sa.func.count()).where(EFFECT.c.state == "sending", EFFECT.c.sent_at > now - LATENCY)
        return int(connection.execute(query).scalar_one())


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_every_ticket_is_triaged_exactly_once_whatever_is_killed(world: World) -> None:
    # Zendesk does not ring again when nobody answers, so what was missed meanwhile comes through the incremental list.
    world.roles = (("serve", "--poll"),)
    world.environment["HANDOFF_POLL_SECONDS"] = "1"
    world.connect()
    world.sandbox.gateway.plan = FaultPlan(rate=0.2, seed=11, late_seconds=0.3, latency_seconds=LATENCY, retry_after="0.2")
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
    for _ in range(KILLS):
        wait_until(lambda: writes_under_way(database), seconds=40, what="a write under way", every=0.004)
        world.kill()
        with database.read() as connection:
            cut_off = connection.execute(sa.select(sa.func.count()).where(EFFECT.c.state == "sending")).scalar_one()
        assert cut_off > 0, "the kill must hit busy work"
        world.start()
    writing.join()

    def all_done() -> bool:
        world.is_up()
        with database.read() as connection:
            new = connection.execute(sa.select(sa.func.count()).where(INBOX.c.state == "new")).scalar_one()
        return new == 0 and all(world.our_notes(t) for t in tickets)

    wait_until(all_done, seconds=150, what="everything to be triaged", every=0.5)
    time.sleep(1.5)
    assert world.sandbox.gateway.hits
    for number, ticket in enumerate(tickets):
        view = world.see(ticket)
        assert len(world.our_notes(ticket)) == 1, f"ticket {ticket}"
        assert {"vip", f"person_{number}"} <= set(view.tags), f"ticket {ticket}: {view.tags}"
        assert view.replies == []
        if number % len(TEXTS):
            assert {PEOPLE_FIRST, UNSURE} & set(view.tags)
    database.close()
