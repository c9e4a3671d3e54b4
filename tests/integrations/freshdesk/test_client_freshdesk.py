"""The client against the running stand-in: reading whole, writing little, never over a person."""

import ast
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from connector.core.note import Block, BlockKind, Note
from connector.core.ticket import Bar, Capability, Priority
from connector.core.undo import Image, inverse, undo_update
from connector.core.update import DRAFTED, PEOPLE_FIRST, FieldValues, TicketUpdate
from connector.errors import CredentialsRejected, Permanent, Refused, TicketGone
from connector.port import Identity, Write
from connector.testing.answers import answer_pages, read_answers
from connector.testing.sandbox import AgentEdit
from integrations.freshdesk import client as client_module
from integrations.freshdesk import writing
from integrations.freshdesk.changes import Cursor
from integrations.freshdesk.sandbox.state import GROUPS, OUR_AGENT, PERSON

NOTE = Note((Block(BlockKind.PARAGRAPH, ("For a person, {{ticket.requester.email}}",)),)).with_reference("WH-ABCDEFGHIJKLM")
NEXT = Note((Block(BlockKind.PARAGRAPH, ("Now urgent.",)),)).with_reference("WH-NEXTNEXTNEXTN")
UPDATE = TicketUpdate(
    add_tags=frozenset({PEOPLE_FIRST, DRAFTED}), priority=Priority.HIGH, group_id=str(GROUPS["Billing"]), note=NOTE
)
Acc = Any  # the fixture's own type lives in conftest.py, which cannot be imported here


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_we_are(account: Acc) -> None:
    assert account.desk.identify() == Identity(
        id=str(OUR_AGENT), name="AI triage (automated)", role="support agent, sees all tickets", is_person=False
    )


def test_groups_need_no_admin(account: Acc) -> None:
    account.sandbox.values["admin_key"] = False
    assert {group.name: group.id for group in account.desk.groups()} == {name: str(number) for name, number in GROUPS.items()}


@pytest.mark.parametrize(("messages", "calls"), [(9, 1), (10, 2), (12, 2), (100, 2), (101, 3)])
def test_a_long_ticket_is_read_to_its_end(account: Acc, messages: int, calls: int) -> None:
    ticket = account.customer_writes()
    for number in range(messages):
        account.sandbox.reply_as_customer(ticket.id, f"word {number}")
    before = len(account.sandbox.bodies)
    read = account.desk.fetch_ticket(ticket.id)
    assert [m.text for m in read.messages[1:]] == [f"word {number}" for number in range(messages)]
    assert len(account.sandbox.bodies) - before == calls


def test_pages_may_be_short(account: Acc) -> None:
    account.sandbox.values["conversations_always_thirty"] = True
    ticket = account.customer_writes()
    for number in range(65):
        account.sandbox.reply_as_customer(ticket.id, str(number))
    assert len(account.desk.fetch_ticket(ticket.id).messages) == 66


def test_reading_costs_three_credits(account: Acc) -> None:
    ticket = account.customer_writes()  # and one more, once an hour, for the names of statuses
    before = account.sandbox.credits
    account.desk.fetch_ticket(ticket.id)
    assert account.sandbox.credits - before == 3


def test_the_other_ai_is_left_its_tickets(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(status="ai_agent"))
    assert account.desk.fetch_ticket(ticket.id).bars == {Bar.OTHER_AI}


