"""``/app/<integration>/<account>/sidebar``: the page that a helpdesk loads beside a ticket, and its files.

The load proves who looks; the page then carries a token of its own. It may be framed by that account's helpdesk alone
(CSP ``frame-ancestors``, https://www.w3.org/TR/CSP3/#directive-frame-ancestors), and so may every message that stands in its place.
"""

import hashlib
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

import structlog
from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from connector.administration import SidebarApp
from connector.errors import SignatureInvalid
from connector.port import Integration
from connector.store.accounts import Account
from connector.web.allowances import Allowance
from connector.web.app_tokens import PageToken, PageTokens
from connector.web.assets import script, serve, sidebar_assets
from connector.web.operations import BASE

_log = structlog.get_logger()

_LOADS_A_MINUTE: Final = 60
_FAILURES_A_MINUTE: Final = 20
#: A page token of a platform lives for minutes; a used one is remembered for longer than that.
_REMEMBERED_SECONDS: Final = 900.0
_ORIGIN: Final = re.compile(r"https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?|https?://\[[0-9A-Fa-f:]+\](:[0-9]{1,5})?")
_TITLE: Final = "Warm Handoff"
_NOBODY: Final = "'none'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """What page loads need. ``note_seen`` learns that somebody uses the sidebar of an account."""

    find_integration: Callable[[str], Integration | None]
    find_account: Callable[[str], Account | None]
    note_seen: Callable[[Account], None]
    tokens: PageTokens
    clock: Callable[[], float]


class UsedTokens:
    """The page tokens that opened a page already, in the memory of this process, until none of them can be good any more.

    What is remembered is all that the signature covers, since the signature itself can be written in more than one way.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._ends: dict[bytes, float] = {}
        self._lock = threading.Lock()

    def use(self, token: str) -> bool:
        """Use a token; returns whether this was the first time."""
        signed = token.rpartition(".")[0] or token
        mark = hashlib.sha256(signed.encode()).digest()
        with self._lock:
            now = self._clock()
            self._ends = {known: ends for known, ends in self._ends.items() if ends > now}
            is_new = mark not in self._ends
            self._ends[mark] = now + _REMEMBERED_SECONDS
        return is_new


def sidebar_pages(
    entrance: Entrance, *, loads: Allowance | None = None, failures: Allowance | None = None
) -> Blueprint:  # fmt: skip
    """Build the blueprint."""
    pages = Blueprint("sidebar", __name__, template_folder="templates")
    assets = sidebar_assets()
    used = UsedTokens(entrance.clock)
    loads = loads or Allowance(_LOADS_A_MINUTE)
    failures = failures or Allowance(_FAILURES_A_MINUTE)

    def find(integration: str, account: str) -> tuple[Account, SidebarApp] | None:
        """The account with an app that loads this page; ``None`` where there is no such thing."""
        desk = entrance.find_integration(integration)
        known = entrance.find_account(account) if desk else None
        if desk is None or known is None or known.integration != integration or desk.sidebar_app is None:
            return None
        return (known, desk.sidebar_app) if desk.sidebar_app.sdk(known.settings) else None

    @pages.post("/app/<integration>/<account>/sidebar")
    def load(integration: str, account: str) -> Response:
        try:
            token = request.form.get("token", "")
        except (RequestEntityTooLarge, ClientDisconnected):
            return _message(413, "The helpdesk sent more than a page load needs.", "Reload the ticket.")
        found = find(integration, account)
        if found is None:
            return _nowhere()
        known, app = found
        frame = _origin(app.embedder(known.settings)) or _NOBODY
        try:
            visitor = app.admit(token, known.settings, datetime.fromtimestamp(entrance.clock(), UTC))
            if wait := loads.take(f"{known.name}:{visitor.agent}"):
                return _wait(wait, frame)
            if not used.use(token):
                raise SignatureInvalid("this page was opened already; reload the ticket")
        except SignatureInvalid as exc:
            _log.warning("page load refused", account=known.name, why=str(exc))
            if wait := failures.take(request.remote_addr or ""):
                return _wait(wait, frame)
            return _message(403, "The helpdesk did not vouch for this page.", _sentence(str(exc)), frame=frame)
        entrance.note_seen(known)
        return _page(known, app, entrance.tokens.open(known.name, visitor.agent), frame)

    @pages.get("/app/<integration>/<account>/sidebar")
    def explain(integration: str, account: str) -> Response:
        if find(integration, account) is None:
            return _nowhere()
        return _message(
            200,
            "This is the address of the sidebar. It works only inside the helpdesk, which opens it beside a ticket.",
            "To install it, run `handoff package` on the connector's machine and follow the steps it prints.",
        )

    @pages.get("/app/static/<path:name>")
    def static_file(name: str) -> Response:
        asset = assets.get(name)
        return serve(asset) if asset else _nothing()

    @pages.get("/app/<integration>/platform.js")
    def platform(integration: str) -> Response:
        desk = entrance.find_integration(integration)
        if desk is None or desk.sidebar_app is None:
            return _nothing()
        return serve(script(desk.sidebar_app.platform_script()))

    return pages


def _page(account: Account, app: SidebarApp, token: PageToken, frame: str) -> Response:
    sdk = app.sdk(account.settings)
    config = {
        "api": BASE.format(account=account.name),
        "token": token.token,
        "expires_in": token.expires_in,
        "sdk": sdk,
        "platform": f"/app/{account.integration}/platform.js",
    }
    html = render_template("sidebar.html", config=config, sdk=sdk)
    return _html(200, html, frame=frame, scripts=f"'self' {_origin(sdk)}".strip())


def _nowhere() -> Response:
    return _message(
        404,
        "There is no sidebar at this address.",
        "Compare the address in the app with the one that `handoff package` prints; `handoff accounts` lists the accounts.",
    )


def _wait(seconds: int, frame: str) -> Response:
    response = _message(
        429, "Too many pages were opened in the last minute.", f"Reload the ticket in {seconds} seconds.", frame=frame
    )
    response.headers["Retry-After"] = str(seconds)
    return response


def _message(status: int, text: str, remedy: str, *, frame: str = _NOBODY) -> Response:
    return _html(status, render_template("message.html", title=_TITLE, text=text, remedy=remedy), frame=frame, scripts=_NOBODY)


def _html(status: int, html: str, *, frame: str, scripts: str) -> Response:
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {frame}"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return Response(html, status, headers, content_type="text/html; charset=utf-8")


def _nothing() -> Response:
    return Response("There is no such file.\n", 404, content_type="text/plain; charset=utf-8")


def _origin(address: str) -> str:
    """The origin of an address, or nothing where it could say more than an origin in a header."""
    parts = urlsplit(address)
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin if _ORIGIN.fullmatch(origin) else ""


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
