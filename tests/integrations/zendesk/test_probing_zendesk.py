"""Trying out what nobody documents: the answer follows the switch, and the ticket is as it was afterwards."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Response, request

from connector.administration import Finding, Severity
from connector.errors import TicketGone
from connector.kit.credentials import MemoryCredentials
from connector.testing.faults import Fault, FaultPlan
from connector.testing.sandbox import AgentEdit, NewTicket
from integrations.zendesk.probing import NOT_PROBED, TAG
from integrations.zendesk.sandbox.switches import SWITCHES
from integrations.zendesk.scopes import SETTING_UP, WORKING
from integrations.zendesk.settings import DEFAULT_SCOPE

Acc = Any

#: For each question and each value of its switch, a word of the answer that is in no other answer to it.
ANSWERS = {
    "excludes_last_minute": {True: "leaves the newest", False: "at once"},
    "conflict_body_is_json": {True: "409 and JSON", False: "409 and no JSON"},
    "forbidden_body_is_json": {True: "403 with JSON", False: "403 with no JSON"},
    "removes_unknown_tags": {True: "takes its words", False: "words in markup that Zendesk does not know stay"},
    "renders_placeholders": {True: "is expanded", False: "stays as it is"},
    "groups_need_read_scope": {True: "cannot be read", False: "can be read"},
    "fields_need_broad_scope": {True: "cannot be read", False: "can be read"},
    "additional_tags_work": {True: "works on", False: "does nothing"},
    "keeps_metadata": {True: "stays with", False: "does not stay"},
}
#: Answered besides, without a switch.
MORE = {"identity", "note_markup", "clocks"}
OF_SCOPES = {"forbidden_body_is_json", "groups_need_read_scope", "fields_need_broad_scope"}


@pytest.fixture
def meddle(account: Acc) -> list[Callable[[Response], None]]:
    """What else happens after each answer; registered before the first call, as Flask wants it."""
    meddlers: list[Callable[[Response], None]] = []

    def meddled(response: Response) -> Response:
        for one in meddlers:
            one(response)
        return response

    account.sandbox.app.after_request(meddled)
    return meddlers


@pytest.fixture
def test_ticket(account: Acc) -> str:
    """A ticket of the admin's own."""
    ticket_id: str = account.sandbox.create_ticket(NewTicket(subject="A test", body="Only a test.", tags=("vip",)))
    account.sandbox.edit_as_agent(ticket_id, AgentEdit(private_note="Mine."))
    return ticket_id


def probed(account: Acc, ticket_id: str, **settings: str) -> dict[str, Finding]:
    findings = list(account.administer(**settings).probe(ticket_id))
    assert len({finding.code for finding in findings}) == len(findings)
    assert all(finding.what.endswith(".") for finding in findings)
    return {finding.code: finding for finding in findings}


def test_every_open_question_is_tried_or_has_a_reason(account: Acc, test_ticket: str) -> None:
    unconfirmed = {name for name, switch in SWITCHES.items() if switch.unconfirmed}
    assert set(probed(account, test_ticket)) - MORE == unconfirmed - set(NOT_PROBED)
    assert set(ANSWERS) | set(NOT_PROBED) == unconfirmed
    assert not set(ANSWERS) & set(NOT_PROBED)
    assert all(reason.endswith(".") for reason in NOT_PROBED.values())


@pytest.mark.parametrize(("code", "value"), [(code, value) for code, answers in ANSWERS.items() for value in answers])
def test_the_answer_is_what_the_platform_does(account: Acc, test_ticket: str, code: str, *, value: bool) -> None:
    account.sandbox.values[code] = value
    finding = probed(account, test_ticket)[code]
    assert ANSWERS[code][value] in finding.what
    assert ANSWERS[code][not value] not in finding.what
    assert finding.severity is Severity.OK


def test_who_we_are_is_told(account: Acc, test_ticket: str) -> None:
    assert "Warm Handoff (automated)" in probed(account, test_ticket)["identity"].what


