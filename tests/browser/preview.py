"""The sidebar to look at, in every state, on a loopback port: ``python tests/browser/preview.py``, then open the address it prints.
At ``/strict`` it lies in a frame that forbids forms.

The page comes with the headers that the connector gives it, so that a script or a style that they forbid shows here first.
"""

import sys
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

HERE: Final = Path(__file__).parent
SIDEBAR: Final = HERE.parents[1] / "connector/web/sidebar"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'"
)
TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
PAGE: Final = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Warm Handoff</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/app/static/sidebar.css">
</head>
<body>
<main></main>
<script type="application/json" id="handoff">{"platform": "/desk.js"}</script>
<script type="module" src="/app/static/main.js"></script>
</body>
</html>
"""
#: A helpdesk that lets a pane run scripts and submit no form.
STRICT: Final = b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Helpdesk</title>
<iframe title="Warm Handoff" sandbox="allow-scripts allow-same-origin" width="340" height="700" src="/?%s"></iframe>
</html>
"""


class Preview(BaseHTTPRequestHandler):
    """The page for any query, the sidebar's files, and the paper helpdesk's."""

    def do_GET(self) -> None:
        """Answer with a file of the two rooms, or with nothing of any other."""
        address = urlsplit(self.path)
        path = address.path
        if path == "/":
            return self._answer(200, PAGE, "text/html; charset=utf-8")
        if path == "/strict":
            return self._answer(
                200, STRICT % escape(address.query).encode(), "text/html; charset=utf-8", policy="frame-src 'self'"
            )
        room, name = (SIDEBAR, path.removeprefix("/app/static/")) if path.startswith("/app/static/") else (HERE, path.lstrip("/"))
        file = (room / name).resolve()
        if not file.is_relative_to(room) or file.suffix not in TYPES or not file.is_file():
            return self._answer(404, b"", "text/plain")
        return self._answer(200, file.read_bytes(), TYPES[file.suffix])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""

    def _answer(self, status: int, body: bytes, content_type: str, *, policy: str = POLICY) -> None:
        self.send_response(status)
        headers = {"Content-Type": content_type, "Content-Length": str(len(body)), "Content-Security-Policy": policy}
        for name, value in {**headers, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), Preview) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}/?state=draft&language=en\n")
        sys.stdout.flush()
        server.serve_forever()