def test_a_new_status_is_looked_up_but_not_at_every_ticket(account: Acc, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    fields = client_module.TicketFields(account.desk._reader, clock=lambda: now[0])

    def calls() -> int:
        return sum(path.endswith("/ticket_fields") for _, path, _ in account.sandbox.bodies)

    assert fields.status_labels(2)[0] == "Open"
    assert [fields.status_labels(77) for _ in range(5)] == [()] * 5
    assert calls() == 1
    now[0] = 61.0
    fields.status_labels(77)
    fields.status_labels(2)
    assert calls() == 2
    now[0] = 3700.0
    fields.status_labels(2)
    assert calls() == 3


def test_spam_and_deleted_are_seen(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(status="deleted"))
    assert account.desk.fetch_ticket(ticket.id).bars == {Bar.DELETED}


@pytest.mark.parametrize("number", ["999", "../agents/me", "41/conversations", "", "x", "9" * 20])
def test_what_is_no_ticket_is_gone(account: Acc, number: str) -> None:
    with pytest.raises(TicketGone):
        account.desk.fetch_ticket(number)


@pytest.mark.parametrize("status", [403, 404])
def test_a_ticket_out_of_scope_is_gone_and_the_account_goes_on(account: Acc, status: int) -> None:
    account.sandbox.values.update(ticket_scope=2, out_of_scope_status=status)
    ticket = account.customer_writes()
    account.apply(ticket, UPDATE)  # by our own doing it leaves what the restricted key may see
    assert account.raw(ticket).group_id == GROUPS["Billing"]
    with pytest.raises(TicketGone):
        account.desk.fetch_ticket(ticket.id)
    with pytest.raises(TicketGone):
        account.apply(ticket, replace(UPDATE, note=NEXT))


def test_a_refused_key_stops_the_account(account: Acc) -> None:
    ticket = account.customer_writes()
    account.desk._session._authorize = lambda: {"Authorization": "Basic bm9ib2R5Olg="}
    for call in (lambda: account.desk.fetch_ticket(ticket.id), lambda: account.apply(ticket, UPDATE), account.desk.identify):
        with pytest.raises(CredentialsRejected):
            call()
    with pytest.raises(CredentialsRejected):
        read_answers(account.desk)


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_note_goes_first_and_then_only_what_changes(account: Acc) -> None:
    ticket = account.customer_writes(tags=("VIP",))
    writes = account.desk.writes(ticket, UPDATE)
    assert [(w.name, w.carries_note, w.quarantine) for w in writes] == [("note", True, 100.0), ("fields", False, 100.0)]
    account.apply(ticket, UPDATE)
    (_, notes, note), (_, tickets, fields) = account.sent()
    assert (notes, tickets) == (f"/api/v2/tickets/{ticket.id}/notes", f"/api/v2/tickets/{ticket.id}")
    assert set(note) == {"body", "private"}
    assert note["private"] is True
    assert "WH-ABCDEFGHIJKLM" in note["body"]
    assert "{{" not in note["body"]
    assert fields == {"tags": ["VIP", DRAFTED, PEOPLE_FIRST], "priority": 3, "group_id": GROUPS["Billing"]}


def test_requests_can_be_kept_as_json(account: Acc) -> None:
    for write in account.desk.writes(account.customer_writes(), UPDATE):
        kept = Write(**{**{f: getattr(write, f) for f in write.__slots__}, "request": json.loads(json.dumps(write.request))})
        assert kept == write


def test_one_field_alone_is_one_field(account: Acc) -> None:
    ticket = account.customer_writes(tags=("vip",))
    account.apply(ticket, TicketUpdate(priority=Priority.URGENT))
    assert account.sent() == [("PUT", f"/api/v2/tickets/{ticket.id}", {"priority": 4})]


def test_a_tag_that_a_person_added_meanwhile_survives(account: Acc) -> None:
    ticket = account.customer_writes(tags=("VIP",))
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(add_tags=("Loyal",), remove_tags=("vip",)))
    account.apply(ticket, UPDATE)
    assert account.raw(ticket).tags == ["Loyal", DRAFTED, PEOPLE_FIRST]


def test_a_priority_and_a_group_that_a_person_set_meanwhile_stand(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(priority="normal", group="Care"))
    account.apply(ticket, UPDATE)
    raw = account.raw(ticket)
    assert (raw.priority, raw.group_id) == (2, GROUPS["Care"])
    assert account.sent()[-1][2] == {"tags": [DRAFTED, PEOPLE_FIRST]}


def test_what_was_found_and_left_is_told_as_it_was_at_the_write(account: Acc) -> None:
    """Between our reading and our writing a person changed two fields. An undo must put back what they set, not what we read."""
    ticket = account.customer_writes(tags=("VIP",), priority="low")
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(priority="normal", add_tags=("Loyal",)))
    written = account.apply(ticket, replace(UPDATE, note=None))[-1]
    billing = str(GROUPS["Billing"])
    assert written.before == FieldValues(frozenset({"VIP", "Loyal"}), Priority.NORMAL, None)
    assert written.after == FieldValues(frozenset({"VIP", "Loyal", DRAFTED, PEOPLE_FIRST}), Priority.NORMAL, billing)
    now = account.desk.fetch_ticket(ticket.id)
    account.apply(now, undo_update([Image(written.before, written.after)], now))
    raw = account.raw(ticket)
    assert (raw.tags, raw.priority, raw.group_id) == (["VIP", "Loyal"], 2, None)


