"""The client against the running stand-in: two reads, one atomic write, never over a person, never in public."""

import ast
import inspect
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connector.core.note import Block, BlockKind, Note
from connector.core.ticket import Bar, Capability, Priority
from connector.core.undo import inverse
from connector.core.update import DRAFTED, PEOPLE_FIRST, TicketUpdate
from connector.errors import Conflict, CredentialsRejected, Refused, TicketGone, Transient
from connector.port import Identity, Write
from connector.testing.answers import read_answers
from connector.testing.sandbox import AgentEdit
from integrations.zendesk import client as client_module
from integrations.zendesk import writing
from integrations.zendesk.reading import refused_field
from integrations.zendesk.sandbox.state import AGENT_USER, OUR_USER
from integrations.zendesk.stamp import Stamp

NOTE = Note((Block(BlockKind.PARAGRAPH, ("For a person, {{ticket.requester.email}} <b>",)),)).with_reference("WH-ABCDEFGHIJKLM")
UPDATE = TicketUpdate(add_tags=frozenset({PEOPLE_FIRST, DRAFTED}), priority=Priority.HIGH, group_id="56", note=NOTE)
Acc = Any  # the fixture's own type lives in conftest.py, which cannot be imported here


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_we_are(account: Acc) -> None:
    assert account.desk.identify() == Identity(id=str(OUR_USER), name="Warm Handoff (automated)", role="admin", is_person=False)
    account.sandbox.account.users[OUR_USER].name = "Aisha Botham"
    assert account.desk.identify().is_person is True


def test_groups_with_and_without_the_assignable_list(account: Acc) -> None:
    assignable = account.desk.groups()
    account.sandbox.values["assignable_groups_exist"] = False
    assert account.desk.groups() == assignable
    assert {group.name: group.id for group in assignable}["Support"] == "55"


def test_a_ticket_costs_two_reads_and_one_write(account: Acc) -> None:
    ticket = account.customer_writes()
    before = len(account.sandbox.log.calls)
    account.apply(account.read(ticket.id), UPDATE)
    path = f"/api/v2/tickets/{ticket.id}"
    assert account.paths()[before:] == [("GET", f"{path}/comments", 200), ("GET", path, 200), ("PUT", path, 200)]


def test_a_long_ticket_keeps_its_first_message(account: Acc) -> None:
    ticket = account.customer_writes(body="The very first words.")
    for number in range(120):
        account.sandbox.reply_as_customer(ticket.id, f"word {number}")
    messages = account.read(ticket.id).messages
    assert len(messages) == 101
    assert [m.text for m in messages[:2]] == ["The very first words.", "word 20"]
    assert messages[-1].text == "word 119"


def test_strange_ids_stay_inside_the_path(account: Acc) -> None:
    with pytest.raises(TicketGone):
        account.desk.fetch_ticket("../users/me")
    assert account.paths()[-1][1].startswith("/api/v2/")


def test_a_ticket_somebody_just_touched(account: Acc) -> None:
    ticket = account.customer_writes(channel="voice_transcript", body="Hello, my heating is out.")
    assert [m.text for m in ticket.messages] == ["Hello, my heating is out."]
    assert account.customer_writes(channel="chat").accepts == {Capability.NOTE}


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_whole_request(account: Acc) -> None:
    ticket = account.customer_writes(tags=("vip",))
    (write,) = account.desk.writes(ticket, UPDATE)
    assert (write.name, write.carries_note, write.quarantine) == ("update", True, 5.0)
    assert write.request == {
        "ticket": {
            "safe_update": True,
            "updated_stamp": Stamp.parse(ticket.stamp).updated_at,
            "tags": ["ai_draft", "ai_people_first", "vip"],
            "priority": "high",
            "group_id": 56,
            "comment": {
                "public": False,
                "html_body": "<p>For a person, {\u2060{ticket.requester.email}\u2060} &lt;b&gt;</p><p>Ref WH-ABCDEFGHIJKLM</p>",
            },
            "metadata": {"warm_handoff": {"reference": "WH-ABCDEFGHIJKLM"}},
        }
    }


def test_a_draft_is_told_to_programs_in_the_audit_of_the_same_request(account: Acc) -> None:
    ticket = account.customer_writes()
    draft = Block(BlockKind.DRAFT, ("Hello,", "", "--", "Drafted with AI."), "en")
    update = TicketUpdate(note=Note((draft,)).with_reference("WH-ABCDEFGHIJKLM"))
    (write,) = account.desk.writes(ticket, update)
    assert write.request["ticket"]["metadata"] == {"warm_handoff": {"reference": "WH-ABCDEFGHIJKLM", "state": "ai_drafted"}}
    account.apply(ticket, update)
    assert len(account.written()) == 1
    assert "Drafted with AI." in account.raw(ticket).comments[-1].html_body


