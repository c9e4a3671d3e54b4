"""What may be sent to the app API, and what comes back beside the page of a ticket. Parsed once, here."""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from connector.core.taxonomy import KINDS
from connector.core.ticket import EventKind
from connector.sidebar.page import WishedChannel

#: Ids of tickets on every platform.
TICKET_ID: Final = r"^[0-9A-Za-z_-]{1,32}$"

#: What the apps call the events that they ring for.
EVENTS: Final = {
    "ticket_created": EventKind.CREATED,
    "ticket_replied": EventKind.REPLIED,
    "ticket_updated": EventKind.CHANGED,
}

_PARTS: Final = {"kind": "string", "group": "string", "urgency": "string", "needs_person": "boolean"}


def _known_kind(key: str) -> str:
    if key not in KINDS:
        raise ValueError("there is no kind of this name; the page lists the kinds")
    return key


Kind = Annotated[str, AfterValidator(_known_kind), WithJsonSchema({"type": "string", "enum": sorted(KINDS)})]
UrgencyName = Literal["U0", "U1", "U2", "U3", "U4"]
TicketId = Annotated[str, Field(pattern=TICKET_ID)]
#: Text that every database keeps.
Text = Annotated[str, Field(max_length=50_000, pattern=r"^[^\x00]*$")]
AdminSettings = Annotated[dict[Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")], Text], Field(max_length=100)]


class Body(BaseModel):
    """A body of a call. Nothing undeclared is accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Nothing(Body):
    """An empty object."""


class CorrectionBody(Body):
    """What an agent says instead of what the AI read. At least one part; the others stay as they are."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [part], "properties": {part: {"type": kind}}} for part, kind in _PARTS.items()]}
    )

    kind: Kind | None = None
    group: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    urgency: UrgencyName | None = None
    needs_person: Literal[True] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if all(getattr(self, part) is None for part in _PARTS):
            raise ValueError("say at least one of kind, group, urgency, needs_person")
        return self


class WishBody(Body):
    """Whether something is so: that the customer wishes a person, that the agent wrote the reply."""

    on: bool


class ChannelBody(Body):
    """On which way the customer wishes to be reached; ``null`` forgets it."""

    channel: WishedChannel | None


class JudgementBody(Body):
    """An agent's own judgement, given before anything of the AI's was shown."""

    kind: Kind
    urgency: UrgencyName
    needs_person: bool


class ReplyBody(Body):
    """A reply that an agent is writing."""

    reply: Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"^[^\x00]*$")]


class SettingsBody(Body):
    """The admin's settings as the platform holds them, all text."""

    settings: AdminSettings


class BellBody(Body):
    """A bell: which ticket, what happened, and the admin's settings where the app knows them."""

    ticket_id: TicketId
    event: Literal["ticket_created", "ticket_replied", "ticket_updated"]
    settings: AdminSettings | None = None


class Answer(BaseModel):
    """What comes back."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TokenAnswer(Answer):
    """A fresh token of the same page, and for how many seconds it is good."""

    token: str
    expires_in: int


class GroupsAnswer(Answer):
    """The groups of the helpdesk, by name."""

    groups: tuple[str, ...]


class SettingsAnswer(Answer):
    """Whether the settings are in force, or would be; if not, what is wrong with them, and the last good ones stay."""

    accepted: bool
    errors: tuple[str, ...]


class BellAnswer(Answer):
    """What became of a bell."""

    status: Literal["kept", "known_already"]


class Problem(Answer):
    """Why a call did not work: a stable code, and what to do."""

    error: str
    remedy: str


def first_problem(errors: list[Any]) -> tuple[int, str]:
    """The status and one sentence for what pydantic found, without what was sent."""
    first = errors[0]
    if first["type"] == "json_invalid":
        return 400, "send one JSON object"
    where, what = ".".join(str(part) for part in first["loc"][:2]), first["msg"].removeprefix("Value error, ")
    return 422, f"{where}: {what}" if where else what
