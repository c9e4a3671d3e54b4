"""Check-ins end to end, over real HTTP, on both helpdesks: one sent, one stopped before a person's word, one stopped after it."""

import json
import sqlite3
import time
from typing import Any

import pytest

from connector.core.disclosure import FOOTERS
from connector.testing.processes import wait_until
from connector.testing.sandbox import AgentEdit
from connector.testing.world import World

PASSWORD = ("Password reset", "Hello, I forgot my password. How can I reset it so that I can log in to my account again?")
NAME = "Kim Berg"


def rows(world: World) -> dict[str, tuple[int, str, str]]:
    """Number, state and reason of each check-in, by ticket."""
    with sqlite3.connect(world.home / "data" / "handoff.db", timeout=5) as database:
        return {ticket: (number, state, reason) for number, ticket, state, reason in database.execute(
            "SELECT id, ticket, state, reason FROM check_in"
        )}  # fmt: skip


def wait_for(world: World, ticket: str, state: str) -> int:
    """Wait until the check-in of this ticket stands so; returns its number."""
    wait_until(
        lambda: rows(world).get(ticket, (0, "", ""))[1] == state, seconds=30, what=f"{state} on {ticket}, not {rows(world)}"
    )
    return rows(world)[ticket][0]


@pytest.mark.slow
def test_one_is_sent_and_two_are_stopped_by_their_customers(world: World) -> None:
    rules = world.home / "rules.txt"
    rules.write_text("check_ins: account_access\ncheck_in_days: 1\n", encoding="utf-8")
    world.environment |= {"HANDOFF_RULES_FILE": str(rules), "HANDOFF_RECONCILE_SECONDS": "1"}
    world.connect()
    world.start()
    sent, early, late = tickets = [world.write(*PASSWORD) for _ in range(3)]
    for ticket in tickets:
        world.wait_for_note(ticket)
        world.sandbox.edit_as_agent(ticket, AgentEdit(public_reply="Choose “Forgot password”.", status="solved"))
    for ticket in tickets:
        wait_for(world, ticket, "planned")
    with sqlite3.connect(world.home / "data" / "handoff.db", timeout=5) as database:  # a working day goes by
        database.execute("UPDATE check_in SET due_at = ?, next_at = 0", (time.time(),))
    numbers = {ticket: wait_for(world, ticket, "waiting") for ticket in tickets}

    world.sandbox.reply_as_customer(early, "Thank you, that helped.")
    wait_for(world, early, "stopped")

    world.stop()  # so that the customer writes after the approval and before the sending
    listed: list[dict[str, Any]] = json.loads(world.handoff("checkins", world.account, "--json")[1])
    assert {row["ticket"]: row["state"] for row in listed} == {sent: "waiting", late: "waiting"}
    assert "signing in" in listed[0]["text"]
    status, output = world.handoff("checkins", world.account, str(numbers[sent]), str(numbers[late]), "--approve", "--as", NAME)
    assert status == 0, output
    world.sandbox.reply_as_customer(late, "It does not work, I see an error.")
    world.start()
    wait_for(world, sent, "sent")
    wait_for(world, late, "stopped")
    time.sleep(1.5)  # more rounds of the sweeper

    assert {ticket: row[1:] for ticket, row in rows(world).items()} == {
        sent: ("sent", ""), early: ("stopped", "replied"), late: ("stopped", "replied")
    }  # fmt: skip
    replies = {ticket: world.see(ticket).replies for ticket in tickets}
    assert [len(replies[ticket]) for ticket in tickets] == [2, 1, 1]
    assert FOOTERS["en"].format(name=NAME) in " ".join(replies[sent][1].split())
    assert world.see(sent).status == "solved"
    assert world.see(late).status == "open"
