"""The version of a ticket as read: Zendesk's ``updated_at``, and the server's clock before it was read."""

import email.utils
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

import requests

_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Written as ``updated_at|read_at``.

    ``updated_at`` has a resolution of one second (https://developer.zendesk.com/documentation/ticketing/managing-tickets/),
    so a change within the very second that it names would leave it as it is and slip past ``safe_update``.
    """

    updated_at: str
    read_at: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a stamp back. Never raises."""
        updated_at, _, read_at = text.partition("|")
        return cls(updated_at, read_at)

    def __str__(self) -> str:
        return f"{self.updated_at}|{self.read_at}"

    @property
    def is_settled(self) -> bool:
        """Whether the second of the last change was over when the ticket was read, so that any later change shows."""
        try:
            return _moment(self.read_at) >= self.moment.replace(microsecond=0) + timedelta(seconds=1)
        except (ValueError, OverflowError):
            return False

    @property
    def moment(self) -> datetime:
        """When the ticket last changed. Raises ValueError when Zendesk's text is no time."""
        return _moment(self.updated_at)


def server_time(response: requests.Response) -> str:
    """Return the ``Date`` of an answer in Zendesk's own format, or an empty string where it has none."""
    header = response.headers.get("Date", "")
    try:
        return email.utils.parsedate_to_datetime(header).astimezone(UTC).strftime(_FORMAT)
    except (ValueError, OverflowError):
        return ""


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
