"""One ticket, end to end, over real HTTP, on both helpdesks and on every ground."""

import json
import time

import pytest
import requests

from connector.core.disclosure import FOOTERS, OUR_TEAM
from connector.core.update import DRAFTED, PEOPLE_FIRST
from connector.testing.sandbox import AgentEdit
from connector.testing.world import World

PASSWORD = ("Password reset", "Hello, I forgot my password. How can I reset it so that I can log in to my account again?")
DEATH = ("Contract of my father", "My father passed away last week. Please tell me what to do with his contract.")
PERSON = ("question", "Can I please talk to a real person, no bots?")


@pytest.mark.slow
def test_the_main_job(any_world: World) -> None:
    """Routine gets a disclosed draft; sensitive tickets and human requests go to people without one; all of it once."""
    world = any_world
    world.connect(in_processes=True)
    world.start()
    routine, death, person = world.write(*PASSWORD), world.write(*DEATH), world.write(*PERSON)

    view = world.wait_for_note(routine)
    assert {DRAFTED, "ai_kind_account_access"} <= set(view.tags)
    assert view.group == "Support"
    note = world.our_notes(routine)[0]
    assert FOOTERS["en"].format(name=OUR_TEAM["en"]) in note
    assert "How to reset your password" in note

    for ticket in (death, person):
        view = world.wait_for_note(ticket)
        assert PEOPLE_FIRST in view.tags
        assert DRAFTED not in view.tags
        assert not any(tag.startswith("ai_kind") for tag in view.tags)
        assert view.group == "Support"
        assert "drafted with AI" not in world.our_notes(ticket)[0]

    time.sleep(1.0)  # time for our own write-backs to ring
    for ticket in (routine, death, person):
        assert len(world.our_notes(ticket)) == 1
        assert world.see(ticket).replies == []


@pytest.mark.slow
def test_own_writes_cause_no_second_triage_but_a_second_message_does(world: World) -> None:
    world.connect()
    world.start()
    ticket = world.write(*PASSWORD)
    world.wait_for_note(ticket)
    time.sleep(1.5)
    writes = len(world.sandbox.log.writes())
    time.sleep(1.0)
    assert len(world.sandbox.log.writes()) == writes

    world.sandbox.reply_as_customer(ticket, "This is getting nowhere. Please let me speak to a human being.")
    deadline = time.monotonic() + 20
    while PEOPLE_FIRST not in world.see(ticket).tags and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1.0)
    view = world.see(ticket)
    assert PEOPLE_FIRST in view.tags
    assert DRAFTED not in view.tags
    notes = world.our_notes(ticket)
    assert "drafted with AI" not in notes[-1]
    if len(notes) == 2:
        assert "replaces note WH-" in notes[1]
    assert len(notes) <= 2


@pytest.mark.slow
def test_what_people_did_meanwhile_stands(world: World) -> None:
    world.connect()
    world.start()
    ticket = world.write("Broken in", "Somebody hacked my account and is ordering things right now!", tags=["vip"])
    world.sandbox.edit_as_agent(ticket, AgentEdit(add_tags=["by_hand"], priority="urgent", group="Billing"))
    view = world.wait_for_note(ticket)
    assert {"vip", "by_hand", PEOPLE_FIRST} <= set(view.tags)
    assert view.priority == "urgent"
    assert view.group == "Billing"


@pytest.mark.slow
def test_shadow_mode_writes_nothing(world: World) -> None:
    world.connect(live=False)
    world.start()
    tickets = [world.write(*PASSWORD), world.write(*DEATH)]
    log = world.home / "serve.log"
    deadline = time.monotonic() + 20
    while log.read_text().count('"finished"') < len(tickets) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert log.read_text().count("_shadow") >= len(tickets)
    time.sleep(0.5)
    assert [c for c in world.sandbox.log.writes() if "oauth" not in c["path"]] == []
    assert all(not world.see(ticket).notes for ticket in tickets)


