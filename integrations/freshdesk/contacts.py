"""The one thing that is written on a contact: the tag by which people see that this customer wishes a person.

https://developers.freshdesk.com/api/#update_contact : the list of tags is replaced as a whole, and there is no conditional write.
"""

from connector.core.wishes import PREFERS_HUMAN
from connector.errors import Refused, TicketGone
from connector.kit.http import HelpdeskSession, json_of
from integrations.freshdesk.reading import API, Reader, typed
from integrations.freshdesk.wire import ContactBody
from integrations.freshdesk.writing import merged


def mark(session: HelpdeskSession, reader: Reader, contact_id: str, *, wanted: bool) -> None:
    """Put the tag on the contact or take it off; one credit to look and one to change. Raises Refused where it does not stand."""
    there = _read(reader, contact_id).tags
    tags = merged(there, [PREFERS_HUMAN], ()) if wanted else merged(there, (), [PREFERS_HUMAN])
    if tags is None:
        return
    answer = typed(ContactBody, json_of(session.write("PUT", f"{API}/contacts/{contact_id}", {"tags": tags})))
    if _is_among(answer.tags) is not wanted:
        raise Refused("Freshdesk did not keep the contact's tags", field="tags")


def is_marked(reader: Reader, contact_id: str) -> bool:
    """Whether the tag stands on the contact, for one credit: a ticket does not bring the tags of its requester."""
    return _is_among(_read(reader, contact_id).tags)


def _read(reader: Reader, contact_id: str) -> ContactBody:
    if not (contact_id.isascii() and contact_id.isdecimal()):
        raise TicketGone("Freshdesk has no contact of that number")
    return reader.one(ContactBody, f"/contacts/{contact_id}")


def _is_among(tags: tuple[str, ...]) -> bool:
    return PREFERS_HUMAN in {tag.casefold() for tag in tags}
