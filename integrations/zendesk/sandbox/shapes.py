"""The account's state in the JSON shapes of the API."""

from collections.abc import Iterable
from typing import Any

from integrations.zendesk.sandbox.automation import Field
from integrations.zendesk.sandbox.state import Account, Comment, Installation, TicketState, User


def ticket_json(ticket: TicketState, fields: Iterable[Field] = ()) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#json-format"""
    return {
        "id": ticket.id,
        "external_id": None,
        "via": {"channel": ticket.via, "source": {"from": {}, "to": {}, "rel": None}},
        "created_at": ticket.created_at,
        "updated_at": ticket.updated_at,
        "generated_timestamp": int(ticket.changed),
        "type": ticket.type,
        "subject": ticket.subject,
        "raw_subject": ticket.subject,
        "description": ticket.comments[0].body if ticket.comments else "",
        "priority": ticket.priority,
        "status": ticket.status,
        "custom_status_id": None,
        "requester_id": ticket.requester_id,
        "submitter_id": ticket.submitter_id,
        "assignee_id": ticket.assignee_id,
        "organization_id": None,
        "group_id": ticket.group_id,
        "collaborator_ids": [],
        "follower_ids": [],
        "email_cc_ids": [],
        "is_public": any(comment.public for comment in ticket.comments),
        "tags": list(ticket.tags),
        "custom_fields": [{"id": field.id, "value": field.value_for(ticket.tags)} for field in fields],
        "brand_id": ticket.brand_id,
        "ticket_form_id": 3,
        "from_messaging_channel": ticket.from_messaging_channel,
    }


def comment_json(comment: Comment) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#json-format"""
    shown = {
        "id": comment.id,
        "type": comment.type,
        "author_id": comment.author_id,
        "body": comment.body,
        "html_body": comment.html_body,
        "plain_body": comment.body,
        "public": comment.public,
        "attachments": [],
        "audit_id": comment.id + 1,
        "via": {"channel": comment.via, "source": {"from": {}, "to": {}, "rel": None}},
        "created_at": comment.created_at,
        "metadata": {"system": {}, "custom": {}},
    }
    return shown | ({"data": comment.data} if comment.data else {})


def user_json(user: User) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/ticketing/users/users/#json-format"""
    return {
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "role": user.role,
        "locale": user.locale,
        "tags": list(user.tags),
        "active": True,
        "organization_id": None,
    }


def users_json(account: Account, ids: set[int | None]) -> list[dict[str, Any]]:
    """The sideloaded users among these ids; the system user is never among them."""
    return [user_json(account.users[id_]) for id_ in sorted(i for i in ids if i is not None) if id_ in account.users]


def installation_json(installation: Installation) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/ticketing/apps/apps/"""
    return {
        "id": installation.id,
        "app_id": 5,
        "product": "support",
        "enabled": installation.enabled,
        "updated_at": installation.updated_at,
        "settings": installation.settings,
        "settings_objects": [{"name": name, "value": value} for name, value in installation.settings.items()],
        "group_restrictions": [],
        "role_restrictions": [],
    }


def not_found() -> tuple[dict[str, Any], int]:
    """What is not there, and what one may not see."""
    return {"error": "RecordNotFound", "description": "Not found"}, 404


def invalid(field: str, description: str) -> tuple[dict[str, Any], int]:
    """A refused value."""
    details = {field: [{"description": description}]}
    return {"error": "RecordInvalid", "description": "Record validation errors", "details": details}, 422
