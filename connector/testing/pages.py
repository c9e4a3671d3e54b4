"""The pages of a sandbox for people: what an agent sees, the customer's form, and the settings of the platform.

Every page does its work through the methods of the sandbox that the control API uses, so that a click and a call have
the same effect. The pages hold no state of their own but the language that a customer named in the form.

What customers wrote is put in as text. Of the HTML of a note only a few tags without attributes survive. A form sent
from a page of another origin is refused, because these pages know no login.
"""

import html
import json
import math
from collections.abc import Callable, Mapping, Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from connector.core.ticket import Priority
from connector.testing.faults import Fault, FaultPlan

if TYPE_CHECKING:
    from connector.testing.sandbox import AgentEdit, NewTicket, Sandbox, Switch, TicketView

#: What a view answers with: a page, a page with its status, or a redirect.
Answer = str | tuple[str, int] | AnyResponse

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
FAULTS: Final = {
    Fault.TOO_MANY: "too many calls, come back later",
    Fault.SERVER_ERROR: "server error, nothing done",
    Fault.UNAVAILABLE: "unavailable, nothing done",
    Fault.UNAVAILABLE_AFTER: "done, yet “unavailable” is answered",
    Fault.HTML: "a page instead of JSON, nothing done",
    Fault.HTML_AFTER: "done, yet a page is answered instead of JSON",
    Fault.TRUNCATED_AFTER: "done, the answer is cut in half",
    Fault.DROP_BEFORE: "connection dropped, nothing done",
    Fault.DROP_AFTER: "done, then the connection is dropped",
    Fault.LATE_COMMIT: "connection dropped, done a little later",
    Fault.HANG_AFTER: "done, the answer takes very long",
    Fault.UNAUTHORIZED: "credentials refused",
    Fault.FORBIDDEN: "not allowed",
}
_RECENT: Final = 8
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

    _add_lists(pages, sandbox)
    _add_customer(pages, sandbox, languages)
    _add_agent(pages, sandbox)
    _add_settings(pages, sandbox)
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
        view, body = _known(sandbox, ticket_id), _text("body")
        if not body:
            return _ticket_page(sandbox, view, error="Please write a message first."), 400
        sandbox.reply_as_customer(ticket_id, body)
        return _to_ticket(ticket_id, "wrote")


def _new_page(error: str, typed: Mapping[str, str]) -> str:
    return render_template("sandbox_new.html", error=error, typed=typed, all_languages=LANGUAGES)


def _new_ticket() -> "NewTicket":
    from connector.testing.sandbox import NewTicket

    channel, language = _text("channel"), _text("language")
    return NewTicket(
        subject=_text("subject"),
        body=_text("body"),
        channel=channel if channel in CHANNELS else "email",
        requester_name=_text("requester_name"),
        requester_email=_text("requester_email"),
        language=language if language in LANGUAGES else "",
    )


def _text(name: str) -> str:
    """Return what stands in a field of the form, with the line ends that an API would send."""
    return request.form.get(name, "").replace("\r\n", "\n").strip()


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
        add_tags=tuple(tag for part in _text("add_tags").split(",") if (tag := part.strip())),
        remove_tags=tuple(request.form.getlist("remove_tag")),
        priority=_changed("priority", view.priority),
        group=_changed("group", view.group),
        status=_changed("status", view.status),
        public_reply=_text("public_reply"),
        private_note=_text("private_note"),
    )


def _changed(name: str, now: str | None) -> str:
    wanted, shown = _text(name), request.form.get(f"shown_{name}", now or "")
    return "" if wanted in (shown, now) else wanted


# ── the platform's settings ───────────────────────────────────────────────────────────────────────────────────────────


def _add_settings(pages: Blueprint, sandbox: "Sandbox") -> None:
    @pages.get("/settings")
    def settings() -> str:
        return _settings_page(sandbox)

    @pages.post("/settings/webhook")
    def webhook() -> Answer:
        from connector.testing.sandbox import Webhook

        url = _text("url")
        if url and not url.startswith(("http://", "https://")):
            return _settings_page(sandbox, error="The address of the webhook must start with http:// or https://."), 400
        with sandbox.lock:
            kept = "" if "forget_secret" in request.form else sandbox.webhook.secret
            sandbox.webhook = Webhook(url=url, secret=request.form.get("secret", "") or kept)
        return _to_settings("webhook")

    @pages.post("/settings/switches")
    def switches() -> Answer:
        try:
            wanted = {name: _switch_value(name, sandbox.switches[name], now) for name, now in sandbox.values.items()}
        except ValueError as exc:
            return _settings_page(sandbox, error=str(exc)), 400
        with sandbox.lock:
            sandbox.values.update(wanted)
        return _to_settings("switches")

    @pages.post("/settings/faults")
    def faults() -> Answer:
        if "calm" in request.form:
            sandbox.gateway.plan = FaultPlan()
            return _to_settings("calm", "faults")
        try:
            sandbox.gateway.plan = _fault_plan()
        except ValueError as exc:
            return _settings_page(sandbox, error=str(exc)), 400
        return _to_settings("faults")


