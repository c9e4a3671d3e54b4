"""A signed test delivery of our own, along the way that the helpdesk's bells take."""

from collections.abc import Iterator
from typing import Final

import requests

from connector.administration import Finding
from connector.doctor.codes import find
from connector.port import Delivery
from connector.settings import Settings

_ACCEPTED: Final = 202
_TIMEOUT: Final = (3.05, 10.0)
_EVERYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - where one listens, another is called


def check_way_here(settings: Settings, path: str, delivery: Delivery) -> Iterator[Finding]:
    """Deliver through the public address where there is one, else to our own port, and say where the way breaks off."""
    host = _EVERYWHERE.get(settings.host, settings.host)
    local = f"http://{host}:{settings.port}"
    address = settings.public_url.rstrip("/") or local
    status = _deliver(address + path, delivery)
    if status is None and address != local and _deliver(local + path, delivery) is not None:
        yield find("public_unreachable", address=address)
    elif status is None:
        yield find("receiver_unreachable", address=address)
    elif status != _ACCEPTED:
        yield find("delivery_refused", address=address, status=status)
    else:
        yield find("delivery_ok", address=address)


def _deliver(url: str, delivery: Delivery) -> int | None:
    """The status, or ``None`` when nobody answered. Redirects are not followed, as helpdesks do not follow them either."""
    headers = {"Content-Type": "application/json", **delivery.headers}
    try:
        with requests.Session() as session:
            session.trust_env = False
            return session.post(url, data=delivery.body, headers=headers, timeout=_TIMEOUT, allow_redirects=False).status_code
    except requests.RequestException:
        return None
