"""The product's web app and server, with two more pages that answer 202 at once: what an acknowledgement is measured against."""

from collections.abc import Iterable
from typing import Any

from connector.bootstrap import Application
from connector.cli.run import _start
from connector.web.servers import EmbeddedServer

#: A page of the framework that keeps nothing, and the same without the framework.
NOTHING, BARE = "/nothing", "/bare"
_BODY = b'{"status": "kept"}'


def main() -> None:
    """Serve until killed. Settings come from the environment."""
    application = Application(settings=_start())
    app = application.web

    @app.post(NOTHING)
    def nothing() -> tuple[dict[str, str], int]:
        return {"status": "kept"}, 202

    def server(environ: Any, start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != BARE:
            return app(environ, start_response)
        start_response("202 Accepted", [("Content-Type", "application/json"), ("Content-Length", str(len(_BODY)))])
        return [_BODY]

    EmbeddedServer(server, application.settings).run()


if __name__ == "__main__":
    main()
