"""The past out of the incremental export: first words of end users alone, in pages, with what stands in the way."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connector.errors import CredentialsRejected, RateLimited
from connector.testing.sandbox import AgentEdit
from integrations.zendesk import client as client_module
from integrations.zendesk.sandbox.state import AGENT_USER

Acc = Any  # the fixture's own type lives in conftest.py, which cannot be imported here
SINCE = datetime.now(UTC) - timedelta(hours=1)


def past(account: Acc, cursor: str = "") -> Any:
    """A page, a while later."""
    account.sandbox.values["clock_offset"] += 120.0
    return account.desk.history(cursor, SINCE)


def words(account: Acc, ticket: Any) -> list[str]:
    """What is read of a ticket."""
    (found,) = [t for t in past(account).tickets if t.id == ticket.id]
    return [message.text for message in found.messages]


def test_one_call_for_many_tickets_and_no_word_of_others(account: Acc) -> None:
    tickets = [account.customer_writes(body=f"Where is parcel {n}?", requester_email=f"c{n}@example.com") for n in range(3)]
    account.sandbox.edit_as_agent(tickets[0].id, AgentEdit(private_note="a secret", public_reply="an answer"))
    before = len(account.paths())
    page = past(account)
    assert [path for _, path, _ in account.paths()[before:]] == ["/api/v2/incremental/tickets/cursor"]
    assert sorted(m.text for t in page.tickets for m in t.messages) == [f"Where is parcel {n}?" for n in range(3)]
    assert {t.requester.email for t in page.tickets} == {f"c{n}@example.com" for n in range(3)}


def test_what_an_agent_submitted_is_not_the_customers(account: Acc) -> None:
    ticket = account.customer_writes()
    assert words(account, ticket) == ["Where is it?"]
    account.raw(ticket).submitter_id = AGENT_USER
    assert words(account, ticket) == []


def test_a_ticket_that_opened_with_a_private_comment_has_no_words(account: Acc) -> None:
    ticket = account.customer_writes()
    account.raw(ticket).comments[0].public = False
    assert words(account, ticket) == []


@pytest.mark.parametrize("channel", ["chat", "voice_transcript"])
def test_conversations_hold_what_agents_said_and_are_left_out(account: Acc, channel: str) -> None:
    assert words(account, account.customer_writes(channel=channel)) == []


def test_a_colleague_who_asks_is_no_customer(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.account.users[account.raw(ticket).requester_id].role = "agent"
    assert words(account, ticket) == []


def test_tags_of_zendesks_own_triage_are_left_out(account: Acc) -> None:
    ticket = account.customer_writes(tags=("vip", "intent__billing__refund", "language__en", "sentiment_confidence__high"))
    (found,) = past(account).tickets
    assert (found.id, set(found.tags)) == (ticket.id, {"vip"})


def test_what_was_deleted_is_named(account: Acc) -> None:
    ticket = account.customer_writes()
    account.raw(ticket).status = "deleted"
    page = past(account)
    assert (page.tickets, page.gone) == ((), (ticket.id,))


def test_pages_follow_each_other_and_nothing_is_missed(account: Acc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_CHANGED_PER_PAGE", 3)
    ids = [account.customer_writes(body=f"Text {n}").id for n in range(8)]
    found, cursor, more = [], "", True
    while more:
        page = past(account, cursor)
        found += [ticket.id for ticket in page.tickets]
        cursor, more = page.cursor, page.more
    assert found == ids


def test_an_odd_row_hides_no_other(account: Acc) -> None:
    odd, plain = account.customer_writes(), account.customer_writes()
    account.raw(odd).created_at = "the day before yesterday"
    assert [ticket.id for ticket in past(account).tickets] == [plain.id]


def test_the_export_is_for_admins_and_has_a_limit(account: Acc) -> None:
    account.sandbox.values["enforces_rate_limits"] = True
    for _ in range(10):
        past(account)
    with pytest.raises(RateLimited) as limited:
        past(account)
    assert limited.value.retry_after
    account.sandbox.values.update(enforces_rate_limits=False, seat_role="agent")
    with pytest.raises(CredentialsRejected, match="admins only"):
        past(account)
