"""Tickets in the REST API: reading, the one update, the incremental list.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, request

from integrations.zendesk.sandbox.paging import cursor_of, page_of, revision_in
from integrations.zendesk.sandbox.shapes import comment_json, invalid, not_found, ticket_json, users_json
from integrations.zendesk.sandbox.state import OUR_USER, TicketState

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

Answer = Response | tuple[dict[str, Any] | str, int] | dict[str, Any]

_PRIORITIES: Final = (None, "low", "normal", "high", "urgent")
_SECONDS_TOO_RECENT: Final = 60
_MOST_COMMENTS: Final = 5_000
_ORDERS: Final[Mapping[str, Callable[[TicketState], Any]]] = {
    "id": lambda ticket: ticket.id,
    "updated_at": lambda ticket: ticket.revision,
    "status": lambda ticket: ticket.status,
}


def ticket_api(desk: "ZendeskSandbox") -> Blueprint:
    """Build the blueprint for one account."""
    pages = Blueprint("zendesk_tickets", __name__)
    account = desk.account

    def shown(ticket: TicketState) -> dict[str, Any]:
        return ticket_json(ticket, account.fields.values())

    @pages.get("/api/v2/tickets")
    def every() -> Answer:
        with desk.lock:
            order = request.args.get("sort", "id")
            if order.removeprefix("-") not in _ORDERS:
                return {"error": "InvalidPaginationParameter", "description": "sort is not valid"}, 400
            rows = sorted(account.tickets.values(), key=_ORDERS[order.removeprefix("-")], reverse=order.startswith("-"))
            return page_of("tickets", [shown(ticket) for ticket in rows])

    @pages.get("/api/v2/tickets/<int:ticket_id>")
    def show(ticket_id: int) -> Answer:
        with desk.lock:
            ticket = account.tickets.get(ticket_id)
            if ticket is None:
                return not_found()
            people = {ticket.requester_id, ticket.submitter_id, ticket.assignee_id}
            sideload = {"users": users_json(account, people)} if "users" in request.args.get("include", "") else {}
            return {"ticket": shown(ticket), **sideload}

    @pages.get("/api/v2/tickets/<int:ticket_id>/comments")
    def comments(ticket_id: int) -> Answer:
        with desk.lock:
            ticket = account.tickets.get(ticket_id)
            if ticket is None:
                return not_found()
            newest_first = request.args.get("sort") == "-created_at"
            ordered = ticket.comments[::-1] if newest_first else list(ticket.comments)
            page = page_of("comments", [comment_json(comment) for comment in ordered])
            if "users" in request.args.get("include", ""):
                page["users"] = users_json(account, {row["author_id"] for row in page["comments"]})
            return page

    @pages.put("/api/v2/tickets/<int:ticket_id>")
    def update(ticket_id: int) -> Answer:
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or not isinstance(body.get("ticket"), dict):
            return {
                "error": {"title": "Invalid attribute", "message": "You passed an invalid value for the ticket attribute."}
            }, 400
        wanted = body["ticket"]
        with desk.lock:
            ticket = account.tickets.get(ticket_id)
            if ticket is None:
                return not_found()
            if refusal := _refusal(desk, ticket, wanted):
                return refusal
            outcome = desk.change(ticket, _with_all_tags(desk, ticket, wanted), actor_id=OUR_USER, via="api")
            audit = {
                "id": account.next_id(),
                "ticket_id": ticket.id,
                "created_at": ticket.updated_at,
                "author_id": OUR_USER,
                "metadata": {"system": {}, "custom": (wanted.get("metadata") or {}) if desk.on("keeps_metadata") else {}},
                "events": outcome.audit_events,
            }
            ticket.audits.append(audit)
            return {"ticket": shown(ticket), "audit": audit}

    @pages.get("/api/v2/incremental/tickets/cursor")
    def changed() -> Answer:
        with desk.lock:
            now = desk.now()
            start = request.args.get("start_time", type=int)
            after = revision_in(request.args.get("cursor", ""))
            if after is None and start is None:
                return {"error": "Missing parameter", "description": "start_time or cursor is required"}, 400
            if after is None and start is not None and start > now - _SECONDS_TOO_RECENT:
                return {"error": "StartTimeTooRecent", "description": "Too recent start_time."}, 422
            newest = now - 60 if desk.on("excludes_last_minute") else now
            rows = sorted(
                (
                    ticket
                    for ticket in account.tickets.values()
                    if ticket.changed <= newest
                    and (ticket.revision > after if after is not None else ticket.changed >= (start or 0))
                ),
                key=lambda ticket: ticket.revision,
            )
            size = request.args.get("per_page", default=1000, type=int)
            page, more = rows[:size], len(rows) > size
            cursor = cursor_of(page[-1].revision if page else after or 0)
            people = {user for ticket in page for user in (ticket.requester_id, ticket.submitter_id, ticket.assignee_id)}
            sideload = {"users": users_json(account, people)} if "users" in request.args.get("include", "") else {}
            return {
                **sideload,
                "tickets": [shown(ticket) for ticket in page],
                "after_cursor": cursor,
                "before_cursor": None,
                "end_of_stream": not more,
            }

    _add_audits(pages, desk)
    return pages


def _add_audits(pages: Blueprint, desk: "ZendeskSandbox") -> None:
    """What updates by API left behind. https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/"""

    @pages.get("/api/v2/tickets/<int:ticket_id>/audits")
    def audits(ticket_id: int) -> Answer:
        with desk.lock:
            ticket = desk.account.tickets.get(ticket_id)
            return not_found() if ticket is None else page_of("audits", ticket.audits)


def _with_all_tags(desk: "ZendeskSandbox", ticket: TicketState, wanted: Mapping[str, Any]) -> Mapping[str, Any]:
    """The update with one list of tags, whichever way they came: as such, as additions, or as values of fields."""
    tags = list(wanted["tags"] or []) if "tags" in wanted else list(ticket.tags)
    if desk.on("additional_tags_work"):
        gone = wanted.get("remove_tags") or []
        tags = [tag for tag in [*tags, *(wanted.get("additional_tags") or [])] if tag not in gone]
    for given in wanted.get("custom_fields") or []:
        if field := desk.account.fields.get(given.get("id")):
            tags = field.tags_with(given.get("value"), tags)
    return wanted if tags == ticket.tags and "tags" not in wanted else {**wanted, "tags": tags}


def _refusal(desk: "ZendeskSandbox", ticket: TicketState, wanted: Mapping[str, Any]) -> Answer | None:
    """What stands against an update, in the order in which Zendesk looks."""
    if ticket.status == "closed":
        return invalid("status", "Status: closed prevents ticket update")
    # “safe_update: false” is said to act like true, so the key alone counts.
    if "safe_update" in wanted and wanted.get("updated_stamp") != ticket.updated_at:
        if desk.on("conflict_body_is_json"):
            return {
                "error": "UpdateConflict",
                "description": "Safe Update prevented the update due to outdated ticket data.",
            }, 409
        return "Conflict", 409
    if wanted.get("group_id") is not None and wanted["group_id"] not in desk.account.groups:
        return invalid("group_id", "Group is invalid")
    if "priority" in wanted and wanted["priority"] not in _PRIORITIES:
        return invalid("priority", "Priority: is not properly formatted")
    if "comment" in wanted and len(ticket.comments) >= _MOST_COMMENTS:
        return invalid("comment", "Ticket has reached the maximum number of comments")
    return None