def test_only_what_changes_is_sent(account: Acc) -> None:
    ticket = account.customer_writes(priority="urgent", group="Support", tags=(PEOPLE_FIRST,))
    (write,) = account.desk.writes(
        ticket, TicketUpdate(add_tags=frozenset({PEOPLE_FIRST, DRAFTED}), priority=Priority.HIGH, group_id="56")
    )
    assert set(write.request["ticket"]) == {"safe_update", "updated_stamp", "tags"}
    assert account.desk.writes(ticket, TicketUpdate(add_tags=frozenset({PEOPLE_FIRST}), priority=Priority.LOW)) == ()


def test_what_the_answer_tells(account: Acc) -> None:
    ticket = account.customer_writes()
    (written,) = account.apply(ticket, UPDATE)
    raw = account.raw(ticket)
    assert (written.stamp, written.note_id) == (raw.updated_at, str(raw.comments[-1].id))
    (tags_only,) = account.apply(account.read(ticket.id), TicketUpdate(remove_tags=frozenset({DRAFTED})))
    assert tags_only.note_id == ""


def test_an_intake_group_is_left_and_anothers_is_kept(account: Acc) -> None:
    ticket = account.customer_writes(group="Support")
    account.apply(ticket, replace(UPDATE, intake_group_ids=frozenset({"55"})))
    assert account.raw(ticket).group_id == 56
    account.apply(account.read(ticket.id), replace(UPDATE, group_id="57", note=None))
    assert account.raw(ticket).group_id == 56


def test_an_assigned_ticket_keeps_its_group(account: Acc) -> None:
    ticket = account.customer_writes()
    account.raw(ticket).assignee_id = AGENT_USER
    ticket = account.read(ticket.id)
    assert (ticket.assignee_id, Capability.GROUP in ticket.accepts) == (str(AGENT_USER), False)
    account.apply(ticket, UPDATE)
    assert (account.raw(ticket).group_id, account.raw(ticket).priority) == (None, "high")


def test_undo_clears_what_was_empty(account: Acc) -> None:
    before = account.customer_writes()
    account.apply(before, UPDATE)
    (write,) = account.desk.writes(account.read(before.id), inverse(UPDATE, before))
    assert {key: write.request["ticket"][key] for key in ("tags", "priority", "group_id")} == {
        "tags": [],
        "priority": None,
        "group_id": None,
    }
    account.apply(account.read(before.id), inverse(UPDATE, before))
    assert (account.raw(before).tags, account.raw(before).priority, account.raw(before).group_id) == ([], None, None)


def test_messaging_gets_the_note_alone(account: Acc) -> None:
    ticket = account.customer_writes(channel="chat")
    (write,) = account.desk.writes(ticket, UPDATE)
    assert set(write.request["ticket"]) == {"safe_update", "updated_stamp", "comment", "metadata"}
    account.apply(ticket, UPDATE)
    assert (account.raw(ticket).tags, account.raw(ticket).comments[-1].public) == ([], False)


def test_a_closed_ticket_is_barred_and_gone_for_writing(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(status="closed"))
    with pytest.raises(TicketGone):
        account.apply(ticket, UPDATE)
    closed = account.read(ticket.id)
    assert closed.bars == {Bar.CLOSED}
    assert account.desk.writes(closed, UPDATE) == ()


def test_edits_note_id_has_no_meaning_here(account: Acc) -> None:
    ticket = account.customer_writes()
    assert account.desk.writes(ticket, UPDATE, edits_note_id="5") == account.desk.writes(ticket, UPDATE)


# ── the second that could hide a change ───────────────────────────────────────────────────────────────────────────────


def test_nothing_is_written_within_the_second_of_the_last_change(account: Acc) -> None:
    ticket_id = account.customer_writes().id
    account.sandbox.edit_as_agent(ticket_id, AgentEdit(add_tags=("first",)))
    fresh = account.desk.fetch_ticket(ticket_id)
    account.sandbox.edit_as_agent(ticket_id, AgentEdit(add_tags=("second",)))
    before = len(account.sandbox.log.calls)
    with pytest.raises(Transient) as caught:
        account.apply(fresh, UPDATE)
    assert (caught.value.retry_after, caught.value.outcome_unknown, caught.value.whole_account) == (1.0, False, False)
    assert len(account.sandbox.log.calls) == before
    account.apply(account.read(ticket_id), UPDATE)
    assert {"first", "second"} <= set(account.raw(fresh).tags)


@pytest.mark.parametrize("is_json", [True, False])
def test_a_change_in_between_is_a_conflict_whatever_its_body(account: Acc, *, is_json: bool) -> None:
    account.sandbox.values["conflict_body_is_json"] = is_json
    ticket = account.customer_writes()
    account.sandbox.reply_as_customer(ticket.id, "One more thing.")
    with pytest.raises(Conflict):
        account.apply(ticket, UPDATE)
    assert account.raw(ticket).tags == []


