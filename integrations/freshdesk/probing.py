"""Trying on one test ticket what Freshdesk's documents leave open, one finding for each question, and tidying up.

Written on the ticket: one private note, two tags, a group. Afterwards tags and group are as they were, and the note says what it
was. The findings carry the names of the stand-in's switches, which model each question both ways.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

from connector.administration import Finding, Severity
from connector.errors import ConfigurationError, CredentialsRejected, HandoffError, Refused, TicketGone
from connector.kit.http import HelpdeskSession, json_of, json_or_none
from connector.kit.text import flatten_html
from integrations.freshdesk import writing
from integrations.freshdesk.fields import TicketFields
from integrations.freshdesk.provision import OUR_RULES
from integrations.freshdesk.reading import API, Reader, rows_of, typed
from integrations.freshdesk.rules import RuleBook, model_among
from integrations.freshdesk.wire import TicketHead

#: The open questions that one ticket cannot answer, and why not.
NOT_PROBED: Final[Mapping[str, str]] = {
    "escapes_placeholders": "Nothing rests on it: our rules send ids only, and a rule of another shape would have to be made to see it.",
    "retries_on": "It would take an hour and a receiver that fails on purpose; a lost bell is made good by the sweep in any case.",
    "out_of_scope_status": "It takes a key with a narrower scope and a ticket outside of it; both answers are read as the same.",
    "rules_api": "The set-up finds it out by itself and falls back to steps by hand; to try it here would make a rule that rings.",
    "lists_group_answers": "It takes a canned response for a group that the key's agent is not in; the API does not say which those are.",
}

MIXED_CASE: Final = "WH_Probe"
LONG: Final = "wh_probe_of_a_tag_longer_than_32_characters"
_MARKUP: Final = "<p><strong>Warm Handoff tries out this ticket</strong></p><ul><li>item</li></ul><blockquote>quote</blockquote>"
_PLACEHOLDER: Final = "{{ticket.id}}"
_AFTERWARDS: Final = (
    "<p>Warm Handoff tried out on this ticket how Freshdesk behaves. Everything else is as it was. This note can be deleted.</p>"
)
#: No account has so many tickets.
_NO_TICKET: Final = "999999999999"
_ONE_SECOND: Final = timedelta(seconds=1)


def probe(session: HelpdeskSession, ticket_id: str) -> tuple[Finding, ...]:
    """Return what was seen. The ticket is tidied up whatever happens. Raises TicketGone when there is no such ticket to write on."""
    reader = Reader(session)
    before = reader.head(ticket_id) if ticket_id.isascii() and ticket_id.isdecimal() else None
    if before is None or before.spam or before.deleted:
        raise TicketGone("there is no such ticket to try things on; give the number of a test ticket of your own")
    trial = _Trial(session, reader, before)
    return (*trial.read_only(), *trial.with_a_note(), *trial.with_tags(), *trial.with_a_group())


@dataclass(frozen=True, slots=True)
class _Trial:
    session: HelpdeskSession
    reader: Reader
    before: TicketHead

    @property
    def ticket_id(self) -> str:
        return str(self.before.id)

    def read_only(self) -> Iterator[Finding]:
        yield from _asked("requester_language", self._language)
        yield from _asked("updated_since_inclusive", self._inclusive)
        yield from _asked("error_bodies", self._error_bodies)
        yield from _asked("webhook_action_shape", self._rules)

    def with_a_note(self) -> Iterator[Finding]:
        """Add the one note, look at it, and in the end replace its text."""
        try:
            note_id = writing.add_note(self.session, self.ticket_id, f"{_MARKUP}<p>{_PLACEHOLDER}</p>").note_id
        except HandoffError as exc:
            for code in ("sanitises_notes", "expands_placeholders", "note_touches_ticket", "conversations_always_thirty"):
                yield _unseen(
                    code, f"No note could be added: {exc}.", "Give the role of the agent the right to add private notes."
                )
            return
        try:
            yield from _asked("sanitises_notes", lambda: self._markup(note_id))
            yield from _asked("expands_placeholders", lambda: self._expansion(note_id))
            yield from _asked("note_touches_ticket", self._touched)
            yield from _asked("conversations_always_thirty", self._page_size)
        finally:
            yield from _tidied(lambda: writing.edit_note(self.session, note_id, _AFTERWARDS), "the private note of this trial")

    def with_tags(self) -> Iterator[Finding]:
        try:
            yield from _asked("tag_case", self._tag_case)
            yield from _asked("tag_length", self._tag_length)
        finally:
            yield from _tidied(self._put_tags_back, f"the tags {MIXED_CASE} and {LONG}")

    def with_a_group(self) -> Iterator[Finding]:
        try:
            yield from _asked("null_unsets_group", self._group)
        finally:
            yield from _tidied(self._put_group_back, "the group")

    def _language(self) -> Finding:
        requester = self.reader.ticket(self.ticket_id).requester
        if requester and requester.language:
            return _seen("requester_language", "A ticket names its customer's language.")
        return _seen("requester_language", "A ticket does not name its customer's language; it is recognised from the text.")

    def _inclusive(self) -> Finding:
        """Whether the list since a ticket's own second holds that ticket. It does when asked for the second before."""
        code, moment = "updated_since_inclusive", self.reader.head(self.ticket_id).updated_at
        if not self._listed_since(moment - _ONE_SECOND):
            return _unseen(code, "The list of changes does not show this ticket.", "Take a ticket that changed today.")
        if self._listed_since(moment):
            return _seen(code, "The list of changes includes the second it starts at.")
        return _seen(code, "The list of changes starts after its second; each page overlaps the last, so nothing is missed.")

    def _listed_since(self, moment: datetime) -> bool:
        params: dict[str, str | int] = {
            "updated_since": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "order_by": "updated_at",
            "order_type": "asc",
            "per_page": 100,
        }
        return any(row.get("id") == self.before.id for row in self.reader.rows("/tickets", params))

    def _error_bodies(self) -> Finding:
        answer = self.session.look(f"{API}/tickets/{_NO_TICKET}")
        shape = "JSON" if json_or_none(answer) is not None else "a page" if answer.content else "nothing"
        return _seen("error_bodies", f"For a ticket that is not there Freshdesk answers {answer.status_code} with {shape} in it.")

    def _rules(self) -> Finding:
        book = RuleBook(self.session, self.reader)
        try:
            models = [model_among(book.read(rule.type_id)) for rule in OUR_RULES]
        except (CredentialsRejected, TicketGone):
            return _unseen(
                "webhook_action_shape", "The key may not read automation rules.", "Use an administrator's key to see this."
            )
        model = next((model for model in models if model), None)
        if model is None:
            return _unseen(
                "webhook_action_shape",
                "No rule has a webhook to look at.",
                "Make one rule with a webhook, or run the set-up, and try again.",
            )
        kind = "text" if isinstance(model.get("content"), str) else "an object"
        return _seen(
            "webhook_action_shape",
            f"A webhook action is called {model.get('field_name')}, its layout {model.get('content_layout')}, its content {kind}.",
        )

    def _markup(self, note_id: str) -> Finding:
        html = str(self._note(note_id).get("body", "")).casefold()
        lost = [tag for tag in ("strong", "ul", "li", "blockquote") if f"<{tag}" not in html]
        if not lost:
            return _seen("sanitises_notes", "A note keeps all of our markup.")
        return _seen("sanitises_notes", f"A note loses this markup, and its words stay: {', '.join(lost)}.")

    def _expansion(self, note_id: str) -> Finding:
        if _PLACEHOLDER in flatten_html(str(self._note(note_id).get("body", ""))):
            return _seen("expands_placeholders", "A placeholder in a note stays as it is written.")
        return _seen("expands_placeholders", "A placeholder in a note is expanded; we defuse each one in what we write.")

    def _touched(self) -> Finding:
        answer = self.reader.answer(f"/tickets/{self.ticket_id}")
        after = typed(TicketHead, json_of(answer)).updated_at
        code = "note_touches_ticket"
        if after > self.before.updated_at:
            return _seen(code, "A private note changes the time of the ticket's last change; our own are known by the ledger.")
        now = parsedate_to_datetime(answer.headers["Date"]) if "Date" in answer.headers else after
        if now - self.before.updated_at <= 2 * _ONE_SECOND:
            return _unseen(code, "The ticket changed in this very second.", "Wait a few seconds and try again.")
        return _seen(code, "A private note leaves the time of the ticket's last change as it was.")

    def _page_size(self) -> Finding:
        code, path = "conversations_always_thirty", f"/tickets/{self.ticket_id}/conversations"
        if len(rows_of(self.reader.answer(path, {"per_page": 1}))) > 1:
            return _seen(code, "Messages come thirty a page whatever is asked for; the links between pages are followed.")
        if len(rows_of(self.reader.answer(path))) < 2:
            return _unseen(code, "The ticket has one message only.", "Write one more note on it and try again.")
        return _seen(code, "Messages come as many a page as is asked for.")

    def _tag_case(self) -> Finding:
        stored = self._tag(MIXED_CASE)
        if stored is None:
            return _unseen("tag_case", "The tag did not stay.", "See whether a rule of yours removes tags, and try again.")
        if stored == MIXED_CASE:
            return _seen("tag_case", "Tags keep the spelling they were written in.")
        return _seen("tag_case", f"Tags are spelt anew: {MIXED_CASE} became {stored}. We compare them without regard to case.")

    def _tag_length(self) -> Finding:
        try:
            stored = self._tag(LONG)
        except Refused as exc:
            if exc.field != "tags":
                raise
            return _seen("tag_length", f"A tag of {len(LONG)} characters is refused; all of ours are shorter than 32.")
        if stored is None:
            return _seen("tag_length", f"A tag of {len(LONG)} characters is cut off; all of ours are shorter than 32.")
        return _seen("tag_length", f"A tag of {len(LONG)} characters is kept whole.")

    def _group(self) -> Finding:
        code = "null_unsets_group"
        if not self.before.group_id:
            groups = TicketFields(self.reader).groups()
            if not groups:
                return _unseen(code, "The account has no group.", "Make a group and try again.")
            writing.set_fields(self.session, self.ticket_id, {"group_id": int(groups[0].id)})
        try:
            writing.set_fields(self.session, self.ticket_id, {"group_id": None})
        except Refused as exc:
            if exc.field != "group_id":
                raise
            return _stuck(code, "A ticket cannot be taken out of its group.", bool(self.before.group_id))
        if self.reader.head(self.ticket_id).group_id:
            return _stuck(code, "Taking a ticket out of its group is accepted, and does nothing.", bool(self.before.group_id))
        return _seen(code, "A ticket can be taken out of its group, so an undo does it.")

    def _note(self, note_id: str) -> Mapping[str, Any]:
        rows = self.reader.every_row(f"/tickets/{self.ticket_id}/conversations")
        return next((row for row in rows if str(row.get("id")) == note_id), {})

    def _tag(self, tag: str) -> str | None:
        """Add a tag and return how it is spelt afterwards."""
        tags = writing.merged(self.reader.head(self.ticket_id).tags, [tag], ())
        if tags is not None:
            writing.set_fields(self.session, self.ticket_id, {"tags": tags})
        stored = self.reader.head(self.ticket_id).tags
        return next((there for there in stored if there.casefold() == tag.casefold()), None)

    def _put_tags_back(self) -> None:
        """Take ours away again, also one that was cut off; a tag that a person adds meanwhile stays."""
        there = self.reader.head(self.ticket_id).tags
        was = {tag.casefold() for tag in self.before.tags}
        ours = [tag for tag in there if tag.casefold().startswith(MIXED_CASE.casefold()) and tag.casefold() not in was]
        tags = writing.merged(there, (), ours)
        if tags is not None:
            writing.set_fields(self.session, self.ticket_id, {"tags": tags})

    def _put_group_back(self) -> None:
        group_id = self.before.group_id
        if group_id and self.reader.head(self.ticket_id).group_id != group_id:
            writing.set_fields(self.session, self.ticket_id, {"group_id": int(group_id)})


def _asked(code: str, question: Callable[[], Finding]) -> Iterator[Finding]:
    try:
        yield question()
    except (HandoffError, ConfigurationError) as exc:
        yield _unseen(code, f"This could not be seen: {exc}.", "Try again in a few minutes.")


def _tidied(put_back: Callable[[], object], what: str) -> Iterator[Finding]:
    try:
        put_back()
    except HandoffError as exc:
        yield Finding(
            "tidied", Severity.WARNING, f"Not everything could be put back: {exc}.", f"Look at {what} on the test ticket."
        )


def _seen(code: str, what: str) -> Finding:
    return Finding(code, Severity.OK, what)


def _stuck(code: str, what: str, had_a_group: bool) -> Finding:
    left = "" if had_a_group else " The test ticket had none before and now has one."
    return replace(_seen(code, f"{what} An undo leaves the group, and says so.{left}"), severity=Severity.NOTE)


def _unseen(code: str, what: str, remedy: str) -> Finding:
    return Finding(code, Severity.NOTE, what, remedy)
