"""The part of the contract suite about the one thing that a customer sees: a reply that a person approved."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import pytest

from connector.core.approval import Approval, SendGrant, digest_of, grant_for
from connector.core.checkin import own_words, seat_spoke
from connector.core.disclosure import CustomerText
from connector.core.ticket import Author, Status, Ticket
from connector.errors import OutcomeUnknown
from connector.port import REPLY, Write
from connector.testing.contract_base import REFERENCE, ContractBase, Desk
from connector.testing.faults import Fault
from connector.testing.sandbox import AgentEdit

_NAME: Final = "Kim Berg"
TEXT: Final = CustomerText.drafted("Hello,\n\nis <b>it</b> working & settled {{now}}?", "en", checked_by=_NAME)


class ReplyContract(ContractBase):
    """What is approved arrives once, in public, disclosed, and leaves everything else alone. Skipped where nothing can reply."""

    def test_an_approved_reply_reaches_the_customer_and_changes_nothing_else(self, desk: Desk) -> None:
        ticket = self._solved(desk)
        before = desk.sandbox.view(ticket.id)
        (write,) = self._writes(desk, ticket)
        assert (write.name, write.carries_note, bool(write.changes)) == (REPLY, False, False)
        written = desk.helpdesk.send(ticket, write)
        after = desk.sandbox.view(ticket.id)
        assert before is not None
        assert after is not None
        assert digest_of(after.replies[-1].replace("\u2060", "")) == digest_of(TEXT.text)
        assert TEXT.notice in " ".join(after.replies[-1].split())
        assert len(after.replies) == len(before.replies) + 1
        assert (after.notes, after.tags, after.status, after.group) == (before.notes, before.tags, before.status, before.group)
        read = self.read(desk, ticket.id)
        ours = read.messages[-1]
        assert (read.status, ours.public, ours.author, ours.id) == (Status.SOLVED, True, Author.AGENT, written.note_id)
        assert ours.author_id == desk.helpdesk.identify().id

    def test_a_grant_is_for_one_text_on_one_ticket(self, desk: Desk) -> None:
        ticket, other = self._solved(desk), self._solved(desk)
        self._writes(desk, ticket)
        grant = _grant(other.id)
        with pytest.raises(ValueError, match="another"):
            desk.helpdesk.reply_writes(ticket, TEXT, grant, reference=REFERENCE)
        with pytest.raises(ValueError, match="another"):
            desk.helpdesk.reply_writes(other, CustomerText.drafted("Buy!", "en"), grant, reference=REFERENCE)

    @pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.UNAVAILABLE_AFTER, Fault.HTML_AFTER, Fault.TRUNCATED_AFTER])
    def test_a_reply_whose_answer_was_lost_is_found_again(self, desk: Desk, fault: Fault) -> None:
        ticket = self._solved(desk)
        (write,) = self._writes(desk, ticket)
        assert not own_words(ticket, digest_of(TEXT.text), ())
        desk.trouble(fault, writes_only=True)
        with pytest.raises(OutcomeUnknown):
            desk.helpdesk.send(ticket, write)
        desk.calm()
        read = self.read(desk, ticket.id)
        assert own_words(read, digest_of(TEXT.text), ()) == read.messages[-1].id
        assert seat_spoke(read, desk.helpdesk.identify().id, read.messages[-1].created_at, ())
        assert desk.helpdesk.find_reply(ticket.id, REFERENCE) in ("", read.messages[-1].id)
        assert desk.helpdesk.find_reply(ticket.id, "WH-ANOTHER") == ""

    def _solved(self, desk: Desk) -> Ticket:
        """A ticket that a person answered and solved."""
        ticket = self.new_ticket(desk)
        desk.sandbox.edit_as_agent(ticket.id, AgentEdit(public_reply="On its way.", status="solved"))
        return self.read(desk, ticket.id)

    def _writes(self, desk: Desk, ticket: Ticket) -> Sequence[Write]:
        writes = desk.helpdesk.reply_writes(ticket, TEXT, _grant(ticket.id), reference=REFERENCE)
        if not writes:
            pytest.skip("this integration has no way to reply")
        return writes


def _grant(ticket: str) -> SendGrant:
    return grant_for(Approval(ticket=ticket, digest=digest_of(TEXT.text), name=_NAME, at=datetime.now(UTC)), TEXT)
