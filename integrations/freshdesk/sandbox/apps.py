"""The pages around the app: the agent's ticket with the app beside it, the admin's settings, the app's own files.

The ticket page is the host half of Freshworks' client: it shows the app's page in a frame, answers its client script over
``postMessage``, and passes requests on to the platform, which fills in what no browser may see.
"""

import base64
import binascii
import mimetypes
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for

from connector.testing.forms import Answer, typed_text
from connector.testing.sandbox import AgentEdit
from integrations.freshdesk.sandbox.account import FreshdeskSandbox
from integrations.freshdesk.sandbox.app_host import AppHost, AppRefused, UploadedApp
from integrations.freshdesk.sandbox.app_rules import Problem
from integrations.freshdesk.sandbox.app_server import find_node
from integrations.freshdesk.sandbox.state import DOMAIN, GROUPS, PERSON, STATUS_LABELS, Conversation, TicketState

DONE: Final = {
    "sent": "Your reply was sent.",
    "noted": "Your note was added.",
    "uploaded": "The app was taken. Fill in its settings to install it.",
    "updated": "The app was brought up to date. Its settings were kept.",
    "installed": "The app was installed.",
    "saved": "The settings were saved. They reach the connector with the next ticket.",
    "removed": "The app was removed.",
}
_STATIC: Final = Path(__file__).parent / "static"
_GROUP_NAMES: Final = {number: name for name, number in GROUPS.items()}
_PRIORITY_NAMES: Final = {1: "low", 2: "medium", 3: "high", 4: "urgent"}
_PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: An app's page calls nobody; whatever it asks for goes through the page around it.
_APP_POLICY: Final = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'none'; img-src 'self' data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)


def add_apps(sandbox: FreshdeskSandbox) -> None:
    """Add the app platform's pages, all of them under ``/_sandbox``."""
    host = sandbox.app_host
    pages = Blueprint("freshdesk_apps", __name__, url_prefix="/_sandbox", template_folder="templates", static_folder="static",
                      static_url_path="/apps/static")  # fmt: skip
    pages.before_request(_refuse_other_origins)
    pages.after_request(_harden)
    pages.context_processor(lambda: {"platform": sandbox.name, "done": DONE.get(request.args.get("done", ""), "")})
    _add_control(pages, host)
    _add_files(pages, host)
    _add_agent(pages, sandbox, host)
    _add_admin(pages, host)
    sandbox.app.register_blueprint(pages)


def _refuse_other_origins() -> None:
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin is not None and origin != request.host_url.rstrip("/"):
        abort(403, "This form belongs to another origin.")