@pytest.mark.parametrize("case", ["keep", "lower"])
def test_our_tags_are_told_in_our_spelling(account: Acc, case: str) -> None:
    account.sandbox.values["tag_case"] = case
    ticket = account.customer_writes(tags=(PEOPLE_FIRST.upper(),))
    written = account.apply(ticket, replace(UPDATE, note=None))[-1]
    assert written.before is not None
    assert written.before.tags == {PEOPLE_FIRST}
    assert written.after is not None
    assert written.after.tags == {PEOPLE_FIRST, DRAFTED} == account.desk.fetch_ticket(ticket.id).tags


def test_a_write_with_nothing_left_to_do_changed_nothing(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(priority="urgent"))
    [written] = account.apply(ticket, TicketUpdate(priority=Priority.HIGH))
    assert written.before == written.after == FieldValues(frozenset(), Priority.URGENT, None)


def test_an_undo_leaves_alone_what_changed_after_it_was_read(account: Acc) -> None:
    """The undo was rendered against a fresh ticket, and a person was faster by a second."""
    before = account.customer_writes()
    account.apply(before, UPDATE)
    read = account.desk.fetch_ticket(before.id)
    undo = inverse(UPDATE, before)
    account.sandbox.edit_as_agent(before.id, AgentEdit(priority="normal", group="Care", add_tags=("Loyal",)))
    account.apply(read, undo)
    raw = account.raw(before)
    assert (raw.tags, raw.priority, raw.group_id) == (["Loyal"], 2, GROUPS["Care"])


def test_nothing_is_sent_when_somebody_did_it_already(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(add_tags=(PEOPLE_FIRST.upper(), DRAFTED)))
    account.apply(ticket, TicketUpdate(add_tags=frozenset({PEOPLE_FIRST, DRAFTED})))
    assert account.sent() == []
    assert PEOPLE_FIRST.upper() in account.raw(ticket).tags


@pytest.mark.parametrize("case", ["keep", "lower"])
def test_applying_twice_changes_nothing_however_tags_are_spelt(account: Acc, case: str) -> None:
    account.sandbox.values["tag_case"] = case
    ticket = account.customer_writes(tags=("VIP", PEOPLE_FIRST.title()))
    account.apply(ticket, UPDATE)
    again = account.desk.fetch_ticket(ticket.id)
    assert again.carries("WH-ABCDEFGHIJKLM")
    assert account.desk.writes(again, replace(UPDATE, note=None)) == ()


def test_an_undo_takes_ours_away_and_leaves_what_people_did_since(account: Acc) -> None:
    before = account.customer_writes(tags=("vip",))
    account.apply(before, UPDATE)
    account.sandbox.edit_as_agent(before.id, AgentEdit(add_tags=("Loyal",)))
    undo = inverse(UPDATE, before)
    account.apply(account.desk.fetch_ticket(before.id), undo)
    raw = account.raw(before)
    assert (raw.tags, raw.priority, raw.group_id) == (["vip", "Loyal"], 1, None)


def test_a_group_that_cannot_be_emptied_is_named(account: Acc) -> None:
    account.sandbox.values["null_unsets_group"] = False
    before = account.customer_writes()
    account.apply(before, UPDATE)
    with pytest.raises(Refused) as caught:
        account.apply(account.desk.fetch_ticket(before.id), inverse(UPDATE, before))
    assert caught.value.field == "group_id"


def test_an_undo_keeps_to_what_the_ticket_accepts(account: Acc) -> None:
    before = account.customer_writes()
    account.apply(before, UPDATE)
    now = replace(account.desk.fetch_ticket(before.id), accepts=frozenset({Capability.NOTE}))
    assert account.desk.writes(now, inverse(UPDATE, before)) == ()


def test_the_note_is_edited_where_ours_still_stands(account: Acc) -> None:
    ticket = account.customer_writes()
    [written] = account.apply(ticket, TicketUpdate(note=NOTE))
    account.apply(account.desk.fetch_ticket(ticket.id), TicketUpdate(note=NEXT), edits_note_id=written.note_id)
    notes = account.sandbox.view(ticket.id).notes
    assert [note["id"] for note in notes] == [written.note_id]
    assert "Now urgent." in notes[0]["text"]
    assert account.sent()[-1] == ("PUT", f"/api/v2/conversations/{written.note_id}", {"body": account.sent()[-1][2]["body"]})


