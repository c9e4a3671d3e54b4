"""One Freshdesk account, opened."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from connector.core.approval import SendGrant
from connector.core.disclosure import CustomerText
from connector.core.ticket import Ticket
from connector.core.update import TicketUpdate
from connector.errors import TicketGone
from connector.kit.http import HelpdeskSession
from connector.port import REPLY, ChangedPage, Group, HistoryPage, Identity, KnowledgePage, Write, Written
from integrations.freshdesk import changes, contacts, replying, writing
from integrations.freshdesk.fields import TicketFields
from integrations.freshdesk.history import read_history
from integrations.freshdesk.knowledge import KnowledgeReader
from integrations.freshdesk.mapping import to_ticket
from integrations.freshdesk.reading import Reader
from integrations.freshdesk.wire import AgentBody, RequesterBody

#: https://developers.freshdesk.com/api/#agents
_SCOPES: Final = {1: "sees all tickets", 2: "sees the tickets of its groups", 3: "sees the tickets assigned to it"}
_NAMES_OF_MACHINES: Final = re.compile(
    r"\b(ai|api|auto\w*|bot|connector|handoff|integration|service|system|triage)\b", re.IGNORECASE
)
_TICKET_ID: Final = re.compile(r"[0-9]{1,19}")


class FreshdeskDesk:
    """A ``Helpdesk`` on Freshdesk's REST API v2. Raises Transient, Conflict and Permanent only; sleeps never."""

    def __init__(self, session: HelpdeskSession) -> None:
        self._session = session
        self._reader = Reader(session)
        self._fields = TicketFields(self._reader)
        self._knowledge = KnowledgeReader(self._reader, session.base_url)

    def identify(self) -> Identity:
        """Return the agent whose key we hold."""
        agent = self._reader.me()
        name = (agent.contact or RequesterBody()).name
        return Identity(id=str(agent.id), name=name, role=_role(agent), is_person=_NAMES_OF_MACHINES.search(name) is None)

    def groups(self) -> Sequence[Group]:
        """Return the groups, from the ticket fields: the list of groups itself needs an admin key."""
        return self._fields.groups()

    def fetch_ticket(self, ticket_id: str) -> Ticket:
        """Return the ticket as it is now, private notes included. Raises TicketGone."""
        if not _TICKET_ID.fullmatch(ticket_id):
            raise TicketGone("Freshdesk has no ticket of that number")
        body = self._reader.ticket(ticket_id)
        return to_ticket(body, self._fields.status_labels(body.status))

    def writes(self, ticket: Ticket, update: TicketUpdate, *, edits_note_id: str = "") -> Sequence[Write]:
        """Render what is left to write: ``note``, then ``fields``. Sends nothing."""
        return writing.render(ticket, update, edits_note_id=edits_note_id)

    def send(self, ticket: Ticket, write: Write) -> Written:
        """Send one write once. Raises Refused with the field, TicketGone, OutcomeUnknown; Freshdesk knows no conflict."""
        if write.name == REPLY:
            return replying.send(self._session, self._reader, ticket.id, write)
        return writing.send(self._session, self._reader, ticket, write)

    def reply_writes(self, ticket: Ticket, text: CustomerText, grant: SendGrant, *, reference: str) -> Sequence[Write]:
        """Render a reply that a person approved. The reference stays here, because Freshdesk has no hidden place for it."""
        return replying.render(ticket, text, grant)

    def find_reply(self, ticket_id: str, reference: str) -> str:
        """Return nothing: only the words of a reply tell that it arrived."""
        return ""

    def changed_since(self, cursor: str, since: datetime) -> ChangedPage:
        """Return a page of tickets that are new or changed."""
        return changes.changed_since(self._reader, cursor, since)

    def history(self, cursor: str, since: datetime) -> HistoryPage:
        """Return a page of the past with the first message of each ticket: three credits for a hundred tickets."""
        return read_history(self._reader, cursor, since)

    def knowledge(self, cursor: str) -> KnowledgePage:
        """Return a page of canned responses, where the key may read them, and of public articles. Costs one call."""
        return self._knowledge.page(cursor)

    def mark_requester(self, requester_id: str, wanted: bool) -> None:
        """Put the tag on the contact, or take it off. Takes the right to edit contacts."""
        contacts.mark(self._session, self._reader, requester_id, wanted=wanted)

    def is_requester_marked(self, requester_id: str) -> bool:
        """Whether the tag stands on the contact."""
        return contacts.is_marked(self._reader, requester_id)

    def read_rules(self) -> Mapping[str, str] | None:
        """Return ``None``: the platform keeps installation parameters for its app alone and answers no call for them."""
        return None


def _role(agent: AgentBody) -> str:
    scope = _SCOPES.get(agent.ticket_scope or 0, "")
    return ", ".join(part for part in (agent.type.replace("_", " "), scope) if part)
