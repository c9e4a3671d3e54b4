"""Refusing what Freshdesk refuses: unknown attributes, wrong types, values that do not exist, required fields.

https://developers.freshdesk.com/api/#error
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from flask import Response, abort, jsonify, make_response, request

from integrations.freshdesk.sandbox.state import GROUPS, STATUS_LABELS

#: Attributes of an update that the reference lists and we never send.
_OTHER_TICKET_FIELDS: Final = frozenset(
    {"subject", "description", "type", "responder_id", "custom_fields", "product_id", "company_id", "email_config_id", "due_by"}
)
TICKET_FIELDS: Final = frozenset({"status", "priority", "group_id", "tags", "source"}) | _OTHER_TICKET_FIELDS
NOTE_FIELDS: Final = frozenset({"body", "private", "incoming", "notify_emails", "user_id", "attachments"})
REPLY_FIELDS: Final = frozenset({"body", "from_email", "user_id", "cc_emails", "bcc_emails", "attachments"})
EDIT_FIELDS: Final = frozenset({"body", "attachments"})
#: https://developers.freshdesk.com/api/#update_contact
CONTACT_FIELDS: Final = frozenset(
    {
        "name", "email", "phone", "mobile", "twitter_id", "unique_external_id", "other_emails", "company_id", "view_all_tickets",
        "other_companies", "address", "avatar", "custom_fields", "description", "job_title", "language", "tags", "time_zone",
    }
)  # fmt: skip


def refuse(status: int, field: str, code: str, message: str) -> None:
    """End the request with the documented shape of an error."""
    body = {"description": "Validation failed", "errors": [{"field": field, "message": message, "code": code}]}
    abort(make_response(jsonify(body), status))


def json_body(known: Collection[str]) -> Mapping[str, Any]:
    """The body of the request, with known attributes only."""
    body = request.get_json(silent=True)
    if request.mimetype != "application/json":
        abort(Response(status=415))
    if not isinstance(body, dict):
        refuse(400, "", "invalid_json", "Request body has invalid json format")
    assert isinstance(body, dict)  # noqa: S101 - refuse() does not return
    for name in body:
        if name not in known:
            refuse(400, name, "invalid_field", "Unexpected/invalid field in request")
    return body


def check_ticket_update(body: Mapping[str, Any], *, required_field: str, tag_length: int, null_unsets_group: bool) -> None:
    """Refuse an update as the form of the ticket would."""
    for name, is_valid in _CHECKS.items():
        if name in body and not is_valid(body[name]):
            refuse(400, name, "datatype_mismatch", "Value set is of the wrong type")
    if "priority" in body and body["priority"] not in (1, 2, 3, 4):
        refuse(400, "priority", "invalid_value", "It should be one of these values: '1,2,3,4'")
    if "status" in body and body["status"] not in STATUS_LABELS:
        refuse(400, "status", "invalid_value", "It should be one of the account's statuses")
    if "group_id" in body and body["group_id"] not in GROUPS.values() and (body["group_id"] is not None or not null_unsets_group):
        refuse(400, "group_id", "invalid_value", "It should be one of the account's groups")
    if tag_length and any(len(tag) > tag_length for tag in body.get("tags", ())):
        refuse(400, "tags", "invalid_value", f"It should not have a tag longer than {tag_length} characters")
    if required_field and set(body) - {"tags"}:
        refuse(400, required_field, "missing_field", "It should be a/an String")


def check_contact_update(body: Mapping[str, Any]) -> None:
    """Refuse tags of a contact that are no list of words."""
    if "tags" in body and not _is_tag_list(body["tags"]):
        refuse(400, "tags", "datatype_mismatch", "Value set is of the wrong type")


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_tag_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(tag, str) and tag and "," not in tag for tag in value)


_CHECKS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "priority": _is_int,
    "status": _is_int,
    "group_id": lambda value: value is None or _is_int(value),
    "tags": _is_tag_list,
}
