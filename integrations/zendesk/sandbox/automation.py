"""What admins add to an account: webhooks, triggers, ticket fields."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

CONDITIONAL: Final = "conditional_ticket_events"

_ULID: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_hook_id() -> str:
    """An id such as webhooks have."""
    return "01" + "".join(secrets.choice(_ULID) for _ in range(24))


@dataclass
class Hook:
    """A webhook. ``invocations`` are newest last, each with its id, its status and when it ended."""

    id: str
    name: str
    endpoint: str
    subscriptions: list[str]
    created_at: str
    updated_at: str
    status: str = "active"
    http_method: str = "POST"
    request_format: str = "json"
    description: str = ""
    custom_headers: dict[str, str] = field(default_factory=dict)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    invocations: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_conditional(self) -> bool:
        """Whether triggers call it, and not events."""
        return self.subscriptions == [CONDITIONAL]


@dataclass
class Trigger:
    """A trigger: all of its conditions have to hold, any other kind of condition is not there."""

    id: int
    title: str
    conditions: Sequence[Mapping[str, str]]
    actions: Sequence[Mapping[str, Any]]
    updated_at: str
    active: bool = True

    def calls(self) -> list[tuple[str, str]]:
        """Which webhooks it calls, with which text."""
        return [(str(action["value"][0]), str(action["value"][1])) for action in self.actions]


@dataclass
class Field:
    """A custom field of tickets, whose value is nothing but tags."""

    id: int
    type: str
    title: str
    options: list[dict[str, Any]]
    updated_at: str
    active: bool = True

    @property
    def values(self) -> list[str]:
        """The tags that stand for its options."""
        return [str(option["value"]) for option in self.options]

    def value_for(self, tags: Sequence[str]) -> Any:
        """Its value on a ticket with these tags."""
        there = [value for value in self.values if value in tags]
        return there if self.type == "multiselect" else next(iter(there), None)

    def tags_with(self, value: Any, tags: Sequence[str]) -> list[str]:
        """The tags of a ticket once this field has this value."""
        wanted = value if isinstance(value, list) else [value] if value else []
        return [tag for tag in tags if tag not in self.values] + [tag for tag in wanted if tag in self.values]
