"""The pages around the app: the agent's ticket with the app beside it, the admin's settings, and the client script.

The ticket page is the host half of the Zendesk Apps Framework: it loads the app's page by a signed POST into a frame and
answers the client script over ``postMessage``. ``HANDOFF_ZAF_SDK`` may name a file that holds another client script.
"""

import base64
import binascii
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from connector.testing.forms import Answer, typed_text
from connector.testing.sandbox import AgentEdit
from integrations.zendesk.sandbox.app_host import APP_ID, AppHost
from integrations.zendesk.sandbox.app_rules import Problem
from integrations.zendesk.sandbox.app_upload import UploadedApp, UploadRefused
from integrations.zendesk.sandbox.state import AGENT_USER, Comment, TicketState

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

DONE: Final = {
    "sent": "Your comment was added.",
    "saved": "The settings were saved. The connector reads them within a minute.",
    "installed": "The app was installed.",
}
SDK_VARIABLE: Final = "HANDOFF_ZAF_SDK"
_STATIC: Final = Path(__file__).parent / "static"
_STATUSES: Final = ("open", "pending", "solved")
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "frame-src {frame}; form-action 'self' {form}; base-uri 'none'; frame-ancestors 'none'"
)


def app_pages(desk: "ZendeskSandbox", host: AppHost) -> Blueprint:
    """Build the pages of one account's app, all of them under ``/_sandbox``."""
    pages = Blueprint("zendesk_apps", __name__, url_prefix="/_sandbox", template_folder="templates", static_folder="static",
                      static_url_path="/apps/static")  # fmt: skip
    pages.before_request(_refuse_other_origins)
    pages.after_request(lambda response: _harden(response, host.app))
    pages.context_processor(lambda: {"platform": desk.name, "done": DONE.get(request.args.get("done", ""), "")})
    _add_control(pages, desk, host)
    _add_agent(pages, desk, host)
    _add_admin(pages, desk, host)
    return pages


def _refuse_other_origins() -> None:
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin is not None and origin != request.host_url.rstrip("/"):
        abort(403, "This form belongs to another origin.")


def _harden(response: Response, app: UploadedApp | None) -> Response:
    origin = app.origin if app else "'none'"
    response.headers["Content-Security-Policy"] = _POLICY.format(frame=origin, form=app.origin if app else "")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"  # so that the app's page is told who posts to it
    response.headers["Cache-Control"] = "no-store"
    return response


# ── for the demo and the tests ────────────────────────────────────────────────────────────────────────────────────────


def _add_control(pages: Blueprint, desk: "ZendeskSandbox", host: AppHost) -> None:
    @pages.route("/api/app", methods=["GET", "POST"])
    def app_settings() -> Response:
        """The installation as it is, and a change to it."""
        installation = desk.account.installation
        if request.method == "POST":
            wanted = request.get_json()
            host.change(wanted.get("settings", {}), enabled=bool(wanted.get("enabled", installation.enabled)))
        return jsonify(id=installation.id, enabled=installation.enabled, settings=installation.settings)

    @pages.post("/api/app/install")
    def install() -> tuple[Response, int]:
        """``{"package": base64 of the zip, "settings": {…}}``; 422 names all that speaks against it."""
        wanted = request.get_json()
        try:
            app = host.install(base64.b64decode(wanted["package"], validate=True), wanted.get("settings", {}))
        except binascii.Error:
            return jsonify(errors=[{"code": "not_a_zip", "what": "the package is not base64"}]), 422
        except UploadRefused as exc:
            return jsonify(errors=[{"code": problem.code, "what": problem.what} for problem in exc.problems]), 422
        return jsonify(id=desk.account.installation.id, app_id=APP_ID, name=app.name, version=app.version, page=app.page), 201

    @pages.get("/zaf_sdk.js")
    def client_script() -> Response:
        given = os.environ.get(SDK_VARIABLE)
        source = Path(given) if given else _STATIC / "zaf_sdk.js"
        return Response(source.read_bytes(), mimetype="text/javascript")


# ── the agent ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _add_agent(pages: Blueprint, desk: "ZendeskSandbox", host: AppHost) -> None:
    @pages.get("/apps/<int:ticket_id>")
    def ticket(ticket_id: int) -> str:
        return _ticket_page(desk, host, _known(desk, ticket_id))

    @pages.post("/apps/<int:ticket_id>/comment")
    def comment(ticket_id: int) -> Answer:
        found, text = _known(desk, ticket_id), typed_text("text")
        if not text:
            return _ticket_page(desk, host, found, error="Please write something first."), 400
        is_note = typed_text("type") == "internalNote"
        edit = AgentEdit(
            private_note=text if is_note else "",
            public_reply="" if is_note else text,
            status=status if (status := typed_text("status")) in _STATUSES else "",
        )
        desk.edit_as_agent(str(ticket_id), edit)
        return redirect(url_for("zendesk_apps.ticket", ticket_id=ticket_id, done="sent"), 303)

    @pages.get("/apps/<int:ticket_id>/token")
    def token(ticket_id: int) -> Response:
        """A fresh token, for loading the app's page again."""
        _known(desk, ticket_id)
        return jsonify(token=host.page_token())

    @pages.get("/apps/logo.png")
    def logo() -> Response:
        if host.app is None:
            abort(404)
        return Response(host.app.files["assets/logo-small.png"], mimetype="image/png")


