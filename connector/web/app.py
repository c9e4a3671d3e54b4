"""The Flask app: webhooks in, health out. The request thread never talks to the broker or the helpdesk."""

from collections.abc import Callable

from flask import Flask

from connector.pipeline import Receipt
from connector.port import Delivery
from connector.web.health import health_pages
from connector.web.webhooks import webhooks

#: Both platforms ring with ids or with one ticket's text; a quarter of a megabyte is ample.
LARGEST_BODY = 256 * 1024


#: What other modules call the app, so that only this package knows Flask.
WebApp = Flask


def create_app(
    *,
    receive: Callable[[str, str, Delivery], Receipt],
    announce: Callable[[int], None],
    is_ready: Callable[[], bool],
) -> Flask:
    """Build the app. ``receive`` keeps a delivery, ``announce`` hints at new work without ever blocking."""
    app = Flask("warm_handoff", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.register_blueprint(webhooks(receive, announce))
    app.register_blueprint(health_pages(is_ready))

    @app.errorhandler(404)
    @app.errorhandler(405)
    def not_here(_: Exception) -> tuple[dict[str, str], int]:
        return {"error": "not_found", "remedy": "the address of a webhook is /hooks/<integration>/<account>"}, 404

    return app
