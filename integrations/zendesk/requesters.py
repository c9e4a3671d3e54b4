"""The one thing that is written on a user: the tag by which people see that this customer wishes a person.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/ : adding and removing leave other tags alone. The
account has to have tags on users enabled; what it answers otherwise is not documented, so only an answer that shows the tag counts.
"""

from typing import Final
from urllib.parse import quote

from connector.core.wishes import PREFERS_HUMAN
from connector.errors import Refused, TicketGone
from connector.kit.http import HelpdeskSession
from integrations.zendesk.payloads import TagsAnswer
from integrations.zendesk.reading import Reader, made

_NO_TAGS: Final = "Zendesk keeps no tags on customers here; enable them in Admin Center under People, Configuration, End users"


def mark(session: HelpdeskSession, requester_id: str, *, wanted: bool) -> None:
    """Add the tag, or remove it. Raises Refused where it does not stand afterwards."""
    body = {"tags": [PREFERS_HUMAN]}
    if not wanted:
        session.write("DELETE", _tags_of(requester_id), body)
        return
    try:
        answer = made(TagsAnswer, session.write("PUT", _tags_of(requester_id), body))
    except TicketGone as exc:  # the user is there: a ticket of theirs was read just now
        raise Refused(_NO_TAGS, field="tags") from exc
    if PREFERS_HUMAN not in answer.tags:
        raise Refused(_NO_TAGS, field="tags")


def is_marked(reader: Reader, requester_id: str) -> bool:
    """Whether the user carries the tag."""
    return PREFERS_HUMAN in reader.one(TagsAnswer, _tags_of(requester_id)).tags


def _tags_of(requester_id: str) -> str:
    return f"/api/v2/users/{quote(requester_id, safe='')}/tags"