def test_a_note_that_was_deleted_is_written_anew(account: Acc) -> None:
    ticket = account.customer_writes()
    [written] = account.apply(ticket, TicketUpdate(note=NOTE))
    read = account.desk.fetch_ticket(ticket.id)
    account.raw(ticket).conversations.clear()
    account.apply(read, TicketUpdate(note=NEXT), edits_note_id=written.note_id)  # deleted after we read
    assert len(account.sandbox.view(ticket.id).notes) == 1
    account.raw(ticket).conversations.clear()
    read = account.desk.fetch_ticket(ticket.id)
    account.apply(read, TicketUpdate(note=NEXT), edits_note_id=written.note_id)  # deleted before we read
    assert [entry[0] for entry in account.sent()] == ["POST", "PUT", "POST", "POST"]


def test_nothing_that_the_customer_sees_is_ever_edited(account: Acc) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(public_reply="We are on it."))
    read = account.desk.fetch_ticket(ticket.id)
    account.apply(read, TicketUpdate(note=NEXT), edits_note_id=read.messages[-1].id)
    assert account.sent()[-1][:2] == ("POST", f"/api/v2/tickets/{ticket.id}/notes")
    assert account.sandbox.view(ticket.id).replies == ["We are on it."]


def test_without_the_right_to_edit_a_note_is_added(account: Acc) -> None:
    ticket = account.customer_writes()
    [written] = account.apply(ticket, TicketUpdate(note=NOTE))
    read = account.desk.fetch_ticket(ticket.id)
    account.apply(
        replace(read, accepts=read.accepts - {Capability.EDIT_NOTE}), TicketUpdate(note=NEXT), edits_note_id=written.note_id
    )
    assert len(account.sandbox.view(ticket.id).notes) == 2


@pytest.mark.parametrize("status", ["spam", "deleted"])
def test_a_ticket_that_went_to_spam_is_gone(account: Acc, status: str) -> None:
    ticket = account.customer_writes()
    account.sandbox.edit_as_agent(ticket.id, AgentEdit(status=status))
    for update in (UPDATE, replace(UPDATE, note=None)):
        with pytest.raises(TicketGone):
            account.apply(ticket, update)
    assert account.raw(ticket).tags == []


def test_a_required_field_is_named_and_the_ladder_leads_down(account: Acc) -> None:
    account.sandbox.values["required_field"] = "cf_region"
    ticket = account.customer_writes()
    with pytest.raises(Refused) as caught:
        account.apply(ticket, UPDATE)
    assert caught.value.field == "cf_region"
    tags_only = replace(account.desk.fetch_ticket(ticket.id), accepts=frozenset({Capability.TAGS}))
    account.apply(tags_only, UPDATE)
    assert account.raw(ticket).tags == [DRAFTED, PEOPLE_FIRST]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"errors": [{"field": "cf_region"}, {"field": "type"}]}, "cf_region"),
        ({"errors": [{"message": "?"}, 7, {"field": None}, {"field": "type"}]}, "type"),
        ({"errors": {"field": "type"}}, ""),
        ({"code": "x"}, ""),
        (["field"], ""),
        (None, ""),
    ],
)
def test_the_field_of_a_refusal(body: object, field: str) -> None:
    assert writing.name_refused_field(body) == field


