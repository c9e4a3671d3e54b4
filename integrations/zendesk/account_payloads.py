"""What Zendesk sends about an account's own set-up: webhooks, triggers, fields, apps, the seat. Only the fields we read."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from integrations.zendesk.payloads import Audit, Page, UpdateAnswer
from integrations.zendesk.wire import Flag, Id, MaybeMoment, Text, Wire, object_, rows

CONDITIONAL = "conditional_ticket_events"


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


class HookBody(Wire):
    """https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/"""

    id: Text = ""
    name: Text = ""
    endpoint: Text = ""
    status: Text = ""
    subscriptions: Annotated[tuple[str, ...], BeforeValidator(_texts)] = ()

    @property
    def is_conditional(self) -> bool:
        """Whether triggers call it, and not events. Fixed when it is made."""
        return CONDITIONAL in self.subscriptions


class HookAnswer(Wire):
    """``GET /api/v2/webhooks/{id}``, and the answer to making one."""

    webhook: HookBody


class HooksPage(Page):
    """``GET /api/v2/webhooks``"""

    webhooks: Annotated[tuple[HookBody, ...], BeforeValidator(rows)]


class SigningSecret(Wire):
    """The secret as text; it is not to be decoded."""

    secret: Text = ""


class SecretAnswer(Wire):
    """``GET /api/v2/webhooks/{id}/signing_secret``"""

    signing_secret: SigningSecret


class InvocationBody(Wire):
    """One call of a webhook, kept for seven days."""

    id: Text = ""
    status: Text = ""
    latest_completed_at: MaybeMoment = None


class InvocationsPage(Page):
    """``GET /api/v2/webhooks/{id}/invocations``"""

    invocations: Annotated[tuple[InvocationBody, ...], BeforeValidator(rows)]


class TriedCall(Wire):
    """What our endpoint answered to a test. Anything but a number is no answer."""

    status: Annotated[int, BeforeValidator(lambda value: value if type(value) is int else 0)] = 0


class TestAnswer(Wire):
    """``POST /api/v2/webhooks/test``"""

    response: Annotated[TriedCall, BeforeValidator(object_)] = TriedCall()


class ConditionBody(Wire):
    """One condition of a trigger."""

    field: Text = ""
    operator: Text = ""
    value: Any = None


class Conditions(Wire):
    """All of the first have to hold, and any of the second."""

    all: Annotated[tuple[ConditionBody, ...], BeforeValidator(rows)] = ()
    any: Annotated[tuple[ConditionBody, ...], BeforeValidator(rows)] = ()


class ActionBody(Wire):
    """One action; a notification's value is a webhook id and a text."""

    field: Text = ""
    value: Any = None


class TriggerBody(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/"""

    id: Id = ""
    title: Text = ""
    active: Flag = False
    conditions: Annotated[Conditions, BeforeValidator(object_)] = Conditions()
    actions: Annotated[tuple[ActionBody, ...], BeforeValidator(rows)] = ()


class TriggerAnswer(Wire):
    """The answer to making one."""

    trigger: TriggerBody


class TriggersPage(Page):
    """``GET /api/v2/triggers``"""

    triggers: Annotated[tuple[TriggerBody, ...], BeforeValidator(rows)]


class OptionBody(Wire):
    """One value of a field; ``value`` is the tag that stands for it."""

    id: Id = ""
    name: Text = ""
    value: Text = ""


class FieldBody(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/"""

    id: Id = ""
    type: Text = ""
    title: Text = ""
    active: Flag = False
    custom_field_options: Annotated[tuple[OptionBody, ...], BeforeValidator(rows)] = ()

    @property
    def values(self) -> frozenset[str]:
        """The tags of its options."""
        return frozenset(option.value for option in self.custom_field_options)


class FieldAnswer(Wire):
    """The answer to making one."""

    ticket_field: FieldBody


class FieldsPage(Page):
    """``GET /api/v2/ticket_fields``"""

    ticket_fields: Annotated[tuple[FieldBody, ...], BeforeValidator(rows)]


class AppSettings(Wire):
    """Of an app's settings only what it is called."""

    name: Text = ""
    title: Text = ""


class InstalledApp(Wire):
    """One installation on the list."""

    id: Id = ""
    app_id: Id = ""
    enabled: Flag = False
    settings: Annotated[AppSettings, BeforeValidator(object_)] = AppSettings()


class AppBody(Wire):
    """An app by its own name."""

    id: Id = ""
    name: Text = ""


class InstallationsPage(Page):
    """``GET /api/v2/apps/installations?include=app``"""

    installations: Annotated[tuple[InstalledApp, ...], BeforeValidator(rows)]
    apps: Annotated[tuple[AppBody, ...], BeforeValidator(rows)] = ()


class SeatBody(Wire):
    """Who we act as, with what limits that seat. https://developer.zendesk.com/api-reference/ticketing/users/users/"""

    id: Id = ""
    name: Text = ""
    role: Text = ""
    role_type: Annotated[int | None, BeforeValidator(lambda value: value if type(value) is int else None)] = None
    ticket_restriction: Text = ""


class SeatAnswer(Wire):
    """``GET /api/v2/users/me``"""

    user: SeatBody


class TicketRow(Wire):
    """A row of a list of tickets."""

    id: Id = ""


class TicketsPage(Page):
    """``GET /api/v2/tickets``"""

    tickets: Annotated[tuple[TicketRow, ...], BeforeValidator(rows)]


class ProbedMetadata(Wire):
    """What an update carried along."""

    custom: Annotated[dict[str, Any], BeforeValidator(object_)] = Field(default_factory=dict)


class ProbedAudit(Audit):
    """An audit with its metadata."""

    metadata: Annotated[ProbedMetadata, BeforeValidator(object_)] = ProbedMetadata()

    @property
    def comment_id(self) -> str:
        """The id of the comment that the update added."""
        return next((event.id for event in self.events if event.type == "Comment"), "")


class ProbedUpdate(UpdateAnswer):
    """``PUT /api/v2/tickets/{id}``, read more closely while trying things out."""

    audit: Annotated[ProbedAudit, BeforeValidator(object_)] = ProbedAudit()
