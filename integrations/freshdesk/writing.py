"""Writing to Freshdesk for colleagues: one private note, and the few fields that change. There is no other request in here.

Replies, public notes, ``notify_emails`` and the ``reply`` of a bulk update all send mail, so nothing here can spell them: a write
says only *what* it is, and the two paths and their bodies stand in this file. What a customer sees is in ``replying`` alone.
https://developers.freshdesk.com/api/#create_a_note and #update_ticket
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import requests

from connector.core.ticket import Capability, Ticket
from connector.core.update import FieldChanges, FieldValues, TicketUpdate
from connector.errors import OutcomeUnknown, Permanent, TicketGone, Transient
from connector.kit.http import HelpdeskSession, json_of
from connector.kit.text import render_note
from connector.port import Write, Written
from integrations.freshdesk.mapping import PRIORITIES, spelt_our_way
from integrations.freshdesk.reading import API, Reader, typed
from integrations.freshdesk.wire import Effect, TicketHead

#: Freshdesk has no ETag, no conditional write and no idempotency key. A request whose answer we lost may therefore still be on
#: its way and land after we have looked and found nothing. Nobody looks before the platform must have given it up.
QUARANTINE_SECONDS: Final = 100.0

_PRIORITY_CODES: Final = {priority: code for code, priority in PRIORITIES.items()}


def render(ticket: Ticket, update: TicketUpdate, *, edits_note_id: str = "") -> tuple[Write, ...]:
    """Return what is left to write on this fresh ticket: the note first, because a person can act on it alone."""
    allowed = update.restricted_to(ticket.accepts)
    writes: list[Write] = []
    if allowed.note is not None:
        html = render_note(allowed.note)
        edits = edits_note_id if _may_edit(ticket, edits_note_id) else ""
        writes.append(_write("note", {"body": html, "edits": edits}, carries_note=True))
    changes = allowed.against(ticket).within(ticket.accepts)
    if fields := _fields(ticket, changes):
        writes.append(replace(_write("fields", fields, carries_note=False), changes=changes))
    return tuple(writes)


def send(session: HelpdeskSession, reader: Reader, ticket: Ticket, write: Write) -> Written:
    """Send one write. Raises Refused with the field named by Freshdesk, TicketGone for spam and deleted tickets (405)."""
    with reader.own_scope():
        if write.name == "note":
            return _send_note(session, ticket.id, write.request)
        return _send_fields(session, reader, ticket, write.request)


def name_refused_field(body: Any) -> str:
    """Return the field of the first error that names one. https://developers.freshdesk.com/api/#error"""
    errors = body.get("errors") if isinstance(body, dict) else None
    for error in errors if isinstance(errors, list) else ():
        field = error.get("field") if isinstance(error, dict) else None
        if isinstance(field, str) and field:
            return field[:64]
    return ""


def _write(name: str, request: Mapping[str, Any], *, carries_note: bool) -> Write:
    return Write(name=name, carries_note=carries_note, quarantine=QUARANTINE_SECONDS, request=request)


def _may_edit(ticket: Ticket, note_id: str) -> bool:
    """Only a private note that still stands is edited. Anything else would be lost, or seen by the customer."""
    return Capability.EDIT_NOTE in ticket.accepts and any(m.id == note_id and not m.public for m in ticket.messages)


def _fields(ticket: Ticket, changes: FieldChanges) -> dict[str, Any]:
    """Tags travel as what to add and remove, because the whole list that Freshdesk wants is made from the freshest one.

    A priority cannot be cleared here: every Freshdesk ticket has one.
    """
    request: dict[str, Any] = {}
    if changes.tags is not None:
        request["add_tags"] = sorted(changes.tags - ticket.tags)
        request["remove_tags"] = sorted(ticket.tags - changes.tags)
    if changes.priority is not None and Capability.PRIORITY in ticket.accepts:
        request["priority"] = _PRIORITY_CODES[changes.priority]
    if Capability.GROUP in ticket.accepts:
        if changes.clears_group:
            request["group_id"] = None
        elif changes.group_id is not None:
            request["group_id"] = int(changes.group_id) if changes.group_id.isdecimal() else changes.group_id
    return request


