"""The stand-in itself: it refuses what Freshdesk refuses and rings as its rules do."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests

from connector.core.ticket import EventKind
from connector.core.update import PEOPLE_FIRST, TicketUpdate
from connector.errors import PayloadInvalid
from connector.port import Delivery
from connector.testing.answers import read_answers
from connector.testing.sandbox import AgentEdit, NewTicket, Webhook
from integrations.freshdesk.integration import INTEGRATION
from integrations.freshdesk.sandbox.account import FreshdeskSandbox
from integrations.freshdesk.sandbox.state import API_KEY, GROUPS
from integrations.freshdesk.settings import parse_settings

Acc = Any
Ear = Any
SECRET = "s3cret-of-this-rule"


@pytest.fixture
def api(account: Acc) -> Callable[..., requests.Response]:
    """Call the API as anybody may."""

    def call(method: str, path: str, body: Any = None, *, user: str = API_KEY, **params: Any) -> requests.Response:
        return requests.request(method, f"{account.url}/api/v2{path}", json=body, auth=(user, "X"), params=params, timeout=5)

    return call


# ── the API ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_key_is_needed(api: Any) -> None:
    answer = api("GET", "/agents/me", user="nobody")
    assert answer.status_code == 401
    assert answer.json()["code"] == "invalid_credentials"


def test_the_limit_is_on_every_answer(api: Any, account: Acc) -> None:
    account.sandbox.values["shown_limit"] = 700
    headers = api("GET", "/agents/me").headers
    assert headers["x-ratelimit-total"] == "700"
    assert headers["x-ratelimit-used-currentrequest"] == "1"
    account.sandbox.values.update(calls_per_minute=2, float_headers=True)
    assert api("GET", "/agents/me").headers["X-RateLimit-Remaining"] == "0.0"
    refused = api("GET", "/agents/me")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"tag": ["a"]}, "tag", "invalid_field"),
        ({"priority": 5}, "priority", "invalid_value"),
        ({"priority": "3"}, "priority", "datatype_mismatch"),
        ({"priority": True}, "priority", "datatype_mismatch"),
        ({"group_id": 7}, "group_id", "invalid_value"),
        ({"group_id": str(GROUPS["Care"])}, "group_id", "datatype_mismatch"),
        ({"tags": "a,b"}, "tags", "datatype_mismatch"),
        ({"tags": ["a,b"]}, "tags", "datatype_mismatch"),
        ({"status": 99}, "status", "invalid_value"),
        ([], "", "invalid_json"),
    ],
)
def test_updates_are_checked(api: Any, account: Acc, body: Any, field: str, code: str) -> None:
    ticket = account.customer_writes()
    answer = api("PUT", f"/tickets/{ticket.id}", body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0] | {"message": ""} == {"field": field, "code": code, "message": ""}


def test_the_list_of_tags_is_replaced(api: Any, account: Acc) -> None:
    ticket = account.customer_writes(tags=("a", "b"))
    assert api("PUT", f"/tickets/{ticket.id}", {"tags": ["B", "b", "c"]}).json()["tags"] == ["B", "c"]
    account.sandbox.values["tag_length"] = 32
    assert api("PUT", f"/tickets/{ticket.id}", {"tags": ["x" * 33]}).status_code == 400


def test_a_required_field_lets_tags_alone_pass(api: Any, account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.values["required_field"] = "cf_region"
    answer = api("PUT", f"/tickets/{ticket.id}", {"tags": ["a"], "priority": 2})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "missing_field")
    assert api("PUT", f"/tickets/{ticket.id}", {"tags": ["a"]}).ok


@pytest.mark.parametrize("status", ["spam", "deleted"])
def test_spam_and_deleted_take_no_writes(api: Any, account: Acc, status: str) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(status=status))
    assert api("PUT", f"/tickets/{ticket.id}", {"tags": []}).status_code == 405
    assert api("POST", f"/tickets/{ticket.id}/notes", {"body": "x"}).status_code == 405
    assert api("GET", f"/tickets/{ticket.id}").ok
    assert api("GET", "/tickets").json() == []


def test_a_note_is_private_unless_asked(api: Any, account: Acc) -> None:
    ticket = account.customer_writes()
    assert api("POST", f"/tickets/{ticket.id}/notes", {"body": "<b>x</b>"}).json()["private"] is True
    assert api("POST", f"/tickets/{ticket.id}/notes", {"body": "x", "private": 0}).status_code == 400
    assert api("POST", f"/tickets/{ticket.id}/notes", {}).status_code == 400
    assert api("POST", f"/tickets/{ticket.id}/notes", {"body": "x", "public": False}).status_code == 400


def test_only_notes_are_edited(api: Any, account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(public_reply="Hello"))
    reply = account.raw(ticket).conversations[0]
    assert api("PUT", f"/conversations/{reply.id}", {"body": "x"}).status_code == 400
    assert api("PUT", "/conversations/7", {"body": "x"}).status_code == 404


def test_what_sends_mail_is_remembered(api: Any, account: Acc) -> None:
    ticket = account.customer_writes()
    api("POST", f"/tickets/{ticket.id}/reply", {"body": "x"})
    api("POST", "/tickets/bulk_update", {})
    api("POST", f"/tickets/{ticket.id}/notes", {"body": "x", "private": False})
    api("POST", f"/tickets/{ticket.id}/notes", {"body": "x", "notify_emails": ["sam@example.com"]})
    assert len(account.sandbox.mails) == 4
    assert len(account.sandbox.view(ticket.id).replies) == 2
    account.sandbox.mails.clear()  # this test meant it


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/tickets/41", {"include": "conversations,notes"}),
        ("/tickets", {"per_page": 101}),
        ("/tickets", {"page": 0}),
        ("/tickets", {"order_by": "id"}),
        ("/tickets", {"updated_since": "yesterday"}),
        ("/tickets", {"tag": "x"}),
    ],
    ids=str,
)
def test_questions_are_checked(api: Any, account: Acc, path: str, params: dict[str, Any]) -> None:
    account.customer_writes()
    assert api("GET", path, **params).status_code == 400


def test_lists_link_to_their_next_page(api: Any, account: Acc) -> None:
    ticket = account.customer_writes()
    for number in range(35):
        account.sandbox.reply_as_customer(ticket.id, str(number))
    first = api("GET", f"/tickets/{ticket.id}/conversations")
    assert len(first.json()) == 30
    second = requests.get(first.links["next"]["url"], auth=(API_KEY, "X"), timeout=5)
    assert len(second.json()) == 5
    assert "next" not in second.links
    assert len(api("GET", f"/tickets/{ticket.id}", include="conversations").json()["conversations"]) == 10


def test_admins_see_more(api: Any, account: Acc) -> None:
    assert len(api("GET", "/groups").json()) == 3
    account.sandbox.values["admin_key"] = False
    assert [api("GET", path).status_code for path in ("/groups", "/canned_response_folders", "/ticket_fields")] == [403, 403, 200]


@pytest.mark.parametrize("kept", ["nothing", "quotes", "everything"])
@pytest.mark.parametrize("expands", [False, True])
def test_a_note_is_found_again_however_it_is_kept(account: Acc, kept: str, expands: bool) -> None:
    from connector.core.note import Block, BlockKind, Note

    account.sandbox.values.update(sanitises_notes=kept, expands_placeholders=expands)
    ticket = account.customer_writes()
    words = Block(BlockKind.DRAFT, ("a < b & {{ticket.requester.email}}",))
    account.apply(ticket, TicketUpdate(note=Note((words,)).with_reference("WH-ABCDEFGHIJKLM")))
    note = account.desk.fetch_ticket(ticket.id).messages[-1]
    assert "WH-ABCDEFGHIJKLM" in note.text
    assert "a < b &" in note.text
    assert "sam@example.com" not in note.text


@pytest.mark.parametrize("touches", [True, False])
def test_a_note_may_or_may_not_change_the_ticket(account: Acc, touches: bool) -> None:
    from connector.core.note import Block, BlockKind, Note

    account.sandbox.values["note_touches_ticket"] = touches
    ticket = account.customer_writes()
    account.sandbox.pass_time(30)
    before = account.desk.fetch_ticket(ticket.id).stamp
    account.apply(ticket, TicketUpdate(note=Note((Block(BlockKind.PARAGRAPH, ("x",)),))))
    assert (account.desk.fetch_ticket(ticket.id).stamp != before) is touches


def test_a_group_may_bring_an_agent(account: Acc) -> None:
    account.sandbox.values["auto_assign"] = True
    ticket = account.customer_writes()
    account.apply(ticket, TicketUpdate(group_id=str(GROUPS["Care"])))
    assert account.desk.fetch_ticket(ticket.id).assignee_id


@pytest.mark.parametrize("known", [True, False])
def test_a_language_may_come_with_the_requester(account: Acc, known: bool) -> None:
    account.sandbox.values["requester_language"] = known
    assert account.customer_writes(language="pt-BR").requester.language == ("pt" if known else "")


@pytest.mark.parametrize("listed", [True, False])
def test_answers_for_some_groups_cannot_be_told_apart(account: Acc, listed: bool) -> None:
    account.sandbox.values["lists_group_answers"] = listed
    account.sandbox.load_knowledge([{"kind": "macro", "title": "t", "body": "b", "published": True, "restricted": True}])
    assert bool(read_answers(account.desk)) is listed


# ── the rules ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def kinds(ear: Ear, settings: dict[str, str] | None = None) -> list[EventKind]:
    for delivery in ear.heard:
        INTEGRATION.verify(delivery, settings or {}, [SECRET], time_now())
    return [event.kind for delivery in ear.heard if (event := INTEGRATION.parse(delivery))]


def time_now() -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC)


@pytest.mark.parametrize("auth", ["header", "basic"])
@pytest.mark.parametrize("shape", ["advanced", "simple", "ticket"])
@pytest.mark.parametrize("number", ["text", "number"])
def test_every_way_to_ring_is_understood(account: Acc, ear: Ear, auth: str, shape: str, number: str) -> None:
    sandbox: FreshdeskSandbox = account.sandbox
    sandbox.values.update(webhook_auth=auth, webhook_shape=shape, webhook_id_as=number)
    sandbox.webhook = Webhook(ear.url, SECRET)
    sandbox.create_ticket(NewTicket(subject='He said "no"', body="x"))
    ear.wait(1)
    settings = sandbox.connection()["settings"]
    parse_settings(settings)
    assert kinds(ear, settings) == [EventKind.CHANGED if shape == "simple" else EventKind.CREATED]


def test_a_body_without_a_name_is_a_change(account: Acc, ear: Ear) -> None:
    account.sandbox.values["webhook_event_names"] = False
    account.sandbox.webhook = Webhook(ear.url, SECRET)
    account.sandbox.create_ticket(NewTicket(subject="x", body="x"))
    ear.wait(1)
    assert kinds(ear) == [EventKind.CHANGED]


@pytest.mark.parametrize(("performer", "rings"), [("any", 4), ("requester", 2)])
def test_who_makes_the_bell_ring(account: Acc, ear: Ear, performer: str, rings: int) -> None:
    account.sandbox.values["rule_performer"] = performer
    account.sandbox.webhook = Webhook(ear.url, SECRET)
    ticket = account.customer_writes()
    account.apply(ticket, TicketUpdate(add_tags=frozenset({PEOPLE_FIRST})))  # our own write
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(public_reply="Hello"))
    account.sandbox.reply_as_customer(ticket.id, "Thanks")
    ear.wait(rings)
    time.sleep(0.05)
    assert len(ear.heard) == rings
    assert sorted(kinds(ear)) == sorted([EventKind.CREATED, EventKind.REPLIED, *[EventKind.CHANGED] * (rings - 2)])


def test_another_rule_touches_a_new_ticket(account: Acc, ear: Ear) -> None:
    account.sandbox.values["touches_new_tickets"] = True
    account.sandbox.webhook = Webhook(ear.url, SECRET)
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="x", body="x"))
    ear.wait(2)
    assert account.sandbox.view(ticket_id).tags == ["new_customer"]
    assert kinds(ear) == [EventKind.CREATED, EventKind.CHANGED]


def test_in_first_match_mode_we_may_never_hear_of_a_ticket(account: Acc, ear: Ear) -> None:
    account.sandbox.values.update(touches_new_tickets=True, first_match=True, rule_performer="requester")
    account.sandbox.webhook = Webhook(ear.url, SECRET)
    account.sandbox.create_ticket(NewTicket(subject="x", body="x"))
    time.sleep(0.3)
    assert ear.heard == []


@pytest.mark.parametrize(
    ("retries_on", "status", "calls"),
    [("any_failure", 400, 4), ("any_failure", 503, 4), ("server_errors", 400, 1), ("server_errors", 503, 4)],
)
def test_a_failed_call_is_repeated_three_times(account: Acc, ear: Ear, retries_on: str, status: int, calls: int) -> None:
    account.sandbox.values.update(retries_on=retries_on, time_scale=0.00002)
    account.sandbox.webhook = Webhook(ear.url, SECRET)
    ear.answers = [status] * 9
    account.sandbox.create_ticket(NewTicket(subject="x", body="x"))
    ear.wait(calls)
    time.sleep(0.15)
    assert len(ear.heard) == calls
    assert len({delivery.body for delivery in ear.heard}) == 1


def test_the_delays_are_the_documented_ones(account: Acc) -> None:
    account.sandbox.values["time_scale"] = 1
    assert [account.sandbox.retry_delays(None, {}, attempt) for attempt in (1, 2, 3, 4)] == [300, 1800, 3600, None]


@pytest.mark.parametrize("escapes", [True, False])
def test_why_our_body_holds_ids_only(account: Acc, ear: Ear, escapes: bool) -> None:
    account.sandbox.values.update(webhook_carries_subject=True, escapes_placeholders=escapes)
    account.sandbox.webhook = Webhook(ear.url, SECRET)
    account.sandbox.create_ticket(NewTicket(subject='x", "ticket_id": "666', body="x"))
    [delivery] = ear.wait(1)
    if escapes:
        assert kinds(ear) == [EventKind.CREATED]
    else:  # whoever writes the subject chooses the ticket; a mere quote would break the body
        event = INTEGRATION.parse(delivery)
        assert event is not None
        assert event.ticket_id == "666"
        with pytest.raises(PayloadInvalid):
            INTEGRATION.parse(Delivery({}, delivery.body.replace(b'ticket_id": "666', b"no")))


def test_a_genuine_call_with_any_body(account: Acc) -> None:
    account.sandbox.webhook = Webhook("http://127.0.0.1/bell", SECRET)
    call = account.sandbox.sign(b"{}")
    INTEGRATION.verify(Delivery({k.lower(): v for k, v in call.headers.items()}, call.body), {}, [SECRET], time_now())


def test_the_neutral_view(account: Acc) -> None:
    ticket = account.customer_writes(channel="chat", priority="urgent", group="Billing")
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(status="pending", private_note="n", public_reply="r"))
    view = account.sandbox.view(ticket.id)
    assert (view.channel, view.priority, view.group, view.status) == ("chat", "urgent", "Billing", "pending")
    assert (view.messages, [n["text"] for n in view.notes], view.replies) == (["Where is it?"], ["n"], ["r"])
    assert account.sandbox.view("999") is None
    assert account.sandbox.view("x") is None
    assert account.sandbox.ticket_ids() == [ticket.id]


def test_the_control_api_serves_it(account: Acc) -> None:
    base = f"{account.url}/_sandbox/api"
    made = requests.post(f"{base}/tickets", json={"subject": "s", "body": "b"}, timeout=5).json()["id"]
    assert requests.get(f"{base}/tickets/{made}", timeout=5).json()["subject"] == "s"
    assert json.loads(requests.get(f"{base}/connection", timeout=5).text)["credentials"]["api_key"] == API_KEY
