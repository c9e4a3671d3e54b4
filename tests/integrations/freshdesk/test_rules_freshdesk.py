"""The stand-in's automation rules: its API refuses what Freshdesk refuses, and its rules ring as they say."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from connector.testing.sandbox import AgentEdit, NewTicket, Webhook
from integrations.freshdesk.provision import CREATED
from integrations.freshdesk.reading import typed
from integrations.freshdesk.rules import Bell, Rules, ours_among, stands
from integrations.freshdesk.sandbox.state import API_KEY
from integrations.freshdesk.wire import RuleBody

Acc = Any
Ear = Any


@pytest.fixture
def api(account: Acc) -> Callable[..., requests.Response]:
    def call(method: str, path: str, body: Any = None) -> requests.Response:
        return requests.request(method, f"{account.url}/api/v2/automations{path}", json=body, auth=(API_KEY, "X"), timeout=5)

    return call


def webhook(url: str = "https://x.example.com/in", **more: Any) -> dict[str, Any]:
    return {
        "field_name": "trigger_webhook",
        "request_type": "POST",
        "url": url,
        "content_type": "JSON",
        "content_layout": "2",
        "content": {"id": "{{ticket.id}}"},
        **more,
    }


def rule(*actions: dict[str, Any], status: list[int] | None = None, **more: Any) -> dict[str, Any]:
    about = {"field_name": "status", "resource_type": "ticket", "operator": "in", "value": status or [2, 3, 4, 5]}
    conditions = [{"name": "condition_set_1", "match_type": "any", "properties": [about]}]
    return {"name": "A rule", "active": True, "conditions": conditions, "actions": list(actions) or [webhook()], **more}


def update_rule(performer: int, *actions: dict[str, Any]) -> dict[str, Any]:
    return rule(*actions, performer={"type": performer}, events=[{"field_name": "reply_sent"}])


# ── the API ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_rule_is_made_shown_changed_and_deleted(api: Any) -> None:
    made = api("POST", "/1/rules", rule())
    assert (made.status_code, made.json()["actions"]) == (201, [webhook()])
    number = made.json()["id"]
    assert api("GET", f"/1/rules/{number}").json()["name"] == "A rule"
    assert api("PUT", f"/1/rules/{number}", {"active": False}).json()["active"] is False
    listed = api("GET", "/1/rules").json()
    assert ([r["id"] for r in listed["rules"]], listed["meta"]) == ([number], {"count": 1, "cascading_rules": True})
    assert api("GET", "/4/rules").json()["rules"] == []
    assert api("DELETE", f"/1/rules/{number}").status_code == 204
    for method in ("GET", "PUT", "DELETE"):
        assert api(method, f"/1/rules/{number}", {} if method == "PUT" else None).status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/1/rules", rule(name=""), "name"),
        ("/1/rules", {**rule(), "conditions": []}, "conditions"),
        ("/1/rules", {**rule(), "actions": []}, "actions"),
        ("/1/rules", {**rule(), "colour": "red"}, "colour"),
        ("/1/rules", rule(webhook(content_type="")), "content_type"),
        ("/1/rules", rule(webhook(request_type="")), "request_type"),
        ("/1/rules", rule(webhook(url="")), "url"),
        ("/1/rules", rule(webhook(content_layout=2)), "content_layout"),
        ("/4/rules", rule(), "events"),
        ("/4/rules", rule(events=[{"field_name": "reply_sent"}]), "performer"),
    ],
)
def test_a_rule_is_checked(api: Any, path: str, body: Any, field: str) -> None:
    answer = api("POST", path, body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)


def test_rules_are_for_administrators(api: Any, account: Acc) -> None:
    account.sandbox.values["admin_key"] = False
    for method, path in (("GET", "/1/rules"), ("POST", "/1/rules"), ("PUT", "/1/rules/1"), ("DELETE", "/1/rules/1")):
        assert api(method, path, {}).status_code == 403


def test_other_types_are_not_there(api: Any) -> None:
    assert api("GET", "/3/rules").json()["rules"] == []
    for type_id in (0, 2, 9):
        assert api("GET", f"/{type_id}/rules").status_code == 404


def test_an_account_may_refuse_webhooks_through_the_api(api: Any, account: Acc) -> None:
    account.sandbox.values["rules_api"] = "no_webhooks"
    assert api("POST", "/1/rules", rule()).json()["errors"][0]["field"] == "actions"
    assert api("POST", "/1/rules", rule({"field_name": "add_tag", "value": ["a"]})).status_code == 201


@pytest.mark.parametrize(("auth", "shown"), [("header", "custom_headers"), ("basic", "auth_header")])
def test_rules_made_by_hand_are_listed(api: Any, account: Acc, auth: str, shown: str) -> None:
    account.sandbox.values.update(webhook_auth=auth, rule_performer="requester")
    account.sandbox.webhook = Webhook("https://handoff.example.com/hooks/a", "s3cret")
    [created], [updated] = api("GET", "/1/rules").json()["rules"], api("GET", "/4/rules").json()["rules"]
    assert (created["name"], updated["performer"]) == (CREATED.name, {"type": 2})
    assert "s3cret" in created["actions"][0][shown].values()


def test_the_other_rule_is_listed_and_can_be_deleted(api: Any, account: Acc) -> None:
    account.sandbox.values.update(touches_new_tickets=True, first_match=True)
    listed = api("GET", "/1/rules").json()
    assert ([r["name"] for r in listed["rules"]], listed["meta"]["cascading_rules"]) == (["New customers"], False)
    assert api("DELETE", f"/1/rules/{listed['rules'][0]['id']}").status_code == 204
    assert account.sandbox.values["touches_new_tickets"] is False
    assert api("GET", "/1/rules").json()["rules"] == []


# ── ringing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_rule_made_by_the_api_rings_with_its_own_headers_and_content(api: Any, account: Acc, ear: Ear) -> None:
    login = {"username": "u", "password": "p"}
    for action in (
        webhook(ear.url, custom_headers={"X-Own": "1"}),
        webhook(ear.url, content='{"n": {{ticket.id}}}', auth_header=login),
    ):
        api("POST", "/1/rules", rule(action))
    api("POST", "/1/rules", rule(webhook(ear.url, content_layout="1")))
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="Parcel", body="x"))
    heard = {delivery.body.decode(): delivery.headers for delivery in ear.wait(3)}
    assert set(heard) == {
        f'{{"id": "{ticket_id}"}}',
        f'{{"n": {ticket_id}}}',
        f'{{"freshdesk_webhook": {{"id": "{ticket_id}"}}}}',
    }
    assert heard[f'{{"id": "{ticket_id}"}}']["x-own"] == "1"
    assert heard[f'{{"n": {ticket_id}}}']["authorization"] == "Basic dTpw"


@pytest.mark.parametrize(("performer", "rings"), [(1, ["agent"]), (2, ["customer"]), (3, ["customer", "agent"]), (4, [])])
def test_a_rule_rings_for_its_performer(api: Any, account: Acc, ear: Ear, performer: int, rings: list[str]) -> None:
    api("POST", "/4/rules", update_rule(performer, webhook(ear.url)))
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="Parcel", body="x"))
    account.sandbox.reply_as_customer(ticket_id, "Hello?")
    by_customer = len(ear.wait(1, seconds=0.4))
    account.sandbox.edit_as_agent(ticket_id, AgentEdit(private_note="On it"))
    by_agent = len(ear.wait(by_customer + 1, seconds=0.4)) - by_customer
    assert ["customer"] * by_customer + ["agent"] * by_agent == rings


def test_conditions_and_the_switch_of_a_rule_are_honoured(api: Any, account: Acc, ear: Ear) -> None:
    api("POST", "/1/rules", rule(webhook(ear.url), status=[4]))
    api("POST", "/1/rules", rule(webhook(ear.url), active=False))
    account.sandbox.create_ticket(NewTicket(subject="Parcel", body="x"))
    assert ear.wait(1, seconds=0.3) == []


# ── reading them ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "odd",
    [
        {"actions": None},
        {"actions": [7, {"url": 5, "field_name": "trigger_webhook"}, {"url": "x"}]},
        {"name": None},
        {"active": "yes"},
    ],
    ids=repr,
)
def test_odd_rules_are_nobodys(odd: dict[str, Any]) -> None:
    body = typed(RuleBody, {"id": 7, "name": CREATED.name, "active": True, **odd})
    bell = Bell("https://handoff.example.com/hooks/a", "s3cret")
    assert ours_among(Rules((body,), None), CREATED, "", bell.url) is None
    assert ours_among(Rules((body,), None), CREATED, "7", bell.url) is body
    assert not stands(CREATED, bell, body)


def test_a_proof_that_is_not_shown_is_taken_on_trust() -> None:
    bell = Bell("https://handoff.example.com/hooks/a", "s3cret")
    action = bell.action("ticket_created")
    for headers, rings in (
        ({"x-warm-handoff-secret": "s3cret"}, True),
        ({}, True),
        (None, True),
        ({"X-Warm-Handoff-Secret": "o"}, False),
    ):
        assert bell.rings_in({**action, "custom_headers": headers}, "ticket_created") is rings
    assert not bell.rings_in(action, "ticket_replied")
