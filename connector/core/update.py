"""What we want to change on a ticket, as a delta, and what that means for the ticket as it is now.

What a person set stands: priority only rises, a group is set only when empty or among the intake groups, tags of others
survive. The delta is decided once the ticket was read and rendered against a fresh ticket at each attempt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from connector.core.note import Note
from connector.core.taxonomy import KINDS, SENSITIVE_KINDS, Urgency
from connector.core.ticket import Capability, Priority, Ticket

PEOPLE_FIRST: Final = "ai_people_first"
DRAFTED: Final = "ai_draft"
UNSURE: Final = "ai_unsure"
AUDIT: Final = "ai_audit"
SKIP: Final = "ai_skip"
WRONG: Final = "ai_wrong"
UNDO: Final = "ai_undo"
HUMAN: Final = "ai_human"

AGENT_TAGS: Final = frozenset({SKIP, WRONG, UNDO, HUMAN})
KIND_TAGS: Final = {key: f"ai_kind_{key}" for key in KINDS if key not in SENSITIVE_KINDS}
URGENCY_TAGS: Final = {urgency: f"ai_urgency_{urgency.name.lower()}" for urgency in Urgency}
OUR_TAGS: Final = frozenset({PEOPLE_FIRST, DRAFTED, UNSURE, AUDIT, *KIND_TAGS.values(), *URGENCY_TAGS.values()})


@dataclass(frozen=True, slots=True)
class FieldValues:
    """The fields we may touch, with the values they had at one moment."""

    tags: frozenset[str]
    priority: Priority | None
    group_id: str | None

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        """The values on this ticket."""
        return cls(ticket.tags, ticket.priority, ticket.group_id)

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready form that :meth:`from_dict` reads back."""
        return {"tags": sorted(self.tags), "priority": self.priority, "group_id": self.group_id}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read back what :meth:`as_dict` wrote."""
        priority = data["priority"]
        return cls(frozenset(data["tags"]), None if priority is None else Priority(priority), data["group_id"])


@dataclass(frozen=True, slots=True)
class FieldChanges:
    """What a request has to say. ``None`` leaves a field alone; ``tags`` is the whole list the helpdesk shall have."""

    tags: frozenset[str] | None = None
    priority: Priority | None = None
    group_id: str | None = None
    clears_priority: bool = False
    clears_group: bool = False

    def __bool__(self) -> bool:
        return self != FieldChanges()

    def within(self, capabilities: frozenset[Capability]) -> Self:
        """Return the part that these capabilities allow."""
        changes = self
        if Capability.TAGS not in capabilities:
            changes = replace(changes, tags=None)
        if Capability.PRIORITY not in capabilities:
            changes = replace(changes, priority=None, clears_priority=False)
        if Capability.GROUP not in capabilities:
            changes = replace(changes, group_id=None, clears_group=False)
        return changes


NO_CHANGES: Final = FieldChanges()


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketUpdate:
    """A delta.

    ``expected`` is set only on an undo: fields are put back only where they still hold what we wrote. ``restores`` then
    carries the values to put back.
    """

    add_tags: frozenset[str] = frozenset()
    remove_tags: frozenset[str] = frozenset()
    priority: Priority | None = None
    group_id: str | None = None
    intake_group_ids: frozenset[str] = frozenset()
    note: Note | None = None
    expected: FieldValues | None = None
    restores: FieldValues | None = None

    def __post_init__(self) -> None:
        if stray := (self.add_tags | self.remove_tags) - OUR_TAGS:
            raise ValueError(f"not our tags: {', '.join(sorted(stray))}")

    def restricted_to(self, capabilities: frozenset[Capability]) -> Self:
        """Return the part of the update that these capabilities allow."""
        keeps_tags = Capability.TAGS in capabilities
        return replace(
            self,
            add_tags=self.add_tags if keeps_tags else frozenset(),
            remove_tags=self.remove_tags if keeps_tags else frozenset(),
            priority=self.priority if Capability.PRIORITY in capabilities else None,
            group_id=self.group_id if Capability.GROUP in capabilities else None,
            note=self.note if Capability.NOTE in capabilities else None,
        )

    def against(self, ticket: Ticket) -> FieldChanges:
        """Return what still has to change on this ticket. Empty once everything stands."""
        if self.expected is not None and self.restores is not None:
            return self._restoring(ticket, self.expected, self.restores)
        tags = (ticket.tags - self.remove_tags) | self.add_tags
        may_set_group = ticket.group_id is None or ticket.group_id in self.intake_group_ids
        return FieldChanges(
            tags=tags if tags != ticket.tags else None,
            priority=self.priority if self.priority is not None and self.priority > (ticket.priority or 0) else None,
            group_id=self.group_id if may_set_group and self.group_id != ticket.group_id else None,
        )

    def _restoring(self, ticket: Ticket, expected: FieldValues, before: FieldValues) -> FieldChanges:
        tags = (ticket.tags - self.remove_tags) | self.add_tags
        priority_is_ours = ticket.priority == expected.priority and expected.priority != before.priority
        group_is_ours = ticket.group_id == expected.group_id and expected.group_id != before.group_id
        return FieldChanges(
            tags=tags if tags != ticket.tags else None,
            priority=before.priority if priority_is_ours else None,
            group_id=before.group_id if group_is_ours else None,
            clears_priority=priority_is_ours and before.priority is None,
            clears_group=group_is_ours and before.group_id is None,
        )


def applied(values: FieldValues, changes: FieldChanges) -> FieldValues:
    """Return the values after a helpdesk has carried out the changes."""
    priority = None if changes.clears_priority else changes.priority or values.priority
    group_id = None if changes.clears_group else changes.group_id or values.group_id
    return FieldValues(values.tags if changes.tags is None else changes.tags, priority, group_id)