def test_lost_markup_is_named(account: Acc, test_ticket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "all of our markup" in probed(account, test_ticket)["note_markup"].what
    monkeypatch.setattr("integrations.zendesk.sandbox.sanitise._KEPT", frozenset({"p", "strong", "em", "ul", "li", "code"}))
    assert "blockquote" in probed(account, test_ticket)["note_markup"].what


@pytest.mark.parametrize("works", [True, False])
def test_the_ticket_is_as_it_was_but_for_one_private_note(account: Acc, test_ticket: str, *, works: bool) -> None:
    account.sandbox.values["additional_tags_work"] = works
    account.sandbox.edit_as_agent(test_ticket, AgentEdit(group="Billing", priority="high", status="pending"))
    before = account.sandbox.view(test_ticket)
    probed(account, test_ticket)
    after = account.sandbox.view(test_ticket)
    assert (after.tags, after.group, after.priority, after.status) == (["vip"], "Billing", "high", "pending")
    assert after.replies == before.replies == []
    mine, ours = after.notes
    assert mine["text"] == "Mine."
    assert ours["text"].startswith("Warm Handoff tried out on this ticket")


def test_a_tag_that_a_person_adds_meanwhile_stays(account: Acc, test_ticket: str, meddle: Any) -> None:
    ticket = account.sandbox.account.tickets[int(test_ticket)]

    def person(_: Response) -> None:
        """Between our last reading and our last writing."""
        if request.method == "GET" and TAG in ticket.tags and "loyal" not in ticket.tags:
            account.sandbox.values["clock_offset"] += 2.0
            account.sandbox.edit_as_agent(test_ticket, AgentEdit(add_tags=("loyal",)))

    meddle.append(person)
    assert "tidied" not in probed(account, test_ticket)
    assert set(ticket.tags) == {"vip", "loyal"}


def test_a_tag_of_the_admins_own_stays(account: Acc) -> None:
    ticket_id = account.sandbox.create_ticket(NewTicket(subject="A test", body="Only a test.", tags=(TAG,)))
    probed(account, ticket_id)
    assert account.sandbox.view(ticket_id).tags == [TAG]


def test_an_update_that_ignores_its_condition_is_a_problem(
    account: Acc, test_ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.zendesk.sandbox.ticket_api._refusal", lambda *_: None)
    finding = probed(account, test_ticket)["conflict_body_is_json"]
    assert finding.severity is Severity.PROBLEM
    assert account.sandbox.view(test_ticket).tags == ["vip"]


def test_clocks_that_differ_are_told(account: Acc, test_ticket: str, meddle: Any) -> None:
    def late(response: Response) -> None:
        if request.method == "PUT" and response.status_code == 200:
            body = json.loads(response.get_data())
            body["ticket"]["updated_at"] = "2026-11-01T08:00:00Z"
            response.set_data(json.dumps(body))

    assert probed(account, test_ticket)["clocks"].severity is Severity.OK
    meddle.append(late)
    finding = probed(account, test_ticket)["clocks"]
    assert finding.severity is Severity.WARNING
    assert "seconds from" in finding.what


def test_an_agent_cannot_see_the_list_of_changes(account: Acc, test_ticket: str) -> None:
    account.sandbox.values["seat_role"] = "agent"
    finding = probed(account, test_ticket)["excludes_last_minute"]
    assert finding.severity is Severity.NOTE
    assert "admin" in finding.remedy


def test_fixed_scopes_leave_three_questions_open(account: Acc, test_ticket: str) -> None:
    """Signed in through the browser, or with an API token."""
    opened = account.sandbox.token_connection()
    token = account.sandbox.access._token(" ".join({**WORKING, **SETTING_UP, "read": ""}), 3600)["access_token"]
    signed_in = MemoryCredentials({"access_token": token, "refresh_token": "r", "expires_at": "9999999999"})
    for admin in (
        account.administer(credentials=signed_in),
        account.administer(credentials=MemoryCredentials(opened["credentials"]), client_id="", email=opened["settings"]["email"]),
    ):
        findings = {finding.code: finding for finding in admin.probe(test_ticket)}
        assert {code for code, finding in findings.items() if finding.severity is not Severity.OK} == OF_SCOPES
        assert all(findings[code].remedy for code in OF_SCOPES)


def test_a_read_only_token_leaves_the_ticket_alone(account: Acc, test_ticket: str) -> None:
    found = probed(account, test_ticket, scope=DEFAULT_SCOPE.replace("tickets:write ", ""))
    for code in ("note_markup", "keeps_metadata", "renders_placeholders", "removes_unknown_tags", "clocks"):
        assert (found[code].severity, bool(found[code].remedy)) == (Severity.NOTE, True)
    assert found["additional_tags_work"].severity is Severity.NOTE
    assert len(account.sandbox.view(test_ticket).notes) == 1


@pytest.mark.parametrize("ticket_id", ["", "999", "x", "１２", "-1", "../1"])
def test_there_has_to_be_such_a_ticket(account: Acc, ticket_id: str) -> None:
    with pytest.raises(TicketGone):
        account.administer().probe(ticket_id)
    assert account.written() == []


def test_a_closed_ticket_is_nothing_to_try_on(account: Acc, test_ticket: str) -> None:
    account.sandbox.edit_as_agent(test_ticket, AgentEdit(status="closed"))
    with pytest.raises(TicketGone, match="open test ticket"):
        account.administer().probe(test_ticket)
    assert account.written() == []


def test_trouble_in_between_is_told_and_what_was_left_is_named(account: Acc, test_ticket: str, meddle: Any) -> None:
    """The tag arrives; then the account refuses everything."""

    def cut_off(_: Response) -> None:
        if TAG in account.sandbox.account.tickets[int(test_ticket)].tags:
            account.sandbox.gateway.plan = FaultPlan(rate=1.0, kinds=(Fault.UNAVAILABLE,))

    meddle.append(cut_off)
    left = probed(account, test_ticket)["tidied"]
    assert left.severity is Severity.WARNING
    assert TAG in left.remedy
