"""What Freshdesk sends, reduced to the fields we read: tolerant of null, of new attributes and of odd types.

https://developers.freshdesk.com/api/#tickets and #conversations
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict

_LONGEST_NUMBER: Final = 19


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _id(value: Any) -> str:
    code = _code(value)
    return "" if code is None or code < 0 else str(code)


def _code(value: Any) -> int | None:
    """Numbers come as integers, in places as text or as floats."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _codes(value: Any) -> list[int] | None:
    return None if value is None else [code for code in map(_code, value if isinstance(value, list) else []) if code is not None]


def _tags(value: Any) -> tuple[str, ...]:
    return tuple(tag for tag in value if isinstance(tag, str) and tag) if isinstance(value, list) else ()


def _rows(value: Any) -> list[Any]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _object(value: Any) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None


def _utc(value: Any) -> Any:
    """Documented as UTC, seen with offsets in older samples; without one it is UTC."""
    if not isinstance(value, str):
        return value
    moment = datetime.fromisoformat(value)
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as exc:  # the first and the last day there is
        raise ValueError("no such moment in UTC") from exc


def _utc_or_none(value: Any) -> Any:
    try:
        return _utc(value)
    except ValueError:
        return None


Text = Annotated[str, BeforeValidator(_text)]
Id = Annotated[str, BeforeValidator(_id)]
Code = Annotated[int | None, BeforeValidator(_code)]
Flag = Annotated[bool, BeforeValidator(lambda value: value is True)]
Tags = Annotated[tuple[str, ...], BeforeValidator(_tags)]
Moment = Annotated[datetime, BeforeValidator(_utc)]
MomentOrNone = Annotated[datetime | None, BeforeValidator(_utc_or_none)]


class Wire(BaseModel):
    """A part of an answer. New attributes may appear any day and are not ours to mind."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Structured(Wire):
    """Text of chat and messaging channels, in parts."""

    body_contents: Annotated[list[dict[str, Any]], BeforeValidator(_rows)] = []

    @property
    def text(self) -> str:
        """The parts that are text, one a line."""
        parts = (part["data"].get("content") for part in self.body_contents if isinstance(part.get("data"), dict))
        return "\n".join(part for part in parts if isinstance(part, str))


Rows = Annotated[list[dict[str, Any]], BeforeValidator(_rows)]
StructuredPart = Annotated[Structured | None, BeforeValidator(_object)]


class RequesterBody(Wire):
    """The customer as ``include=requester`` gives it; the language is there on some accounts only."""

    id: Id = ""
    name: Text = ""
    email: Text = ""
    language: Text = ""


class ContactBody(Wire):
    """A customer's own record, https://developers.freshdesk.com/api/#contacts"""

    id: int
    tags: Tags = ()


class ConversationBody(Wire):
    """A reply, a note, a forwarded mail. The first message of a ticket is not among them; it is the description."""

    id: Id = ""
    body: Text = ""
    body_text: Text = ""
    structured_body: StructuredPart = None
    incoming: Flag = False
    private: Flag = False
    user_id: Id = ""
    source: Code = None
    created_at: Moment


class TicketHead(Wire):
    """The fields of a ticket that we may change, and those that forbid it."""

    id: int
    priority: Code = None
    status: Code = None
    group_id: Id = ""
    tags: Tags = ()
    spam: Flag = False
    deleted: Flag = False
    updated_at: Moment


class TicketBody(TicketHead):
    """A ticket as it is read whole. ``deleted`` is absent unless it is."""

    subject: Text = ""
    description: Text = ""
    description_text: Text = ""
    structured_description: StructuredPart = None
    source: Code = None
    type: Text = ""
    product_id: Id = ""
    requester_id: Id = ""
    responder_id: Id = ""
    requester: Annotated[RequesterBody | None, BeforeValidator(_object)] = None
    conversations: Annotated[list[ConversationBody], BeforeValidator(_rows)] = []
    created_at: Moment


class Effect(Wire):
    """The answer to a write: the thing it made or changed."""

    id: int


class AgentBody(Wire):
    """Who the key belongs to, https://developers.freshdesk.com/api/#me"""

    id: int
    type: Text = ""
    ticket_scope: Code = None
    contact: Annotated[RequesterBody | None, BeforeValidator(_object)] = None


class FieldBody(Wire):
    """A ticket field, https://developers.freshdesk.com/api/#ticket-fields"""

    name: Text = ""
    label: Text = ""
    type: Text = ""
    required_for_agents: Flag = False


class RuleBody(Wire):
    """An automation rule. What of it we write back is kept as it was read."""

    id: int
    name: Text = ""
    active: Flag = False
    actions: Rows = []
    description: Any = None
    position: Any = None
    performer: Any = None
    events: Any = None
    conditions: Any = None
    operator: Any = None


class RulesBody(Wire):
    """The rules of one type, https://developers.freshdesk.com/api/#list_all_automation_rules"""

    rules: list[RuleBody]
    meta: Annotated[dict[str, Any], BeforeValidator(lambda value: _object(value) or {})] = {}


class Named(Wire):
    """A folder or category of answers. ``visibility`` and ``personal`` say who may see what is inside."""

    id: int
    visibility: Code = None
    personal: Flag = False
    sub_folders_count: Code = None


class CategoryBody(Wire):
    """A category of articles. Only an account with several portals says which of them show it."""

    id: int
    visible_in_portals: Annotated[tuple[int, ...] | None, BeforeValidator(_codes)] = None


class LanguagesBody(Wire):
    """The languages of the account, https://developers.freshdesk.com/api/#helpdesk; customers see those of the portal."""

    primary_language: Text = ""
    portal_languages: Tags = ()


class CannedResponseBody(Wire):
    """https://developers.freshdesk.com/api/#canned-responses; the visibility is not part of the documented answer."""

    id: int
    title: Text = ""
    content: Text = ""
    content_html: Text = ""
    visibility: Code = None
    updated_at: MomentOrNone = None


class ArticleBody(Wire):
    """https://developers.freshdesk.com/api/#solution-article; its language stands on the folders above it."""

    id: int
    title: Text = ""
    description: Text = ""
    description_text: Text = ""
    status: Code = None
    folder_visibility: Code = None
    hierarchy: Annotated[list[dict[str, Any]], BeforeValidator(_rows)] = []
    updated_at: MomentOrNone = None

    @property
    def language(self) -> str:
        """The language of the folder it lies in, or an empty string."""
        data = self.hierarchy[-1].get("data") if self.hierarchy else None
        return _text(data.get("language")) if isinstance(data, dict) else ""
