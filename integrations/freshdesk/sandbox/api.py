"""The part of Freshdesk's REST API v2 that we call, and the calls that must never be made.

https://developers.freshdesk.com/api/
"""

import base64
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from flask import Response, abort, jsonify, make_response, request
from werkzeug.exceptions import HTTPException

from integrations.freshdesk.sandbox.account import FreshdeskSandbox
from integrations.freshdesk.sandbox.state import API_KEY, GROUPS, TicketState, iso
from integrations.freshdesk.sandbox.validation import refuse

API: Final = "/api/v2"
_LISTED_UNASKED: Final = timedelta(days=30)
_CREDITS_OF_VIEW: Final = {"conversations": 1, "requester": 1, "company": 1, "stats": 1}
_INCLUDED_IN_LISTS: Final = frozenset({"stats", "requester", "description", "company"})
_LIST_FILTERS: Final = frozenset({"updated_since", "order_by", "order_type", "per_page", "page", "filter", "include"})


def add_gate(sandbox: FreshdeskSandbox) -> None:
    """Authentication, the rate limit and its headers, and error bodies, around every call to the API."""
    app = sandbox.app
    minute: list[float] = []

    @app.before_request
    def enter() -> Response | None:
        if not request.path.startswith(API):
            return None
        with sandbox.lock:
            sandbox.bodies.append((request.method, request.path, request.get_json(silent=True)))
            cost = _credits()
            sandbox.credits += cost
            minute[:] = [*(at for at in minute if at > time.time() - 60), *([time.time()] * cost)]
            limit = int(sandbox.on("calls_per_minute"))
            if limit and len(minute) > limit:
                wait = str(max(1, int(60 - (time.time() - minute[0]))))
                return make_response(
                    jsonify(message="You have exceeded the limit of requests per minute"), 429, {"Retry-After": wait}
                )
        given = request.headers.get("Authorization", "")
        if given != "Basic " + base64.b64encode(f"{API_KEY}:X".encode()).decode():
            body = {"code": "invalid_credentials", "message": "You have to be logged in to perform this action."}
            return failure(sandbox, 401, body)
        return None

    @app.after_request
    def leave(response: Response) -> Response:
        if request.path.startswith(API):
            limit = int(sandbox.on("calls_per_minute"))
            shown = int(sandbox.on("shown_limit"))
            total, left = limit or shown, max(0, limit - len(minute)) if limit else shown // 2
            dot = ".0" if sandbox.on("float_headers") else ""
            response.headers["X-RateLimit-Total"] = f"{total}{dot}"
            response.headers["X-RateLimit-Remaining"] = f"{left}{dot}"
            response.headers["X-RateLimit-Used-CurrentRequest"] = f"{_credits()}{dot}"
            response.headers["X-Freshdesk-Api-Version"] = "latest=v2; requested=v2"
        return response

    @app.errorhandler(HTTPException)
    def fail(error: HTTPException) -> Any:
        if error.response is not None or not request.path.startswith(API):
            return error.response or error
        return failure(sandbox, error.code or 500, {"code": "error", "message": "There is no such thing here."})


def failure(sandbox: FreshdeskSandbox, status: int, body: dict[str, str]) -> Response:
    """Only the body of a 400 is documented; clients meet JSON, nothing at all, or a page."""
    kind = sandbox.on("error_bodies")
    if kind == "json":
        return make_response(jsonify(body), status)
    return Response("<!DOCTYPE html><h1>Oops</h1>" if kind == "html" else "", status, content_type="text/html")


def require_ticket(sandbox: FreshdeskSandbox, number: int) -> TicketState:
    """The ticket, if it is there and in the scope of the key."""
    ticket = sandbox.state.tickets.get(number)
    if ticket is None:
        abort(404)
    if sandbox.on("ticket_scope") != 1 and ticket.group_id not in (None, GROUPS["Support"]):
        abort(int(sandbox.on("out_of_scope_status")))
    return ticket


