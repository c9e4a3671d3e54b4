"""Trying on one test ticket what Zendesk's documents leave open, one finding for each question, and tidying up.

Written on the ticket: one private note, and for a moment one tag. A note can be neither edited nor deleted in Zendesk, so it
stays and says what it is. The findings carry the names of the stand-in's switches, which model each question both ways.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import requests

from connector.administration import Finding, Severity
from connector.errors import ConfigurationError, Conflict, CredentialsRejected, HandoffError, TicketGone
from connector.kit.http import HelpdeskSession, json_or_none
from connector.kit.text import flatten_html
from integrations.zendesk.account_payloads import ProbedUpdate, SeatAnswer
from integrations.zendesk.payloads import ChangedAnswer, CommentBody, CommentsPage, TicketAnswer, TicketBody
from integrations.zendesk.reading import PER_PAGE, Reader, made

#: Opens a session whose token has exactly these scopes.
Scoped = Callable[[str], HelpdeskSession]

#: The open questions that one ticket cannot answer, and why not.
NOT_PROBED: Final[Mapping[str, str]] = {
    "comment_added_for_first_comment": (
        "It takes a new ticket of a customer's and what a webhook was sent for it; two bells for one ticket are one piece of work."
    ),
    "signs_retries_anew": (
        "It takes a receiver that fails on purpose; a repeat that is refused as too old is made good by the sweep in any case."
    ),
    "brands_need_read_scope": (
        "The answers are read before anything is tried here; where brands are refused, `handoff gaps` and the log say which right is missing."
    ),
    "transcript_comes_as": (
        "It takes a telephone call and its transcript; both ways are read, and a call without one goes to people in time."
    ),
    "new_invocation_id_on_retry": "It takes a receiver that fails on purpose; nothing rests on that id.",
}

TAG: Final = "wh_probe"
_OURS: Final = ("p", "strong", "em", "ul", "li", "blockquote", "code")
_OFF_THE_LIST: Final = "words-in-a-form-label"
_PLACEHOLDER: Final = "{{ticket.id}}"
_NOTE: Final = (
    "<p><strong>Warm Handoff tried out on this ticket how Zendesk behaves.</strong> The tags are as they were, and nobody was "
    "written to. <em>Zendesk lets nobody delete this note.</em></p><ul><li>An item</li></ul><blockquote>A quote</blockquote>"
    f"<p><code>Some code</code> <label>{_OFF_THE_LIST}</label> Placeholder: {_PLACEHOLDER}</p>"
)
_METADATA: Final = {"warm_handoff": {"probe": "kept"}}
_LONG_AGO: Final = "2000-01-01T00:00:00Z"
#: The list of changes takes no start later than a minute ago.
_A_MINUTE: Final = timedelta(seconds=90)
_MOST_PAGES: Final = 5
_TRIES: Final = 3
_NO_ADMIN: Final = "Use the credentials of an admin's seat to see this."
_FIXED_SCOPES: Final = "Connect with an OAuth client and its secret to see this."


def probe(session: HelpdeskSession, ticket_id: str, scoped: Scoped | None) -> tuple[Finding, ...]:
    """Return what was seen. The tags are put back whatever happens. Raises TicketGone when there is no such ticket to write on.

    ``scoped`` is ``None`` where the scopes of the credentials are fixed; what only a narrow token shows is not seen then.
    """
    if not (ticket_id.isascii() and ticket_id.isdigit()):
        raise TicketGone("there is no such ticket to try things on; give the number of a test ticket of your own")
    path = f"/api/v2/tickets/{ticket_id}"
    before = Reader(session).one(TicketAnswer, path).ticket
    if before.status in ("closed", "deleted"):
        raise TicketGone("this ticket takes no more changes; give the number of an open test ticket of your own")
    trial = _Trial(session, Reader(session), scoped, path, before)
    return (*trial.read_only(), *trial.with_a_note(), *trial.with_a_tag())


@dataclass(frozen=True, slots=True)
class _Trial:
    session: HelpdeskSession
    reader: Reader
    scoped: Scoped | None
    path: str
    before: TicketBody

    def read_only(self) -> Iterator[Finding]:
        yield from _asked("identity", self._identity)
        yield from _asked("forbidden_body_is_json", self._forbidden_body)
        yield from _asked("groups_need_read_scope", self._groups_scope)
        yield from _asked("fields_need_broad_scope", self._fields_scope)

    def with_a_note(self) -> Iterator[Finding]:
        """Add the one note, and look at what became of it."""
        written = {"comment": {"public": False, "html_body": _NOTE}, "metadata": _METADATA}
        try:
            answer = self.session.write("PUT", self.path, {"ticket": written})
            update = made(ProbedUpdate, answer)
            note = self._note(update.audit.comment_id)
        except HandoffError as exc:
            for code in ("note_markup", "removes_unknown_tags", "renders_placeholders", "keeps_metadata", "clocks"):
                yield _unseen(
                    code, f"No note could be added and read again: {_plain(exc)}.", "Give the seat the right to add notes."
                )
        else:
            yield _markup(note)
            yield _unknown_tags(note)
            yield _placeholders(note)
            yield _metadata(update)
            yield _clocks(answer, update.ticket.updated_at)
        yield from _asked("excludes_last_minute", self._newest_minute)

    def with_a_tag(self) -> Iterator[Finding]:
        try:
            yield from _asked("conflict_body_is_json", self._conflict)
            yield from _asked("additional_tags_work", self._additional_tags)
        finally:
            yield from self._tidied()

    def _identity(self) -> Finding:
        """Zendesk does not say as whom client credentials act."""
        user = self.reader.one(SeatAnswer, "/api/v2/users/me").user
        return _seen("identity", f"The credentials act as {user.name or user.id}, whose role is {user.role or 'not told'}.")

    def _forbidden_body(self) -> Finding:
        code = "forbidden_body_is_json"
        if self.scoped is None:
            return _unseen(code, "The scopes of these credentials are fixed.", _FIXED_SCOPES)
        answer = self.scoped("users:read").look(self.path)
        if answer.status_code != 403:
            return _seen(code, f"A token without the scope for tickets gets {answer.status_code} for one, and not 403.")
        shape = "JSON" if json_or_none(answer) is not None else "no JSON"
        return _seen(code, f"A token without the right scope gets 403 with {shape} in it; we look at the number alone.")

    def _groups_scope(self) -> Finding:
        code = "groups_need_read_scope"
        if (allowed := self._allowed("/api/v2/groups")) is None:
            return _unseen(code, "The scopes of these credentials are fixed.", _FIXED_SCOPES)
        if allowed:
            return _seen(code, "Groups can be read with tickets:read; the scope setting need not hold read.")
        return _seen(code, "Groups cannot be read with tickets:read; the scope setting has to hold read.")

    def _fields_scope(self) -> Finding:
        code = "fields_need_broad_scope"
        if (allowed := self._allowed("/api/v2/ticket_fields")) is None:
            return _unseen(code, "The scopes of these credentials are fixed.", _FIXED_SCOPES)
        if allowed:
            return _seen(code, "Ticket fields can be read with tickets:read.")
        return _seen(
            code, "Ticket fields cannot be read with tickets:read; making ours asks for read and write, for five minutes."
        )

    def _allowed(self, path: str) -> bool | None:
        """Whether a token for reading tickets alone may read this too."""
        if self.scoped is None:
            return None
        try:
            self.scoped("tickets:read").get(path, {"page[size]": 1})
        except CredentialsRejected:
            return False
        return True

    def _note(self, note_id: str) -> CommentBody:
        newest_first: dict[str, str | int] = {"sort": "-created_at", "page[size]": PER_PAGE}
        comments = self.reader.one(CommentsPage, f"{self.path}/comments", newest_first).comments
        found = next((comment for comment in comments if comment.id == note_id), None)
        if found is None:
            raise TicketGone("the note that was added is not among the comments")
        return found

    def _newest_minute(self) -> Finding:
        """Whether the list of changes already holds what the note just changed."""
        code, now = "excludes_last_minute", self.reader.one(TicketAnswer, self.path).ticket.updated_at
        where: dict[str, str | int] = {"start_time": int((datetime.now(UTC) - _A_MINUTE).timestamp())}
        for _ in range(_MOST_PAGES):
            try:
                page = self.reader.one(ChangedAnswer, "/api/v2/incremental/tickets/cursor", where)
            except CredentialsRejected:
                return _unseen(code, "The list of changes is an admin's.", _NO_ADMIN)
            if any(row.id == self.before.id and row.updated_at == now for row in page.tickets):
                return _seen(code, "The list of changes shows a change at once.")
            if page.end_of_stream or not page.after_cursor:
                return _seen(code, "The list of changes leaves the newest changes out for a while; they come with a later look.")
            where = {"cursor": page.after_cursor}
        return _unseen(code, "The list of changes is too long just now.", "Try again at a quieter time.")

    def _conflict(self) -> Finding:
        """A change that rests on an old version has to be refused."""
        code = "conflict_body_is_json"
        stale = {"safe_update": True, "updated_stamp": _LONG_AGO, "tags": sorted({*self.before.tags, TAG})}
        answer = self.session.try_out("PUT", self.path, {"ticket": stale})
        if answer.status_code == 409:
            shape = "JSON" if json_or_none(answer) is not None else "no JSON"
            return _seen(
                code, f"A change that rests on an old version is refused with 409 and {shape}; we look at the number alone."
            )
        if 200 <= answer.status_code < 300:
            return Finding(
                code,
                Severity.PROBLEM,
                "Zendesk took a change that rests on an old version of the ticket.",
                "Stay in shadow mode and report this, because changes of your people could be lost.",
            )
        return _unseen(code, f"Zendesk answered {answer.status_code}.", "Try again in a few minutes.")

    def _additional_tags(self) -> Finding:
        code = "additional_tags_work"
        self.session.write("PUT", self.path, {"ticket": {"additional_tags": [TAG]}})
        if TAG in self._tags():
            return _seen(code, "additional_tags works on a single ticket; we send the whole list, which is documented.")
        return _seen(code, "additional_tags does nothing on a single ticket; we send the whole list, which is documented.")

    def _tags(self) -> tuple[str, ...]:
        return self.reader.one(TicketAnswer, self.path).ticket.tags

    def _tidied(self) -> Iterator[Finding]:
        try:
            self._put_tags_back()
        except HandoffError as exc:
            what = f"The tag {TAG} could not be taken away again: {_plain(exc)}."
            yield Finding("tidied", Severity.WARNING, what, f"Take the tag {TAG} off the test ticket.")

    def _put_tags_back(self) -> None:
        """Take ours away, and nothing that somebody adds meanwhile."""
        if TAG in self.before.tags:
            return
        for left in reversed(range(_TRIES)):
            ticket = self.reader.one(TicketAnswer, self.path).ticket
            if TAG not in ticket.tags:
                return
            condition = {"safe_update": True, "updated_stamp": ticket.updated_at}
            tags = [tag for tag in ticket.tags if tag != TAG]
            try:
                self.session.write("PUT", self.path, {"ticket": {**condition, "tags": tags}})
            except Conflict:
                if not left:
                    raise


def _markup(note: CommentBody) -> Finding:
    html = note.html_body.casefold()
    lost = [tag for tag in _OURS if f"<{tag}" not in html]
    if not lost:
        return _seen("note_markup", "A note keeps all of our markup.")
    return _seen("note_markup", f"A note loses this markup of ours: {', '.join(lost)}.")


def _unknown_tags(note: CommentBody) -> Finding:
    code = "removes_unknown_tags"
    if _OFF_THE_LIST not in flatten_html(note.html_body):
        return _seen(code, "Markup that Zendesk does not know takes its words with it; we write none such.")
    return _seen(code, "The words in markup that Zendesk does not know stay.")


def _placeholders(note: CommentBody) -> Finding:
    if _PLACEHOLDER in flatten_html(note.html_body):
        return _seen("renders_placeholders", "A placeholder in a note stays as it is written.")
    return _seen("renders_placeholders", "A placeholder in a note is expanded; we defuse each one in what we write.")


def _metadata(update: ProbedUpdate) -> Finding:
    if update.audit.metadata.custom == _METADATA:
        return _seen("keeps_metadata", "The metadata of an update stays with its audit.")
    return _seen("keeps_metadata", "The metadata of an update does not stay; nothing rests on it.")


def _clocks(answer: requests.Response, updated_at: str) -> Finding:
    """Whether the clock of the answers is that of the versions, which the rest of a second after a change rests on."""
    try:
        theirs = parsedate_to_datetime(answer.headers["Date"]).astimezone(UTC)
        apart = abs((theirs - datetime.fromisoformat(updated_at)).total_seconds())
    except (KeyError, ValueError, TypeError):
        return _unseen("clocks", "Zendesk did not tell both times.", "Try again in a few minutes.")
    if apart <= 2:
        return _seen("clocks", "The clock of the answers is that of the tickets.")
    return Finding(
        "clocks",
        Severity.WARNING,
        f"The clock of the answers is {apart:.0f} seconds from that of the tickets.",
        "Try again, and report this if it stays so, because a change in the second of a reading could be missed.",
    )


def _asked(code: str, question: Callable[[], Finding]) -> Iterator[Finding]:
    try:
        yield question()
    except (HandoffError, ConfigurationError) as exc:
        yield _unseen(code, f"This could not be seen: {_plain(exc)}.", "Try again in a few minutes.")


def _plain(exc: Exception) -> str:
    return str(exc).rstrip(".")


def _seen(code: str, what: str) -> Finding:
    return Finding(code, Severity.OK, what)


def _unseen(code: str, what: str, remedy: str) -> Finding:
    return Finding(code, Severity.NOTE, what, remedy)
