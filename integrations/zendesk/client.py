"""One Zendesk account, opened. Two reads and one write for a ticket; what a customer sees is rendered in ``replying`` alone."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import quote

from pydantic import ValidationError

from connector.core.approval import SendGrant
from connector.core.budget import Budget
from connector.core.disclosure import CustomerText
from connector.core.ticket import Ticket
from connector.core.update import FieldValues, TicketUpdate, applied
from connector.errors import CredentialsRejected, OutcomeUnknown, Refused, TicketGone, Transient
from connector.kit.http import TIMEOUT, json_of
from connector.port import (
    ChangedPage,
    CredentialSource,
    Group,
    HistoryPage,
    Identity,
    KnowledgePage,
    Write,
    Written,
)
from integrations.zendesk import mapping, replying, requesters, writing
from integrations.zendesk.history import to_history
from integrations.zendesk.knowledge import KnowledgeReader
from integrations.zendesk.payloads import (
    ChangedAnswer,
    CommentsPage,
    GroupsPage,
    HistoryAnswer,
    Installation,
    MeAnswer,
    TicketAnswer,
    UpdateAnswer,
)
from integrations.zendesk.reading import PER_PAGE, Reader, open_brand, open_session, seems_a_person, typed
from integrations.zendesk.settings import ZendeskSettings
from integrations.zendesk.stamp import Stamp, server_time

_EXPORT: Final = "/api/v2/incremental/tickets/cursor"
#: The incremental list takes no start later than a minute ago, and allows ten calls a minute:
#: https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
_LATEST_START_SECONDS: Final = 61.0
_CHANGED_PER_PAGE: Final = 500
_SECOND: Final = 1.0


class ZendeskHelpdesk:
    """Implements ``connector.port.Helpdesk``."""

    def __init__(
        self,
        settings: ZendeskSettings,
        credentials: CredentialSource,
        *,
        timeout: tuple[float, float] = TIMEOUT,
        budget: Budget | None = None,
    ) -> None:
        self._settings = settings
        self._session = open_session(settings, credentials, timeout=timeout, budget=budget)
        self._reader = Reader(self._session)

        def of_brand(subdomain: str) -> Reader:
            return Reader(open_brand(settings, credentials, subdomain, timeout=timeout, budget=budget))

        self._knowledge = KnowledgeReader(self._reader, settings.subdomain, of_brand)

    def identify(self) -> Identity:
        """Return who the credentials act as. https://developer.zendesk.com/api-reference/ticketing/users/users/#show-self"""
        user = self._reader.one(MeAnswer, "/api/v2/users/me").user
        if not user.id:  # nobody is signed in, and Zendesk answers with an anonymous end user
            raise CredentialsRejected("Zendesk does not know these credentials; check them and the subdomain")
        return Identity(id=user.id, name=user.name, role=user.role, is_person=seems_a_person(user.name))

    def groups(self) -> Sequence[Group]:
        """Return the groups a ticket can be given to."""
        try:
            try:
                pages = list(self._reader.pages(GroupsPage, "/api/v2/groups/assignable"))
            except TicketGone:  # not on every account
                pages = list(self._reader.pages(GroupsPage, "/api/v2/groups"))
        except CredentialsRejected as exc:
            remedy = (
                "Zendesk does not show us the groups; add “read” to the scope setting, or give our user a role that sees them"
            )
            raise CredentialsRejected(remedy, retry_after=exc.retry_after) from exc
        return [Group(id=group.id, name=group.name) for page in pages for group in page.groups if group.id and not group.deleted]

    def fetch_ticket(self, ticket_id: str) -> Ticket:
        """Return the ticket as it is now with its newest hundred comments. Raises TicketGone.

        Comments come first, because the clock of their answer is then certainly older than the version of the ticket: only a
        version from an earlier second than that clock can be written on safely.
        """
        path = f"/api/v2/tickets/{quote(ticket_id, safe='')}"
        newest_first: dict[str, str | int] = {"sort": "-created_at", "page[size]": PER_PAGE, "include": "users"}
        response = self._session.get(f"{path}/comments", newest_first)
        comments = typed(CommentsPage, response)
        answer = self._reader.one(TicketAnswer, path, {"include": "users"})
        try:
            return mapping.to_ticket(answer, comments, server_time(response))
        except ValueError:
            raise Transient("Zendesk answered a ticket that we cannot read") from None

    def writes(self, ticket: Ticket, update: TicketUpdate, *, edits_note_id: str = "") -> Sequence[Write]:
        """Render what is left to change as one request. Comments cannot be edited here, so ``edits_note_id`` has no meaning."""
        return writing.render(ticket, update)

    def send(self, ticket: Ticket, write: Write) -> Written:
        """Send the update once. Raises Conflict when the ticket changed since it was read.

        Raises Transient without sending when the ticket had changed in the very second of its reading, because a change later
        in that second would not show.
        """
        if not Stamp.parse(ticket.stamp).is_settled:
            raise Transient("the ticket has only just changed", retry_after=_SECOND)
        try:
            response = self._session.write("PUT", f"/api/v2/tickets/{quote(ticket.id, safe='')}", write.request)
        except Refused as exc:
            if exc.field == "status":  # “Status: closed prevents ticket update”
                raise TicketGone("the ticket is closed for good") from exc
            raise
        try:
            answer = UpdateAnswer.model_validate(json_of(response))
        except ValidationError:
            raise OutcomeUnknown("Zendesk answered something that does not look like an update") from None
        comment = next((event.id for event in answer.audit.events if event.type == "Comment"), "")
        before = FieldValues.of(ticket)  # exactly, for the write was refused had anything changed since
        return Written(note_id=comment, stamp=answer.ticket.updated_at, before=before, after=applied(before, write.changes))

    def reply_writes(self, ticket: Ticket, text: CustomerText, grant: SendGrant, *, reference: str) -> Sequence[Write]:
        """Render a public comment that a person approved; sent and made conditional as any other update."""
        return replying.render(ticket, text, grant, reference)

    def find_reply(self, ticket_id: str, reference: str) -> str:
        """Look through the ticket's audits, whose metadata holds the reference."""
        return replying.find(self._reader, f"/api/v2/tickets/{quote(ticket_id, safe='')}", reference)

    def changed_since(self, cursor: str, since: datetime) -> ChangedPage:
        """Return a page of the incremental list. The newest minute may be missing from it, as Zendesk says."""
        answer = self._reader.one(ChangedAnswer, _EXPORT, _from(cursor, since))
        rows = tuple(mapping.to_changed(answer.tickets))
        return ChangedPage(rows, answer.after_cursor or cursor, more=bool(answer.after_cursor) and not answer.end_of_stream)

    def history(self, cursor: str, since: datetime) -> HistoryPage:
        """Return a page of the export with the first comment of each ticket. For admins only, ten calls a minute."""
        try:
            answer = self._reader.one(HistoryAnswer, _EXPORT, {**_from(cursor, since), "include": "users"})
        except CredentialsRejected as exc:
            remedy = "Zendesk gives its export to admins only; let our user be an admin, and give its client tickets:read and users:read"
            raise CredentialsRejected(remedy, retry_after=exc.retry_after) from exc
        return to_history(answer, cursor)

    def knowledge(self, cursor: str) -> KnowledgePage:
        """Return a page of public macros and public articles of every brand. Costs one call."""
        return self._knowledge.page(cursor)

    def mark_requester(self, requester_id: str, wanted: bool) -> None:
        """Add the tag to the user, or remove it; other tags stay. Takes the scope ``users:write``."""
        requesters.mark(self._session, requester_id, wanted=wanted)

    def is_requester_marked(self, requester_id: str) -> bool:
        """Whether the user carries the tag. A ticket brings it as well."""
        return requesters.is_marked(self._reader, requester_id)

    def read_rules(self) -> Mapping[str, str] | None:
        """Return the settings of our app in Zendesk. A disabled or removed app is the admin's way to switch us off."""
        if not self._settings.installation_id:
            return None
        try:
            installation = self._reader.one(Installation, f"/api/v2/apps/installations/{self._settings.installation_id}")
        except TicketGone:
            return {"enabled": "false"}
        return dict(installation.settings) if installation.enabled else {"enabled": "false"}


def _from(cursor: str, since: datetime) -> dict[str, str | int]:
    """Where a page of the incremental list starts."""
    start = int(min(since.timestamp(), time.time() - _LATEST_START_SECONDS))
    where: dict[str, str | int] = {"cursor": cursor} if cursor else {"start_time": start}
    return {**where, "per_page": _CHANGED_PER_PAGE}
