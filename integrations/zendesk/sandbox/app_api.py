"""Apps in the REST API: installations with their settings, and the public key of an app.

https://developer.zendesk.com/api-reference/ticketing/apps/apps/
"""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from integrations.zendesk.sandbox.app_host import APP_ID
from integrations.zendesk.sandbox.app_key import public_pem
from integrations.zendesk.sandbox.paging import page_of
from integrations.zendesk.sandbox.shapes import installation_json, not_found

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

Answer = Response | tuple[dict[str, Any] | str, int] | dict[str, Any]


def app_api(desk: "ZendeskSandbox") -> Blueprint:
    """Build the blueprint for one account."""
    pages = Blueprint("zendesk_app_api", __name__, url_prefix="/api/v2/apps")
    account = desk.account

    @pages.get("/installations")
    def every() -> Answer:
        with desk.lock:
            is_there = desk.app_host.app is not None or bool(desk.on("app_installed"))
            page = page_of("installations", [installation_json(account.installation)] if is_there else [])
            if is_there and "app" in request.args.get("include", ""):
                page["apps"] = [{"id": APP_ID, "name": account.installation.settings.get("name", "")}]
            return page

    @pages.get("/installations/<int:installation_id>")
    def one(installation_id: int) -> Answer:
        if installation_id != account.installation.id:
            return not_found()
        return jsonify(installation_json(account.installation))

    @pages.get("/<int:app_id>/public_key.pem")
    def key(app_id: int) -> Answer:
        if app_id != APP_ID:
            return not_found()
        return Response(public_pem(), mimetype="application/x-pem-file")

    return pages