def add_note(session: HelpdeskSession, ticket_id: str, html: str) -> Written:
    """Add a private note. Raises TicketGone, Refused, OutcomeUnknown."""
    return written(session.write("POST", f"{API}/tickets/{ticket_id}/notes", {"body": html, "private": True}))


def edit_note(session: HelpdeskSession, note_id: str, html: str) -> Written:
    """Replace the text of a note. Raises TicketGone when a person deleted it."""
    return written(session.write("PUT", f"{API}/conversations/{note_id}", {"body": html}))


def set_fields(session: HelpdeskSession, ticket_id: str, fields: Mapping[str, Any]) -> None:
    """Set fields of a ticket. Raises Refused with the field that Freshdesk named."""
    written(session.write("PUT", f"{API}/tickets/{ticket_id}", fields))


def _send_note(session: HelpdeskSession, ticket_id: str, request: Mapping[str, Any]) -> Written:
    if request["edits"]:
        try:
            return edit_note(session, request["edits"], request["body"])
        except TicketGone:
            pass  # a person deleted our note since we read it, and a 404 certainly wrote nothing
    return add_note(session, ticket_id, request["body"])


def _send_fields(session: HelpdeskSession, reader: Reader, ticket: Ticket, request: Mapping[str, Any]) -> Written:
    """Look once more, right before writing: Freshdesk takes the whole list of tags, and a person may have added one since.

    What is returned as before and after is what this look found and what this write made of it, so that an undo never takes
    back what a person did between our reading and our writing.
    """
    head = reader.head(ticket.id)
    if head.spam or head.deleted:
        raise TicketGone("the ticket was moved to spam or deleted")
    body = _still_wanted(ticket, head, request)
    if body:
        set_fields(session, ticket.id, body)
    before = _values(head)
    # The stamp has a resolution of one second. Naming it as ours would hide a customer's reply of the same second.
    return Written(before=before, after=_left(before, body))


def _values(head: TicketHead) -> FieldValues:
    return FieldValues(spelt_our_way(head.tags), PRIORITIES.get(head.priority or 0), head.group_id or None)


def _left(before: FieldValues, body: Mapping[str, Any]) -> FieldValues:
    """The fields after this body. What rules of the account made of them since is not ours, and an undo leaves it alone."""
    group_id = body.get("group_id", before.group_id)
    return FieldValues(
        tags=spelt_our_way(body["tags"]) if "tags" in body else before.tags,
        priority=PRIORITIES[body["priority"]] if "priority" in body else before.priority,
        group_id=None if group_id is None else str(group_id),
    )


def _still_wanted(ticket: Ticket, head: TicketHead, request: Mapping[str, Any]) -> dict[str, Any]:
    body = dict(request)
    tags = merged(head.tags, body.pop("add_tags", ()), body.pop("remove_tags", ()))
    if tags is not None:
        body["tags"] = tags
    # What changed since we read the ticket was set by a person or a rule, and stands.
    if PRIORITIES.get(head.priority or 0) is not ticket.priority:
        body.pop("priority", None)
    if (head.group_id or None) != ticket.group_id:
        body.pop("group_id", None)
    return body


def merged(there: Iterable[str], add: Iterable[str], remove: Collection[str]) -> list[str] | None:
    """Return the whole list with our delta in it, others' tags in their spelling and order, or ``None`` for no change."""
    before = list(there)
    unwanted = {tag.casefold() for tag in remove}
    kept = [tag for tag in before if tag.casefold() not in unwanted]
    known = {tag.casefold() for tag in kept}
    tags = [*kept, *(tag for tag in add if tag.casefold() not in known)]
    return tags if tags != before else None


def written(response: requests.Response) -> Written:
    """Read the id out of the answer. One that cannot be read leaves open what happened."""
    try:
        return Written(note_id=str(typed(Effect, json_of(response)).id))
    except (Transient, Permanent) as exc:
        raise OutcomeUnknown("the answer to a write could not be read") from exc
