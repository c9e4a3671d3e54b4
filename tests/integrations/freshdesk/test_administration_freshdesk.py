"""Setting up and taking down: the rules that ring, made by us or by hand, and nothing of anybody else's."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from connector.administration import Action, Setup, SetupRequest
from connector.core.ticket import EventKind
from connector.errors import CredentialsRejected, OutcomeUnknown, Unreachable
from connector.kit.credentials import MemoryCredentials
from connector.port import Connection
from connector.testing.faults import Fault
from connector.testing.sandbox import AgentEdit, NewTicket, Webhook
from integrations.freshdesk.integration import INTEGRATION
from integrations.freshdesk.provision import CREATED, REPLIED
from integrations.freshdesk.reading import Reader
from integrations.freshdesk.rules import Bell, RuleBook
from integrations.freshdesk.sandbox.rules import RuleState

Acc = Any
Ear = Any
SECRET = "s3cret-of-this-rule"
REQUEST = SetupRequest(account="a", url="https://handoff.example.com/hooks/freshdesk/a", secret=SECRET)


def actions(setup: Setup) -> list[Action]:
    return [step.action for step in setup.steps]


def bodies(account: Acc) -> list[dict[str, Any]]:
    return [rule.body for rule in account.sandbox.state.rules]


# ── setting up ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_administrators_key_makes_both_rules(account: Acc) -> None:
    setup = account.administer().set_up(REQUEST, dry_run=False)
    assert actions(setup) == [Action.CREATE, Action.CREATE]
    assert setup.webhook_secrets == ()
    created, replied = account.sandbox.state.rules
    assert setup.settings == {"rule_created_id": str(created.id), "rule_updated_id": str(replied.id)}
    assert (created.type_id, created.body["name"], created.body["active"]) == (1, CREATED.name, True)
    assert (replied.type_id, replied.body["performer"], replied.body["events"]) == (
        4,
        {"type": 2},
        [{"field_name": "reply_sent"}],
    )
    [action] = replied.body["actions"]
    assert action == {
        "field_name": "trigger_webhook",
        "request_type": "POST",
        "url": REQUEST.url,
        "content_type": "JSON",
        "content_layout": "2",
        "content": {"ticket_id": "{{ticket.id}}", "event": "ticket_replied", "rule": "warm-handoff-v1"},
        "custom_headers": {"X-Warm-Handoff-Secret": SECRET},
    }
    [among] = created.body["conditions"][0]["properties"]
    assert among["value"] == [2, 3, 4, 6, 7, 8]


def test_the_rules_that_were_made_ring(account: Acc, ear: Ear) -> None:
    account.administer().set_up(replace(REQUEST, url=ear.url), dry_run=False)
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="Parcel", body="Where is it?"))
    ear.wait(1)
    account.sandbox.reply_as_customer(ticket_id, "Hello?")
    ear.wait(2)
    account.sandbox.edit_as_agent(ticket_id, AgentEdit(private_note="On it"))
    account.sandbox.create_ticket(NewTicket(subject="Another", body="one"))
    heard = ear.wait(3)
    for delivery in heard:
        INTEGRATION.verify(delivery, {}, [SECRET], datetime.now(UTC))
    events = [event for delivery in heard if (event := INTEGRATION.parse(delivery))]
    assert [event.kind for event in events] == [EventKind.CREATED, EventKind.REPLIED, EventKind.CREATED]
    assert events[0].ticket_id == ticket_id


def test_basic_authentication_is_put_into_the_rules(account: Acc, ear: Ear) -> None:
    account.administer(basic_user="freshdesk").set_up(replace(REQUEST, url=ear.url), dry_run=False)
    account.sandbox.create_ticket(NewTicket(subject="Parcel", body="Where is it?"))
    [delivery] = ear.wait(1)
    assert "x-warm-handoff-secret" not in delivery.headers
    INTEGRATION.verify(delivery, {"basic_user": "freshdesk"}, [SECRET], datetime.now(UTC))


def test_repeating_it_changes_nothing(account: Acc) -> None:
    setup = account.administer().set_up(REQUEST, dry_run=False)
    before, calls = [dict(body) for body in bodies(account)], len(account.sent())
    for settings in (setup.settings, {}):  # whether or not the ids were kept
        again = account.administer(**settings).set_up(REQUEST, dry_run=False)
        assert actions(again) == [Action.KEEP, Action.KEEP]
        assert again.settings == setup.settings
    assert (bodies(account), len(account.sent())) == (before, calls)


@pytest.mark.parametrize("kept", [True, False], ids=["ids kept", "ids lost"])
def test_another_address_or_secret_mends_the_rules_that_are_there(account: Acc, kept: bool) -> None:
    made = account.administer().set_up(REQUEST, dry_run=False)
    settings = made.settings if kept else {}
    for change in ({"url": "https://new.example.com/hooks/freshdesk/a"}, {"secret": "another-secret-of-the-rule"}):
        request = replace(REQUEST, **change)
        assert actions(account.administer(**settings).set_up(request, dry_run=False)) == [Action.CHANGE, Action.CHANGE]
        assert actions(account.administer(**settings).set_up(request, dry_run=False)) == [Action.KEEP, Action.KEEP]
        assert all(body["actions"][0]["url"] == request.url for body in bodies(account))
    assert len(bodies(account)) == 2


def test_mending_leaves_what_people_set(account: Acc) -> None:
    """A person narrowed the rule down, gave it another action and another name, and switched it off."""
    made = account.administer().set_up(REQUEST, dry_run=False)
    rule = account.sandbox.state.rules[0]
    narrow = [{"name": "condition_set_1", "match_type": "all", "properties": [{"field_name": "source", "value": [1]}]}]
    tag = {"field_name": "add_tag", "value": ["seen"]}
    rule.body |= {"conditions": narrow, "actions": [*rule.body["actions"], tag], "name": "Ours, for mail", "active": False}
    setup = account.administer(**made.settings).set_up(REQUEST, dry_run=False)
    assert actions(setup) == [Action.CHANGE, Action.KEEP]
    mended = next(rule for rule in account.sandbox.state.rules if rule.type_id == 1).body
    assert (mended["conditions"], mended["name"], mended["active"]) == (narrow, "Ours, for mail", True)
    assert [action["field_name"] for action in mended["actions"]] == ["add_tag", "trigger_webhook"]


def test_a_secret_that_we_do_not_know_is_carried_on(account: Acc) -> None:
    made = account.administer().set_up(REQUEST, dry_run=False)
    moved = replace(REQUEST, url="https://new.example.com/hooks/freshdesk/a", secret="")
    assert actions(account.administer(**made.settings).set_up(moved, dry_run=False)) == [Action.CHANGE, Action.CHANGE]
    assert all(body["actions"][0]["custom_headers"] == {"X-Warm-Handoff-Secret": SECRET} for body in bodies(account))


def test_without_a_secret_no_rule_is_made(account: Acc) -> None:
    setup = account.administer().set_up(replace(REQUEST, secret=""), dry_run=False)
    assert actions(setup) == [Action.BY_HAND, Action.BY_HAND]
    assert account.sent() == []


def test_rules_made_by_hand_are_found(account: Acc) -> None:
    account.sandbox.webhook = Webhook(REQUEST.url, SECRET)
    setup = account.administer().set_up(REQUEST, dry_run=False)
    assert actions(setup) == [Action.KEEP, Action.KEEP]
    moved = replace(REQUEST, url="https://new.example.com/hooks/freshdesk/a")
    assert actions(account.administer().set_up(moved, dry_run=False)) == [Action.CHANGE, Action.CHANGE]
    assert {body["actions"][0]["url"] for body in bodies(account)} == {moved.url}


def test_another_installation_of_ours_is_not_touched(account: Acc) -> None:
    other = replace(REQUEST, account="b", url="https://handoff.example.com/hooks/freshdesk/b")
    account.administer().set_up(other, dry_run=False)
    assert actions(account.administer().set_up(REQUEST, dry_run=False)) == [Action.CREATE, Action.CREATE]
    assert [body["actions"][0]["url"] for body in bodies(account)] == [other.url, other.url, REQUEST.url, REQUEST.url]


def test_the_shape_of_a_webhook_rule_that_is_there_is_the_model(account: Acc) -> None:
    """Its shape, and neither its address nor its secret."""
    theirs = {
        "field_name": "trigger_webhook", "request_type": "PUT", "url": "https://crm.example.com/in", "content_type": "JSON",
        "content_layout": "3", "content": '{"id": "{{ticket.id}}"}', "custom_headers": {"X-Token": "theirs"}, "api_key": "theirs",
    }  # fmt: skip
    account.sandbox.state.rules.append(RuleState(7, 1, {"name": "CRM", "actions": [theirs], "conditions": [], "position": 1}))
    account.administer().set_up(REQUEST, dry_run=False)
    _, created, replied = account.sandbox.state.rules
    [action] = created.body["actions"]
    assert action["content_layout"] == "3"
    assert action["content"] == '{"ticket_id": "{{ticket.id}}", "event": "ticket_created", "rule": "warm-handoff-v1"}'
    assert "theirs" not in repr(created.body)
    assert "crm" not in repr(created.body)
    assert action["request_type"] == "POST"
    assert replied.body["actions"][0]["content_layout"] == "2"  # update rules show no model


def test_a_simple_layout_is_no_model() -> None:
    action = Bell("https://x.example.com", SECRET).action("ticket_created", {"content_layout": 1, "content": {}})
    assert action["content_layout"] == "2"


@pytest.mark.parametrize("basic_user", ["", "freshdesk"])
def test_without_an_administrators_key_everything_to_copy_is_there(account: Acc, basic_user: str) -> None:
    account.sandbox.values["admin_key"] = False
    setup = account.administer(basic_user=basic_user).set_up(REQUEST, dry_run=False)
    [step] = setup.steps
    assert step.action is Action.BY_HAND
    for needed in (REQUEST.url, SECRET, CREATED.name, REPLIED.name, '"event": "ticket_created"', '"event": "ticket_replied"'):
        assert needed in step.detail
    assert ("X-Warm-Handoff-Secret: " + SECRET in step.detail) is (basic_user == "")
    assert (setup.settings, account.sent()) == ({}, [])


def test_where_freshdesk_refuses_the_action_the_steps_for_that_rule_are_there(account: Acc) -> None:
    account.sandbox.values["rules_api"] = "no_webhooks"
    setup = account.administer().set_up(REQUEST, dry_run=False)
    assert actions(setup) == [Action.BY_HAND, Action.BY_HAND]
    assert setup.settings == {}
    for step, rule, other in zip(setup.steps, (CREATED, REPLIED), (REPLIED, CREATED), strict=True):
        assert rule.name in step.detail
        assert other.name not in step.detail
        assert SECRET in step.detail
        assert REQUEST.url in step.detail


def test_first_match_mode_is_named_and_nothing_is_put_in_front(account: Acc) -> None:
    account.sandbox.values.update(first_match=True, touches_new_tickets=True)
    setup = account.administer().set_up(REQUEST, dry_run=False)
    assert actions(setup) == [Action.CREATE, Action.CREATE, Action.BY_HAND]
    assert "Execute all matching rules" in setup.steps[-1].detail
    assert [rule.body["name"] for rule in account.sandbox.rules(1)] == ["New customers", CREATED.name]


def test_a_polled_account_needs_no_rule(account: Acc) -> None:
    setup = account.administer().set_up(replace(REQUEST, url=""), dry_run=False)
    assert actions(setup) == [Action.SKIP]
    assert account.sandbox.log.calls == []


def test_a_dry_run_only_reads(account: Acc) -> None:
    admin = account.administer()
    assert actions(admin.set_up(REQUEST, dry_run=True)) == [Action.CREATE, Action.CREATE]
    assert account.sent() == []
    made = admin.set_up(REQUEST, dry_run=False)
    calls = len(account.sent())
    moved = replace(REQUEST, url="https://new.example.com/x")
    dry = account.administer(**made.settings).set_up(moved, dry_run=True)
    assert actions(dry) == [Action.CHANGE, Action.CHANGE]
    account.administer(**made.settings).take_down(REQUEST, dry_run=True)
    assert len(account.sent()) == calls
    assert len(bodies(account)) == 2


def test_a_role_that_may_not_view_fields_still_gets_rules(account: Acc) -> None:
    account.sandbox.values["fields_readable"] = False
    account.administer().set_up(REQUEST, dry_run=False)
    assert bodies(account)[0]["conditions"][0]["properties"][0]["value"] == [2, 3, 4]


def test_a_refused_key_is_told_as_such(account: Acc) -> None:
    settings = {**account.sandbox.connection()["settings"], "base_url": account.url}
    connection = Connection(account="a", settings=settings, credentials=MemoryCredentials({"api_key": "WrongKey"}))
    admin = INTEGRATION.administer(connection)
    assert admin is not None
    with pytest.raises(CredentialsRejected):
        admin.set_up(REQUEST, dry_run=False)


def test_an_account_that_is_away_is_told_as_such(account: Acc) -> None:
    with pytest.raises(Unreachable):
        account.administer(base_url="http://127.0.0.1:9").set_up(REQUEST, dry_run=False)


def test_nothing_secret_is_shown_by_printing_a_request() -> None:
    assert SECRET not in repr(REQUEST)


# ── taking down ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kept", [True, False], ids=["ids kept", "ids lost"])
def test_taking_down_deletes_our_rules_and_is_safe_to_repeat(account: Acc, kept: bool) -> None:
    theirs = {"field_name": "trigger_webhook", "url": "https://crm.example.com/in"}
    account.sandbox.state.rules.append(RuleState(7, 1, {"name": "CRM", "actions": [theirs], "position": 1}))
    made = account.administer().set_up(REQUEST, dry_run=False)
    admin = account.administer(**(made.settings if kept else {}))
    steps = admin.take_down(REQUEST, dry_run=False)
    assert [step.action for step in steps] == [Action.DELETE, Action.DELETE, Action.BY_HAND, Action.BY_HAND]
    assert [body["name"] for body in bodies(account)] == ["CRM"]
    again = admin.take_down(REQUEST, dry_run=False)
    assert [step.action for step in again[:2]] == [Action.SKIP, Action.SKIP]


def test_rules_out_of_reach_are_for_the_admin_to_delete(account: Acc) -> None:
    account.administer().set_up(REQUEST, dry_run=False)
    account.sandbox.values["admin_key"] = False
    steps = account.administer().take_down(REQUEST, dry_run=False)
    assert [step.action for step in steps] == [Action.BY_HAND] * 4
    assert "Ticket Updates" in steps[1].detail
    assert len(bodies(account)) == 2


def test_rules_made_by_hand_stop_ringing_too(account: Acc, ear: Ear) -> None:
    account.sandbox.webhook = Webhook(ear.url, SECRET)
    account.administer().take_down(replace(REQUEST, url=ear.url), dry_run=False)
    account.sandbox.create_ticket(NewTicket(subject="Parcel", body="Where is it?"))
    assert ear.wait(1, seconds=0.3) == []


# ── the newest tickets ────────────────────────────────────────────────────────────────────────────────────────────────


def test_recent_tickets_come_newest_first_over_pages(account: Acc) -> None:
    made = []
    for _ in range(103):
        made.append(account.sandbox.create_ticket(NewTicket(subject="Parcel", body="x")))
        account.sandbox.pass_time(1)
    admin = account.administer()
    assert list(admin.recent_tickets(2)) == made[:-3:-1]
    assert list(admin.recent_tickets(500)) == made[::-1]
    assert list(admin.recent_tickets(0)) == []


def test_an_account_without_tickets_has_none(account: Acc) -> None:
    assert account.administer().recent_tickets(5) == ()


def test_a_ticket_of_last_quarter_is_not_recent(account: Acc) -> None:
    old = account.sandbox.create_ticket(NewTicket(subject="Parcel", body="x"))
    account.sandbox.pass_time(40 * 86400)
    new = account.sandbox.create_ticket(NewTicket(subject="Parcel", body="x"))
    assert (old, list(account.administer().recent_tickets(5))) == ("41", [new])


def test_there_is_no_sign_in_through_a_browser() -> None:
    assert INTEGRATION.browser_sign_in({"domain": "acme.freshdesk.com"}) is None


# ── trouble ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fault", [Fault.TRUNCATED_AFTER, Fault.HTML_AFTER, Fault.DROP_AFTER, Fault.UNAVAILABLE_AFTER])
def test_a_rule_whose_making_was_cut_off_is_found_the_next_time(account: Acc, fault: Fault) -> None:
    account.trouble(fault, writes_only=True)
    with pytest.raises(OutcomeUnknown):
        account.administer().set_up(REQUEST, dry_run=False)
    assert len(bodies(account)) == 1
    assert actions(account.administer().set_up(REQUEST, dry_run=False)) == [Action.KEEP, Action.CREATE]
    assert len(bodies(account)) == 2


def test_a_list_of_rules_that_has_pages_is_read_to_its_end() -> None:
    """None are documented; where the answer links to a next page all the same, our rule may stand on it."""

    class Paged:
        base_url = "https://acme.freshdesk.com"

        def get(self, path: str, params: dict[str, int] | None = None) -> requests.Response:
            answer = requests.Response()
            page = (params or {}).get("page", 1)
            rows = [{"id": page, "name": f"rule {page}"}]
            answer._content = json.dumps({"rules": rows, "meta": {"cascading_rules": False} if page == 1 else None}).encode()
            answer.request = requests.Request("GET", self.base_url).prepare()
            answer.status_code = 200
            if page < 3:
                answer.headers["Link"] = f'<{self.base_url}{path}?page={page + 1}>; rel="next"'
            return answer

    session: Any = Paged()
    rules = RuleBook(session, Reader(session)).read(1)
    assert ([rule.id for rule in rules.every], rules.first_match) == ([1, 2, 3], True)
