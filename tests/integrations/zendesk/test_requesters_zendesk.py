"""The tag on a user: beside the tags of others, and nothing else of the user."""

import ast
import inspect
from typing import Any

import pytest

from connector.core.wishes import PREFERS_HUMAN
from connector.errors import CredentialsRejected, Refused, TicketGone
from connector.kit.credentials import MemoryCredentials
from connector.port import RequesterMarks
from connector.testing.sandbox import AgentEdit
from integrations.zendesk import requesters


@pytest.mark.parametrize("role", ["admin", "agent"])
def test_the_tag_stands_beside_others_whoever_does_it_how_often(account: Any, role: str) -> None:
    account.sandbox.values["seat_role"] = role
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(add_customer_tags=["vip"]))
    desk: RequesterMarks = account.desk
    assert isinstance(desk, RequesterMarks)
    for wanted in (True, True, False, False, True):
        desk.mark_requester(ticket.requester.id, wanted)
        assert desk.is_requester_marked(ticket.requester.id) is wanted
        view = account.sandbox.view(ticket.id)
        assert set(view.requester_tags) == {"vip", *([PREFERS_HUMAN] if wanted else [])}
        assert (PREFERS_HUMAN in account.read(ticket.id).requester.tags) is wanted
    assert account.raw(ticket).tags == []


def test_zendesk_copies_the_tag_to_later_tickets_of_the_user(account: Any) -> None:
    account.desk.mark_requester(account.customer_writes().requester.id, True)
    assert PREFERS_HUMAN in account.customer_writes().tags


def test_missing_rights_and_tags_that_are_not_enabled_are_told_apart_from_users_who_are_gone(account: Any) -> None:
    user = account.customer_writes().requester.id
    connection = account.sandbox.connection()
    scope = connection["settings"]["scope"].replace("users:write ", "")
    with pytest.raises(CredentialsRejected):
        account.open(scope=scope, credentials=MemoryCredentials(connection["credentials"])).mark_requester(user, True)
    account.sandbox.values["user_tags_enabled"] = False
    with pytest.raises(Refused, match="enable them"):
        account.desk.mark_requester(user, True)
    with pytest.raises(TicketGone):
        account.desk.mark_requester("999999", False)


def test_only_the_tags_of_a_user_are_ever_written() -> None:
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(requesters))) if isinstance(node, ast.Call)]
    written = {tuple(map(ast.unparse, call.args)) for call in calls if ast.unparse(call.func) == "session.write"}
    assert written == {("'PUT'", "_tags_of(requester_id)", "body"), ("'DELETE'", "_tags_of(requester_id)", "body")}
