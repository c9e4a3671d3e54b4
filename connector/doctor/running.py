"""What has to run: broker, web, worker, sweeper; and whether the work gets done."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from connector.administration import Finding
from connector.doctor.codes import age, find
from connector.settings import Settings
from connector.store.heartbeats import ROLES
from connector.store.inbox import Inbox
from connector.store.texts import CustomerTexts

#: Signs of life come every twenty seconds; the web role gives them with its traffic only.
_SILENT_SECONDS: Final = 90.0
_STUCK_SECONDS: Final = 120.0
#: The sweeper deletes every hour.
_OVERDUE_SECONDS: Final = 2 * 3600.0


def check_broker(settings: Settings, reach: Callable[[], None]) -> Iterator[Finding]:
    """Whether the broker lets us in."""
    if settings.is_embedded:
        yield find("broker_embedded")
        return
    try:
        reach()
    except Exception as exc:  # noqa: BLE001 - each broker's client has errors of its own
        yield find("broker_unreachable", why=type(exc).__name__)
    else:
        yield find("broker_ok")


def check_roles(ages: Mapping[str, float]) -> Iterator[Finding]:
    """Whether every role gave a sign of life lately. A worker's comes through sweeper and broker, and so proves all three."""
    for role in ROLES:
        silence = ages.get(role)
        if silence is None:
            yield find("role_never", role=role)
        elif silence <= _SILENT_SECONDS:
            yield find("role_alive", role=role, age=age(silence))
        elif role == "web":
            yield find("web_quiet", age=age(silence))
        else:
            yield find("role_silent", role=role, age=age(silence))


def check_queue(inbox: Inbox) -> Iterator[Finding]:
    """Whether due work is being done, and whether any was given up."""
    counts, oldest = inbox.counts(), inbox.oldest_due()
    if oldest > _STUCK_SECONDS:
        yield find("queue_stuck", age=age(oldest))
    else:
        yield find("queue_ok", new=counts.get("new", 0))
    if dead := counts.get("dead", 0):
        yield find("queue_dead", dead=dead)


def check_retention(texts: CustomerTexts, settings: Settings) -> Iterator[Finding]:
    """Whether text is deleted when its time is over."""
    if count := texts.overdue(_OVERDUE_SECONDS):
        yield find("texts_overdue", count=count)
    else:
        yield find("retention_ok", days=f"{settings.retention_days:g}")
