"""Webhook bodies: every kind of event, and everything that is none."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.ticket import EventKind, TicketEvent
from connector.errors import PayloadInvalid
from connector.port import Delivery
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.wire import read_id

Fixture = Callable[[str], Any]
EVENT_ID = "0b1f6b0e-3c1e-4a55-9d0e-3a1c8d3f7a10"


def parse(document: object) -> TicketEvent | None:
    return INTEGRATION.parse(Delivery({}, json.dumps(document).encode()))


@pytest.mark.parametrize(
    ("fixture", "kind", "key"),
    [
        ("event__created", EventKind.CREATED, "created"),
        ("event__created_sparse", EventKind.CREATED, "created"),
        ("event__comment_added_by_customer", EventKind.REPLIED, "message:70009"),
        ("event__comment_added_by_agent", EventKind.CHANGED, "content:"),
        ("event__comment_added_private", EventKind.CHANGED, "content:"),
        ("event__tags_changed", EventKind.CHANGED, "content:"),
        ("event__merged", EventKind.MERGED, "content:"),
        ("event__comment_redacted", EventKind.REDACTED, "content:"),
        ("event__attachment_redacted", EventKind.REDACTED, "content:"),
        ("event__soft_deleted", EventKind.DELETED, "content:"),
        ("event__permanently_deleted", EventKind.DELETED, "content:"),
        ("trigger__created", EventKind.CREATED, "created"),
    ],
)  # fmt: skip
def test_every_kind_of_event(fixture_json: Fixture, fixture: str, kind: EventKind, key: str) -> None:
    event = parse(fixture_json(fixture))
    assert event is not None
    assert (event.kind, event.ticket_id) == (kind, "4711")
    assert event.key.startswith(key)
    assert not event.repeats


def test_a_repeat_has_the_same_key_and_another_event_has_not(fixture_json: Fixture) -> None:
    body = fixture_json("event__tags_changed")
    first, again, other = parse(body), parse(body), parse({**body, "id": "another"})
    assert first == again
    assert first is not None
    assert other is not None
    assert first.key != other.key


def test_an_event_without_a_name_may_repeat(fixture_json: Fixture) -> None:
    event = parse({**fixture_json("event__tags_changed"), "id": None})
    assert event is not None
    assert event.repeats


def test_what_does_not_concern_us(fixture_json: Fixture) -> None:
    assert parse(fixture_json("event__csat_requested")) is None
    assert parse({"type": "zen:event-type:messaging_ticket.message_added"}) is None
    assert parse({"type": "zen:event-type:ticket.created.and_more", "detail": {"id": "1"}}) is None


@pytest.mark.parametrize(
    ("word", "kind"),
    [("created", EventKind.CREATED), ("replied", EventKind.REPLIED), ("updated", EventKind.CHANGED), ("?", EventKind.CHANGED)],
)
def test_words_of_a_trigger(word: str, kind: EventKind) -> None:
    event = parse({"ticket_id": 4711, "event": word})
    assert event is not None
    assert (event.kind, event.ticket_id, event.message_id) == (kind, "4711", None)
    assert event.repeats == (kind is not EventKind.CREATED)


def test_a_trigger_may_leave_out_its_word() -> None:
    assert parse({"ticket_id": "4711"}) == TicketEvent(kind=EventKind.CREATED, ticket_id="4711")


@pytest.mark.parametrize("author", [{"is_staff": False}, {"is_staff": None}, {}, None, "Sam", {"is_staff": "true"}])
def test_who_is_not_said_to_be_staff_may_be_a_customer(fixture_json: Fixture, author: object) -> None:
    body = fixture_json("event__comment_added_by_customer")
    body["event"]["comment"]["author"] = author
    event = parse(body)
    assert event is not None
    assert event.kind is EventKind.REPLIED


@pytest.mark.parametrize(
    "document",
    [
        {"ticket_id": True},
        {"ticket_id": None},
        {"ticket_id": 1.5},
        {"ticket_id": 10**19},
        {"ticket_id": "{{ticket.id}}"},
        {"ticket_id": "4711", "event": 5},
        {"type": 5},
        {"type": "zen:event-type:ticket.created"},
        {"type": "zen:event-type:ticket.created", "detail": {"id": None}, "subject": "zen:user:5"},
        {"type": "zen:event-type:ticket.created", "detail": [], "subject": None},
        {},
        [],
        "text",
        4711,
        None,
    ],
)
def test_what_names_no_ticket(document: object) -> None:
    with pytest.raises(PayloadInvalid) as caught:
        parse(document)
    assert caught.value.__cause__ is None  # a cause could quote the body


@given(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers()))
def test_an_id_is_digits_or_nothing(value: object) -> None:
    found = read_id(value)
    assert found == "" or (found.isascii() and found.isdigit() and len(found) <= 19)


def test_ids_of_both_spellings() -> None:
    assert (read_id(4711), read_id("4711"), read_id(-1), read_id("-1"), read_id(True), read_id("²")) == (
        "4711",
        "4711",
        "",
        "",
        "",
        "",
    )


def test_a_change_says_whose_doing_it_was(fixture_json: Fixture) -> None:
    document = fixture_json("event__tags_changed")
    document["detail"]["actor_id"] = "900"
    event = parse(document)
    assert event is not None
    assert event.actor_id == "900"
    document["detail"]["actor_id"] = None
    event = parse(document)
    assert event is not None
    assert event.actor_id == ""