def _settings_page(sandbox: "Sandbox", *, error: str = "") -> str:
    return render_template(
        "sandbox_settings.html",
        error=error,
        webhook_url=sandbox.webhook.url,
        has_secret=bool(sandbox.webhook.secret),
        switches=[_shown(name, sandbox.switches[name], value) for name, value in sandbox.values.items()],
        plan=sandbox.gateway.plan,
        faults=FAULTS,
        hits=len(sandbox.gateway.hits),
        recent=sandbox.gateway.hits[: -_RECENT - 1 : -1],
    )


def _to_settings(done: str, section: str = "") -> AnyResponse:
    return redirect(url_for("sandbox_pages.settings", done=done, _anchor=section or done), 303)


def _kind(switch: "Switch") -> str:
    """Return how a switch is edited: ``bool``, ``choice``, ``int``, ``float``, ``str``, or ``json`` for all other values."""
    name = type(switch.default).__name__
    if switch.choices and name != "bool":
        return "choice"
    return name if name in ("bool", "int", "float", "str") else "json"


def _shown(name: str, switch: "Switch", value: Any) -> dict[str, Any]:
    kind = _kind(switch)
    choices = {_as_json(choice): choice for choice in (*switch.choices, value)} if kind == "choice" else {}
    return {
        "name": name,
        "kind": kind,
        "value": _as_json(value) if kind in ("choice", "json") else value,
        "choices": choices,
        "help": switch.help,
        "unconfirmed": switch.unconfirmed,
    }


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _switch_value(name: str, switch: "Switch", now: Any) -> Any:
    """Read the new value of a switch from the form. Raises ``ValueError`` with a sentence for people."""
    field, kind = f"switch.{name}", _kind(switch)
    if kind == "bool":
        return field in request.form
    raw = _text(field)
    if kind == "str":
        return raw
    read, wanted = _READERS[kind]
    try:
        value = read(raw)
    except ValueError as exc:
        raise ValueError(f"{name} must be {wanted}.") from exc
    if kind == "choice" and value not in (*switch.choices, now):
        raise ValueError(f"{name} must be {wanted}.")
    return value


def _number(raw: str) -> float:
    number = float(raw)
    if not math.isfinite(number):
        raise ValueError("not a number")
    return number


_READERS: Final[dict[str, tuple[Callable[[str], Any], str]]] = {
    "int": (int, "a whole number"),
    "float": (_number, "a number"),
    "choice": (json.loads, "one of its choices"),
    "json": (json.loads, "JSON"),
}


def _fault_plan() -> FaultPlan:
    """Read the plan from the form. Raises ``ValueError`` with a sentence for people."""
    try:
        rate = _number(_text("rate"))
        late, hang = _number(_text("late_seconds")), _number(_text("hang_seconds"))
        seed = int(_text("seed"))
    except ValueError as exc:
        raise ValueError("Rate, seed and seconds must be numbers.") from exc
    if not 0 <= rate <= 1 or min(late, hang) < 0:
        raise ValueError("The rate lies between 0 and 1, and seconds are not negative.")
    return FaultPlan(
        rate=rate,
        kinds=tuple(_fault(name) for name in request.form.getlist("kinds")),
        seed=seed,
        late_seconds=late,
        hang_seconds=hang,
        retry_after=_text("retry_after"),
        writes_only="writes_only" in request.form,
        queue=[_fault(name) for name in _text("queue").replace(",", " ").split()],
    )


def _fault(name: str) -> Fault:
    if name not in tuple(fault.value for fault in Fault):
        raise ValueError(f"There is no fault “{name}”.")
    return Fault(name)


# ── the HTML of a note ────────────────────────────────────────────────────────────────────────────────────────────────

_KEPT: Final = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "blockquote"})
_SAME_AS: Final = {"b": "strong", "i": "em"}
_BREAKING: Final = frozenset({"div", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "textarea"})


def safe_note(markup: str) -> Markup:
    """Return the HTML of a note reduced to a few tags without attributes, well nested; everything else is text or gone."""
    cleaner = _Cleaner()
    cleaner.feed(markup)
    cleaner.close()
    return Markup(cleaner.finish())  # noqa: S704 - every piece of it was escaped or is one of ours


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._open: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _SAME_AS.get(tag, tag)
        if tag in _SILENT:
            self._silent += 1
        elif tag in _KEPT and not self._silent:
            self._parts.append(f"<{tag}>")
            if tag != "br":
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = _SAME_AS.get(tag, tag)
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in self._open:
            self._close_down_to(tag)
        elif tag in _BREAKING and self._parts and not self._parts[-1].startswith("</"):
            self._parts.append("<br>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(html.escape(data))

    def finish(self) -> str:
        """Close what is still open and return the whole."""
        while self._open:
            self._close_down_to(self._open[-1])
        return "".join(self._parts)

    def _close_down_to(self, tag: str) -> None:
        while True:
            last = self._open.pop()
            self._parts.append(f"</{last}>")
            if last == tag:
                return
