"""The short form of ``make chaos``: real processes, a third of all calls to the helpdesk failing, and kills in the middle of writes."""

import signal
from pathlib import Path

import pytest
from grounds import embedded, scaled
from turmoil import Verdict

from connector.testing.processes import wait_until
from connector.testing.sandbox import AgentEdit
from connector.testing.world import World

TICKETS = 16
KILLS = 3


def test_what_the_count_forgives() -> None:
    clean = {"tickets": 9, "lost": 0, "doubled": 0, "tags_lost": 0, "public": 0, "blows": 2, "busy": 2, "writes_cut": 1}
    rest = {"events": 20, "deaths": 0, "api_faults": 3, "repeated_bells": 1, "seconds": 1.0}
    assert Verdict(**clean, **rest).is_clean
    for fault in ({"lost": 1}, {"doubled": 1}, {"tags_lost": 1}, {"public": 1}, {"busy": 1}):
        assert not Verdict(**{**clean, **fault}, **rest).is_clean


@pytest.mark.slow
def test_one_process_loses_nothing_and_writes_nothing_twice(vendor: str, tmp_path: Path) -> None:
    with embedded(vendor, tmp_path, tickets=TICKETS, kills=KILLS, others=1, seed=11) as run:
        verdict = run.run()
    assert verdict.is_clean, verdict
    assert verdict.deaths == 0
    assert verdict.writes_cut > 0
    assert verdict.api_faults > TICKETS / 2


@pytest.mark.slow
@pytest.mark.services
def test_all_roles_lose_nothing_whatever_falls(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("redis")  # skips or fails where a server is missing
    tmp_path.chmod(0o755)
    with scaled("redis", "zendesk", tmp_path, tickets=TICKETS, faults=4, seed=11, hands=2) as run:
        verdict = run.run()
    assert verdict.is_clean, verdict


@pytest.mark.slow
@pytest.mark.parametrize("place", ["commit.before:20", "call.before:5", "call.after:6"])
def test_a_process_ends_where_it_is_told_and_the_next_one_goes_on(place: str, tmp_path: Path) -> None:
    with World("zendesk", tmp_path) as world:
        world.connect()
        world.environment["CRASH_AT"] = place
        world.start()
        ticket = world.write("Password reset", "I forgot my password, how can I reset it?")
        (process,) = world.processes
        wait_until(lambda: not process.is_alive, seconds=30, what="the process to end")
        assert process.stop() == -signal.SIGKILL
        del world.environment["CRASH_AT"]
        world.start()
        world.sandbox.edit_as_agent(ticket, AgentEdit(add_tags=["person"]))
        world.wait_for_note(ticket)
        wait_until(lambda: "person" in world.see(ticket).tags, seconds=10, what="the person's tag")
        assert len(world.our_notes(ticket)) == 1
