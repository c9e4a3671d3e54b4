"""The past out of the list of tickets: first words of customers alone, in pages, with what stands in the way."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connector.errors import RateLimited
from connector.testing.sandbox import AgentEdit
from integrations.freshdesk import changes
from integrations.freshdesk.sandbox.state import GROUPS

Acc = Any  # the fixture's own type lives in conftest.py, which cannot be imported here
SINCE = datetime.now(UTC) - timedelta(hours=1)


def past(account: Acc, cursor: str = "") -> Any:
    """A page, a while later."""
    account.sandbox.pass_time(60)
    return account.desk.history(cursor, SINCE)


def test_one_call_for_many_tickets_and_no_word_of_others(account: Acc) -> None:
    tickets = [account.customer_writes(body=f"Where is parcel {n}?", requester_email=f"c{n}@example.com") for n in range(3)]
    account.sandbox.edit_as_agent(tickets[0].id, AgentEdit(private_note="a secret", public_reply="an answer", group="Billing"))
    before = len(account.sandbox.log.calls)
    page = past(account)
    assert len(account.sandbox.log.calls) == before + 1
    assert sorted(m.text for t in page.tickets for m in t.messages) == [f"Where is parcel {n}?" for n in range(3)]
    assert {t.requester.email for t in page.tickets} == {f"c{n}@example.com" for n in range(3)}
    assert {t.group_id for t in page.tickets if t.id == tickets[0].id} == {str(GROUPS["Billing"])}


@pytest.mark.parametrize("source", [3, 5, 6, 7, 10, 99])
def test_calls_chats_and_what_the_business_began_have_no_words(account: Acc, source: int) -> None:
    account.raw(account.customer_writes()).source = source
    assert [ticket.messages for ticket in past(account).tickets] == [()]


def test_words_that_are_withheld_are_none(account: Acc) -> None:
    account.raw(account.customer_writes()).description = "<div>View the message on Twitter</div>"
    assert [ticket.messages for ticket in past(account).tickets] == [()]


def test_spam_and_deleted_tickets_are_not_listed(account: Acc) -> None:
    account.sandbox.edit_as_agent(account.customer_writes().id, AgentEdit(status="spam"))
    account.sandbox.edit_as_agent(account.customer_writes().id, AgentEdit(status="deleted"))
    assert past(account).tickets == ()


def test_pages_follow_each_other_and_nothing_is_missed(account: Acc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_PAGE", 3)
    ids = []
    for n in range(8):
        ids.append(account.customer_writes(body=f"Text {n}").id)
        account.sandbox.pass_time(5)
    found: dict[str, str] = {}
    cursor, more = "", True
    account.sandbox.pass_time(60)
    while more:
        page = account.desk.history(cursor, SINCE)
        found |= {ticket.id: ticket.messages[0].text for ticket in page.tickets}
        cursor, more = page.cursor, page.more
    assert found == {number: f"Text {n}" for n, number in enumerate(ids)}


def test_a_limit_travels_upward_with_its_wait(account: Acc) -> None:
    account.sandbox.values["calls_per_minute"] = 1
    with pytest.raises(RateLimited) as limited:
        past(account)
    assert limited.value.retry_after
