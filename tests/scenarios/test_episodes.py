"""Episodes over real HTTP, on both helpdesks: late transcripts, none at all, and a second message that changes everything."""

import time
from pathlib import Path

import pytest

from connector.core.update import DRAFTED, PEOPLE_FIRST, UNSURE
from connector.testing.processes import wait_until
from connector.testing.sandbox import NewTicket
from connector.testing.world import World

TALK = """[00:01] Agent: Hello, how can I help you?
[00:04] Caller: Hello, I forgot my password. How can I reset it so that I can log in to my account again?
[00:15] Agent: We will send you the link to reset it. You will hear from us by Friday.
[00:22] Caller: Thank you."""
PASSWORD = ("Password reset", "Hello, I forgot my password. How can I reset it so that I can log in to my account again?")
DEATH = "My husband passed away on Sunday. It was his account, and I cannot cope with all of this."


def begin(world: World, tmp_path: Path, *, minutes: float = 20) -> None:
    """Start the world with so long a wait for transcripts, and see its first draft: answers are made ready beside the tickets."""
    rules = tmp_path / "rules.txt"
    rules.write_text(f"transcript_wait_minutes: {minutes}\n", encoding="utf-8")
    world.environment["HANDOFF_RULES_FILE"] = str(rules)
    world.connect()
    world.start()
    wait_until(lambda: DRAFTED in world.wait_for_note(world.write(*PASSWORD)).tags, seconds=40, what="a first draft")


def call(world: World, number: int) -> str:
    """A customer calls; nothing of the call is written down yet."""
    return world.sandbox.create_ticket(
        NewTicket(subject="Phone call", channel="voice_transcript", requester_email=f"caller-{number}@example.com")
    )


def in_every_way(world: World) -> list[str]:
    """The ways in which a transcript may come on this platform."""
    switch = world.sandbox.switches.get("transcript_comes_as")
    return list(switch.choices) if switch else ["comment"]


@pytest.mark.slow
def test_a_transcript_that_comes_late_and_one_that_never_comes(world: World, tmp_path: Path) -> None:
    begin(world, tmp_path, minutes=0.1)
    never = call(world, 0)
    late = {}
    for number, way in enumerate(in_every_way(world), start=1):
        late[way] = call(world, number)
    time.sleep(1.0)  # time for the bells to be heard
    assert not any(world.our_notes(ticket) for ticket in (never, *late.values()))
    for way, ticket in late.items():
        if "transcript_comes_as" in world.sandbox.values:
            world.sandbox.values["transcript_comes_as"] = way
        world.sandbox.bring_transcript(ticket, TALK)

    for ticket in late.values():
        view = world.wait_for_note(ticket)
        assert {DRAFTED, "ai_kind_account_access"} <= set(view.tags)
        (note,) = world.our_notes(ticket)
        assert "words may be misheard" in note
        assert "00:15 Promised to the customer: “We will send you the link to reset it.”" in note
        assert "In our call, our team told you:\n– “We will send you the link to reset it.”" in note
        assert "– “You will hear from us by Friday.”" not in note

    view = world.wait_for_note(never)
    assert UNSURE in view.tags
    assert DRAFTED not in view.tags
    (note,) = world.our_notes(never)
    assert "the transcript of the call has not arrived" in note
    assert all(len(world.our_notes(ticket)) == 1 for ticket in (never, *late.values()))


@pytest.mark.slow
def test_a_second_message_turns_a_routine_ticket_into_one_for_people(world: World, tmp_path: Path) -> None:
    begin(world, tmp_path)
    ticket = world.write(*PASSWORD)
    assert DRAFTED in world.wait_for_note(ticket).tags
    world.sandbox.reply_as_customer(ticket, DEATH)
    wait_until(lambda: PEOPLE_FIRST in world.see(ticket).tags, seconds=20, what="people first")
    tags = world.see(ticket).tags
    assert not [tag for tag in tags if tag == DRAFTED or tag.startswith("ai_kind")]
    notes = world.our_notes(ticket)
    assert len(notes) == (2 if world.key == "zendesk" else 1)
    assert "Please do not send it." in notes[-1]
    assert "drafted with AI" not in notes[-1]
    assert "Feelings over this conversation: first" in notes[-1]
    assert ("replaces note WH-" in notes[-1]) is (world.key == "zendesk")
