"""The part of the contract suite about reading tickets and writing on them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from connector.core.ticket import Author, Capability, Priority
from connector.core.undo import inverse
from connector.core.update import DRAFTED, PEOPLE_FIRST, TicketUpdate
from connector.core.wishes import PREFERS_HUMAN
from connector.errors import (
    Conflict,
    Refused,
    TicketGone,
)
from connector.port import RequesterMarks
from connector.testing.answers import read_answers
from connector.testing.contract_base import NOTE, REFERENCE, UPDATE, ContractBase, Desk
from connector.testing.sandbox import AgentEdit, NewTicket


class DeskContract(ContractBase):
    """What is read is whole; what is written arrives once, privately, and leaves alone what people set."""

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def test_a_ticket_is_read_whole_and_in_order(self, desk: Desk) -> None:
        ticket_id = desk.sandbox.create_ticket(NewTicket(subject="Hello", body="First words.", tags=("vip",)))
        self.pass_time(desk.sandbox, 2.0)
        desk.sandbox.edit_as_agent(ticket_id, AgentEdit(private_note="He called twice."))
        self.pass_time(desk.sandbox, 2.0)
        desk.sandbox.reply_as_customer(ticket_id, "Second words.")
        ticket = self.read(desk, ticket_id)
        assert [m.author for m in ticket.messages] == [Author.REQUESTER, Author.AGENT, Author.REQUESTER]
        assert [m.public for m in ticket.messages] == [True, False, True]
        assert [m.text.strip() for m in ticket.messages] == ["First words.", "He called twice.", "Second words."]
        assert (ticket.id, ticket.subject, set(ticket.tags), set(ticket.bars)) == (ticket_id, "Hello", {"vip"}, set())
        assert ticket.requester.email == "sam@example.com"
        assert ticket.trigger.startswith("message:")
        assert ticket.stamp
        assert ticket.accepts == self.integration.manifest.capabilities

    def test_a_ticket_that_is_not_there_is_gone(self, desk: Desk) -> None:
        with pytest.raises(TicketGone):
            desk.helpdesk.fetch_ticket("999999")

    def test_values_we_do_not_know_survive(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        self.make_odd(desk.sandbox, ticket.id)
        before = desk.sandbox.view(ticket.id)
        self.apply(desk, self.read(desk, ticket.id), UPDATE)
        after = desk.sandbox.view(ticket.id)
        assert before is not None
        assert after is not None
        assert (after.priority, after.status) == (before.priority, before.status)
        assert PEOPLE_FIRST in after.tags

    def test_who_we_are_and_whom_we_can_ask(self, desk: Desk) -> None:
        assert desk.helpdesk.identify().id
        groups = desk.helpdesk.groups()
        assert groups
        assert len({group.id for group in groups}) == len(groups)

    def test_new_tickets_are_found_without_a_bell(self, desk: Desk) -> None:
        since = datetime.now(UTC) - timedelta(hours=1)
        ticket = self.new_ticket(desk)
        self.pass_time(desk.sandbox, 120.0)
        page = desk.helpdesk.changed_since("", since)
        assert ticket.id in {row.ticket_id for row in page.tickets}
        assert all(row.stamp for row in page.tickets)
        again = desk.helpdesk.changed_since(page.cursor, since)
        assert again.cursor

    def test_the_past_holds_first_words_and_final_fields_alone(self, desk: Desk) -> None:
        since = datetime.now(UTC) - timedelta(hours=1)
        ticket_id = desk.sandbox.create_ticket(NewTicket(subject="Hello", body="First words.", tags=("vip",)))
        self.pass_time(desk.sandbox, 2.0)
        group = desk.helpdesk.groups()[-1]
        desk.sandbox.edit_as_agent(
            ticket_id, AgentEdit(private_note="He called twice.", public_reply="Our answer.", group=group.name, priority="high")
        )
        self.pass_time(desk.sandbox, 2.0)
        desk.sandbox.reply_as_customer(ticket_id, "Second words.")
        self.pass_time(desk.sandbox, 120.0)
        page = desk.helpdesk.history("", since)
        (ticket,) = page.tickets
        assert [(m.author, m.public, m.text.strip()) for m in ticket.messages] == [(Author.REQUESTER, True, "First words.")]
        assert (ticket.id, ticket.subject, set(ticket.tags), ticket.group_id or "") == (ticket_id, "Hello", {"vip"}, group.id)
        assert (ticket.priority, ticket.requester.email) == (Priority.HIGH, "sam@example.com")
        assert desk.helpdesk.history(page.cursor, since).cursor

    def test_only_public_answers_are_learnt_from(self, desk: Desk) -> None:
        states = {"public": (True, False), "draft": (False, False), "restricted": (True, True)}
        records = [
            {
                "kind": kind,
                "language": "en",
                "title": f"{kind} {state}",
                "body": f"{kind} {state} text.",
                "published": published,
                "restricted": restricted,
                "updated_at": "2026-10-01T08:00:00Z",
            }
            for kind in ("article", "answer")
            for state, (published, restricted) in states.items()
        ]
        desk.sandbox.load_knowledge(records)
        sources = read_answers(desk.helpdesk)
        assert sorted(source.title for source in sources) == ["answer public", "article public"]
        assert all(source.ref and source.body.endswith("public text.") for source in sources)

    def test_a_wish_stands_on_the_customers_record_beside_the_tags_of_others(self, desk: Desk) -> None:
        if not isinstance(desk.helpdesk, RequesterMarks):
            pytest.skip("this platform shows no wishes on customers' records")
        ticket = self.new_ticket(desk)
        desk.sandbox.edit_as_agent(ticket.id, AgentEdit(add_customer_tags=["vip"]))
        for wanted in (True, True, False, False):
            desk.helpdesk.mark_requester(ticket.requester.id, wanted)
            assert desk.helpdesk.is_requester_marked(ticket.requester.id) is wanted
            view = desk.sandbox.view(ticket.id)
            assert view is not None
            assert set(view.requester_tags) == {"vip", *([PREFERS_HUMAN] if wanted else [])}
            assert set(view.tags) == set(ticket.tags)

    # ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def test_an_update_arrives_whole_and_privately(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk, tags=("vip",))
        before = len(desk.sandbox.log.calls)
        ticket = self.read(desk, ticket.id)
        self.apply(desk, ticket, UPDATE)
        assert len(desk.sandbox.log.calls) - before <= self.most_calls_per_ticket
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert set(view.tags) == {"vip", PEOPLE_FIRST, DRAFTED}
        assert (view.priority, len(view.notes), view.replies) == ("high", 1, [])

    def test_the_note_reads_back_as_it_was_meant(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        self.apply(desk, ticket, UPDATE)
        note = next(m for m in self.read(desk, ticket.id).messages if not m.public)
        read_back = note.text.replace("\u2060", "")
        assert all(line in read_back for block in NOTE.blocks for line in block.lines)
        assert REFERENCE in note.text

    def test_applying_twice_changes_nothing(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk, tags=("vip",))
        self.apply(desk, ticket, UPDATE)
        again = self.read(desk, ticket.id)
        assert again.carries(REFERENCE)
        assert list(desk.helpdesk.writes(again, replace(UPDATE, note=None))) == []

    def test_nothing_to_change_is_no_request(self, desk: Desk) -> None:
        assert list(desk.helpdesk.writes(self.new_ticket(desk), TicketUpdate())) == []

    def test_rendering_sends_nothing(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        before = len(desk.sandbox.log.calls)
        assert list(desk.helpdesk.writes(ticket, UPDATE)) == list(desk.helpdesk.writes(ticket, UPDATE))
        assert len(desk.sandbox.log.calls) == before

    def test_tags_and_groups_of_people_survive(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk, tags=("vip",))
        desk.sandbox.edit_as_agent(
            ticket.id, AgentEdit(add_tags=("loyal",), remove_tags=("vip",), group=desk.helpdesk.groups()[0].name)
        )
        ticket = self.read(desk, ticket.id)
        self.apply(desk, ticket, replace(UPDATE, group_id=desk.helpdesk.groups()[-1].id))
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert set(view.tags) == {"loyal", PEOPLE_FIRST, DRAFTED}
        assert view.group == desk.helpdesk.groups()[0].name

    def test_an_empty_group_is_filled(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        group = desk.helpdesk.groups()[-1]
        self.apply(desk, replace(ticket, group_id=None), TicketUpdate(group_id=group.id))
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert view.group == group.name

    @pytest.mark.parametrize("there", ["urgent", "high"])
    def test_priority_never_falls(self, desk: Desk, there: str) -> None:
        ticket = self.new_ticket(desk, priority=there)
        self.apply(desk, ticket, replace(UPDATE, priority=Priority.NORMAL))
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert view.priority == there

    def test_only_what_the_ticket_accepts_is_written(self, desk: Desk) -> None:
        ticket = self.new_ticket(desk)
        assert list(desk.helpdesk.writes(replace(ticket, accepts=frozenset()), UPDATE)) == []
        self.apply(desk, replace(ticket, accepts=frozenset({Capability.NOTE})), UPDATE)
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert (PEOPLE_FIRST in view.tags, view.priority == "high", len(view.notes)) == (False, False, 1)

    def test_an_undo_puts_back_what_was(self, desk: Desk) -> None:
        before = self.new_ticket(desk, tags=("vip",), priority="normal")
        self.apply(desk, before, UPDATE)
        self.apply(desk, self.read(desk, before.id), inverse(UPDATE, before))
        view = desk.sandbox.view(before.id)
        assert view is not None
        assert (set(view.tags), view.priority) == ({"vip"}, "normal")

    def test_a_change_in_between_is_a_conflict(self, desk: Desk) -> None:
        if not self.writes_are_conditional:
            pytest.skip("this platform has no conditional write")
        ticket = self.new_ticket(desk)
        desk.sandbox.edit_as_agent(ticket.id, AgentEdit(add_tags=("loyal",)))
        with pytest.raises(Conflict):
            self.apply(desk, ticket, UPDATE)
        view = desk.sandbox.view(ticket.id)
        assert view is not None
        assert (view.tags, view.notes) == (["loyal"], [])

    def test_a_group_that_is_not_there_is_refused(self, desk: Desk) -> None:
        ticket = replace(self.new_ticket(desk), group_id=None)
        with pytest.raises(Refused):
            self.apply(desk, ticket, TicketUpdate(group_id="999999999"))
