"""The stand-in behaves as Zendesk says it does, and both ways where Zendesk does not say."""

import http.server
import itertools
import json
import queue
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from connector.core.ticket import EventKind
from connector.core.update import PEOPLE_FIRST, TicketUpdate
from connector.port import Delivery
from connector.testing.processes import wait_until
from connector.testing.sandbox import AgentEdit, NewTicket, Webhook
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.sandbox import hooks
from integrations.zendesk.sandbox.access import AGENT_EMAIL, API_TOKEN
from integrations.zendesk.sandbox.sanitise import sanitised
from integrations.zendesk.sandbox.switches import SWITCHES

Acc = Any
SECRET = "hook-secret"
OUR_TOKEN = (f"{AGENT_EMAIL}/token", API_TOKEN)


class Bells:
    """A receiver that answers as told and keeps what came, in order."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.calls: queue.Queue[Delivery] = queue.Queue()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.calls.put(Delivery({name.lower(): value for name, value in self.headers.items()}, body))
                status, headers = outer.answers.pop(0) if outer.answers else (202, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/hooks/zendesk/a"

    def next(self, count: int) -> list[Delivery]:
        """The next calls."""
        return [self.calls.get(timeout=3) for _ in range(count)]

    def names(self, count: int) -> set[str]:
        """The event types of the next calls."""
        return {json.loads(call.body)["type"].rpartition(".")[2] for call in self.next(count)}

    def is_quiet(self, seconds: float = 0.15) -> bool:
        """Whether nothing more comes."""
        try:
            self.calls.get(timeout=seconds)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def bells(account: Acc) -> Iterator[Bells]:
    """The account's webhook."""
    bells = Bells()
    account.sandbox.webhook = Webhook(url=bells.url, secret=SECRET)
    yield bells
    threading.Thread(target=bells.server.shutdown).start()


def call(account: Acc, method: str, path: str, **more: Any) -> requests.Response:
    """A call as somebody else's script would make it."""
    return requests.request(method, f"{account.url}{path}", auth=more.pop("auth", OUR_TOKEN), timeout=5, **more)


# ── bells ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_ticket_rings_signed(account: Acc, bells: Bells) -> None:
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="a", body="b"))
    (delivery,) = bells.next(1)
    INTEGRATION.verify(delivery, {}, [SECRET], datetime.now(UTC))
    event = INTEGRATION.parse(delivery)
    assert event is not None
    assert (event.kind, event.ticket_id) == (EventKind.CREATED, ticket_id)
    body = json.loads(delivery.body)
    assert body["event"] == {}
    assert body["detail"]["id"] == ticket_id
    assert body["detail"]["status"] == "NEW"
    assert delivery.headers["user-agent"] == "Zendesk Webhook"


def test_our_own_updates_ring_too(account: Acc, bells: Bells) -> None:
    ticket = account.customer_writes()
    bells.next(1)
    account.apply(ticket, TicketUpdate(add_tags=frozenset({PEOPLE_FIRST})))
    (delivery,) = bells.next(1)
    body = json.loads(delivery.body)
    assert body["event"]["tags_added"] == [PEOPLE_FIRST]
    assert body["detail"]["actor_id"] == "800"
    event = INTEGRATION.parse(delivery)
    assert event is not None
    assert event.kind is EventKind.CHANGED


def test_what_customers_and_people_do_rings(account: Acc, bells: Bells) -> None:
    ticket = account.customer_writes()
    bells.next(1)
    account.sandbox.reply_as_customer(ticket.id, "Hello?")
    (delivery,) = bells.next(1)
    event = INTEGRATION.parse(delivery)
    assert event is not None
    assert (event.kind, event.message_id) == (EventKind.REPLIED, str(account.raw(ticket).comments[-1].id))
    account.sandbox.edit_as_agent(
        ticket.id, AgentEdit(add_tags=("x",), private_note="He called.", priority="high", group="Billing")
    )
    assert bells.names(2) == {"tags_changed", "comment_added"}  # priority and group are not subscribed to
    assert bells.is_quiet()