def _harden(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _PAGE_POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused(exc: AppRefused) -> tuple[Response, int]:
    return jsonify(errors=[{"code": problem.code, "what": problem.what} for problem in exc.problems]), 422


# ── for the demo and the tests ────────────────────────────────────────────────────────────────────────────────────────


def _add_control(pages: Blueprint, host: AppHost) -> None:
    @pages.route("/api/app", methods=["GET", "POST"])
    def app_settings() -> Response | tuple[Response, int]:
        """The installation as a browser may see it; a POST with ``iparams`` saves, as the settings page does."""
        if request.method == "POST":
            try:
                host.save(request.get_json().get("iparams", {}))
            except AppRefused as exc:
                return _refused(exc)
        return jsonify(
            installed=host.installed, iparams=host.open_values(), runs_server=find_node() is not None, lines=list(host.lines)
        )

    @pages.post("/api/app/install")
    def install() -> tuple[Response, int]:
        """``{"files": {path: base64}, "iparams": {…}}``; 422 names all that speaks against it."""
        wanted = request.get_json()
        try:
            files = {path: base64.b64decode(content, validate=True) for path, content in wanted["files"].items()}
            host.upload(files)
            host.save(wanted.get("iparams", {}))
        except binascii.Error:
            return _refused(AppRefused([Problem("not_base64", "each file has to be base64")]))
        except AppRefused as exc:
            return _refused(exc)
        return jsonify(installed=True, iparams=host.open_values(), runs_server=find_node() is not None), 201


# ── the app's own files ───────────────────────────────────────────────────────────────────────────────────────────────


def _add_files(pages: Blueprint, host: AppHost) -> None:
    @pages.get("/fresh_client.js")
    def client_script() -> Response:
        return Response((_STATIC / "fresh_client.js").read_bytes(), mimetype="text/javascript")

    @pages.get("/apps/files/<path:path>")
    def app_file(path: str) -> Response:
        content = _known(host).files.get(f"app/{path}") or abort(404)
        if path.endswith(".html"):
            content = content.replace(b"{{{appclient}}}", url_for("freshdesk_apps.client_script").encode())
        response = Response(content, content_type=_type_of(path))
        response.headers["Content-Security-Policy"] = _APP_POLICY
        return response

    @pages.get("/apps/config/iparams.js")
    def settings_script() -> Response:
        return Response(_known(host).files.get("config/assets/iparams.js", b""), mimetype="text/javascript")


def _known(host: AppHost) -> UploadedApp:
    return host.app or abort(404)


def _type_of(path: str) -> str:
    kinds = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8"}
    return kinds.get(PurePosixPath(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


# ── the agent ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _add_agent(pages: Blueprint, sandbox: FreshdeskSandbox, host: AppHost) -> None:
    def ticket_of(ticket_id: int) -> TicketState:
        return sandbox.state.tickets.get(ticket_id) or abort(404)

    @pages.get("/apps/<int:ticket_id>")
    def ticket(ticket_id: int) -> str:
        return _ticket_page(sandbox, host, ticket_of(ticket_id))

    @pages.post("/apps/<int:ticket_id>/write")
    def write(ticket_id: int) -> Answer:
        found, text, is_note = ticket_of(ticket_id), typed_text("text"), typed_text("kind") == "note"
        if not text:
            return _ticket_page(sandbox, host, found, error="Please write something first."), 400
        edit = AgentEdit(private_note=text) if is_note else AgentEdit(public_reply=text)
        sandbox.edit_as_agent(str(ticket_id), edit)
        return redirect(url_for("freshdesk_apps.ticket", ticket_id=ticket_id, done="noted" if is_note else "sent"), 303)

    @pages.post("/apps/invoke")
    def invoke() -> Response:
        """A request of the app's page, made by the platform."""
        wanted = request.get_json()
        return jsonify(host.invoke(str(wanted.get("name")), wanted.get("options") or {}).as_json())


def _ticket_page(sandbox: FreshdeskSandbox, host: AppHost, ticket: TicketState, *, error: str = "") -> str:
    with sandbox.lock:
        shows_app = host.app is not None and host.installed
        return render_template(
            "freshdesk_app_ticket.html",
            ticket=ticket,
            status=STATUS_LABELS.get(ticket.status, ["Other"])[0],
            priority=_PRIORITY_NAMES.get(ticket.priority, ""),
            group=_GROUP_NAMES.get(ticket.group_id or 0, ""),
            thread=[_said(ticket, conversation) for conversation in ticket.conversations],
            error=error,
            typed=request.form,
            app=host.app,
            shows_app=shows_app,
            config=_config(sandbox, host, ticket) if shows_app else {},
        )


def _config(sandbox: FreshdeskSandbox, host: AppHost, ticket: TicketState) -> dict[str, Any]:
    """What the host script knows and the app may ask for."""
    requester = ticket.requester
    agent = {"name": "Robin Keller", "email": "robin@lindholm.example", "language": str(sandbox.on("agent_language"))}
    return {
        "data": {
            "ticket": {**ticket.with_description(), "model_id": 9_000_000_000 + ticket.id},
            "requester": {"id": requester.id, "name": requester.name, "email": requester.email},
            "contact": {"id": requester.id, "name": requester.name, "email": requester.email},
            "loggedInUser": {"id": PERSON, "contact": agent},
            "domainName": DOMAIN,
            "currentHost": {"subscribed_modules": ["support_ticket"], "endpoint_urls": {"freshdesk": f"https://{DOMAIN}"}},
        },
        "iparams": host.open_values(),
    }


def _said(ticket: TicketState, conversation: Conversation) -> dict[str, Any]:
    kind = "message" if conversation.incoming else "note" if conversation.private else "reply"
    return {
        "kind": kind,
        "author": ticket.requester.name if conversation.incoming else f"Agent {conversation.user_id}",
        "at": f"{conversation.created_at:%Y-%m-%d %H:%M}",
        "text": conversation.as_json()["body_text"],
        "html": conversation.body if kind == "note" else "",
    }


# ── the admin ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _add_admin(pages: Blueprint, host: AppHost) -> None:
    @pages.get("/apps/settings")
    def settings() -> str:
        return _settings_page(host)

    @pages.post("/apps/settings")
    def save() -> Answer:
        app, was_installed = _known(host), host.installed
        typed = {name: _typed(name, row) for name, row in app.iparams.items()}
        try:
            host.save(typed)
        except AppRefused as exc:
            return _settings_page(host, problems=exc.problems, typed=typed), 400
        return redirect(url_for("freshdesk_apps.settings", done="saved" if was_installed else "installed"), 303)

    @pages.post("/apps/settings/invoke")
    def invoke_from_settings() -> Response:
        """A request of the settings page: nothing is filled in from what is saved."""
        wanted = request.get_json()
        return jsonify(host.invoke(str(wanted.get("name")), wanted.get("options") or {}, from_settings=True).as_json())

    @pages.post("/apps/upload")
    def upload() -> Answer:
        """The folder as browsers send one: each file under its path, below the folder's own name."""
        sent = {sent.filename.partition("/")[2]: sent.read() for sent in request.files.getlist("folder") if sent.filename}
        try:
            host.upload({path: content for path, content in sent.items() if not path.startswith(("node_modules/", ".", "dist/"))})
        except AppRefused as exc:
            return _settings_page(host, problems=exc.problems), 400
        return redirect(url_for("freshdesk_apps.settings", done="updated" if host.installed else "uploaded"), 303)

    @pages.post("/apps/uninstall")
    def uninstall() -> Answer:
        try:
            host.uninstall()
        except AppRefused as exc:
            return _settings_page(host, problems=exc.problems), 400
        return redirect(url_for("freshdesk_apps.settings", done="removed"), 303)


def _typed(name: str, row: Mapping[str, Any]) -> Any:
    if row["type"] == "multiselect":
        return request.form.getlist(name)
    if row["type"] == "checkbox":
        return name in request.form
    return typed_text(name)


def _settings_page(host: AppHost, *, problems: Sequence[Problem] = (), typed: Mapping[str, Any] | None = None) -> str:
    values = host.open_values() | {
        name: value for name, value in (typed or {}).items() if host.app and name not in host.app.secure
    }
    return render_template(
        "freshdesk_app_settings.html",
        app=host.app,
        installed=host.installed,
        values=values,
        kept={name for name in (host.app.secure if host.app else ()) if host.values.get(name)},
        problems=problems,
        has_node=find_node() is not None,
    )
