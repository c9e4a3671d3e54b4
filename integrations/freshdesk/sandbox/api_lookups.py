"""The look-ups: who we are, what fields and groups are called, canned responses and solutions."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from flask import Response, abort, jsonify, request

from integrations.freshdesk.sandbox.account import (
    FIRST_PORTAL_FOLDER,
    HOME_PORTAL,
    MEMBERS_FOLDER,
    PERSONAL_FOLDER,
    PUBLIC_FOLDER,
    SHARED_FOLDER,
    FreshdeskSandbox,
)
from integrations.freshdesk.sandbox.api import API
from integrations.freshdesk.sandbox.state import ADMIN_ROLE, AGENT_ROLE, GROUPS, OUR_AGENT, STATUS_LABELS

_SINCE: Final = "2026-01-05T08:00:00Z"

#: The choices differ in shape by field. https://developers.freshdesk.com/api/#ticket-fields
_FIELDS: Final[tuple[tuple[str, str, Any], ...]] = (
    ("default_subject", "subject", None),
    ("default_status", "status", {str(number): labels for number, labels in STATUS_LABELS.items()}),
    ("default_priority", "priority", {"Low": 1, "Medium": 2, "High": 3, "Urgent": 4}),
    ("default_source", "source", {"Email": 1, "Portal": 2, "Phone": 3, "Chat": 7, "Feedback Widget": 9, "Outbound Email": 10}),
    ("default_ticket_type", "ticket_type", ["Question", "Incident", "Problem"]),
    ("default_group", "group", GROUPS),
    ("default_agent", "agent", {"Robin Person": 9002}),
    ("nested_field", "cf_product", {"Lamps": {"Table": ["Alva"], "Floor": ["Nova"]}, "Furniture": {"Sofas": ["Sund"]}}),
    ("custom_text", "cf_region", None),
)


def add_lookups(sandbox: FreshdeskSandbox) -> None:
    """Everything that is read beside tickets."""
    app = sandbox.app

    @app.get(f"{API}/agents/me")
    def me() -> Response:
        contact = {"name": sandbox.on("seat_name"), "email": "ai-triage@example.com", "language": "en", "time_zone": "Amsterdam"}
        return jsonify(
            id=OUR_AGENT,
            type="support_agent",
            ticket_scope=sandbox.on("ticket_scope"),
            group_ids=[GROUPS["Support"]],
            role_ids=[ADMIN_ROLE if sandbox.on("admin_key") else AGENT_ROLE],
            contact=contact,
        )

    @app.get(f"{API}/ticket_fields")
    def ticket_fields() -> Response:
        if not sandbox.on("fields_readable"):
            abort(403)
        required = str(sandbox.on("required_field"))
        wanted = request.args.get("type")
        return jsonify(
            [
                {
                    "id": 100 + n,
                    "name": name,
                    "type": kind,
                    "label": name.title(),
                    "choices": choices,
                    "required_for_agents": name in ("subject", "status", required),
                }
                for n, (kind, name, choices) in enumerate(_FIELDS)
                if wanted in (None, kind)
            ]
        )

    @app.get(f"{API}/groups")
    @admins_only(sandbox)
    def groups() -> Response:
        return jsonify([{"id": number, "name": name, "auto_ticket_assign": 0} for name, number in GROUPS.items()])


def add_knowledge(sandbox: FreshdeskSandbox) -> None:
    """Canned responses, for admins, and solutions. None of these lists has pages."""
    app, state = sandbox.app, sandbox.state

    @app.get(f"{API}/canned_response_folders")
    @admins_only(sandbox)
    def canned_folders() -> Response:
        return jsonify(
            [
                {"id": SHARED_FOLDER, "name": "General", "personal": False, "responses_count": 1, "updated_at": _SINCE},
                {"id": PERSONAL_FOLDER, "name": "Personal", "personal": True, "responses_count": 1, "updated_at": _SINCE},
            ]
        )

    @app.get(f"{API}/canned_response_folders/<int:folder>/responses")
    @admins_only(sandbox)
    def canned_responses(folder: int) -> Response:
        shown = (0, 1, 2) if sandbox.on("lists_group_answers") else (0, 1)
        with sandbox.lock:
            return jsonify([r.as_json() for r in state.canned if r.folder_id == folder and r.visibility in shown])

    @app.get(f"{API}/solutions/categories")
    def categories() -> Response:
        if not sandbox.on("solutions_readable"):
            abort(403)
        portals = list(state.portals.values())
        shown = {71: [HOME_PORTAL, *portals], **{portal + 10: [portal] for portal in portals}}
        several = {number: {"visible_in_portals": seen} if portals else {} for number, seen in shown.items()}
        about = {"name": "Help", "description": None, "created_at": _SINCE, "updated_at": _SINCE}
        return jsonify([{"id": number, **about, **more} for number, more in several.items()])

    @app.get(f"{API}/solutions/categories/<int:category>/folders")
    def folders(category: int) -> Response:
        if category == 71:
            return jsonify([_folder(70, "Start", 1, below=2)])
        if category - 10 not in state.portals.values():
            abort(404)
        return jsonify([_folder(category - 10 + FIRST_PORTAL_FOLDER, "Of one portal", 1)])

    @app.get(f"{API}/settings/helpdesk")
    @admins_only(sandbox)
    def helpdesk() -> Response:
        languages = sorted({language for article in state.articles for language in article.translations})
        return jsonify(primary_language="en", supported_languages=languages, portal_languages=languages)

    @app.get(f"{API}/solutions/folders/<int:folder>/subfolders")
    def subfolders(folder: int) -> Response:
        below = [_folder(PUBLIC_FOLDER, "For everybody", 1), _folder(MEMBERS_FOLDER, "For members", 2)]
        return jsonify(below if folder == 70 else [])

    @app.get(f"{API}/solutions/folders/<int:folder>/articles")
    def articles(folder: int) -> Response:
        with sandbox.lock:
            return jsonify([a.as_json() for a in state.articles if a.folder_id == folder])

    @app.get(f"{API}/solutions/folders/<int:folder>/articles/<language>")
    def translated(folder: int, language: str) -> Response:
        with sandbox.lock:
            found = (a for a in state.articles if a.folder_id == folder and language in a.translations)
            return jsonify([a.as_json(language) for a in found])


def _folder(number: int, name: str, visibility: int, *, below: int = 0) -> dict[str, Any]:
    return {"id": number, "name": name, "visibility": visibility, "sub_folders_count": below, "updated_at": _SINCE}


def admins_only(sandbox: FreshdeskSandbox) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Answer 403 to everybody whose key is not an administrator's."""

    def guard(view: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Response:
            if not sandbox.on("admin_key"):
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return guard
