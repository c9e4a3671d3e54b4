"""The tags of users in the REST API. Their names, addresses and roles are nobody's to change here.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/
"""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, request

from integrations.zendesk.sandbox.shapes import not_found
from integrations.zendesk.sandbox.state import normal_tags

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

Answer = tuple[dict[str, Any], int] | dict[str, Any]


def user_api(desk: "ZendeskSandbox") -> Blueprint:
    """Build the blueprint for one account."""
    pages = Blueprint("zendesk_users", __name__)

    @pages.route("/api/v2/users/<int:user_id>/tags", methods=["GET", "PUT", "DELETE"])
    def tags(user_id: int) -> Answer:
        with desk.lock:
            user = desk.account.users.get(user_id)
            if user is None or not desk.on("user_tags_enabled"):  # what a disabled account answers is not documented
                return not_found()
            if request.method != "GET":
                given = normal_tags((request.get_json(silent=True) or {}).get("tags") or [])
                user.tags = (
                    normal_tags([*user.tags, *given])
                    if request.method == "PUT"
                    else [tag for tag in user.tags if tag not in given]
                )
            return {"tags": list(user.tags)}

    return pages
