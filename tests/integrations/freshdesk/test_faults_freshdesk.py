"""The fault table: what went wrong, what it is called, how often we asked, and what stands on the ticket."""

from typing import Any

import pytest

from connector.core.note import Block, BlockKind, Note
from connector.core.update import PEOPLE_FIRST, TicketUpdate
from connector.errors import (
    CredentialsRejected,
    HandoffError,
    OutcomeUnknown,
    Permanent,
    RateLimited,
    Refused,
    TicketGone,
    Transient,
    Unreachable,
)
from connector.kit.http import HelpdeskSession
from connector.testing.faults import Fault, FaultPlan
from connector.testing.sandbox import AgentEdit
from integrations.freshdesk.client import FreshdeskDesk

Acc = Any
NOTE = Note((Block(BlockKind.PARAGRAPH, ("For a person.",)),)).with_reference("WH-ABCDEFGHIJKLM")
NOTE_ONLY = TicketUpdate(note=NOTE)
TAGS_ONLY = TicketUpdate(add_tags=frozenset({PEOPLE_FIRST}))

#: fault, what it is called, whether the note stands afterwards
WRITES: list[tuple[Fault, type[HandoffError], bool]] = [
    (Fault.TOO_MANY, RateLimited, False),
    (Fault.SERVER_ERROR, OutcomeUnknown, False),
    (Fault.UNAVAILABLE, OutcomeUnknown, False),
    (Fault.UNAVAILABLE_AFTER, OutcomeUnknown, True),
    (Fault.HTML, OutcomeUnknown, False),
    (Fault.HTML_AFTER, OutcomeUnknown, True),
    (Fault.TRUNCATED_AFTER, OutcomeUnknown, True),
    (Fault.DROP_BEFORE, OutcomeUnknown, False),
    (Fault.DROP_AFTER, OutcomeUnknown, True),
    (Fault.HANG_AFTER, OutcomeUnknown, True),
    (Fault.UNAUTHORIZED, CredentialsRejected, False),
    (Fault.FORBIDDEN, CredentialsRejected, False),
]


@pytest.mark.parametrize(("fault", "family", "stands"), WRITES)
def test_a_note(account: Acc, fault: Fault, family: type[HandoffError], stands: bool) -> None:
    ticket = account.customer_writes()
    desk = account.impatient()
    account.trouble(fault, writes_only=True)
    with pytest.raises(family) as caught:
        desk.send(ticket, desk.writes(ticket, NOTE_ONLY)[0])
    assert type(caught.value) is family
    assert "For a person" not in str(caught.value)
    assert account.desk.fetch_ticket(ticket.id).carries("WH-ABCDEFGHIJKLM") is stands
    assert len([hit for hit in account.sandbox.gateway.hits if hit[0] == "POST"]) == 1  # sent once, never again


@pytest.mark.parametrize(("fault", "family", "stands"), WRITES)
def test_fields(account: Acc, fault: Fault, family: type[HandoffError], stands: bool) -> None:
    ticket = account.customer_writes()
    desk = account.impatient()
    account.trouble(fault, writes_only=True)
    with pytest.raises(family):
        desk.send(ticket, desk.writes(ticket, TAGS_ONLY)[0])
    assert (PEOPLE_FIRST in account.raw(ticket).tags) is stands


@pytest.mark.parametrize(
    "fault", [Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.HTML, Fault.DROP_BEFORE, Fault.TRUNCATED_AFTER, Fault.HANG_AFTER]
)
def test_looking_once_more_has_no_outcome_to_wonder_about(account: Acc, fault: Fault) -> None:
    """The read before the write is only a read: when it fails, certainly nothing was written."""
    ticket = account.customer_writes()
    desk = account.impatient()
    account.trouble(*[fault] * 3)
    with pytest.raises(Transient) as caught:
        desk.send(ticket, desk.writes(ticket, TAGS_ONLY)[0])
    assert not caught.value.outcome_unknown
    assert account.raw(ticket).tags == []


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [("7", 7, 7), ("34.5", 34.5, 34.5), ("Fri, 31 Dec 2100 23:59:59 GMT", 3600, 3600), ("Thu, 01 Jan 1970 00:00:00 GMT", 60, 60),
     ("soon", 60, 60), ("-5", 60, 60), ("nan", 60, 60)],
)  # fmt: skip
def test_how_long_to_wait(account: Acc, header: str, least: float, most: float) -> None:
    ticket = account.customer_writes()
    account.sandbox.gateway.plan = FaultPlan(queue=[Fault.TOO_MANY], retry_after=header)
    with pytest.raises(RateLimited) as caught:
        account.desk.fetch_ticket(ticket.id)
    assert caught.value.retry_after is not None
    assert least <= caught.value.retry_after <= most
    assert len(account.sandbox.gateway.hits) == 1  # not asked again, and not slept on


