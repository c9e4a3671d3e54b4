"""The state of one Zendesk account: people, groups, tickets, answers."""

import html
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from integrations.zendesk.sandbox.automation import Field, Hook, Trigger

OUR_USER = 800
HOME_BRAND = 7
AGENT_USER = 801
SYSTEM_USER = -1


def iso(seconds: float) -> str:
    """A moment as Zendesk writes it: whole seconds."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_html(text: str) -> str:
    """Plain text as Zendesk shows it."""
    return f'<div class="zd-comment" dir="auto"><p>{"<br>".join(html.escape(line) for line in text.splitlines())}</p></div>'


def normal_tags(tags: Sequence[str]) -> list[str]:
    """Tags as Zendesk keeps them: lower case, a space ends one, each once, sorted."""
    return sorted({part.lower() for tag in tags for part in tag.split()})


@dataclass
class User:
    """A person, or a seat of a machine."""

    id: int
    name: str
    email: str
    role: str = "end-user"
    locale: str = "en-US"
    tags: list[str] = field(default_factory=list)


@dataclass
class Comment:
    """A comment. ``data`` only for a VoiceComment."""

    id: int
    author_id: int
    body: str
    html_body: str
    public: bool
    created_at: str
    via: str = "web"
    type: str = "Comment"
    data: dict[str, Any] = field(default_factory=dict)


@dataclass
class TicketState:
    """A ticket. ``revision`` orders changes finer than the second of ``updated_at``."""

    id: int
    subject: str
    requester_id: int
    submitter_id: int
    via: str
    created_at: str
    updated_at: str
    changed: float
    revision: int
    type: str | None = None
    status: str = "new"
    priority: str | None = None
    group_id: int | None = None
    assignee_id: int | None = None
    tags: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    audits: list[dict[str, Any]] = field(default_factory=list)
    from_messaging_channel: bool = False
    brand_id: int = HOME_BRAND


@dataclass
class Brand:
    """A brand. Its help centre is “enabled”, “restricted” to those who sign in, or “disabled”."""

    id: int
    name: str
    subdomain: str
    help_center_state: str = "enabled"


@dataclass
class Answers:
    """Macros as the API shows them, and articles, a row for each language."""

    macros: list[dict[str, Any]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Installation:
    """Our app in this account."""

    id: int = 77
    enabled: bool = True
    settings: dict[str, Any] = field(
        default_factory=lambda: {"name": "Warm Handoff", "title": "Warm Handoff", "people_group": "Support"}
    )
    updated_at: str = "2026-11-01T08:00:00Z"


class Account:
    """Everything in the account. Guarded by the lock of the sandbox."""

    def __init__(self) -> None:
        self.users = {
            OUR_USER: User(OUR_USER, "Warm Handoff (automated)", "handoff@sandbox.example", "admin"),
            AGENT_USER: User(AGENT_USER, "Robin Agent", "robin@sandbox.example", "agent"),
        }
        self.groups = {55: "Support", 56: "Billing", 57: "Technical", 58: "Returns", 59: "Customer care"}
        self.tickets: dict[int, TicketState] = {}
        self.answers = Answers()
        self.brands = {HOME_BRAND: Brand(HOME_BRAND, "Sandbox", "sandbox")}
        self.installation = Installation()
        self.hooks: dict[str, Hook] = {}
        self.triggers: dict[int, Trigger] = {}
        self.fields: dict[int, Field] = {}
        self.revisions: Iterator[int] = itertools.count(1)
        self._ids = {"ticket": itertools.count(1), "user": itertools.count(900), "other": itertools.count(70_001)}

    def next_id(self, kind: str = "other") -> int:
        """A new id: small ones for tickets, others from one sequence."""
        return next(self._ids[kind])

    def user_for(self, email: str, name: str, language: str) -> User:
        """The end user with this address, made on first sight."""
        known = next((user for user in self.users.values() if user.email == email), None)
        if known is None:
            known = User(self.next_id("user"), name, email, locale=language or "en-US")
            self.users[known.id] = known
        return known

    def brand_for(self, name: str) -> int:
        """The brand of this name, made on first sight; the account's own without a name."""
        known = next((brand.id for brand in self.brands.values() if not name or brand.name == name), None)
        if known is None:
            known = max(self.brands) + 1
            self.brands[known] = Brand(known, name, name.casefold().replace(" ", "-"))
        return known

    def group_for(self, name: str) -> int:
        """The group of this name, made on first sight."""
        known = next((id_ for id_, there in self.groups.items() if there.casefold() == name.casefold()), None)
        if known is None:
            known = max(self.groups) + 1
            self.groups[known] = name
        return known
