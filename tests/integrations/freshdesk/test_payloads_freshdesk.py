"""The bell in its three shapes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.ticket import EventKind, TicketEvent
from connector.errors import PayloadInvalid
from integrations.freshdesk.payloads import parse_bell
from integrations.freshdesk.provision import rule_body


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bell__advanced_created", EventKind.CREATED),
        ("bell__advanced_replied", EventKind.REPLIED),
        ("bell__simple", EventKind.CHANGED),
        ("bell__ticket_object", EventKind.DELETED),
    ],
)
def test_each_shape_names_the_ticket(fixture_json: Callable[[str], Any], name: str, kind: EventKind) -> None:
    assert parse_bell(json.dumps(fixture_json(name)).encode()) == TicketEvent(kind=kind, ticket_id="41")


def test_a_reply_names_no_message_so_two_of_them_are_not_one() -> None:
    event = parse_bell(b'{"ticket_id": 41, "event": "ticket_replied"}')
    assert event is not None
    assert event.message_id is None
    assert event.repeats
    assert not event.content_is_unique


@pytest.mark.parametrize("event", [b"null", b"7", b'"agent_updated"', b"[]", b'{"a": 1}'])
def test_an_event_we_do_not_know_means_that_something_changed(event: bytes) -> None:
    assert parse_bell(b'{"ticket_id": "41", "event": ' + event + b"}") == TicketEvent(kind=EventKind.CHANGED, ticket_id="41")


@pytest.mark.parametrize("more", [{}, {"ticket_id": "41"}, {"ticket": {"id": 41}}, {"ticket_id": "nonsense"}], ids=repr)
def test_a_trial_of_the_way_here_is_no_event(more: dict[str, Any]) -> None:
    assert parse_bell(json.dumps({"event": "test", **more}).encode()) is None


@pytest.mark.parametrize("number", [41, "41", "0041"], ids=repr)
def test_the_number_comes_as_number_or_text(number: object) -> None:
    assert parse_bell(json.dumps({"ticket_id": number}).encode()) == TicketEvent(kind=EventKind.CHANGED, ticket_id="41")


@pytest.mark.parametrize(
    "body",
    [
        b'{"ticket_id": "{{ticket.id}}"}',
        b'{"ticket_id": true}',
        b'{"ticket_id": 41.0}',
        b'{"ticket_id": -41}',
        b'{"ticket_id": null, "ticket": {"id": 41}}',
        b'{"ticket_id": [41]}',
        b'{"ticket": [41]}',
        b'{"ticket_id": 12345678901234567890}',
        b'{"ticket_id": NaN}',
        b'{"ticket_id": 41, "x": Infinity}',
        b'{"ticket_id": ' + b"9" * 5000 + b"}",
        b'{"freshdesk_webhook": {"ticket_subject": "41"}}',
        b"ticket_id=41",
        b"[41]",
        b"\xff\xfe41",
        b'{"ticket_id": 41, "subject": "He said "no""}',
        b"[" * 100_000,
        b"",
    ],
)
def test_anything_else_is_refused(body: bytes) -> None:
    with pytest.raises(PayloadInvalid):
        parse_bell(body)


@given(st.binary(max_size=300))
def test_any_bytes_give_an_event_or_a_refusal(body: bytes) -> None:
    try:
        event = parse_bell(body)
    except PayloadInvalid:
        return
    if event is None:  # a trial, which says so
        assert b"test" in body
        return
    assert event.ticket_id.isdecimal()


def test_the_bodies_we_ask_admins_to_paste_are_understood() -> None:
    pasted = rule_body("ticket_created").replace("{{ticket.id}}", "41")
    assert parse_bell(pasted.encode()) == TicketEvent(kind=EventKind.CREATED, ticket_id="41")
