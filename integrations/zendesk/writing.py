"""From a delta to the one request that carries it: atomic, conditional, and with nothing in it that does not change.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#update-ticket
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from connector.core.disclosure import Disclosure
from connector.core.note import BlockKind, Note
from connector.core.ticket import Capability, Priority, Ticket
from connector.core.update import FieldChanges, TicketUpdate
from connector.kit.text import render_note
from connector.port import Write
from integrations.zendesk.mapping import CAPABILITIES, PRIORITIES
from integrations.zendesk.stamp import Stamp

#: How long an unknown outcome rests before anybody looks. A late commit would still meet the condition on the stamp.
QUARANTINE_SECONDS: Final = 5.0

_WORDS: Final[dict[Priority, str]] = {priority: word for word, priority in PRIORITIES.items()}
_REFERENCE: Final = re.compile(r"\bWH-[A-Z0-9]+")


def render(ticket: Ticket, update: TicketUpdate) -> Sequence[Write]:
    """Return the one write that brings the ticket to where the update wants it, or nothing."""
    accepts = ticket.accepts & CAPABILITIES
    note = update.note if Capability.NOTE in accepts else None
    changes = update.against(ticket).within(accepts)
    fields = _fields(ticket, changes) | _comment(note)
    if not fields:
        return ()
    # “safe_update” makes Zendesk refuse with 409 once “updated_at” is no longer what we read.
    condition = {"safe_update": True, "updated_stamp": Stamp.parse(ticket.stamp).updated_at}
    request = {"ticket": {**condition, **fields}}
    carries_note = note is not None
    return (Write(name="update", carries_note=carries_note, quarantine=QUARANTINE_SECONDS, changes=changes, request=request),)


def _fields(ticket: Ticket, changes: FieldChanges) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if changes.tags is not None:
        fields |= _tags(ticket.tags, changes.tags)
    if changes.priority or changes.clears_priority:
        fields["priority"] = _WORDS[changes.priority] if changes.priority else None
    if changes.group_id or changes.clears_group:
        fields["group_id"] = int(changes.group_id) if changes.group_id else None
    return fields


def _tags(there: frozenset[str], wanted: frozenset[str]) -> dict[str, Any]:
    # Zendesk replaces the whole list, so ours must contain theirs, in their spelling.
    spelling = {tag.casefold(): tag for tag in (*wanted, *there)}
    tags = {tag.casefold() for tag in wanted}
    return {} if tags == {tag.casefold() for tag in there} else {"tags": sorted(spelling[tag] for tag in tags)}


def _comment(note: Note | None) -> dict[str, Any]:
    if note is None:
        return {}
    # Left out, “public” would follow the ticket, and most tickets are public.
    comment = {"public": False, "html_body": render_note(note)}
    found = next((_REFERENCE.search(line) for b in note.blocks if b.kind is BlockKind.REFERENCE for line in b.lines), None)
    told = {"reference": found[0]} if found else {}
    if any(block.kind is BlockKind.DRAFT for block in note.blocks):
        told["state"] = Disclosure.AI_DRAFTED.value
    # Kept as “audit.metadata.custom”, where programs find what people read in the note.
    return {"comment": comment} | ({"metadata": {"warm_handoff": told}} if told else {})