@pytest.mark.parametrize("rings_twice", [False, True])
def test_the_first_comment(account: Acc, bells: Bells, *, rings_twice: bool) -> None:
    account.sandbox.values["comment_added_for_first_comment"] = rings_twice
    account.sandbox.create_ticket(NewTicket(subject="a", body="b"))
    assert bells.names(1 + rings_twice) == ({"created", "comment_added"} if rings_twice else {"created"})


def test_the_trigger_kind(account: Acc, bells: Bells) -> None:
    account.sandbox.values["webhook_kind"] = "trigger"
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(add_tags=("x",)))
    words = [json.loads(delivery.body) for delivery in bells.next(2)]
    assert sorted(word["event"] for word in words) == ["created", "updated"]
    assert {word["ticket_id"] for word in words} == {ticket.id}


def test_duplicates(account: Acc, bells: Bells) -> None:
    account.sandbox.values["duplicate_deliveries"] = True
    account.sandbox.create_ticket(NewTicket(subject="a", body="b"))
    first, second = bells.next(2)
    assert first.body == second.body


@pytest.mark.parametrize(
    ("status", "headers", "calls"),
    [
        (202, {}, 1),
        (500, {}, 1),
        (503, {}, 1),
        (503, {"Retry-After": "120"}, 1),
        (503, {"Retry-After": "1"}, 6),
        (429, {"Retry-After": "1"}, 6),
        (409, {}, 4),
    ],
)
def test_which_failures_are_repeated(account: Acc, bells: Bells, status: int, headers: dict[str, str], calls: int) -> None:
    account.sandbox.values["time_scale"] = 0.001
    bells.answers = [(status, headers)] * 10
    account.sandbox.create_ticket(NewTicket(subject="a", body="b"))
    bells.next(calls)
    assert bells.is_quiet()


@pytest.mark.parametrize("anew", [False, True])
def test_a_repeat_may_be_signed_anew(account: Acc, bells: Bells, monkeypatch: pytest.MonkeyPatch, *, anew: bool) -> None:
    seconds = itertools.count(int(time.time()))
    monkeypatch.setattr(hooks, "time", SimpleNamespace(time=lambda: float(next(seconds))))  # each signature a second later
    account.sandbox.values.update(time_scale=0.01, signs_retries_anew=anew, new_invocation_id_on_retry=anew)
    bells.answers = [(409, {})]
    account.sandbox.create_ticket(NewTicket(subject="a", body="b"))
    first, second = bells.next(2)
    for delivery in (first, second):
        INTEGRATION.verify(delivery, {}, [SECRET], datetime.now(UTC))
    changed = {name for name in first.headers if first.headers[name] != second.headers[name]}
    assert ("x-zendesk-webhook-invocation-id" in changed) == anew
    assert ("x-zendesk-webhook-signature" in changed) == anew


def test_a_trigger_touches_a_new_ticket(account: Acc, bells: Bells) -> None:
    account.sandbox.values["touches_new_tickets"] = True
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="a", body="b", tags=("vip",)))
    wait_until(lambda: "new_customer" in account.sandbox.view(ticket_id).tags, seconds=2, what="the trigger", every=0.02)
    assert account.sandbox.view(ticket_id).tags == ["new_customer", "vip"]
    assert bells.names(2) == {"created", "tags_changed"}


# ── the API ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_signing_in(account: Acc) -> None:
    assert call(account, "GET", "/api/v2/users/me", auth=("x", "y")).status_code == 401
    assert call(account, "GET", "/api/v2/users/me").json()["user"]["role"] == "admin"
    wanted = {"grant_type": "password", "username": "x"}
    assert requests.post(f"{account.url}/oauth/tokens", json=wanted, timeout=5).status_code == 400
    credentials = {"grant_type": "client_credentials", "client_id": "warm_handoff", "client_secret": "sandbox-client-secret"}
    assert requests.post(f"{account.url}/oauth/tokens", json={**credentials, "expires_in": 10}, timeout=5).status_code == 400


