"""Zendesk's OAuth: the page on which an admin allows the access, the tokens, and the end of one.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, Response, redirect, render_template, request

from connector.testing.forms import Answer as Page
from integrations.zendesk.sandbox.access import CLIENTS
from integrations.zendesk.sandbox.state import OUR_USER

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

_PATH: Final = "/oauth/authorizations/new"
_LOOPBACK: Final = ("localhost", "127.0.0.1")
#: The form's answer is a redirect to the connector on this machine.
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self' http://localhost:* http://127.0.0.1:*"
)


def oauth_pages(desk: "ZendeskSandbox") -> Blueprint:
    """Build the blueprint for one account."""
    pages = Blueprint("zendesk_oauth", __name__)

    @pages.post("/oauth/tokens")
    def token() -> Response | tuple[dict[str, object], int]:
        with desk.lock:
            return desk.access.issue(request.get_json(silent=True), longest=float(desk.on("token_seconds")))

    @pages.get(_PATH)
    def ask() -> Page:
        if not _is_known(request.args):
            return "This OAuth client or its redirect address is not known here.", 400
        if error := _error(request.args):
            return _back(request.args, error=error)
        if desk.on("approves_sign_in"):
            return _allowed(desk, request.args)
        scopes = request.args.get("scope", "").split()
        return render_template("zendesk_sign_in.html", platform=desk.name, seat=desk.account.users[OUR_USER].name,
                               client=request.args["client_id"], scopes=scopes, query=request.args)  # fmt: skip

    @pages.post(_PATH)
    def answer() -> Page:
        origin = request.headers.get("Origin")
        is_ours = origin is None or origin == request.host_url.rstrip("/")
        if not is_ours or not _is_known(request.form) or _error(request.form):
            return "This form belongs to another page.", 400
        return _allowed(desk, request.form) if "allow" in request.form else _back(request.form, error="access_denied")

    @pages.after_request
    def harden(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        return response

    return pages


def _is_known(query: Mapping[str, str]) -> bool:
    """Whether it is safe to send anything back to this redirect address."""
    parts = urlsplit(query.get("redirect_uri", ""))
    return query.get("client_id") in CLIENTS and parts.scheme == "http" and parts.hostname in _LOOPBACK


def _error(query: Mapping[str, str]) -> str:
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    has_challenge = bool(query.get("code_challenge")) and query.get("code_challenge_method") == "S256"
    return "" if has_challenge or CLIENTS[query["client_id"]] else "invalid_request"


def _allowed(desk: "ZendeskSandbox", query: Mapping[str, str]) -> Page:
    with desk.lock:
        code = desk.access.new_code(
            client_id=query["client_id"],
            redirect_uri=query["redirect_uri"],
            scope=query.get("scope", ""),
            challenge=query.get("code_challenge", ""),
        )
    return _back(query, code=code)


def _back(query: Mapping[str, str], **answer: str) -> Page:
    return redirect(f"{query['redirect_uri']}?{urlencode({**answer, 'state': query.get('state', '')})}")
