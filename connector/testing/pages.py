"""The pages of a sandbox for people: what an agent sees, the customer's form, and the settings of the platform.

Every page does its work through the methods of the sandbox that the control API uses, so that a click and a call have
the same effect. The pages hold no state of their own but the language that a customer named in the form.

What customers wrote is put in as text. Of the HTML of a note only a few tags without attributes survive. A form sent
from a page of another origin is refused, because these pages know no login.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from connector.core.ticket import Priority
from connector.testing.forms import Answer, typed_text
from connector.testing.note_markup import safe_note
from connector.testing.settings_pages import add_settings_pages

if TYPE_CHECKING:
    from connector.testing.sandbox import AgentEdit, NewTicket, Sandbox, TicketView

CHANNELS: Final = {"email": "E-mail", "portal": "Portal form", "chat": "Chat", "voice_transcript": "Phone transcript"}
LANGUAGES: Final = {
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
}
PRIORITIES: Final = tuple(priority.name.lower() for priority in Priority)
STATUSES: Final = ("open", "pending", "solved", "closed")
DONE: Final = {
    "created": "The ticket was created.",
    "wrote": "The customer's message was added.",
    "edited": "The ticket was changed.",
    "kept_group": "The platform knows no such group and left the group as it was.",
    "nothing": "There was nothing to change.",
    "webhook": "The webhook was saved.",
    "switches": "The switches were saved.",
    "faults": "The faults were saved. They act on the next call to the platform's API.",
    "calm": "No more trouble: every call is answered as it should be.",
}
#: A platform with apps shows a ticket with the app beside it under ``apps/NUMBER``, and the app's settings under ``apps/settings``.
_APPS: Final = "/_sandbox/apps/settings"
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def sandbox_pages(sandbox: "Sandbox") -> Blueprint:
    """Build the pages of one sandbox, all of them under ``/_sandbox``."""
    pages = Blueprint(
        "sandbox_pages", __name__, url_prefix="/_sandbox", template_folder="templates", static_folder="static"
    )  # fmt: skip
    pages.before_request(_refuse_other_origins)
    pages.after_request(_harden)
    pages.register_error_handler(404, lambda _: (render_template("sandbox_missing.html"), 404))
    pages.add_app_template_filter(safe_note, "safe_note")
    languages: dict[str, str] = {}

    @pages.context_processor
    def shared() -> dict[str, Any]:
        done = DONE.get(request.args.get("done", ""), "")
        return {"platform": sandbox.name, "done": done, "channels": CHANNELS, "languages": languages}

    @pages.app_context_processor
    def about_apps() -> dict[str, Any]:
        return {"has_apps": any(rule.rule == _APPS for rule in sandbox.app.url_map.iter_rules())}

    _add_lists(pages, sandbox)
    _add_customer(pages, sandbox, languages)
    _add_agent(pages, sandbox)
    add_settings_pages(pages, sandbox)
    return pages


def _refuse_other_origins() -> None:
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin is not None and origin != request.host_url.rstrip("/"):
        abort(403, "This form belongs to another origin.")


def _harden(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


# ── tickets, read ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _add_lists(pages: Blueprint, sandbox: "Sandbox") -> None:
    @pages.get("/")
    def tickets() -> str:
        views, tag = _views(sandbox), request.args.get("tag", "")
        shown = [view for view in reversed(views) if not tag or tag in view.tags]
        return render_template("sandbox_tickets.html", tickets=shown, tag=tag, total=len(views))

    @pages.get("/tickets/<ticket_id>")
    def ticket(ticket_id: str) -> str:
        return _ticket_page(sandbox, _known(sandbox, ticket_id))


def _views(sandbox: "Sandbox") -> "list[TicketView]":
    return [view for ticket_id in sandbox.ticket_ids() if (view := sandbox.view(ticket_id))]


def _known(sandbox: "Sandbox", ticket_id: str) -> "TicketView":
    return sandbox.view(ticket_id) or abort(404)


def _ticket_page(sandbox: "Sandbox", view: "TicketView", *, error: str = "", typed: Mapping[str, str] | None = None) -> str:
    everyone = _views(sandbox)
    return render_template(
        "sandbox_ticket.html",
        ticket=view,
        error=error,
        typed=typed or {},
        priorities=_choices(PRIORITIES, [view.priority]),
        statuses=_choices(STATUSES, [other.status for other in everyone]),
        groups=_choices((), [other.group for other in everyone]),
    )


def _choices(usual: Sequence[str], seen: Sequence[str | None]) -> list[str]:
    """Return the usual values, then those that tickets of this sandbox have as well."""
    return list(dict.fromkeys((*usual, *(value for value in seen if value))))


# ── the customer ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _add_customer(pages: Blueprint, sandbox: "Sandbox", languages: dict[str, str]) -> None:
    @pages.get("/new")
    def new() -> str:
        return _new_page("", {"requester_name": "Sam Example", "requester_email": "sam@example.com", "channel": "email"})

    @pages.post("/new")
    def create() -> Answer:
        wanted = _new_ticket()
        if not wanted.requester_name or not wanted.requester_email:
            return _new_page("Please give a name and an e-mail address.", request.form), 400
        if not wanted.subject and not wanted.body:
            return _new_page("Please write a subject or a message.", request.form), 400
        ticket_id = sandbox.create_ticket(wanted)
        if wanted.language:
            languages[ticket_id] = wanted.language
        return _to_ticket(ticket_id, "created")

    @pages.post("/tickets/<ticket_id>/reply")
    def reply(ticket_id: str) -> Answer:
        view, body = _known(sandbox, ticket_id), typed_text("body")
        if not body:
            return _ticket_page(sandbox, view, error="Please write a message first."), 400
        sandbox.reply_as_customer(ticket_id, body)
        return _to_ticket(ticket_id, "wrote")


def _new_page(error: str, typed: Mapping[str, str]) -> str:
    return render_template("sandbox_new.html", error=error, typed=typed, all_languages=LANGUAGES)


def _new_ticket() -> "NewTicket":
    from connector.testing.sandbox import NewTicket

    channel, language = typed_text("channel"), typed_text("language")
    return NewTicket(
        subject=typed_text("subject"),
        body=typed_text("body"),
        channel=channel if channel in CHANNELS else "email",
        requester_name=typed_text("requester_name"),
        requester_email=typed_text("requester_email"),
        language=language if language in LANGUAGES else "",
    )


def _to_ticket(ticket_id: str, done: str) -> AnyResponse:
    return redirect(url_for("sandbox_pages.ticket", ticket_id=ticket_id, done=done), 303)


# ── the agent ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _add_agent(pages: Blueprint, sandbox: "Sandbox") -> None:
    @pages.post("/tickets/<ticket_id>/agent")
    def agent(ticket_id: str) -> Answer:
        from connector.testing.sandbox import AgentEdit

        view = _known(sandbox, ticket_id)
        edit = _agent_edit(view)
        if edit == AgentEdit():
            return _to_ticket(ticket_id, "nothing")
        try:
            sandbox.edit_as_agent(ticket_id, edit)
        except (LookupError, ValueError) as exc:
            return _ticket_page(sandbox, view, error=f"The platform does not take this: {exc}", typed=request.form), 400
        now = _known(sandbox, ticket_id)
        return _to_ticket(ticket_id, "kept_group" if edit.group and now.group != edit.group else "edited")


def _agent_edit(view: "TicketView") -> "AgentEdit":
    """Read the edit from any of the agent's forms. A field that a person left as the page showed it says nothing."""
    from connector.testing.sandbox import AgentEdit

    return AgentEdit(
        add_tags=tuple(tag for part in typed_text("add_tags").split(",") if (tag := part.strip())),
        remove_tags=tuple(request.form.getlist("remove_tag")),
        priority=_changed("priority", view.priority),
        group=_changed("group", view.group),
        status=_changed("status", view.status),
        public_reply=typed_text("public_reply"),
        private_note=typed_text("private_note"),
    )


def _changed(name: str, now: str | None) -> str:
    wanted, shown = typed_text(name), request.form.get(f"shown_{name}", now or "")
    return "" if wanted in (shown, now) else wanted