def test_one_path_to_a_customer_exists() -> None:
    """Of the words by which mail would go out one is there, where a grant is asked for, and tickets are written to from few places."""
    sends: list[str] = []
    for path in sorted(Path(writing.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                for word in (
                    "/reply",
                    "bulk_update",
                    "notify_emails",
                    "/forward",
                    "outbound_email",
                    "/merge",
                    "cc_emails",
                    "send_email",
                ):
                    is_granted = (path.name, word) == ("replying.py", "/reply")
                    assert is_granted or word not in node.value, (path.name, word)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write":
                sends.append(f"{path.name}: {ast.unparse(node.args[0])} {ast.unparse(node.args[1])}")
    assert sorted(send.replace("'", "").replace('"', "") for send in sends) == [
        "contacts.py: PUT f{API}/contacts/{contact_id}",
        "replying.py: POST f{API}/tickets/{ticket_id}/reply",
        "rules.py: DELETE f{API}/automations/{rule.type_id}/rules/{there.id}",
        "rules.py: POST f{API}/automations/{rule.type_id}/rules",
        "rules.py: PUT f{API}/automations/{rule.type_id}/rules/{there.id}",
        "writing.py: POST f{API}/tickets/{ticket_id}/notes",
        "writing.py: PUT f{API}/conversations/{note_id}",
        "writing.py: PUT f{API}/tickets/{ticket_id}",
    ]
    public = {name for name in dir(client_module.FreshdeskDesk) if not name.startswith("_")}
    assert public == {
        "changed_since",
        "fetch_ticket",
        "find_reply",
        "groups",
        "history",
        "identify",
        "is_requester_marked",
        "knowledge",
        "mark_requester",
        "read_rules",
        "reply_writes",
        "send",
        "writes",
    }


def test_every_write_is_one_of_three_requests(account: Acc) -> None:
    """Whatever is asked for, the wire sees a private note, an edited note, or fields of a ticket."""
    ticket = account.customer_writes()
    [written, _] = account.apply(ticket, UPDATE)
    read = account.desk.fetch_ticket(ticket.id)
    account.apply(read, replace(inverse(UPDATE, ticket), note=NEXT), edits_note_id=written.note_id)
    for method, path, body in account.sent():
        if method == "POST":
            assert path.endswith("/notes")
            assert body["private"] is True
            assert set(body) == {"body", "private"}
        elif "/conversations/" in path:
            assert set(body) == {"body"}
        else:
            assert set(body) <= {"tags", "priority", "group_id"}


def test_the_platform_holds_no_rules(account: Acc) -> None:
    assert account.desk.read_rules() is None


# ── the incremental list ──────────────────────────────────────────────────────────────────────────────────────────────


def sweep(account: Acc, cursor: str, since: datetime) -> tuple[list[str], str, int]:
    """Page until nothing more can follow at once."""
    found: list[str] = []
    for pages in range(1, 20):
        page = account.desk.changed_since(cursor, since)
        found += [row.ticket_id for row in page.tickets]
        cursor = page.cursor
        if not page.more:
            return found, cursor, pages
    raise AssertionError("the sweep does not end")


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("spread", [0.0, 0.5, 3.0])
def test_every_change_is_found_across_pages(account: Acc, inclusive: bool, spread: float) -> None:
    account.sandbox.values["updated_since_inclusive"] = inclusive
    ids = [account.sandbox.create_ticket(client_ticket(n)) for n in range(230)]
    start = datetime.now(UTC) - timedelta(hours=1)
    for n, number in enumerate(ids):
        moment = start + timedelta(seconds=10 + n * spread)
        raw = account.sandbox.state.tickets[int(number)]
        raw.created_at = raw.updated_at = moment
    found, cursor, pages = sweep(account, "", start)
    assert set(found) == set(ids)
    assert pages <= 6
    account.sandbox.reply_as_customer(ids[7], "again")
    account.sandbox.pass_time(10)
    again, _, _ = sweep(account, cursor, start)
    assert ids[7] in again


def client_ticket(number: int) -> Any:
    from connector.testing.sandbox import NewTicket

    return NewTicket(subject=str(number), body="x")


def test_a_ticket_that_moves_while_we_page_hides_nobody(account: Acc) -> None:
    ids = [account.sandbox.create_ticket(client_ticket(n)) for n in range(150)]
    start = datetime.now(UTC) - timedelta(hours=1)
    for n, number in enumerate(ids):
        account.sandbox.state.tickets[int(number)].updated_at = start + timedelta(seconds=10 * (n + 1))
    first = account.desk.changed_since("", start)
    assert first.more
    account.sandbox.state.tickets[int(ids[0])].updated_at = start + timedelta(seconds=3000)  # everybody moves forward by one
    rest, _, _ = sweep(account, first.cursor, start)
    assert {row.ticket_id for row in first.tickets} | set(rest) == set(ids)


def test_what_may_change_within_its_second_waits(account: Acc) -> None:
    since = datetime.now(UTC) - timedelta(minutes=5)
    ticket = account.customer_writes()
    page = account.desk.changed_since("", since)
    assert page.tickets == ()
    account.sandbox.pass_time(10)
    found = account.desk.changed_since(page.cursor, since).tickets
    assert [row.ticket_id for row in found] == [ticket.id]


def test_an_idle_account_is_asked_the_same_question_again(account: Acc) -> None:
    since = datetime.now(UTC) - timedelta(days=2)
    page = account.desk.changed_since("", since)
    assert account.desk.changed_since(page.cursor, since).cursor == page.cursor
    account.customer_writes()
    account.sandbox.pass_time(3600)
    cursor = account.desk.changed_since(page.cursor, since).cursor
    assert account.desk.changed_since(cursor, since).cursor == cursor


@pytest.mark.parametrize(
    "text", ["", "nonsense", "2026-13-45T00:00:00Z/1", "2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z/x", "é"]
)
def test_a_cursor_that_is_none_starts_over(text: str) -> None:
    since = datetime(2026, 11, 1, tzinfo=UTC)
    assert Cursor.read(text, since) == Cursor(since)
    assert Cursor.read(str(Cursor(since, 7)), datetime.now(UTC)) == Cursor(since, 7)


# ── knowledge ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def answer(kind: str, title: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "title": title, "body": f"{title}:\n1 < 2", "published": True, "restricted": False, **more}


def test_answers_carry_where_they_come_from(account: Acc) -> None:
    account.sandbox.load_knowledge([answer("macro", "Returns"), answer("article", "Rückgabe", language="de-AT")])
    canned, article = read_answers(account.desk)
    assert (canned.kind, canned.title, canned.language, canned.url) == ("canned_response", "Returns", "", "")
    assert (article.kind, article.title, article.language) == ("article", "Rückgabe", "de")
    assert article.url.startswith(account.url + "/support/solutions/articles/")
    assert article.body == "Rückgabe:\n1 < 2"
    assert article.updated_at is not None


def test_without_an_admin_key_articles_are_learnt_all_the_same(account: Acc) -> None:
    account.sandbox.values["admin_key"] = False
    account.sandbox.load_knowledge([answer("macro", "Returns"), answer("article", "Opening hours")])
    assert [source.title for source in read_answers(account.desk)] == ["Opening hours"]


def test_reading_answers_leaves_a_reserve_and_goes_on_later(account: Acc) -> None:
    account.sandbox.load_knowledge([answer("macro", "Returns"), answer("article", "Opening hours")])
    account.sandbox.values.update(calls_per_minute=7, float_headers=True)
    pages = answer_pages(account.desk)
    begun = list(itertools.islice(pages, 6))
    assert [bool(page.wait) for page in begun] == [False] * 5 + [True]  # less than a fifth is left, and the page is kept
    assert len(account.sandbox.bodies) == 6
    account.sandbox.values["calls_per_minute"] = 0
    rest = answer_pages(account.desk, begun[-1].cursor) if begun[-1].more else ()
    titles = [source.title for page in (*begun, *rest) for source in page.sources]
    assert titles == ["Returns", "Opening hours"]
    paths = [path for _, path, _ in account.sandbox.bodies]
    assert len(paths) == len(set(paths))  # every list is asked for once, a call a page


def test_a_folder_that_vanishes_is_passed_over(account: Acc, monkeypatch: pytest.MonkeyPatch) -> None:
    account.sandbox.load_knowledge([answer("macro", "Returns"), answer("article", "Opening hours")])
    reader = account.desk._knowledge._reader
    ask: Callable[..., Any] = reader.answer

    def vanishing(path: str, params: Any = None) -> Any:
        if path.endswith("/responses"):
            raise TicketGone("gone")
        return ask(path, params)

    monkeypatch.setattr(reader, "answer", vanishing)
    assert [source.title for source in read_answers(account.desk)] == ["Opening hours"]


def test_an_address_without_freshdesk_is_a_setup_fault_and_no_lost_ticket(account: Acc) -> None:
    account.desk._session.base_url = account.url + "/elsewhere"
    for call in (account.desk.identify, account.desk.groups, lambda: account.desk.changed_since("", datetime.now(UTC))):
        with pytest.raises(Permanent) as caught:
            call()
        assert not isinstance(caught.value, TicketGone)
        assert "domain" in str(caught.value)


def test_a_person_is_told_from_a_machine_by_name(account: Acc) -> None:
    assert PERSON != OUR_AGENT
    names = client_module._NAMES_OF_MACHINES
    assert all(names.search(name) for name in ("AI triage (automated)", "Support Bot", "api user", "Warm Handoff"))
    assert not any(names.search(name) for name in ("Robin Person", "Aida Rai", "Abbot Smith"))
