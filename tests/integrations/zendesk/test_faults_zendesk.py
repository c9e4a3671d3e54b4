"""The fault table: for each trouble the family, the number of calls, and what then stands on the ticket."""

import socket
import time
from typing import Any

import pytest

from connector.core.note import Block, BlockKind, Note
from connector.core.update import PEOPLE_FIRST, TicketUpdate
from connector.errors import CredentialsRejected, HandoffError, OutcomeUnknown, RateLimited, TicketGone, Transient, Unreachable
from connector.testing.faults import Fault
from connector.testing.processes import wait_until
from connector.testing.sandbox import NewTicket

Acc = Any
REFERENCE = "WH-ABCDEFGHIJKLM"
NOTE = Note((Block(BlockKind.PARAGRAPH, ("For a person.",)),)).with_reference(REFERENCE)
UPDATE = TicketUpdate(add_tags=frozenset({PEOPLE_FIRST}), note=NOTE)
SHORT = (0.3, 0.3)


@pytest.mark.parametrize(
    ("fault", "error", "took_effect"),
    [
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
        (Fault.FORBIDDEN, CredentialsRejected, False),
    ],
)
def test_one_write_one_call(account: Acc, fault: Fault, error: type[HandoffError], *, took_effect: bool) -> None:
    ticket = account.customer_writes()
    desk = account.open(timeout=SHORT)
    (write,) = desk.writes(ticket, UPDATE)
    account.trouble(fault)
    with pytest.raises(error) as caught:
        desk.send(ticket, write)
    assert [(method, hit) for method, _, hit in account.sandbox.gateway.hits] == [("PUT", fault)]
    found = account.read(ticket.id)
    assert (found.carries(REFERENCE), PEOPLE_FIRST in found.tags) == (took_effect, took_effect)
    assert REFERENCE not in str(caught.value)
    assert "Sam" not in str(caught.value)


def test_a_late_commit_is_found_after_its_quarantine(account: Acc) -> None:
    ticket = account.customer_writes()
    account.trouble(Fault.LATE_COMMIT)
    with pytest.raises(OutcomeUnknown):
        account.apply(ticket, UPDATE)
    wait_until(lambda: account.raw(ticket).tags, seconds=2, what="the late commit", every=0.02)
    assert account.read(ticket.id).carries(REFERENCE)


def test_a_late_commit_meets_the_condition(account: Acc) -> None:
    """Whoever wrote meanwhile wins: the late one finds another stamp, so the quarantine is a second lock and not the only one."""
    ticket = account.customer_writes()
    account.trouble(Fault.LATE_COMMIT)
    account.sandbox.gateway.plan.late_seconds = 0.3
    with pytest.raises(OutcomeUnknown):
        account.apply(ticket, UPDATE)
    account.apply(account.read(ticket.id), UPDATE)
    time.sleep(0.4)
    assert sum(REFERENCE in comment.body for comment in account.raw(ticket).comments) == 1


@pytest.mark.parametrize(
    ("faults", "error", "calls"),
    [
        ([Fault.SERVER_ERROR], None, 1),
        ([Fault.DROP_AFTER, Fault.UNAVAILABLE], None, 2),
        ([Fault.SERVER_ERROR] * 3, Transient, 3),
        ([Fault.TOO_MANY], RateLimited, 1),
        ([Fault.HTML], Transient, 1),
        ([Fault.FORBIDDEN], CredentialsRejected, 1),
    ],
)
def test_reading_again_on_brief_trouble(account: Acc, faults: list[Fault], error: type[HandoffError] | None, calls: int) -> None:
    ticket = account.customer_writes()
    account.trouble(*faults)
    if error is None:
        assert account.desk.fetch_ticket(ticket.id).id == ticket.id
    else:
        with pytest.raises(error) as caught:
            account.desk.fetch_ticket(ticket.id)
        assert not isinstance(caught.value, OutcomeUnknown)
    assert len(account.sandbox.gateway.hits) == calls


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("7.5", 7.5),
        ("nonsense", 60.0),
        ("", 60.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 60.0),
        ("99999", 3600.0),
        ("-1", 60.0),
    ],
)
def test_how_long_to_wait(account: Acc, header: str, seconds: float) -> None:
    ticket = account.customer_writes()
    account.trouble(Fault.TOO_MANY)
    account.sandbox.gateway.plan.retry_after = header
    with pytest.raises(RateLimited) as caught:
        account.apply(ticket, UPDATE)
    assert caught.value.retry_after == seconds


def test_nobody_there(account: Acc) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    account.desk.identify()
    desk = account.open(base_url=f"http://127.0.0.1:{port}")
    with pytest.raises(Unreachable):
        desk.identify()
    ticket = account.customer_writes()
    (write,) = desk.writes(ticket, UPDATE)
    with pytest.raises(Unreachable) as caught:
        desk.send(ticket, write)
    assert not caught.value.outcome_unknown


def test_a_ticket_that_vanished(account: Acc) -> None:
    ticket = account.customer_writes()
    del account.sandbox.account.tickets[int(ticket.id)]
    with pytest.raises(TicketGone):
        account.desk.fetch_ticket(ticket.id)
    with pytest.raises(TicketGone):
        account.apply(ticket, UPDATE)


def test_the_documented_limit_of_updates_on_one_ticket(account: Acc) -> None:
    account.sandbox.values["enforces_rate_limits"] = True
    ticket = account.customer_writes()
    path = f"/api/v2/tickets/{ticket.id}"
    for _ in range(30):
        account.sandbox.limits.check("PUT", path)
    with pytest.raises(RateLimited) as caught:
        account.apply(ticket, UPDATE)
    assert caught.value.retry_after is not None
    assert 500 < caught.value.retry_after <= 601


def test_answers_of_the_wrong_shape(account: Acc) -> None:
    ticket = account.customer_writes()
    account.raw(ticket).created_at = "yesterday"
    with pytest.raises(Transient) as caught:
        account.desk.fetch_ticket(ticket.id)
    assert caught.value.__cause__ is None  # a validation error quotes the ticket
    account.raw(ticket).created_at = ticket.created_at.isoformat()
    account.raw(ticket).updated_at = "nonsense"
    with pytest.raises(Transient):
        account.desk.fetch_ticket(ticket.id)


def test_a_written_ticket_is_never_forgotten_by_its_seconds(account: Acc) -> None:
    """The write itself moves the stamp, so what follows within the same second has to wait."""
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="a", body="b"))
    ticket = account.read(ticket_id)
    account.apply(ticket, UPDATE)
    again = account.desk.fetch_ticket(ticket_id)
    with pytest.raises(Transient):
        account.apply(again, TicketUpdate(remove_tags=frozenset({PEOPLE_FIRST})))