def add_reading(sandbox: FreshdeskSandbox) -> None:
    """Tickets, one and many, and their conversations."""
    app, state = sandbox.app, sandbox.state

    @app.get(f"{API}/tickets/<int:number>")
    def view_ticket(number: int) -> Response:
        wanted = {part for part in request.args.get("include", "").split(",") if part}
        if wanted - set(_CREDITS_OF_VIEW):
            refuse(400, "include", "invalid_value", "It should be one of these values: 'conversations,requester,company,stats'")
        with sandbox.lock:
            ticket = require_ticket(sandbox, number)
            shown = ticket.with_description()
            if "conversations" in wanted:
                shown["conversations"] = [c.as_json() for c in ticket.conversations[:10]]
            if "requester" in wanted:
                contact = ticket.requester
                shown["requester"] = {
                    "id": contact.id,
                    "name": contact.name,
                    "email": contact.email,
                    "mobile": None,
                    "phone": None,
                }
                if sandbox.on("requester_language"):
                    shown["requester"]["language"] = contact.language or "en"
            return jsonify(shown)

    @app.get(f"{API}/tickets/<int:number>/conversations")
    def conversations(number: int) -> Response:
        with sandbox.lock:
            rows = [c.as_json() for c in require_ticket(sandbox, number).conversations]
        return page_of(rows, fixed=30 if sandbox.on("conversations_always_thirty") else None)

    @app.get(f"{API}/tickets")
    def list_tickets() -> Response:
        for name in request.args:
            if name not in _LIST_FILTERS:
                refuse(400, name, "invalid_field", "Unexpected/invalid field in request")
        order, falling = request.args.get("order_by", "created_at"), request.args.get("order_type", "desc") == "desc"
        if order not in ("created_at", "updated_at", "due_by", "status"):
            refuse(400, "order_by", "invalid_value", "It should be one of these values: 'created_at,due_by,updated_at,status'")
        since = request.args.get("updated_since", "")
        if since:
            try:
                datetime.fromisoformat(since)
            except ValueError:
                refuse(400, "updated_since", "invalid_date", "It should be in the combined date and time ISO8601 format")
        wanted = {part for part in request.args.get("include", "").split(",") if part}
        if wanted - _INCLUDED_IN_LISTS:
            refuse(400, "include", "invalid_value", "It should be one of these values: 'stats,requester,description,company'")
        with sandbox.lock:
            shown = [_listed(t, wanted) for t in state.tickets.values() if not t.spam and not t.deleted]
        if since:
            inclusive = sandbox.on("updated_since_inclusive")
            shown = [t for t in shown if t["updated_at"] > since or (inclusive and t["updated_at"] == since)]
        else:
            oldest = iso(state.now() - _LISTED_UNASKED)
            shown = [t for t in shown if t["created_at"] > oldest]
        return page_of(sorted(shown, key=lambda t: t[order if order != "status" else "id"], reverse=falling))


def _listed(ticket: TicketState, wanted: set[str]) -> dict[str, Any]:
    """A row of the list. It has no conversations, and its description only when asked for."""
    shown = ticket.with_description() if "description" in wanted else ticket.as_json()
    contact = ticket.requester
    requester = {"id": contact.id, "name": contact.name, "email": contact.email, "mobile": None, "phone": None}
    return {**shown, **({"requester": requester} if "requester" in wanted else {})}


def page_of(rows: Sequence[dict[str, Any]], *, fixed: int | None = None) -> Response:
    """One page, 30 a page unless asked otherwise, at most 100; the next one is linked, and not on the last page."""
    page, size = _number("page", 1), fixed or _number("per_page", 30)
    if not 1 <= size <= 100:
        refuse(400, "per_page", "invalid_value", "It should be a Positive Integer less than or equal to 100")
    response = jsonify(list(rows[(page - 1) * size : page * size]))
    if len(rows) > page * size:
        query = urlencode({**request.args, "page": page + 1})
        response.headers["Link"] = f'<{request.base_url}?{query}>; rel="next"'
    return response


def _number(name: str, default: int) -> int:
    text = request.args.get(name, str(default))
    if not text.isdecimal() or int(text) < 1:
        refuse(400, name, "datatype_mismatch", "It should be a/an Positive Integer")
    return int(text)


def _credits() -> int:
    """Including more costs more: one for each on a view. https://developers.freshdesk.com/api/#embedding"""
    return 1 + len([part for part in request.args.get("include", "").split(",") if part])