def test_scopes_fail_at_use(account: Acc) -> None:
    ticket = account.customer_writes()
    reader = account.open(
        scope="tickets:read users:read", credentials=type(account.credentials)(account.sandbox.connection()["credentials"])
    )
    assert reader.fetch_ticket(ticket.id).id == ticket.id
    token = reader._session._authorize()["Authorization"]
    for method, path in (
        ("PUT", f"/api/v2/tickets/{ticket.id}"),
        ("GET", "/api/v2/macros/active"),
        ("GET", "/api/v2/apps/installations/77"),
    ):
        assert (
            requests.request(method, f"{account.url}{path}", headers={"Authorization": token}, json={}, timeout=5).status_code
            == 403
        )


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v2/tickets"),
        ("PUT", "/api/v2/tickets/update_many"),
        ("DELETE", "/api/v2/tickets/1"),
        ("GET", "/api/v2/search"),
        ("GET", "/api/v2/tickets/9"),
    ],
)
def test_only_what_we_use_is_there(account: Acc, method: str, path: str) -> None:
    assert call(account, method, path, json={}).status_code in (404, 405)


def put(account: Acc, ticket_id: str, **changes: Any) -> requests.Response:
    return call(account, "PUT", f"/api/v2/tickets/{ticket_id}", json={"ticket": changes})


def test_metadata_of_an_update_stands_in_its_audit(account: Acc) -> None:
    ticket = account.customer_writes()
    told = {"warm_handoff": {"state": "ai_drafted"}}
    audit = put(account, ticket.id, comment={"public": False, "body": "A"}, metadata=told).json()["audit"]
    assert audit["metadata"]["custom"] == told


def test_the_update(account: Acc) -> None:
    ticket = account.customer_writes(tags=("vip", "old"))
    answer = put(account, ticket.id, tags=["VIP", "two words"], priority="low", group_id=56).json()
    assert answer["ticket"]["tags"] == ["two", "vip", "words"]
    assert {event["field_name"] for event in answer["audit"]["events"]} == {"tags", "priority", "group_id"}
    before = account.raw(ticket).updated_at
    account.sandbox.values["clock_offset"] += 5
    assert put(account, ticket.id, tags=["vip", "two", "words"]).json()["audit"]["events"] == []
    assert account.raw(ticket).updated_at == before


def test_a_comment_is_public_unless_it_says_otherwise(account: Acc) -> None:
    """The real one's dangerous default; our client always says otherwise."""
    ticket = account.customer_writes()
    put(account, ticket.id, comment={"body": "<b>x</b>", "author_id": 801})
    put(account, ticket.id, comment={"body": "y", "public": False})
    assert [comment.public for comment in account.raw(ticket).comments] == [True, True, False]
    assert account.sandbox.view(ticket.id).replies == ["<b>x</b>"]


def test_refusals(account: Acc) -> None:
    ticket = account.customer_writes()
    path = f"/api/v2/tickets/{ticket.id}"
    assert call(account, "PUT", path, data=b"{", headers={"Content-Type": "application/json"}).status_code == 400
    assert put(account, "99", tags=[]).status_code == 404
    assert put(account, ticket.id, group_id=4).json()["error"] == "RecordInvalid"
    assert put(account, ticket.id, safe_update=True, updated_stamp="2020-01-01T00:00:00Z", tags=["x"]).status_code == 409
    assert put(account, ticket.id, safe_update=False, updated_stamp="2020-01-01T00:00:00Z", tags=["x"]).status_code == 409
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(status="closed"))
    assert (
        put(account, ticket.id, tags=["x"]).json()["details"]["status"][0]["description"]
        == "Status: closed prevents ticket update"
    )


