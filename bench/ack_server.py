"""The product's web app and server, with one more page that answers 202 at once: what an acknowledgement is measured against."""

import sys

from connector.bootstrap import Application
from connector.cli.run import _start
from connector.web.servers import EmbeddedServer

#: Where the page is that keeps nothing.
NOTHING = "/nothing"


def main() -> None:
    """Serve until killed. Settings come from the environment."""
    application = Application(settings=_start())

    @application.web.post(NOTHING)
    def nothing() -> tuple[dict[str, str], int]:
        return {"status": "kept"}, 202

    server = EmbeddedServer(application.web, application.settings)
    sys.stderr.write("ready\n")
    server.run()


if __name__ == "__main__":
    main()
