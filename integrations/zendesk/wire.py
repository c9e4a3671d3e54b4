"""How a field of Zendesk's JSON is read: tolerant of null and of odd types, so that parsing happens once and at the edge."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict

_LONGEST_ID: Final = 19


def read_id(value: Any) -> str:
    """Return an id as text, or an empty string. REST has integers, events have strings; ``-1`` is the system, nobody."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**_LONGEST_ID:
        return str(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID:
        return value
    return ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def setting(value: Any) -> str:
    """Settings of an app come back as strings, checkboxes now and then as true booleans."""
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _tags(value: Any) -> tuple[str, ...]:
    return tuple(tag for tag in value if isinstance(tag, str) and tag) if isinstance(value, list) else ()


def rows(value: Any) -> list[Any]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def object_(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _utc(value: Any) -> Any:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) and moment.tzinfo is None else moment


def _maybe_utc(value: Any) -> Any:
    try:
        return _utc(value) if isinstance(value, str) else None
    except ValueError:
        return None


Id = Annotated[str, BeforeValidator(read_id)]
Text = Annotated[str, BeforeValidator(_text)]
Flag = Annotated[bool, BeforeValidator(lambda value: value is True)]
Tags = Annotated[tuple[str, ...], BeforeValidator(_tags)]
Moment = Annotated[datetime, BeforeValidator(_utc)]
MaybeMoment = Annotated[datetime | None, BeforeValidator(_maybe_utc)]


class Wire(BaseModel):
    """A part of an answer. New attributes may appear any day and are not ours to mind."""

    model_config = ConfigDict(frozen=True, extra="ignore")
