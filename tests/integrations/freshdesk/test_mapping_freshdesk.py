"""From Freshdesk's words to ours."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.ticket import Author, Bar, Capability, Channel, Priority, Status, Ticket
from connector.core.update import PEOPLE_FIRST
from connector.errors import Transient
from integrations.freshdesk.fields import read_choices
from integrations.freshdesk.mapping import to_ticket
from integrations.freshdesk.reading import typed
from integrations.freshdesk.wire import TicketBody

Load = Callable[[str], Any]


def mapped(data: Any, labels: Iterable[str] = ()) -> Ticket:
    return to_ticket(typed(TicketBody, data), labels)


def test_a_new_mail(fixture_json: Load) -> None:
    ticket = mapped(fixture_json("ticket__new_email"))
    assert (ticket.id, ticket.subject, ticket.status, ticket.channel) == (
        "41",
        "Where is my parcel?",
        Status.OPEN,
        Channel.EMAIL,
    )
    assert (ticket.priority, ticket.group_id, ticket.assignee_id, ticket.tags) == (Priority.LOW, None, None, {"vip"})
    assert (ticket.requester.id, ticket.requester.email) == ("5001", "sam@example.com")
    assert ticket.stamp == "2026-11-02T08:00:07+00:00"
    assert ticket.accepts == frozenset(Capability)
    assert ticket.bars == frozenset()
    [message] = ticket.messages
    assert (message.id, message.author, message.public) == ("description", Author.REQUESTER, True)
    assert message.text == "Hello,\nit should have come on Monday."
    assert message.html.startswith("<div>")
    assert ticket.trigger == "created"


@pytest.mark.parametrize(("given", "shown"), [("Question", "Question"), ("", None), (None, None), (7, None)])
def test_the_type_is_the_accounts_own_word(fixture_json: Load, given: object, shown: str | None) -> None:
    assert mapped({**fixture_json("ticket__new_email"), "type": given}).type == shown


def test_nulls_floats_and_unknown_codes_are_neutral(fixture_json: Load) -> None:
    ticket = mapped(fixture_json("ticket__nulls_and_odd_types"))
    assert (ticket.subject, ticket.tags, ticket.messages[0].text) == ("", frozenset(), "")
    assert (ticket.priority, ticket.group_id) == (Priority.HIGH, "48000000102")
    assert (ticket.status, ticket.channel) == (Status.OPEN, Channel.OTHER)
    assert ticket.requester.id == "5001"
    assert ticket.created_at == datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def test_who_said_what(fixture_json: Load) -> None:
    ticket = mapped(fixture_json("ticket__conversation_of_everybody"))
    assert [(m.id, m.author, m.public) for m in ticket.messages] == [
        ("description", Author.REQUESTER, True),
        ("1", Author.AGENT, False),
        ("2", Author.AGENT, True),
        ("3", Author.REQUESTER, True),
        ("4", Author.REQUESTER, True),  # somebody in copy waits for an answer as well
        ("5", Author.AGENT, False),  # forwarded to a third party: the customer never sees it
        ("6", Author.SYSTEM, False),  # and this is what the third party answered
        ("7", Author.SYSTEM, False),
    ]
    assert ticket.trigger == "message:4"
    assert ticket.episode == "message:3"
    assert not ticket.is_answered


def test_conversations_are_put_in_order(fixture_json: Load) -> None:
    data = fixture_json("ticket__conversation_of_everybody")
    data["conversations"].reverse()
    assert [m.id for m in mapped(data).messages] == ["description", *"1234567"]


def test_chat_keeps_its_text_in_parts(fixture_json: Load) -> None:
    ticket = mapped(fixture_json("ticket__chat_structured"))
    assert ticket.channel is Channel.CHAT
    assert [m.text for m in ticket.messages] == ["hi, is anyone there", "hello??"]


@pytest.mark.parametrize(
    ("name", "bars"),
    [
        ("ticket__twitter_withheld", {Bar.TEXT_WITHHELD}),
        ("ticket__outbound", {Bar.OUTBOUND}),
        ("ticket__deleted", {Bar.SPAM, Bar.DELETED}),
        ("ticket__closed", {Bar.CLOSED}),
    ],
)
def test_what_is_not_ours_to_touch(fixture_json: Load, name: str, bars: set[Bar]) -> None:
    assert mapped(fixture_json(name)).bars == bars


def test_a_withheld_answer_bars_as_well(fixture_json: Load) -> None:
    data = fixture_json("ticket__conversation_of_everybody")
    data["conversations"][3]["body"] = "<p>View the message on X</p>"
    assert mapped(data).bars == {Bar.TEXT_WITHHELD}


def test_what_the_business_wrote_first_is_not_the_customer_speaking(fixture_json: Load) -> None:
    assert mapped(fixture_json("ticket__outbound")).messages[0].author is Author.AGENT


def test_another_ai_is_known_by_the_label_of_its_status(fixture_json: Load) -> None:
    data = fixture_json("ticket__new_email")
    assert mapped(data, ("assigned to AI agent ", "Being Processed")).bars == {Bar.OTHER_AI}
    assert mapped(data, ("Open", "Being Processed")).bars == frozenset()


@pytest.mark.parametrize(
    ("code", "status"),
    [(2, Status.OPEN), (3, Status.WAITING), (4, Status.SOLVED), (5, Status.CLOSED), (6, Status.WAITING), (8, Status.OPEN)],
)
def test_statuses(fixture_json: Load, code: int, status: Status) -> None:
    assert mapped({**fixture_json("ticket__new_email"), "status": code}).status is status


def test_a_priority_we_do_not_know_is_left_alone(fixture_json: Load) -> None:
    ticket = mapped({**fixture_json("ticket__new_email"), "priority": 9})
    assert ticket.priority is None
    assert ticket.accepts == frozenset(Capability) - {Capability.PRIORITY}


def test_our_tags_are_known_in_any_spelling(fixture_json: Load) -> None:
    ticket = mapped({**fixture_json("ticket__new_email"), "tags": ["VIP", PEOPLE_FIRST.upper(), "Ai_Human"]})
    assert ticket.tags == {"VIP", PEOPLE_FIRST, "ai_human"}


@pytest.mark.parametrize(
    "damage", [{"id": None}, {"id": "x"}, {"updated_at": "yesterday"}, {"created_at": "0001-01-01T00:00:00+05:30"}]
)
def test_an_answer_that_is_no_ticket_is_tried_again_later(fixture_json: Load, damage: dict[str, Any]) -> None:
    with pytest.raises(Transient) as caught:
        mapped({**fixture_json("ticket__new_email"), **damage})
    assert "parcel" not in str(caught.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
        max_leaves=6,
    ),
    st.sampled_from(sorted({*TicketBody.model_fields} - {"id", "created_at", "updated_at"})),
)
def test_any_value_of_any_field_is_survived(value: Any, name: str) -> None:
    data = {"id": 1, "created_at": "2026-11-02T08:00:00Z", "updated_at": "2026-11-02T08:00:00Z", name: value}
    try:
        mapped(data)
    except Transient:
        assert name == "conversations"


def test_the_choices_of_every_kind_of_field(fixture_json: Load) -> None:
    choices = {field["name"]: dict(read_choices(field["choices"])) for field in fixture_json("ticket_fields")}
    assert choices["status"] == {"2": ("Open", "Being Processed"), "8": ("Assigned to AI Agent", "Being Processed")}
    assert choices["priority"] == {"1": ("Low",), "4": ("Urgent",)}
    assert choices["group"] == {"48000000102": ("Billing",), "48000000103": ("Care",)}
    assert choices["ticket_type"] == {"Question": ("Question",), "Incident": ("Incident",)}
    assert set(choices["cf_product"]) == {"Lamps", "Table", "Alva", "Floor", "Nova"}
    assert choices["cf_region"] == {"7": ("North",)}
    assert choices["cf_free"] == {}


def test_a_conversation_by_telephone_was_spoken(fixture_json: Load) -> None:
    data = fixture_json("ticket__conversation_of_everybody")
    data["conversations"][0]["source"] = 9
    assert [m.spoken for m in mapped(data).messages].count(True) == 1
