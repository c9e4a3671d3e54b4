"""The settings page of a sandbox: the webhook, the switches of the platform, trouble on demand."""

import json
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from connector.testing.faults import Fault, FaultPlan
from connector.testing.forms import Answer, typed_text

if TYPE_CHECKING:
    from connector.testing.sandbox import Sandbox, Switch

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


def add_settings_pages(pages: Blueprint, sandbox: "Sandbox") -> None:
    """Add the platform's settings page: webhook, switches, faults."""

    @pages.get("/settings")
    def settings() -> str:
        return _settings_page(sandbox)

    @pages.post("/settings/webhook")
    def webhook() -> Answer:
        from connector.testing.sandbox import Webhook

        url = typed_text("url")
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
    raw = typed_text(field)
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
        rate = _number(typed_text("rate"))
        late, hang = _number(typed_text("late_seconds")), _number(typed_text("hang_seconds"))
        seed = int(typed_text("seed"))
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
        retry_after=typed_text("retry_after"),
        writes_only="writes_only" in request.form,
        queue=[_fault(name) for name in typed_text("queue").replace(",", " ").split()],
    )


def _fault(name: str) -> Fault:
    if name not in tuple(fault.value for fault in Fault):
        raise ValueError(f"There is no fault “{name}”.")
    return Fault(name)
