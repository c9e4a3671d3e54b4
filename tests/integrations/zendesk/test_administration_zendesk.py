"""Setting up and taking down: the webhook with its secret, triggers, fields and the app, and nothing of anybody else's."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import request

from connector.administration import Action, Setup, SetupRequest
from connector.core.taxonomy import Urgency
from connector.core.ticket import EventKind
from connector.core.update import KIND_TAGS, URGENCY_TAGS, TicketUpdate
from connector.errors import CredentialsRejected, OutcomeUnknown, Unreachable
from connector.kit.credentials import MemoryCredentials
from connector.testing.faults import Fault
from connector.testing.sandbox import AgentEdit, NewTicket
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.manifest import MANIFEST
from integrations.zendesk.provision import NAME
from integrations.zendesk.sandbox.access import API_TOKEN
from integrations.zendesk.sandbox.app_key import public_pem
from integrations.zendesk.sandbox.automation import Field, Hook, Trigger, new_hook_id
from integrations.zendesk.scopes import FIELDS as BROAD
from integrations.zendesk.scopes import OPTIONAL, SETTING_UP, WORKING
from integrations.zendesk.settings import DEFAULT_SCOPE
from integrations.zendesk.ticket_fields import OUR_FIELDS
from integrations.zendesk.triggers import OUR_TRIGGERS
from integrations.zendesk.webhooks import EVENTS

Acc = Any
Ear = Any
REQUEST = SetupRequest(account="a", url="https://handoff.example.com/hooks/zendesk/a", secret="s3cret-that-we-made")
ELSEWHERE = "https://new.example.com/hooks/zendesk/a"
TRIGGERS = replace(REQUEST, extras=frozenset({"trigger"}))
FIELDS = replace(REQUEST, extras=frozenset({"fields"}))
WHEN = "2026-11-01T08:00:00Z"


def actions(setup: Setup) -> list[Action]:
    """What was done, without the line about the app."""
    return [step.action for step in setup.steps if "App “" not in step.what]


def hooks(account: Acc) -> list[Hook]:
    return list(account.sandbox.account.hooks.values())


def scopes_asked_for(account: Acc) -> list[frozenset[str]]:
    return [scopes for scopes, _ in account.sandbox.access.tokens.values()]


# ── the webhook ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_webhook_is_made_and_its_secret_read_back(account: Acc) -> None:
    setup = account.administer().set_up(REQUEST, dry_run=False)
    assert actions(setup) == [Action.CREATE]
    [hook] = hooks(account)
    assert (hook.name, hook.endpoint, hook.status, hook.subscriptions) == (NAME, REQUEST.url, "active", list(EVENTS))
    assert setup.settings == {"webhook_id": hook.id}
    assert setup.webhook_secrets == (hook.secret,)


def test_the_webhook_that_was_made_rings(account: Acc, ear: Ear) -> None:
    setup = account.administer().set_up(replace(REQUEST, url=ear.url), dry_run=False)
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="Parcel", body="Where is it?"))
    ear.wait(1)
    account.sandbox.reply_as_customer(ticket_id, "Hello?")
    heard = ear.wait(2)
    for delivery in heard:
        INTEGRATION.verify(delivery, {}, setup.webhook_secrets, datetime.now(UTC))
    events = [event for delivery in heard if (event := INTEGRATION.parse(delivery))]
    assert [(event.kind, event.ticket_id) for event in events] == [
        (EventKind.CREATED, ticket_id),
        (EventKind.REPLIED, ticket_id),
    ]


def test_repeating_it_changes_nothing(account: Acc) -> None:
    everything = replace(REQUEST, extras=frozenset({"trigger", "fields"}))
    made = account.administer().set_up(everything, dry_run=False)
    calls = account.written()
    kept_or_lost: tuple[dict[str, str], ...] = (dict(made.settings), {})
    for settings in kept_or_lost:  # whether or not the ids were kept
        again = account.administer(**settings).set_up(everything, dry_run=False)
        assert set(actions(again)) == {Action.KEEP}
        assert (again.settings, again.webhook_secrets) == (made.settings, made.webhook_secrets)
    assert account.written() == calls


def test_another_address_mends_the_webhook_that_is_there(account: Acc) -> None:
    made = account.administer().set_up(REQUEST, dry_run=False)
    [hook] = hooks(account)
    hook.status = "inactive"
    hook.subscriptions = ["zen:event-type:ticket.created", "zen:event-type:ticket.external_id_changed"]
    moved = account.administer(**made.settings).set_up(replace(REQUEST, url=ELSEWHERE), dry_run=False)
    assert (actions(moved), moved.settings) == ([Action.CHANGE], made.settings)
    assert (hook.endpoint, hook.status) == (ELSEWHERE, "active")
    assert hook.subscriptions == [*EVENTS, "zen:event-type:ticket.external_id_changed"]
    assert moved.webhook_secrets == (hook.secret,)


def test_a_webhook_made_by_hand_is_found_and_one_of_another_installation_is_not_touched(account: Acc) -> None:
    ours, theirs = (
        Hook(new_hook_id(), NAME, url, list(EVENTS), created_at=WHEN, updated_at=WHEN) for url in (REQUEST.url, ELSEWHERE)
    )
    account.sandbox.account.hooks |= {ours.id: ours, theirs.id: theirs}
    setup = account.administer().set_up(REQUEST, dry_run=False)
    assert (actions(setup), setup.settings) == ([Action.KEEP], {"webhook_id": ours.id})
    account.administer().take_down(REQUEST, dry_run=False)
    assert hooks(account) == [theirs]


def test_a_webhook_that_somebody_deleted_is_made_again(account: Acc) -> None:
    made = account.administer().set_up(REQUEST, dry_run=False)
    account.sandbox.account.hooks.clear()
    again = account.administer(**made.settings).set_up(REQUEST, dry_run=False)
    assert actions(again) == [Action.CREATE]
    assert again.settings["webhook_id"] != made.settings["webhook_id"]


@pytest.mark.parametrize("fault", [Fault.TRUNCATED_AFTER, Fault.HTML_AFTER, Fault.DROP_AFTER, Fault.UNAVAILABLE_AFTER])
def test_a_webhook_whose_making_was_cut_off_is_found_the_next_time(account: Acc, fault: Fault) -> None:
    opened = account.sandbox.token_connection()  # with an API token the first write is the one that makes the webhook
    credentials = MemoryCredentials(opened["credentials"])
    admin = account.administer(credentials=credentials, client_id="", email=opened["settings"]["email"])
    account.trouble(fault, writes_only=True)
    with pytest.raises(OutcomeUnknown):
        admin.set_up(REQUEST, dry_run=False)
    assert len(hooks(account)) == 1
    assert actions(account.administer().set_up(REQUEST, dry_run=False)) == [Action.KEEP]
    assert len(hooks(account)) == 1


def test_a_polled_account_needs_no_webhook(account: Acc) -> None:
    setup = account.administer().set_up(replace(REQUEST, url=""), dry_run=False)
    assert actions(setup) == [Action.SKIP]
    assert (hooks(account), setup.settings, setup.webhook_secrets) == ([], {}, ())


def test_a_dry_run_only_reads(account: Acc) -> None:
    everything = replace(REQUEST, extras=frozenset({"trigger", "fields"}))
    dry = account.administer().set_up(everything, dry_run=True)
    assert actions(dry) == [Action.CREATE] * 5
    assert (dry.settings, dry.webhook_secrets, account.written()) == ({}, (), [])
    made = account.administer().set_up(everything, dry_run=False)
    calls = account.written()
    admin = account.administer(**made.settings)
    moved = admin.set_up(replace(everything, url=ELSEWHERE), dry_run=True)
    assert actions(moved) == [Action.CHANGE] + [Action.KEEP] * 4
    steps = admin.take_down(everything, dry_run=True)
    assert [step.action for step in steps].count(Action.DELETE) == 6
    assert account.written() == calls


# ── rights ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_rights_of_setting_up_come_in_a_token_of_their_own(account: Acc) -> None:
    """The token that is kept has the scope setting and nothing else."""
    account.administer(scope=DEFAULT_SCOPE).set_up(REQUEST, dry_run=False)
    kept, short = scopes_asked_for(account)
    assert (kept, short) == (frozenset(WORKING), frozenset({**WORKING, **SETTING_UP}))
    lives = [expires_at - datetime.now(UTC).timestamp() for _, expires_at in account.sandbox.access.tokens.values()]
    assert lives[1] <= 300 < lives[0]
    token = account.credentials.read()["access_token"]
    assert account.sandbox.access.tokens[token][0] == frozenset(WORKING)


def test_fields_take_the_broad_scopes_for_a_moment(account: Acc) -> None:
    account.administer(scope=DEFAULT_SCOPE).set_up(FIELDS, dry_run=False)
    kept, short = scopes_asked_for(account)
    assert not kept & {"read", "write"}
    assert {"read", "write"} <= short


def test_the_broad_scopes_are_asked_for_only_where_there_are_fields(account: Acc) -> None:
    admin = account.administer(scope=DEFAULT_SCOPE)
    admin.set_up(REQUEST, dry_run=False)
    admin.take_down(REQUEST, dry_run=True)
    list(admin.examine(REQUEST))
    assert len(scopes_asked_for(account)) == 4
    assert not any(scopes & {"read", "write"} for scopes in scopes_asked_for(account))


def test_the_manifest_says_what_each_scope_is_for() -> None:
    told = {permission.name: permission.reason for permission in MANIFEST.permissions}
    assert set(told) == {*WORKING, *OPTIONAL, *SETTING_UP, *BROAD}
    assert all(("For setting up" in reason) is (name not in {**WORKING, **OPTIONAL}) for name, reason in told.items())


@pytest.mark.parametrize("bodies", [True, False])
def test_where_the_role_does_not_reach_everything_to_copy_is_there(account: Acc, *, bodies: bool) -> None:
    account.sandbox.values.update(seat_role="agent", forbidden_body_is_json=bodies)
    everything = replace(REQUEST, extras=frozenset({"trigger", "fields"}))
    setup = account.administer().set_up(everything, dry_run=False)
    hook, fields, _ = setup.steps
    assert (hook.action, fields.action) == (Action.BY_HAND, Action.BY_HAND)
    assert REQUEST.url in hook.detail
    assert "Ticket created" in hook.detail
    for tag in (*KIND_TAGS.values(), *URGENCY_TAGS.values()):
        assert tag in fields.detail
    assert (setup.settings, setup.webhook_secrets, hooks(account)) == ({}, (), [])


def test_triggers_out_of_reach_are_told_word_by_word(account: Acc) -> None:
    """Signed in through the browser with the scopes of webhooks alone."""
    scope = " ".join([*WORKING, "webhooks:read", "webhooks:write"])
    token = account.sandbox.access._token(scope, 3600)["access_token"]
    credentials = MemoryCredentials({"access_token": token, "refresh_token": "r", "expires_at": "9999999999"})
    setup = account.administer(credentials=credentials).set_up(TRIGGERS, dry_run=False)
    assert actions(setup) == [Action.CREATE, Action.BY_HAND]
    by_hand = setup.steps[1]
    for ours in OUR_TRIGGERS:
        assert ours.title in by_hand.what
        assert f'"event":"{ours.event}"' in by_hand.detail
    assert setup.webhook_secrets == (hooks(account)[0].secret,)


def test_a_secret_that_zendesk_does_not_show_is_for_the_admin_to_reveal(account: Acc) -> None:
    def hidden() -> Any:
        return ({"error": "Forbidden"}, 403) if request.path.endswith("/signing_secret") else None

    account.sandbox.app.before_request(hidden)
    setup = account.administer().set_up(REQUEST, dry_run=False)
    assert actions(setup) == [Action.CREATE, Action.BY_HAND]
    assert "ZENDESK_WEBHOOK_SECRET" in setup.steps[1].detail
    assert setup.webhook_secrets == ()


def test_an_old_api_token_sets_up_too(account: Acc) -> None:
    opened = account.sandbox.token_connection()
    admin = account.administer(
        credentials=MemoryCredentials(opened["credentials"]), client_id="", email=opened["settings"]["email"]
    )
    made = admin.set_up(replace(REQUEST, extras=frozenset({"trigger", "fields"})), dry_run=False)
    assert set(actions(made)) == {Action.CREATE}
    last = list(admin.take_down(REQUEST, dry_run=False))[-1]
    assert (last.action, last.what) == (Action.BY_HAND, "Delete the API token")
    assert API_TOKEN not in repr((made, last))


@pytest.mark.parametrize("secret", ["wrong", ""])
def test_refused_credentials_are_told_as_such(account: Acc, secret: str) -> None:
    admin = account.administer(credentials=MemoryCredentials({"client_secret": secret}))
    for ask in (admin.set_up, admin.take_down):
        with pytest.raises(CredentialsRejected):
            ask(REQUEST, dry_run=False)
    with pytest.raises(CredentialsRejected):
        admin.recent_tickets(1)


def test_an_account_that_is_away_is_told_as_such(account: Acc) -> None:
    with pytest.raises(Unreachable):
        account.administer(base_url="http://127.0.0.1:9").set_up(REQUEST, dry_run=False)


def test_nothing_secret_is_shown_by_printing(account: Acc) -> None:
    setup = account.administer().set_up(REQUEST, dry_run=False)
    assert REQUEST.secret not in repr(REQUEST)
    assert setup.webhook_secrets[0] not in repr(setup)


# ── triggers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_triggers_ring_instead_of_events(account: Acc, ear: Ear) -> None:
    account.administer().set_up(replace(TRIGGERS, url=ear.url), dry_run=False)
    [hook] = hooks(account)
    assert hook.is_conditional
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="Parcel", body="Where is it?"))
    ear.wait(1)
    account.sandbox.reply_as_customer(ticket_id, "Hello?")
    ear.wait(2)
    account.sandbox.edit_as_agent(ticket_id, AgentEdit(private_note="On it", public_reply="Soon.", add_tags=("ai_skip",)))
    account.sandbox.reply_as_customer(ticket_id, "Thanks.")  # ours to leave alone now
    account.sandbox.create_ticket(NewTicket(subject="Another", body="one"))
    heard = ear.wait(3)
    for delivery in heard:
        INTEGRATION.verify(delivery, {}, [hook.secret], datetime.now(UTC))
    events = [event for delivery in heard if (event := INTEGRATION.parse(delivery))]
    assert [event.kind for event in events] == [EventKind.CREATED, EventKind.REPLIED, EventKind.CREATED]


def test_our_own_update_sets_off_no_trigger_of_ours(account: Acc, ear: Ear) -> None:
    account.administer().set_up(replace(TRIGGERS, url=ear.url), dry_run=False)
    ticket = account.customer_writes()
    ear.wait(1)
    account.apply(ticket, TicketUpdate(add_tags=frozenset({URGENCY_TAGS[Urgency.U1]})))
    assert len(ear.wait(2, seconds=0.3)) == 1


def test_a_webhook_for_events_gives_way_to_triggers(account: Acc) -> None:
    made = account.administer().set_up(REQUEST, dry_run=False)
    changed = account.administer(**made.settings).set_up(TRIGGERS, dry_run=False)
    assert actions(changed) == [Action.DELETE, Action.CREATE, Action.CREATE, Action.CREATE]
    [hook] = hooks(account)
    assert hook.is_conditional
    assert changed.settings["webhook_id"] == hook.id
    stays = account.administer(**{**made.settings, **changed.settings}).set_up(REQUEST, dry_run=False)
    assert actions(stays) == [Action.KEEP] * 3


def test_a_trigger_that_was_switched_off_is_mended_and_keeps_the_admins_conditions(account: Acc) -> None:
    made = account.administer().set_up(TRIGGERS, dry_run=False)
    trigger = account.sandbox.account.triggers[int(made.settings["trigger_created_id"])]
    trigger.active, trigger.title = False, "Ours, for VIPs"
    trigger.conditions = [*trigger.conditions, {"field": "current_tags", "operator": "includes", "value": "vip"}]
    conditions = list(trigger.conditions)
    mended = account.administer(**made.settings).set_up(TRIGGERS, dry_run=False)
    assert actions(mended) == [Action.KEEP, Action.CHANGE, Action.KEEP]
    assert (trigger.active, trigger.title, list(trigger.conditions)) == (True, "Ours, for VIPs", conditions)


# ── ticket fields ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_fields_mirror_our_tags_and_can_be_corrected_in(account: Acc) -> None:
    made = account.administer().set_up(FIELDS, dry_run=False)
    assert actions(made) == [Action.CREATE] * 3
    kind, urgency = (account.sandbox.account.fields[int(made.settings[ours.setting])] for ours in OUR_FIELDS)
    assert (kind.type, set(kind.values)) == ("multiselect", set(KIND_TAGS.values()))
    assert (urgency.type, set(urgency.values)) == ("tagger", set(URGENCY_TAGS.values()))
    assert all(not option["name"].startswith("ai_") for option in (*kind.options, *urgency.options))
    ticket = account.customer_writes()
    some_kind = next(iter(KIND_TAGS.values()))
    account.apply(ticket, TicketUpdate(add_tags=frozenset({some_kind, URGENCY_TAGS[Urgency.U2]})))
    tags = account.raw(ticket).tags
    assert (kind.value_for(tags), urgency.value_for(tags)) == ([some_kind], URGENCY_TAGS[Urgency.U2])


def test_what_an_admin_made_of_a_field_stays(account: Acc) -> None:
    made = account.administer().set_up(FIELDS, dry_run=False)
    urgency = account.sandbox.account.fields[int(made.settings["urgency_field_id"])]
    lost = urgency.options.pop()
    urgency.options[0]["name"] = "At once!"
    urgency.options.append({"id": 7, "name": "Whenever", "value": "whenever"})
    urgency.title = "Eilt"
    mended = account.administer(**made.settings).set_up(FIELDS, dry_run=False)
    assert actions(mended) == [Action.KEEP, Action.KEEP, Action.CHANGE]
    names = {option["value"]: option["name"] for option in urgency.options}
    assert (urgency.title, names[urgency.values[0]], names["whenever"]) == ("Eilt", "At once!", "Whenever")
    assert lost["value"] in names
    steps = account.administer(**made.settings).take_down(REQUEST, dry_run=False)
    [by_hand] = [step for step in steps if "Eilt" in step.what]
    assert by_hand.action is Action.BY_HAND
    assert list(account.sandbox.account.fields.values()) == [urgency]


# ── the app ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("enabled", [True, False])
def test_the_installation_is_found_with_its_key(account: Acc, *, enabled: bool) -> None:
    setup = account.administer().set_up(REQUEST, dry_run=False)
    assert "handoff package zendesk a" in setup.steps[-1].detail
    account.sandbox.values["app_installed"] = True
    account.sandbox.account.installation.enabled = enabled
    found = account.administer().set_up(REQUEST, dry_run=False)
    assert (found.settings["app_id"], found.settings["app_installation_id"]) == ("5", "77")
    assert found.settings["app_public_key"] == public_pem().strip()
    assert ("switched off" in found.steps[-1].detail) is not enabled
    rules = account.open(app_installation_id=found.settings["app_installation_id"]).read_rules()
    assert rules is not None
    assert (rules.get("enabled") == "false") is not enabled


def test_an_app_of_another_name_is_not_ours(account: Acc) -> None:
    account.sandbox.values["app_installed"] = True
    account.sandbox.account.installation.settings = {"name": "Warm Handshake", "title": "Warm Handshake"}
    assert "app_installation_id" not in account.administer().set_up(REQUEST, dry_run=False).settings


def test_apps_out_of_reach_are_told(account: Acc) -> None:
    setup = account.administer(scope="tickets:read users:read").set_up(REQUEST, dry_run=False)
    assert "apps:read" in setup.steps[-1].detail
    assert actions(setup) == [Action.CREATE]


# ── taking down ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_taking_down_leaves_nothing_of_ours_and_is_safe_to_repeat(account: Acc) -> None:
    theirs_hook = Hook(new_hook_id(), "CRM", "https://crm.example.com/in", list(EVENTS), created_at=WHEN, updated_at=WHEN)
    theirs_field = Field(7, "tagger", "Size", [{"id": 1, "name": "Large", "value": "large"}], updated_at=WHEN)
    theirs_trigger = Trigger(8, "Theirs", [{"field": "update_type", "operator": "is", "value": "Create"}], (), updated_at=WHEN)
    there = account.sandbox.account
    there.hooks[theirs_hook.id], there.fields[7], there.triggers[8] = theirs_hook, theirs_field, theirs_trigger
    made = account.administer().set_up(replace(REQUEST, extras=frozenset({"trigger", "fields"})), dry_run=False)
    assert (len(there.hooks), len(there.triggers), len(there.fields)) == (2, 3, 3)
    admin = account.administer(**made.settings)
    kept = account.credentials.read()["access_token"]
    steps = admin.take_down(REQUEST, dry_run=False)
    assert [step.action for step in steps] == [Action.DELETE] * 6 + [Action.BY_HAND]
    assert list(there.hooks.values()) == [theirs_hook]
    assert list(there.triggers.values()) == [theirs_trigger]
    assert list(there.fields.values()) == [theirs_field]
    assert kept not in account.sandbox.access.tokens
    again = admin.take_down(REQUEST, dry_run=False)
    assert Action.SKIP in [step.action for step in again]
    assert list(there.hooks.values()) == [theirs_hook]


def test_what_is_out_of_reach_is_for_the_admin_to_delete(account: Acc) -> None:
    account.sandbox.values["app_installed"] = True
    made = account.administer().set_up(replace(REQUEST, extras=frozenset({"fields"})), dry_run=False)
    account.sandbox.values["seat_role"] = "agent"
    steps = account.administer(**made.settings).take_down(REQUEST, dry_run=False)
    by_hand = [step for step in steps if step.action is Action.BY_HAND]
    assert len(by_hand) == 4  # webhook, fields, app, OAuth client
    assert all(step.detail for step in by_hand)
    assert len(hooks(account)) == 1


def test_a_signed_in_account_ends_its_token(account: Acc) -> None:
    scope = " ".join({**WORKING, **SETTING_UP})
    token = account.sandbox.access._token(scope, 3600)["access_token"]
    credentials = MemoryCredentials({"access_token": token, "refresh_token": "r", "expires_at": "9999999999"})
    admin = account.administer(credentials=credentials)
    assert actions(admin.set_up(REQUEST, dry_run=False)) == [Action.CREATE]
    admin.take_down(REQUEST, dry_run=False)
    assert account.sandbox.access.tokens == {}


# ── the newest tickets ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", ["admin", "agent", "light agent"])
def test_recent_tickets_come_newest_first_over_pages(account: Acc, role: str) -> None:
    account.sandbox.values["seat_role"] = role
    made = [account.sandbox.create_ticket(NewTicket(subject="Parcel", body="x")) for _ in range(203)]
    admin = account.administer()
    assert list(admin.recent_tickets(2)) == made[:-3:-1]
    assert list(admin.recent_tickets(150)) == made[:-151:-1]
    assert list(admin.recent_tickets(500)) == made[::-1]
    assert list(admin.recent_tickets(0)) == []


def test_an_account_without_tickets_has_none(account: Acc) -> None:
    assert account.administer().recent_tickets(5) == ()