def test_limits_are_shown_and_enforced_when_asked(account: Acc) -> None:
    ticket = account.customer_writes()
    assert put(account, ticket.id, tags=["x"]).headers["X-Rate-Limit"] == "100000"
    account.sandbox.values["enforces_rate_limits"] = True
    answer = put(account, ticket.id, tags=["x"])
    assert answer.headers["X-Rate-Limit"] == "400"
    assert answer.headers["Zendesk-RateLimit-tickets-update"].startswith("total=100; remaining=98; resets=")
    statuses = [call(account, "GET", "/api/v2/incremental/tickets/cursor?start_time=0").status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_pages_of_comments(account: Acc) -> None:
    ticket = account.customer_writes()
    for number in range(3):
        account.sandbox.reply_as_customer(ticket.id, str(number))
    path = f"/api/v2/tickets/{ticket.id}/comments"
    first = call(account, "GET", path, params={"page[size]": 3}).json()
    rest = call(account, "GET", path, params={"page[size]": 3, "page[after]": first["meta"]["after_cursor"]}).json()
    assert [c["body"] for c in first["comments"] + rest["comments"]] == ["Where is it?", "0", "1", "2"]
    assert rest["meta"]["has_more"] is False


def test_a_start_that_is_too_recent(account: Acc) -> None:
    start = int(account.sandbox.now())
    assert call(account, "GET", f"/api/v2/incremental/tickets/cursor?start_time={start}").status_code == 422
    assert call(account, "GET", "/api/v2/incremental/tickets/cursor").status_code == 400


def test_a_reply_opens_a_solved_ticket(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(status="solved", public_reply="Done."))
    account.sandbox.reply_as_customer(ticket.id, "Not at all.")
    view = account.sandbox.view(ticket.id)
    assert (view.status, view.replies, view.messages) == ("open", ["Done."], ["Where is it?", "Not at all."])


# ── HTML ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("markup", "stays", "goes"),
    [
        ("<p>a<br>b</p>", "<p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<p><font>a</font>b</p>", "<p>ab</p>", "<p>b</p>"),
        ("<p>a</p><script>x</script>", "<p>a</p>", "<p>a</p>"),
        ('<a href="https://x.test" onclick="y">a</a>', '<a href="https://x.test">a</a>', '<a href="https://x.test">a</a>'),
        ("a &amp; b &lt;c&gt;", "a &amp; b &lt;c&gt;", "a &amp; b &lt;c&gt;"),
    ],
)
def test_tags_off_the_list(markup: str, stays: str, goes: str) -> None:
    assert sanitised(markup, removes_unknown=False) == stays
    assert sanitised(markup, removes_unknown=True) == goes


def test_placeholders_expand_when_switched_on(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.values["renders_placeholders"] = True
    put(account, ticket.id, comment={"public": False, "html_body": "<p>{{ticket.requester.email}} {\u2060{ticket.id}\u2060}</p>"})
    assert account.raw(ticket).comments[-1].body == "sam@example.com {\u2060{ticket.id}\u2060}"


# ── the app's settings, the switches ──────────────────────────────────────────────────────────────────────────────────


def test_the_apps_settings_can_be_changed(account: Acc) -> None:
    url = f"{account.url}/_sandbox/api/app"
    requests.post(url, json={"settings": {"note_language": "de"}}, timeout=5)
    assert requests.get(url, timeout=5).json()["settings"]["note_language"] == "de"
    requests.post(url, json={"enabled": False}, timeout=5)
    assert account.open(app_installation_id="77").read_rules() == {"enabled": "false"}


def test_unconfirmed_switches_can_be_run_both_ways() -> None:
    for name, switch in SWITCHES.items():
        assert switch.help, name
        assert not switch.unconfirmed or isinstance(switch.default, bool) or len(switch.choices) == 2, name


# ── what admins add ───────────────────────────────────────────────────────────────────────────────────────────────────

HOOK = {
    "name": "CRM", "endpoint": "https://crm.example.com/in", "http_method": "POST", "request_format": "json",
    "status": "active", "subscriptions": ["conditional_ticket_events"],
}  # fmt: skip


def made_hook(account: Acc, **changes: Any) -> dict[str, Any]:
    answer = call(account, "POST", "/api/v2/webhooks", json={"webhook": {**HOOK, **changes}})
    assert answer.status_code == 201
    body: dict[str, Any] = answer.json()["webhook"]
    return body


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"status": "asleep"},
        {"endpoint": "ftp://crm.example.com"},
        {"subscriptions": []},
        {"subscriptions": ["conditional_ticket_events", "zen:event-type:ticket.created"]},
        {"subscriptions": ["zen:event-type:ticket.created"], "request_format": "xml"},
    ],
)
def test_a_webhook_that_cannot_be(account: Acc, change: dict[str, Any]) -> None:
    assert call(account, "POST", "/api/v2/webhooks", json={"webhook": {**HOOK, **change}}).status_code == 400
    assert account.sandbox.account.hooks == {}


