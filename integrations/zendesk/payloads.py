"""What Zendesk sends, reduced to the fields we read.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ and the pages named at each model.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from integrations.zendesk.wire import Flag, Id, Moment, Tags, Text, Wire, object_, rows, setting


class Via(Wire):
    """https://developer.zendesk.com/documentation/ticketing/reference-guides/via-object-reference/"""

    channel: Text = ""


ViaPart = Annotated[Via, BeforeValidator(object_)]


class UserBody(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/users/users/"""

    id: Id = ""
    name: Text = ""
    email: Text = ""
    role: Text = ""
    locale: Text = ""
    tags: Tags = ()


class TagsAnswer(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/"""

    tags: Tags


class VoiceData(Wire):
    """The part of a VoiceComment that says what was said."""

    transcription_text: Text = ""


class CommentBody(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/"""

    id: Id = ""
    type: Text = "Comment"
    body: Text = ""
    plain_body: Text = ""
    html_body: Text = ""
    public: Flag = False
    author_id: Id = ""
    via: ViaPart = Via()
    data: Annotated[VoiceData, BeforeValidator(object_)] = VoiceData()
    created_at: Moment


class TicketBody(Wire):
    """A ticket without its comments. ``updated_at`` stays text, because it goes back as it came."""

    id: Id
    subject: Text = ""
    description: Text = ""
    type: Text = ""
    priority: Text = ""
    status: Text = ""
    tags: Tags = ()
    via: ViaPart = Via()
    requester_id: Id = ""
    submitter_id: Id = ""
    assignee_id: Id = ""
    group_id: Id = ""
    brand_id: Id = ""
    is_public: Flag = False
    from_messaging_channel: Flag = False
    created_at: Moment
    updated_at: str


Users = Annotated[tuple[UserBody, ...], BeforeValidator(rows)]


class TicketAnswer(Wire):
    """``GET /api/v2/tickets/{id}?include=users``"""

    ticket: TicketBody
    users: Users = ()


class Meta(Wire):
    """Cursor paging, https://developer.zendesk.com/api-reference/introduction/pagination/"""

    has_more: Flag = False
    after_cursor: Text = ""


class Page(Wire):
    """A page of any list."""

    meta: Annotated[Meta, BeforeValidator(object_)] = Meta()


class CommentsPage(Page):
    """``GET /api/v2/tickets/{id}/comments?include=users``"""

    comments: Annotated[tuple[CommentBody, ...], BeforeValidator(rows)]
    users: Users = ()


class GroupBody(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/groups/groups/"""

    id: Id = ""
    name: Text = ""
    deleted: Flag = False


class GroupsPage(Page):
    """``GET /api/v2/groups`` and ``/api/v2/groups/assignable``"""

    groups: Annotated[tuple[GroupBody, ...], BeforeValidator(rows)]


class MeAnswer(Wire):
    """``GET /api/v2/users/me``"""

    user: UserBody


class AuditEvent(Wire):
    """One thing that an update did; a new comment has its own id here."""

    id: Id = ""
    type: Text = ""
    public: Flag = False


class OurMark(Wire):
    """What we leave in the metadata of an update."""

    reference: Text = ""


class CustomMetadata(Wire):
    """What those who updated the ticket left there."""

    warm_handoff: Annotated[OurMark, BeforeValidator(object_)] = OurMark()


class AuditMetadata(Wire):
    """The metadata of an audit."""

    custom: Annotated[CustomMetadata, BeforeValidator(object_)] = CustomMetadata()


class Audit(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/"""

    events: Annotated[tuple[AuditEvent, ...], BeforeValidator(rows)] = ()


class MarkedAudit(Audit):
    """An audit with what we left in its metadata."""

    metadata: Annotated[AuditMetadata, BeforeValidator(object_)] = AuditMetadata()


class AuditsPage(Page):
    """``GET /api/v2/tickets/{id}/audits``"""

    audits: Annotated[tuple[MarkedAudit, ...], BeforeValidator(rows)]


class UpdatedTicket(Wire):
    """The new version of a ticket."""

    updated_at: str


class UpdateAnswer(Wire):
    """``PUT /api/v2/tickets/{id}``"""

    ticket: UpdatedTicket
    audit: Annotated[Audit, BeforeValidator(object_)] = Audit()


class ChangedBody(Wire):
    """A row of the incremental list."""

    id: Id = ""
    status: Text = ""
    updated_at: Text = ""


class ChangedAnswer(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/"""

    tickets: Annotated[tuple[ChangedBody, ...], BeforeValidator(rows)]
    after_cursor: Text = ""
    end_of_stream: Flag = False


class HistoryAnswer(Wire):
    """The same list with ``include=users``. Rows are parsed one by one, so that an odd one does not hide the others."""

    tickets: Annotated[tuple[dict[str, Any], ...], BeforeValidator(rows)]
    users: Users = ()
    after_cursor: Text = ""
    end_of_stream: Flag = False


class Installation(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/apps/apps/"""

    enabled: Flag = False
    settings: Annotated[dict[str, Annotated[str, BeforeValidator(setting)]], BeforeValidator(object_)] = Field(
        default_factory=dict
    )


class TokenAnswer(Wire):
    """https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/"""

    access_token: Text = ""
    refresh_token: Text = ""
    expires_in: Annotated[int | None, BeforeValidator(lambda value: value if isinstance(value, int) else None)] = None
