"""``/healthz``: the process lives. ``/readyz``: it can keep an event, and due work is being done."""

from collections.abc import Callable

from flask import Blueprint


def health_pages(is_ready: Callable[[], bool]) -> Blueprint:
    """Build the blueprint."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    def alive() -> tuple[dict[str, str], int]:
        return {"status": "alive"}, 200

    @pages.get("/readyz")
    def ready() -> tuple[dict[str, str], int]:
        return ({"status": "ready"}, 200) if is_ready() else ({"status": "not ready"}, 503)

    return pages