def _known(desk: "ZendeskSandbox", ticket_id: int) -> TicketState:
    try:
        return desk.account.tickets[ticket_id]
    except KeyError:
        raise NotFound from None


def _ticket_page(desk: "ZendeskSandbox", host: AppHost, ticket: TicketState, *, error: str = "") -> str:
    with desk.lock:
        app, account = host.app, desk.account
        shows_app = app is not None and account.installation.enabled
        return render_template(
            "zendesk_app_ticket.html",
            ticket=ticket,
            requester=account.users[ticket.requester_id].name,
            group=account.groups.get(ticket.group_id or 0, ""),
            thread=[_spoken(desk, comment) for comment in ticket.comments],
            statuses=_STATUSES,
            error=error,
            typed=request.form,
            app=app,
            shows_app=shows_app,
            address=app.address(request.host_url.rstrip("/")) if app else "",
            token=host.page_token() if shows_app else "",
            config=_config(desk, app, ticket) if app else {},
        )


def _config(desk: "ZendeskSandbox", app: UploadedApp, ticket: TicketState) -> dict[str, Any]:
    """What the host script knows and the app may ask for."""
    installation = desk.account.installation
    agent = desk.account.users[AGENT_USER]
    return {
        "origin": app.origin,
        "guid": app.guid,
        "rich": bool(desk.on("composer_is_rich")),
        "properties": {
            "ticket.id": ticket.id,
            "ticket.subject": ticket.subject,
            "ticket.status": ticket.status,
            "currentUser.id": agent.id,
            "currentUser.name": agent.name,
            "currentUser.locale": desk.on("agent_locale"),
        },
        "metadata": {"appId": APP_ID, "installationId": installation.id, "name": app.name, "version": app.version,
                     "settings": installation.settings},
        "context": {"instanceGuid": app.guid, "product": "support", "location": "ticket_sidebar",
                    "account": {"subdomain": "sandbox"}, "ticketId": ticket.id},
    }  # fmt: skip


def _spoken(desk: "ZendeskSandbox", comment: Comment) -> dict[str, Any]:
    author = desk.account.users.get(comment.author_id)
    by_staff = author is not None and author.role != "end-user"
    kind = "message" if not by_staff else "reply" if comment.public else "note"
    return {
        "kind": kind,
        "author": author.name if author else "A trigger",
        "at": comment.created_at.replace("T", " ").removesuffix("Z"),
        "text": str(comment.data.get("transcription_text") or comment.body),
        "html": comment.html_body if kind == "note" else "",
    }


# ── the admin ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _add_admin(pages: Blueprint, desk: "ZendeskSandbox", host: AppHost) -> None:
    @pages.get("/apps/settings")
    def settings() -> str:
        return _settings_page(desk, host)

    @pages.post("/apps/settings")
    def save() -> Answer:
        if host.app is None:
            abort(404)
        checkboxes = {one.name: one.name in request.form for one in host.app.parameters if one.type == "checkbox"}
        typed = {name: value.replace("\r\n", "\n") for name, value in request.form.items()}
        try:
            host.save(host.app, typed | checkboxes, enabled="app_enabled" in request.form)
        except UploadRefused as exc:
            return _settings_page(desk, host, problems=exc.problems, typed=typed), 400
        return redirect(url_for("zendesk_apps.settings", done="saved"), 303)

    @pages.post("/apps/upload")
    def upload() -> Answer:
        sent = request.files.get("package")
        try:
            host.install(sent.read() if sent else b"", request.form)
        except UploadRefused as exc:
            return _settings_page(desk, host, problems=exc.problems, typed=request.form), 400
        return redirect(url_for("zendesk_apps.settings", done="installed"), 303)


def _settings_page(
    desk: "ZendeskSandbox", host: AppHost, *, problems: Sequence[Problem] = (), typed: Any = None
) -> str:  # fmt: skip
    with desk.lock:
        app = host.app
        return render_template(
            "zendesk_app_settings.html",
            app=app,
            words=app.words(str(desk.on("agent_locale"))) if app else {},
            values=(host.settings(app) | dict(typed or {})) if app else dict(typed or {}),
            enabled=desk.account.installation.enabled,
            updated_at=desk.account.installation.updated_at,
            groups=sorted(desk.account.groups.values()),
            problems=problems,
        )
