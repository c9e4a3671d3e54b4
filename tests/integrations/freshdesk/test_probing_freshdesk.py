"""Trying out what nobody documents: the answer follows the switch, and the ticket is as it was afterwards."""

from typing import Any

import pytest
from flask import request

from connector.administration import Finding, Severity
from connector.errors import TicketGone
from connector.testing.faults import Fault, FaultPlan
from connector.testing.sandbox import AgentEdit, NewTicket, Webhook
from integrations.freshdesk.probing import MIXED_CASE, NOT_PROBED
from integrations.freshdesk.sandbox.state import GROUPS
from integrations.freshdesk.sandbox.switches import SWITCHES

Acc = Any

#: For each question and each value of its switch, a word of the answer that is in no other answer to it.
ANSWERS = {
    "requester_language": {True: "names its", False: "does not name"},
    "updated_since_inclusive": {True: "includes the second", False: "starts after"},
    "error_bodies": {"json": "404 with JSON", "empty": "404 with nothing", "html": "404 with a page"},
    "sanitises_notes": {"nothing": "all of our markup", "quotes": "stay: blockquote", "everything": "strong, ul, li, blockquote"},
    "expands_placeholders": {True: "is expanded", False: "stays as it is"},
    "note_touches_ticket": {True: "changes the time", False: "leaves the time"},
    "conversations_always_thirty": {True: "thirty a page", False: "as many a page"},
    "tag_case": {"keep": "keep the spelling", "lower": "became wh_probe"},
    "tag_length": {0: "kept whole", 32: "is refused"},
    "null_unsets_group": {True: "can be taken out", False: "cannot be taken out"},
}


@pytest.fixture
def test_ticket(account: Acc) -> str:
    """A ticket with two messages that has rested for a minute, in an account with a webhook rule."""
    account.sandbox.webhook = Webhook("http://127.0.0.1:9/bell", "s3cret")
    ticket_id: str = account.sandbox.create_ticket(NewTicket(subject="A test", body="Only a test.", tags=("vip", "Wh")))
    account.sandbox.edit_as_agent(ticket_id, AgentEdit(private_note="Mine."))
    account.sandbox.pass_time(60)
    return ticket_id


def probed(account: Acc, ticket_id: str) -> dict[str, Finding]:
    findings = list(account.administer().probe(ticket_id))
    assert len({finding.code for finding in findings}) == len(findings)
    return {finding.code: finding for finding in findings}


def test_every_open_question_is_tried_or_has_a_reason(account: Acc, test_ticket: str) -> None:
    unconfirmed = {name for name, switch in SWITCHES.items() if switch.unconfirmed}
    assert set(probed(account, test_ticket)) - {"webhook_action_shape"} == unconfirmed - set(NOT_PROBED)
    assert set(ANSWERS) | set(NOT_PROBED) == unconfirmed
    assert all(reason.endswith(".") for reason in NOT_PROBED.values())


@pytest.mark.parametrize(("code", "value"), [(code, value) for code, answers in ANSWERS.items() for value in answers])
def test_the_answer_is_what_the_platform_does(account: Acc, test_ticket: str, code: str, value: Any) -> None:
    account.sandbox.values[code] = value
    finding = probed(account, test_ticket)[code]
    assert ANSWERS[code][value] in finding.what
    assert finding.severity is (Severity.NOTE if (code, value) == ("null_unsets_group", False) else Severity.OK)
    for other, words in ANSWERS[code].items():
        assert other == value or words not in finding.what


def test_the_shape_of_a_webhook_action_is_told(account: Acc, test_ticket: str) -> None:
    finding = probed(account, test_ticket)["webhook_action_shape"]
    assert finding.what == "A webhook action is called trigger_webhook, its layout 2, its content an object."


@pytest.mark.parametrize("group", ["", "Care"])
@pytest.mark.parametrize("case", ["keep", "lower"])
def test_the_ticket_is_as_it_was(account: Acc, test_ticket: str, group: str, case: str) -> None:
    account.sandbox.edit_as_agent(test_ticket, AgentEdit(group=group, priority="high", status="pending"))
    account.sandbox.values["tag_case"] = case
    before = account.sandbox.view(test_ticket)
    probed(account, test_ticket)
    after = account.sandbox.view(test_ticket)
    kept = ("vip", "wh") if case == "lower" else ("vip", "Wh")
    assert (after.tags, after.group, after.priority, after.status) == (list(kept), group or None, "high", "pending")
    assert after.replies == before.replies == []
    mine, ours = after.notes
    assert mine["text"] == "Mine."
    assert "This note can be deleted." in ours["text"]
    assert "{{" not in ours["text"]


def test_a_group_that_cannot_be_emptied_is_told(account: Acc, test_ticket: str) -> None:
    account.sandbox.values["null_unsets_group"] = False
    assert "now has one" in probed(account, test_ticket)["null_unsets_group"].what
    assert "now has one" not in probed(account, test_ticket)["null_unsets_group"].what
    assert account.raw(account.desk.fetch_ticket(test_ticket)).group_id in GROUPS.values()


def test_a_tag_that_a_person_adds_meanwhile_stays(account: Acc, test_ticket: str) -> None:
    ticket = account.sandbox.state.tickets[int(test_ticket)]

    def person() -> None:
        if MIXED_CASE in ticket.tags and "loyal" not in ticket.tags:
            ticket.tags.append("loyal")

    account.sandbox.app.before_request(person)
    probed(account, test_ticket)
    assert set(ticket.tags) == {"vip", "Wh", "loyal"}


def test_what_cannot_be_seen_says_what_to_do(account: Acc) -> None:
    """A brand-new ticket with one message, a key without rights, an account without a webhook."""
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="A test", body="Only a test."))
    account.sandbox.values.update(note_touches_ticket=False, required_field="cf_region")
    found = probed(account, ticket_id)
    for code in ("webhook_action_shape", "conversations_always_thirty", "note_touches_ticket", "null_unsets_group"):
        assert found[code].severity is Severity.NOTE
        assert found[code].remedy
    account.sandbox.values["admin_key"] = False
    assert "administrator" in probed(account, ticket_id)["webhook_action_shape"].remedy


@pytest.mark.parametrize("ticket_id", ["", "999", "x", "１２", "-1"])
def test_there_has_to_be_such_a_ticket(account: Acc, ticket_id: str) -> None:
    with pytest.raises(TicketGone):
        account.administer().probe(ticket_id)
    assert account.sent() == []


def test_spam_is_nothing_to_try_on(account: Acc, test_ticket: str) -> None:
    account.sandbox.edit_as_agent(test_ticket, AgentEdit(status="spam"))
    with pytest.raises(TicketGone):
        account.administer().probe(test_ticket)


def test_trouble_in_between_is_told_and_what_was_left_is_named(account: Acc, test_ticket: str) -> None:
    """The first write of each kind works; then the account refuses everything."""
    writes = []

    def cut_off(response: Any) -> Any:
        if request.method == "PUT" and request.path.endswith(f"/tickets/{test_ticket}"):
            writes.append(request.path)
            account.sandbox.gateway.plan = FaultPlan(rate=1.0, kinds=(Fault.UNAVAILABLE,))
        return response

    account.sandbox.app.after_request(cut_off)
    findings = list(account.administer().probe(test_ticket))
    assert writes
    left = [finding for finding in findings if finding.code == "tidied"]
    assert left[0].severity is Severity.WARNING
    assert MIXED_CASE in left[0].remedy
