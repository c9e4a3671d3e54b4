"""The Flask app: webhooks and the screens in, health out. The request thread never talks to the broker or the helpdesk."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint, Flask, request
from werkzeug.exceptions import MethodNotAllowed

from connector.port import Delivery
from connector.reception import Receipt
from connector.web.health import health_pages
from connector.web.turnstile import Turnstile
from connector.web.webhooks import Hooks

#: Both platforms ring with ids or with one ticket's text; a quarter of a megabyte is ample.
LARGEST_BODY = 256 * 1024

_WHERE: Final = {
    "/": "the address of a webhook is /hooks/<integration>/<account>",
    "/app/": "the addresses of the app API are listed in docs/app-api.md",
}

#: What other modules call the app and its parts, so that only this package knows Flask.
WebApp = Flask
Screen = Blueprint


def create_app(
    *,
    receive: Callable[[str, str, Delivery], Receipt],
    announce: Callable[[int], None],
    is_ready: Callable[[], bool],
    screens: tuple[Screen, ...] = (),
    room: int = 8,
) -> Flask:
    """Build the app. ``receive`` keeps a delivery, ``announce`` hints at new work without ever blocking.

    ``screens`` are what people look at: the sidebar's page and its calls; at most ``room`` of them are answered at once.
    """
    app = Flask("warm_handoff", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    others = Turnstile(app.wsgi_app, room=room)
    app.wsgi_app = Hooks(others, receive=receive, announce=announce, largest=LARGEST_BODY)  # type: ignore[method-assign]
    app.register_blueprint(health_pages(is_ready))
    for screen in screens:
        app.register_blueprint(screen)

    @app.errorhandler(404)
    def not_here(_: Exception) -> tuple[dict[str, str], int]:
        return {"error": "not_found", "remedy": _WHERE["/app/" if request.path.startswith("/app/") else "/"]}, 404

    @app.errorhandler(405)
    def not_so(exc: MethodNotAllowed) -> tuple[dict[str, str], int, dict[str, str]]:
        if not request.path.startswith("/app/"):
            return *not_here(exc), {}
        allowed = ", ".join(sorted(exc.valid_methods or ()))
        return {"error": "wrong_method", "remedy": f"use {allowed}"}, 405, {"Allow": allowed}

    return app