@pytest.mark.slow
def test_polling_needs_no_webhook(world: World) -> None:
    world.sandbox.webhook.url = ""
    world.environment["HANDOFF_POLL_SECONDS"] = "1"
    world.roles = (("serve", "--poll"),)
    world.connect()
    world.start()
    first = world.write(*PASSWORD)
    world.wait_for_note(first)
    second = world.write(*DEATH)
    assert PEOPLE_FIRST in world.wait_for_note(second).tags
    world.sandbox.reply_as_customer(first, "I want to speak to a human being.")
    deadline = time.monotonic() + 20
    while PEOPLE_FIRST not in world.see(first).tags and time.monotonic() < deadline:
        time.sleep(0.1)
    assert PEOPLE_FIRST in world.see(first).tags


@pytest.mark.slow
def test_what_rang_while_nobody_listened_is_made_up_for_within_five_minutes(world: World) -> None:
    world.connect()
    world.start()
    world.wait_for_note(world.write(*PASSWORD))
    world.stop()
    missed = [world.write(*(DEATH if number % 4 == 0 else PASSWORD)) for number in range(16)]
    begun = time.monotonic()
    world.start()  # without --poll
    for ticket in missed:
        world.wait_for_note(ticket, seconds=300 - (time.monotonic() - begun))
    assert all(len(world.our_notes(ticket)) == 1 for ticket in missed)
    assert sum(PEOPLE_FIRST in world.see(ticket).tags for ticket in missed) == 4


@pytest.mark.slow
def test_every_unconfirmed_behaviour_of_the_platform_both_ways(world: World) -> None:
    world.connect()
    world.start()
    for name, switch in world.sandbox.switches.items():
        if not switch.unconfirmed:
            continue
        others = [not switch.default] if isinstance(switch.default, bool) else switch.choices
        for value in (switch.default, *others):
            world.sandbox.values[name] = value
            ticket = world.write(*DEATH)
            view = world.wait_for_note(ticket)
            assert PEOPLE_FIRST in view.tags, f"{name} = {value}"
            assert len(world.our_notes(ticket)) == 1, f"{name} = {value}"
        world.sandbox.values[name] = switch.default


@pytest.mark.slow
def test_bad_input_is_answered_clearly_and_loses_nothing(world: World) -> None:
    """Signed and unsigned: malformed, deep, large, not UTF-8, NaN, wrong types, unknown words, foreign accounts."""
    world.connect()
    world.start()
    bodies = [
        b"", b"{", b"null", b"[]", b"0", b'"text"', b"\xff\xfe\x00", b'{"a": NaN}', b'{"ticket_id": NaN}', b'{"ticket_id": {}}',
        b'{"ticket_id": -1}', b'{"ticket_id": 1e999}', b'{"ticket_id": "41; DROP"}', b'{"ticket_id": true}', b'{"detail": []}',
        b'{"type": "zen:event-type:ticket.created", "detail": {"id": null}}', b'{"type": "zen:event-type:unheard", "detail": {"id": "1"}}',
        b'{"freshdesk_webhook": 5}', b'{"ticket": {"id": []}}', b"[" * 100_000, b'{"a":' * 100_000, b"x" * 10_000_000,
        json.dumps({"ticket_id": 10**30}).encode(), json.dumps({"ticket_id": 999999, "event": "ticket_created"}).encode(),
    ]  # fmt: skip
    for body in bodies:
        for call in (None, world.sandbox.sign(body)):
            for url in (world.hook, world.hook + "-foreign", world.hook.replace("/hooks/", "/hooks/no")):
                try:
                    headers = dict(call.headers) if call else {}
                    status = requests.post(url, data=body, headers=headers, timeout=10).status_code
                except requests.ConnectionError:
                    status = 413  # the server may hang up on ten megabytes before it has read them
                assert status in (202, 401, 404, 413, 422), (body[:60], status)
    ticket = world.write(*DEATH)
    assert PEOPLE_FIRST in world.wait_for_note(ticket).tags
