"""Carrying out one update of a ticket: what it changes, what its audit says, and what it rings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from connector.kit.text import flatten_html
from integrations.zendesk.sandbox.hooks import Happening, comment_event
from integrations.zendesk.sandbox.sanitise import sanitised, with_placeholders
from integrations.zendesk.sandbox.state import SYSTEM_USER, Account, Comment, TicketState, as_html, iso, normal_tags

_FIELD_EVENTS = {
    "priority": "priority_changed",
    "status": "status_changed",
    "group_id": "group_assignment_changed",
    "assignee_id": "agent_assignment_changed",
}


@dataclass
class Outcome:
    """What an update did."""

    audit_events: list[dict[str, Any]] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)


@dataclass(frozen=True)
class Treatment:
    """How the account treats HTML, as the switches say."""

    removes_unknown_tags: bool = False
    renders_placeholders: bool = False


def update(
    account: Account, ticket: TicketState, wanted: Mapping[str, Any], *, actor_id: int, now: float, treatment: Treatment, via: str
) -> Outcome:
    """Carry out an update whose values were checked. Nothing that is already so moves ``updated_at``."""
    outcome = Outcome()
    for name, event in _FIELD_EVENTS.items():
        if name in wanted and wanted[name] != getattr(ticket, name):
            previous, current = getattr(ticket, name), wanted[name]
            setattr(ticket, name, current)
            outcome.happenings.append(Happening(event, {"previous": _word(previous), "current": _word(current)}))
            outcome.audit_events.append(_change(account, name, previous, current))
    if "tags" in wanted:
        _replace_tags(account, ticket, normal_tags(wanted["tags"] or []), outcome)
    if "comment" in wanted:
        _add_comment(account, ticket, wanted["comment"], actor_id, now, treatment, via, outcome)
    if outcome.audit_events:
        ticket.updated_at, ticket.changed = iso(now), now
        ticket.revision = next(account.revisions)
    return outcome


def _replace_tags(account: Account, ticket: TicketState, tags: list[str], outcome: Outcome) -> None:
    added, removed = sorted(set(tags) - set(ticket.tags)), sorted(set(ticket.tags) - set(tags))
    if not added and not removed:
        return
    outcome.happenings.append(Happening("tags_changed", {"tags_added": added, "tags_removed": removed}))
    outcome.audit_events.append(_change(account, "tags", list(ticket.tags), tags))
    ticket.tags = tags


def _add_comment(
    account: Account, ticket: TicketState, wanted: Mapping[str, Any], actor_id: int, now: float,
    treatment: Treatment, via: str, outcome: Outcome,
) -> None:  # fmt: skip
    markup = str(wanted.get("html_body") or "")
    if markup:
        if treatment.renders_placeholders:
            markup = with_placeholders(markup, placeholder_values(account, ticket))
        markup = sanitised(markup, removes_unknown=treatment.removes_unknown_tags)
    body = flatten_html(markup) if markup else str(wanted.get("body") or "")
    author_id = int(wanted.get("author_id") or actor_id)
    comment = Comment(
        id=account.next_id(),
        author_id=author_id,
        body=body,
        html_body=f'<div class="zd-comment" dir="auto">{markup}</div>' if markup else as_html(body),
        public=bool(wanted.get("public", any(c.public for c in ticket.comments))),  # the dangerous default of the real one
        created_at=iso(now),
        via=via,
    )
    ticket.comments.append(comment)
    author = account.users.get(author_id)
    is_staff = author_id == SYSTEM_USER or (author is not None and author.role != "end-user")
    outcome.happenings.append(comment_event(comment, author_name=author.name if author else "", is_staff=is_staff))
    event = {"id": comment.id, "type": "Comment", "body": body, "html_body": comment.html_body, "public": comment.public}
    outcome.audit_events.append({**event, "author_id": author_id, "attachments": []})


def placeholder_values(account: Account, ticket: TicketState) -> dict[str, str]:
    """https://support.zendesk.com/hc/en-us/articles/4408886858138"""
    requester = account.users[ticket.requester_id]
    return {
        "ticket.id": str(ticket.id),
        "ticket.title": ticket.subject,
        "ticket.requester.name": requester.name,
        "ticket.requester.first_name": requester.name.partition(" ")[0],
        "ticket.requester.email": requester.email,
        "ticket.account": "Sandbox",
        "current_user.email": "handoff@sandbox.example",
    }


def _change(account: Account, name: str, previous: Any, current: Any) -> dict[str, Any]:
    return {"id": account.next_id(), "type": "Change", "field_name": name, "previous_value": previous, "value": current}


def _word(value: Any) -> str | None:
    return None if value is None else str(value).upper()
