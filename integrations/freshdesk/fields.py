"""Names of statuses and groups as this account has them, from ``/ticket_fields``, which needs no admin key.

https://developers.freshdesk.com/api/#ticket-fields
"""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from connector.errors import CredentialsRejected
from connector.port import Group
from integrations.freshdesk.reading import Reader, typed
from integrations.freshdesk.wire import FieldBody

#: Labels change while we run; an id we have not seen refreshes sooner.
_KEPT_SECONDS: Final = 3600.0
_REFRESH_SECONDS: Final = 60.0
#: Every ticket has these, so that requiring them refuses no update.
_NEVER_EMPTY: Final = frozenset(
    {"default_requester", "default_subject", "default_description", "default_status", "default_priority", "default_source"}
)


class TicketFields:
    """The choices of an account's ticket fields. Statuses are kept for an hour; groups are read each time."""

    def __init__(self, reader: Reader, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._reader = reader
        self._clock = clock
        self._kept: tuple[float, Mapping[str, tuple[str, ...]]] = (float("-inf"), {})

    def status_labels(self, status: int | None) -> tuple[str, ...]:
        """Return what agents and customers call a status, or nothing for an unknown one."""
        key = str(status)
        read_at, labels = self._kept
        age = self._clock() - read_at
        if age > _KEPT_SECONDS or (key not in labels and age > _REFRESH_SECONDS):
            labels = dict(self._choices("default_status", "status"))
            self._kept = (self._clock(), labels)
        return labels.get(key, ())

    def statuses(self) -> Mapping[int, tuple[str, ...]]:
        """Return every status with what agents and customers call it."""
        return {int(key): labels for key, labels in self._choices("default_status", "status") if key.isdigit()}

    def required(self) -> tuple[str, ...]:
        """Return the labels of the fields that agents must fill, and that hold nothing of their own accord."""
        every = [typed(FieldBody, row) for row in self._rows({})]
        return tuple(f.label or f.name for f in every if f.required_for_agents and f.type not in _NEVER_EMPTY)

    def groups(self) -> tuple[Group, ...]:
        """Return the groups a ticket can be given to."""
        return tuple(Group(key, labels[0]) for key, labels in self._choices("default_group", "group") if key.isdigit())

    def _choices(self, field_type: str, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for row in self._rows({"type": field_type}):
            if row.get("type") == field_type or row.get("name") == name:
                yield from read_choices(row.get("choices"))

    def _rows(self, params: Mapping[str, str | int]) -> list[dict[str, Any]]:
        try:
            return self._reader.rows("/ticket_fields", params)
        except CredentialsRejected as exc:
            raise CredentialsRejected(
                "the key is refused, or its role may not view ticket fields", retry_after=exc.retry_after
            ) from exc


def read_choices(choices: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (id, labels) from any shape Freshdesk uses.

    Statuses are ``{id: [labels]}``, priorities and groups ``{label: id}``, types a list, dependent fields maps of maps or lists,
    and the admin form of each a list of objects. A choice without an id is its own id.
    """
    if isinstance(choices, dict):
        for key, value in choices.items():
            yield from _read_pair(str(key), value)
    elif isinstance(choices, list):
        for item in choices:
            if isinstance(item, str):
                yield item, (item,)
            elif isinstance(item, dict):
                yield from _read_object(item)


def _read_pair(key: str, value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, int) and not isinstance(value, bool):
        yield str(value), (key,)
    elif isinstance(value, str):
        yield (value, (key,)) if value.isdigit() else (key, (value,))
    elif isinstance(value, list) and key.isdigit():
        yield key, tuple(label for label in value if isinstance(label, str))
    else:
        yield key, (key,)
        yield from read_choices(value)


def _read_object(item: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    label = next((item[name] for name in ("label", "value", "name") if isinstance(item.get(name), str)), None)
    if label is not None:
        number = item.get("id", label)
        yield str(number), (label,)
    yield from read_choices(item.get("choices"))
