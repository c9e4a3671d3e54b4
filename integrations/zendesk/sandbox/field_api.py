"""Ticket fields in the REST API. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/"""

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, request

from integrations.zendesk.sandbox.automation import Field
from integrations.zendesk.sandbox.paging import page_of
from integrations.zendesk.sandbox.shapes import invalid, not_found
from integrations.zendesk.sandbox.state import iso

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

Answer = Response | tuple[dict[str, Any] | str, int] | dict[str, Any]

_TYPES: Final = ("tagger", "multiselect")


def field_api(desk: "ZendeskSandbox") -> Blueprint:
    """Build the blueprint for one account."""
    pages = Blueprint("zendesk_fields", __name__, url_prefix="/api/v2/ticket_fields")
    there = desk.account.fields

    @pages.get("")
    def every() -> Answer:
        with desk.lock:
            return page_of("ticket_fields", [field_json(field) for field in there.values()])

    @pages.post("")
    def create() -> Answer:
        with desk.lock:
            field = Field(desk.account.next_id(), "", "", [], updated_at=iso(desk.now()))
            if refusal := _set(desk, field):
                return refusal
            there[field.id] = field
            return {"ticket_field": field_json(field)}, 201

    @pages.route("/<int:field_id>", methods=["GET", "PUT", "DELETE"])
    def one(field_id: int) -> Answer:
        with desk.lock:
            field = there.get(field_id)
            if field is None:
                return not_found()
            if request.method == "DELETE":
                del there[field_id]
                return "", 204
            if request.method == "PUT":
                if refusal := _set(desk, field):
                    return refusal
                field.updated_at = iso(desk.now())
            return {"ticket_field": field_json(field)}

    return pages


def field_json(field: Field) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#json-format"""
    return {
        "id": field.id,
        "type": field.type,
        "title": field.title,
        "active": field.active,
        "required": False,
        "removable": True,
        "custom_field_options": field.options,
        "updated_at": field.updated_at,
    }


def _set(desk: "ZendeskSandbox", field: Field) -> Answer | None:
    """Take over what is wanted. Options are replaced as a whole; a value may belong to one field alone."""
    body = request.get_json(silent=True)
    wanted = body.get("ticket_field") if isinstance(body, dict) else None
    if not isinstance(wanted, dict):
        return invalid("base", "Field is missing")
    type_, title = field.type or wanted.get("type"), wanted.get("title", field.title)
    options = wanted.get("custom_field_options", field.options)
    if type_ not in _TYPES or not title or not options:
        return invalid("base", "Field: needs a type, a title and options")
    values = [str(option.get("value")) for option in options]
    taken = {value for other in desk.account.fields.values() if other.id != field.id for value in other.values}
    if len(set(values)) < len(values) or taken & set(values):
        return invalid("custom_field_options", "Option tags: are used already")
    ids = {option["value"]: option["id"] for option in field.options}
    field.options = [
        {"id": ids.get(one["value"]) or desk.account.next_id(), "name": one["name"], "value": one["value"]} for one in options
    ]
    field.type, field.title, field.active = str(type_), str(title), bool(wanted.get("active", field.active))
    return None