def test_the_limit_of_the_account(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.values["calls_per_minute"] = 3
    with pytest.raises(RateLimited) as caught:
        account.desk.fetch_ticket(ticket.id)
    assert caught.value.whole_account


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.DROP_BEFORE])
def test_brief_trouble_is_read_through(account: Acc, fault: Fault) -> None:
    ticket = account.customer_writes()
    account.trouble(fault, fault)
    assert account.desk.fetch_ticket(ticket.id).id == ticket.id


@pytest.mark.parametrize("kind", ["json", "empty", "html"])
def test_bodies_of_errors_do_not_matter(account: Acc, kind: str) -> None:
    account.sandbox.values["error_bodies"] = kind
    with pytest.raises(TicketGone):
        account.desk.fetch_ticket("999")
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(status="spam"))
    with pytest.raises(TicketGone):
        account.apply(ticket, NOTE_ONLY)


def answering(account: Acc, status: int, body: str = "", headers: dict[str, str] | None = None) -> None:
    """Every call from now on is answered so."""
    from flask import Response

    account.sandbox.app.before_request_funcs.setdefault(None, []).insert(
        0, lambda: Response(body, status, headers, content_type="application/json")
    )


STATUSES: list[tuple[int, type[HandoffError]]] = [
    (400, Refused),
    (401, CredentialsRejected),
    (403, CredentialsRejected),
    (404, TicketGone),
    (405, TicketGone),
    (406, Permanent),
    (409, HandoffError),
    (410, TicketGone),
    (415, Permanent),
    (422, Refused),
    (429, RateLimited),
    (500, OutcomeUnknown),
    (502, OutcomeUnknown),
    (503, OutcomeUnknown),
    (504, OutcomeUnknown),
    (302, Permanent),
]


@pytest.mark.parametrize(("status", "family"), STATUSES)
def test_every_status_has_one_meaning(account: Acc, status: int, family: type[HandoffError]) -> None:
    ticket = account.customer_writes()
    answering(
        account, status, '{"errors": [{"field": "cf_region", "message": "secret words"}]}', {"Location": "https://evil.example/"}
    )
    with pytest.raises(family) as caught:
        account.apply(ticket, NOTE_ONLY)
    assert "secret words" not in str(caught.value)
    if isinstance(caught.value, Refused):
        assert caught.value.field == "cf_region"


@pytest.mark.parametrize("body", ["[]", "{}", "null", '"x"', '{"id": "x"}', "7", '{"id": 41}'])
def test_answers_of_another_shape_are_tried_again_later(account: Acc, body: str) -> None:
    ticket = account.customer_writes()
    answering(account, 200, body)
    with pytest.raises(Transient) as caught:
        account.desk.fetch_ticket(ticket.id)
    assert not caught.value.outcome_unknown
    if body != '{"id": 41}':
        with pytest.raises(OutcomeUnknown):
            account.apply(ticket, NOTE_ONLY)


def test_nobody_at_home_is_certain() -> None:
    desk = FreshdeskDesk(HelpdeskSession("http://127.0.0.1:9", authorize=dict, timeout=(0.3, 0.3)))
    with pytest.raises(Unreachable):
        desk.identify()


def test_a_key_that_was_taken_away_pauses_the_account(account: Acc) -> None:
    ticket = account.customer_writes()
    account.desk._session._authorize.__closure__[0].cell_contents.credentials._current.clear()
    with pytest.raises(CredentialsRejected, match="connect it again"):
        account.desk.fetch_ticket(ticket.id)


def test_a_look_returns_whatever_the_platform_says(account: Acc) -> None:
    """The doctor wants to see the refusal itself; no answer at all is still trouble."""
    session = HelpdeskSession(account.url, authorize=dict)
    assert session.look("/api/v2/agents/me").status_code == 401
    account.trouble(Fault.SERVER_ERROR)
    assert session.look("/api/v2/agents/me").status_code == 500
    account.trouble(Fault.DROP_BEFORE)
    with pytest.raises(Transient) as caught:
        session.look("/api/v2/agents/me")
    assert not caught.value.outcome_unknown