# ── refusals ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("changes", "field"), [({"group_id": 4}, "group_id"), ({"priority": "critical"}, "priority")])
def test_a_refusal_names_its_field(account: Acc, changes: dict[str, Any], field: str) -> None:
    ticket = account.customer_writes()
    with pytest.raises(Refused) as caught:
        account.desk.send(ticket, Write(name="update", carries_note=False, quarantine=5.0, request={"ticket": changes}))
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"details": {"tags": []}}, "tags"),
        ({"details": []}, ""),
        ({"details": {}}, ""),
        ([], ""),
        (None, ""),
        ({"error": "x"}, ""),
    ],
)
def test_refusals_of_any_shape(body: object, field: str) -> None:
    assert refused_field(body) == field


@pytest.mark.parametrize("is_json", [True, False])
def test_a_missing_scope_is_told_with_its_remedy(account: Acc, *, is_json: bool) -> None:
    account.sandbox.values.update(groups_need_read_scope=True, forbidden_body_is_json=is_json)
    with pytest.raises(CredentialsRejected, match="add “read” to the scope"):
        account.open(scope="tickets:read tickets:write users:read", credentials=_fresh(account)).groups()
    assert account.open(scope="read tickets:write", credentials=_fresh(account)).groups()


def _fresh(account: Acc) -> Any:
    return type(account.credentials)(account.sandbox.connection()["credentials"])


# ── lists and rules ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_incremental_list_goes_on_where_it_ended(account: Acc) -> None:
    since = datetime.now(UTC) - timedelta(hours=1)
    first, second = account.customer_writes(), account.customer_writes()
    page = account.desk.changed_since("", since)
    assert [row.ticket_id for row in page.tickets] == [first.id, second.id]
    assert not page.more
    assert account.desk.changed_since(page.cursor, since).tickets == ()
    (written,) = account.apply(first, UPDATE)
    (row,) = account.desk.changed_since(page.cursor, since).tickets
    assert (row.ticket_id, row.stamp) == (first.id, written.stamp)


def test_the_incremental_list_may_lag_and_has_pages(account: Acc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_CHANGED_PER_PAGE", 2)
    account.sandbox.values["excludes_last_minute"] = True
    ids = [account.customer_writes().id for _ in range(3)]
    now = datetime.now(UTC)
    assert account.desk.changed_since("", now - timedelta(hours=1)).tickets == ()
    account.sandbox.values["clock_offset"] += 61
    page = account.desk.changed_since("", now)  # a start that Zendesk would refuse is moved back
    assert ([row.ticket_id for row in page.tickets], page.more) == (ids[:2], True)
    rest = account.desk.changed_since(page.cursor, now)
    assert ([row.ticket_id for row in rest.tickets], rest.more) == (ids[2:], False)


def test_deleted_tickets_are_not_listed(account: Acc) -> None:
    account.raw(account.customer_writes()).status = "deleted"
    assert account.desk.changed_since("", datetime.now(UTC) - timedelta(hours=1)).tickets == ()


def test_knowledge_in_pages(account: Acc) -> None:
    record = {"language": "en", "body": "Line one.\n\nLine two.", "published": True, "updated_at": "2026-10-01T08:00:00Z"}
    account.sandbox.load_knowledge(
        [{**record, "kind": kind, "title": str(n)} for n in range(120) for kind in ("article", "macro")]
    )
    sources = read_answers(account.desk)
    assert len({source.ref for source in sources}) == 240
    assert {source.body for source in sources} == {"Line one.\n\nLine two."}
    assert {(s.kind, s.language, bool(s.url)) for s in sources} == {("article", "en", True), ("macro", "", False)}


def test_rules_come_from_the_app(account: Acc) -> None:
    assert account.desk.read_rules() is None
    with_app = account.open(app_installation_id="77")
    account.sandbox.account.installation.settings |= {"note_language": "de", "write": True, "rules": None}
    assert dict(with_app.read_rules()) == {
        "name": "Warm Handoff", "title": "Warm Handoff", "people_group": "Support", "note_language": "de", "write": "true", "rules": "",
    }  # fmt: skip
    account.sandbox.account.installation.enabled = False
    assert with_app.read_rules() == {"enabled": "false"}
    assert account.open(app_installation_id="78").read_rules() == {"enabled": "false"}


# ── what cannot be done ───────────────────────────────────────────────────────────────────────────────────────────────


def test_there_is_one_write_and_it_is_private() -> None:
    """One PUT in the whole client, and “public” never anything but a literal False."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(client_module))) if isinstance(node, ast.Call)]
    assert [ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func).endswith("_session.write")] == ["'PUT'"]
    tree = ast.parse(inspect.getsource(writing))
    public = [
        value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "public"
    ]
    assert [ast.unparse(value) for value in public] == ["False"]