def test_a_webhooks_kind_is_fixed_and_its_secret_can_be_reset(account: Acc) -> None:
    hook = made_hook(account)
    path = f"/api/v2/webhooks/{hook['id']}"
    events = {"subscriptions": ["zen:event-type:ticket.created"]}
    assert call(account, "PATCH", path, json={"webhook": events}).status_code == 400
    assert call(account, "PUT", path, json={"webhook": {"name": "Half"}}).status_code == 400
    first = call(account, "GET", f"{path}/signing_secret").json()["signing_secret"]["secret"]
    second = call(account, "POST", f"{path}/signing_secret").json()["signing_secret"]["secret"]
    assert first != second == call(account, "GET", f"{path}/signing_secret").json()["signing_secret"]["secret"]


def test_a_webhook_that_a_trigger_calls_stays(account: Acc) -> None:
    hook = made_hook(account)
    trigger = {
        "title": "New", "conditions": {"all": [{"field": "update_type", "operator": "is", "value": "Create"}]},
        "actions": [{"field": "notification_webhook", "value": [hook["id"], "{}"]}],
    }  # fmt: skip
    made = call(account, "POST", "/api/v2/triggers", json={"trigger": trigger}).json()["trigger"]
    assert call(account, "DELETE", f"/api/v2/webhooks/{hook['id']}").status_code == 400
    assert call(account, "DELETE", f"/api/v2/triggers/{made['id']}").status_code == 204
    assert call(account, "DELETE", f"/api/v2/webhooks/{hook['id']}").status_code == 204
    refused = call(account, "POST", "/api/v2/triggers", json={"trigger": trigger})  # the webhook is gone
    assert (refused.status_code, list(refused.json()["details"])) == (422, ["actions"])


def test_a_tag_belongs_to_one_field_alone_and_is_its_value(account: Acc) -> None:
    options = [{"name": "Large", "value": "large"}, {"name": "Small", "value": "small"}]
    field = {"type": "tagger", "title": "Size", "custom_field_options": options}
    made = call(account, "POST", "/api/v2/ticket_fields", json={"ticket_field": field}).json()["ticket_field"]
    again = call(account, "POST", "/api/v2/ticket_fields", json={"ticket_field": {**field, "title": "Other"}})
    assert (again.status_code, list(again.json()["details"])) == (422, ["custom_field_options"])
    ticket = account.customer_writes(tags=("vip", "small"))
    path = f"/api/v2/tickets/{ticket.id}"
    assert call(account, "GET", path).json()["ticket"]["custom_fields"] == [{"id": made["id"], "value": "small"}]
    larger = {"custom_fields": [{"id": made["id"], "value": "large"}]}
    assert call(account, "PUT", path, json={"ticket": larger}).json()["ticket"]["tags"] == ["large", "vip"]


@pytest.mark.parametrize(
    ("role", "path"), [("agent", "webhooks"), ("agent", "triggers"), ("light agent", "incremental/tickets/cursor")]
)
def test_what_is_an_admins(account: Acc, role: str, path: str) -> None:
    account.sandbox.values["seat_role"] = role
    assert call(account, "GET", f"/api/v2/{path}").status_code == 403
    assert call(account, "GET", "/api/v2/tickets").status_code == 200


def test_tickets_are_listed_in_the_order_asked_for(account: Acc) -> None:
    for _ in range(3):
        account.sandbox.create_ticket(NewTicket(subject="a", body="b"))
    rows = call(account, "GET", "/api/v2/tickets?sort=-id&page[size]=2").json()["tickets"]
    assert [row["id"] for row in rows] == [3, 2]
    assert call(account, "GET", "/api/v2/tickets?sort=colour").status_code == 400
