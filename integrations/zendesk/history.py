"""The account's past out of the incremental export: its rows carry the first comment, so that no ticket is fetched by itself.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from pydantic import ValidationError

from connector.core.ticket import Author, Channel, Message, Status, Ticket
from connector.port import HistoryPage
from integrations.zendesk.mapping import CHANNELS, CONVERSATIONS, PRIORITIES, STATUSES, People
from integrations.zendesk.payloads import HistoryAnswer, TicketBody, UserBody

#: Zendesk's own triage writes these: https://support.zendesk.com/hc/en-us/articles/4550640560538
_OTHERS_TAGS: Final = (
    "intent__", "intent_confidence__", "sentiment__", "sentiment_confidence__", "language__", "language_confidence__",
)  # fmt: skip
_DELETED: Final = frozenset({"deleted", "scrubbed"})


def to_history(answer: HistoryAnswer, cursor: str) -> HistoryPage:
    """Return a page of the export. A row that cannot be read is left out."""
    users = {user.id: user for user in answer.users}
    bodies = list(_bodies(answer.tickets))
    return HistoryPage(
        tickets=tuple(_to_past(body, users) for body in bodies if body.status.lower() not in _DELETED),
        cursor=answer.after_cursor or cursor,
        more=bool(answer.after_cursor) and not answer.end_of_stream,
        gone=tuple(body.id for body in bodies if body.status.lower() in _DELETED),
    )


def _bodies(rows: Iterable[Mapping[str, object]]) -> Iterable[TicketBody]:
    for row in rows:
        try:
            body = TicketBody.model_validate(row)
        except (ValidationError, ValueError):
            continue
        if body.id:
            yield body


def _to_past(body: TicketBody, users: Mapping[str, UserBody]) -> Ticket:
    return Ticket(
        id=body.id,
        subject=body.subject,
        status=STATUSES.get(body.status.lower(), Status.OPEN),
        channel=CHANNELS.get(body.via.channel, Channel.OTHER),
        requester=People(body, users).requester(),
        messages=_first_words(body, users),
        stamp=body.updated_at,
        created_at=body.created_at,
        updated_at=_moment(body),
        priority=PRIORITIES.get(body.priority.lower()),
        group_id=body.group_id or None,
        type=body.type or None,
        tags=frozenset(tag for tag in body.tags if not tag.startswith(_OTHERS_TAGS)),
        accepts=frozenset(),
        brand=body.brand_id,
    )


def _first_words(body: TicketBody, users: Mapping[str, UserBody]) -> tuple[Message, ...]:
    """The description is the first comment, whoever wrote it and even if it is private.

    It is the customer's own only where the requester submitted the ticket and is an end user. Conversations and calls are left
    out: their first comment holds what agents said as well.
    """
    requester = users.get(body.requester_id)
    own = body.requester_id and body.submitter_id == body.requester_id and requester is not None and requester.role == "end-user"
    talked = body.from_messaging_channel or body.via.channel in CONVERSATIONS
    if not own or talked or not body.is_public or CHANNELS.get(body.via.channel) is Channel.VOICE_TRANSCRIPT:
        return ()
    text = body.description.replace("\u00a0", " ").replace("\r\n", "\n").strip()
    return (
        Message(
            id="description",
            author=Author.REQUESTER,
            public=True,
            text=text,
            created_at=body.created_at,
            author_id=body.requester_id,
        ),
    )


def _moment(body: TicketBody) -> datetime:
    try:
        moment = datetime.fromisoformat(body.updated_at)
    except ValueError:
        return body.created_at
    return moment if moment.tzinfo else body.created_at
