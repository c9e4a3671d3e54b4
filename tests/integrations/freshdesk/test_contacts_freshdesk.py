"""The tag on a contact: in the whole list with the tags of others, and nothing else of the contact."""

from typing import Any

import pytest

from connector.core.wishes import PREFERS_HUMAN
from connector.errors import CredentialsRejected, TicketGone
from connector.port import RequesterMarks
from connector.testing.sandbox import AgentEdit


def test_the_tag_stands_beside_others_and_a_call_is_made_only_on_a_change(account: Any) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(add_customer_tags=["VIP"]))
    desk: RequesterMarks = account.desk
    assert isinstance(desk, RequesterMarks)
    for wanted in (True, True, False, False):
        desk.mark_requester(ticket.requester.id, wanted)
        assert desk.is_requester_marked(ticket.requester.id) is wanted
        assert account.sandbox.view(ticket.id).requester_tags == ["VIP", *([PREFERS_HUMAN] if wanted else [])]
    path = f"/api/v2/contacts/{ticket.requester.id}"
    assert account.sent() == [("PUT", path, {"tags": ["VIP", PREFERS_HUMAN]}), ("PUT", path, {"tags": ["VIP"]})]


def test_a_tag_in_another_spelling_is_the_same(account: Any) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(add_customer_tags=[PREFERS_HUMAN.upper()]))
    assert account.desk.is_requester_marked(ticket.requester.id)
    account.desk.mark_requester(ticket.requester.id, False)
    assert account.sandbox.view(ticket.id).requester_tags == []


def test_a_ticket_does_not_bring_the_contacts_tags(account: Any) -> None:
    assert account.customer_writes().requester.tags is None


def test_missing_rights_are_told_apart_from_contacts_that_are_not_there(account: Any) -> None:
    contact = account.customer_writes().requester.id
    account.sandbox.values["contacts_editable"] = False
    with pytest.raises(CredentialsRejected):
        account.desk.mark_requester(contact, True)
    for nobody in ("999", "", "../agents/me"):
        with pytest.raises(TicketGone):
            account.desk.mark_requester(nobody, True)
