"""The sandbox itself: customers write, people work, triggers run, bells ring."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from connector.testing.sandbox import AgentEdit, NewTicket, OutgoingCall, Sandbox, TicketView, Webhook
from integrations.zendesk.sandbox import bells, hooks
from integrations.zendesk.sandbox.access import AGENT_EMAIL, API_TOKEN, CLIENT_ID, CLIENT_SECRET, PUBLIC_CLIENT_ID, Access
from integrations.zendesk.sandbox.answers import article, brand_hosts, macro
from integrations.zendesk.sandbox.api import api
from integrations.zendesk.sandbox.app_host import AppHost
from integrations.zendesk.sandbox.apps import app_pages
from integrations.zendesk.sandbox.changes import Outcome, Treatment, update
from integrations.zendesk.sandbox.limits import Limits
from integrations.zendesk.sandbox.oauth_pages import oauth_pages
from integrations.zendesk.sandbox.state import AGENT_USER, SYSTEM_USER, Account, Comment, TicketState, as_html, iso, normal_tags
from integrations.zendesk.sandbox.switches import SWITCHES
from integrations.zendesk.settings import DEFAULT_SCOPE

_VIA: Final = {"email": "email", "portal": "web", "chat": "native_messaging", "voice_transcript": "voice", "social": "facebook"}
_CHANNELS: Final = {via: channel for channel, via in _VIA.items()}
_TOUCH_AFTER: Final = 0.2
_MOST_TIMEOUT_RETRIES: Final = 5
_MOST_CONFLICT_RETRIES: Final = 3
_LONGEST_RETRY_AFTER: Final = 60
_RETRY_SECONDS: Final = 10.0


class ZendeskSandbox(Sandbox):
    """One Zendesk account."""

    switches = SWITCHES

    def __init__(self) -> None:
        super().__init__("zendesk")
        self.account = Account()
        self.access = Access()
        self.limits = Limits()
        self.app_host = AppHost(self)
        self.app.register_blueprint(app_pages(self, self.app_host))
        self.app.register_blueprint(oauth_pages(self))
        self.app.register_blueprint(api(self))
        self.app.wsgi_app = brand_hosts(self.app.wsgi_app)  # type: ignore[assignment]

    def now(self) -> float:
        """The account's clock."""
        return time.time() + float(self.on("clock_offset"))

    # ── what customers and people do ──────────────────────────────────────────────────────────────────────────────────

    def create_ticket(self, ticket: NewTicket) -> str:
        """A customer writes."""
        with self.lock:
            now = self.now()
            requester = self.account.user_for(ticket.requester_email, ticket.requester_name, ticket.language)
            via = _VIA.get(ticket.channel, "api")
            made = TicketState(
                id=self.account.next_id("ticket"),
                subject=ticket.subject,
                requester_id=requester.id,
                submitter_id=requester.id,
                via=via,
                created_at=iso(now),
                updated_at=iso(now),
                changed=now,
                revision=next(self.account.revisions),
                priority=ticket.priority or None,
                group_id=self.account.group_for(ticket.group) if ticket.group else None,
                # https://support.zendesk.com/hc/en-us/articles/4408881573658 : a user's tags are added to their tickets.
                tags=normal_tags([*ticket.tags, *requester.tags]),
                from_messaging_channel=via == "native_messaging",
            )
            first = self._comment(requester.id, ticket.body, via, now)
            made.comments.append(first)
            self.account.tickets[made.id] = made
            happenings = [hooks.Happening("created", {})]
            if self.on("comment_added_for_first_comment"):
                happenings.append(hooks.comment_event(first, author_name=requester.name, is_staff=False))
            self._ring_for(made, happenings, requester.id)
        if self.on("touches_new_tickets"):
            self.after(_TOUCH_AFTER, lambda: self._touch(made))
        return str(made.id)

    def reply_as_customer(self, ticket_id: str, body: str) -> None:
        """The customer writes again; a ticket that waited or was solved is open again."""
        with self.lock:
            ticket = self._ticket(ticket_id)
            wanted: dict[str, Any] = {"comment": {"public": True, "body": body}}
            if ticket.status in ("pending", "solved"):
                wanted["status"] = "open"
            self.change(ticket, wanted, actor_id=ticket.requester_id, via=ticket.via)

    def bring_transcript(self, ticket_id: str, text: str) -> None:
        """The transcript of the last call comes: into the call's own comment, or as a private comment of the system."""
        with self.lock:
            ticket = self._ticket(ticket_id)
            if self.on("transcript_comes_as") == "comment":
                wanted = {"comment": {"public": False, "body": f"Transcript of the call:\n{text}"}}
                self.change(ticket, wanted, actor_id=SYSTEM_USER, via="rule")
                return
            call = next(comment for comment in reversed(ticket.comments) if comment.type == "VoiceComment")
            call.data |= {"transcription_text": text, "transcription_status": "completed"}

    def edit_as_agent(self, ticket_id: str, edit: AgentEdit) -> None:
        """A person works on the ticket."""
        with self.lock:
            ticket = self._ticket(ticket_id)
            wanted: dict[str, Any] = {"tags": sorted((set(ticket.tags) | set(edit.add_tags)) - set(edit.remove_tags))}
            user = self.account.users[ticket.requester_id]
            user.tags = normal_tags(
                [*(tag for tag in user.tags if tag not in edit.remove_customer_tags), *edit.add_customer_tags]
            )
            if edit.priority:
                wanted["priority"] = edit.priority
            if edit.group:
                wanted["group_id"] = self.account.group_for(edit.group)
            if edit.status:
                wanted["status"] = edit.status
            if edit.private_note:
                wanted["comment"] = {"public": False, "body": edit.private_note}
            self.change(ticket, wanted, actor_id=AGENT_USER, via="web")
            if edit.public_reply:
                self.change(ticket, {"comment": {"public": True, "body": edit.public_reply}}, actor_id=AGENT_USER, via="web")

    def change(self, ticket: TicketState, wanted: Mapping[str, Any], *, actor_id: int, via: str) -> Outcome:
        """Carry out an update and ring for what it did."""
        treatment = Treatment(bool(self.on("removes_unknown_tags")), bool(self.on("renders_placeholders")))
        outcome = update(self.account, ticket, wanted, actor_id=actor_id, now=self.now(), treatment=treatment, via=via)
        self._ring_for(ticket, outcome.happenings, actor_id)
        return outcome

    def view(self, ticket_id: str) -> TicketView | None:
        """The ticket as an agent sees it."""
        with self.lock:
            ticket = self.account.tickets.get(int(ticket_id)) if ticket_id.isdigit() else None
            if ticket is None:
                return None
            users = self.account.users
            authors = {comment.author_id for comment in ticket.comments}
            staff = {author for author in authors if author in users and users[author].role != "end-user"}
            return TicketView(
                id=str(ticket.id),
                subject=ticket.subject,
                status=ticket.status,
                channel=_CHANNELS.get(ticket.via, "other"),
                priority=ticket.priority,
                group=self.account.groups.get(ticket.group_id) if ticket.group_id else None,
                requester=self.account.users[ticket.requester_id].name,
                tags=list(ticket.tags),
                requester_tags=list(self.account.users[ticket.requester_id].tags),
                messages=[_spoken(comment) for comment in ticket.comments if comment.author_id not in staff],
                notes=[self._note(comment) for comment in ticket.comments if not comment.public and comment.author_id in staff],
                replies=[comment.body for comment in ticket.comments if comment.public and comment.author_id in staff],
            )

    def ticket_ids(self) -> list[str]:
        """All tickets, oldest first."""
        with self.lock:
            return [str(ticket_id) for ticket_id in sorted(self.account.tickets)]

    def load_knowledge(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Load answers: articles as such, everything else as macros. ``brand`` names the brand of an article."""
        with self.lock:
            for record in records:
                if record["kind"] == "article":
                    brand = self.account.brand_for(str(record.get("brand", "")))
                    self.account.answers.articles += article(self.account.next_id(), record, brand=brand)
                else:
                    self.account.answers.macros.append(macro(self.account.next_id(), record))

    def connection(self) -> dict[str, dict[str, str]]:
        """An OAuth client with the scope that suffices under either reading of the documentation."""
        settings = {"subdomain": "sandbox", "client_id": CLIENT_ID, "scope": f"{DEFAULT_SCOPE} users:write read"}
        return {"settings": settings, "credentials": {"client_secret": CLIENT_SECRET}}

    def token_connection(self) -> dict[str, dict[str, str]]:
        """The same account through an old API token."""
        return {"settings": {"subdomain": "sandbox", "email": AGENT_EMAIL}, "credentials": {"api_token": API_TOKEN}}

    def browser_connection(self) -> dict[str, dict[str, str]]:
        """The same account for a sign-in through the browser, which gives the credentials."""
        settings = {"subdomain": "sandbox", "client_id": PUBLIC_CLIENT_ID, "scope": f"{DEFAULT_SCOPE} read"}
        return {"settings": settings, "credentials": {}}

    def sign(self, body: bytes) -> OutgoingCall:
        """A genuine call with this body."""
        made = next((hook for hook in self.account.hooks.values() if not self.webhook.url), None)
        return hooks.call(Webhook(made.endpoint, made.secret), body, hook_id=made.id) if made else hooks.call(self.webhook, body)

    # ── bells ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def retry_delays(self, status: int | None, headers: Mapping[str, str], attempt: int) -> float | None:
        """Timeouts five times, 409 three times, 429 and 503 when they name a short wait; anything else is lost."""
        scale = float(self.on("time_scale"))
        if status is None:
            return _RETRY_SECONDS * scale if attempt <= _MOST_TIMEOUT_RETRIES else None
        if status == 409:
            return _RETRY_SECONDS * scale if attempt <= _MOST_CONFLICT_RETRIES else None
        if status in (429, 503) and attempt <= _MOST_TIMEOUT_RETRIES:
            wait = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
            return int(wait) * scale if wait.isdigit() and int(wait) < _LONGEST_RETRY_AFTER else None
        return None

    def _deliver(self, call: OutgoingCall, attempt: int) -> None:
        if attempt > 1 and self.on("new_invocation_id_on_retry"):
            call = hooks.invoked_anew(call)
        if attempt > 1 and self.on("signs_retries_anew"):
            call = hooks.signed_anew(call, bells.secret_for(self, call))
        super()._deliver(call, attempt)

    def delivered(self, call: OutgoingCall, status: int | None) -> None:
        """Keep the outcome with the webhook."""
        with self.lock:
            bells.note_outcome(self, call, status)

    def _ring_for(self, ticket: TicketState, happenings: Sequence[hooks.Happening], actor_id: int) -> None:
        for call in bells.calls(self, ticket, happenings, actor_id=actor_id) if happenings else ():
            for _ in range(2 if self.on("duplicate_deliveries") else 1):
                self.send(call)

    def _touch(self, ticket: TicketState) -> None:
        with self.lock:
            if ticket.status != "closed":
                self.change(ticket, {"tags": [*ticket.tags, "new_customer"]}, actor_id=SYSTEM_USER, via="rule")

    # ── the rest ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ticket(self, ticket_id: str) -> TicketState:
        return self.account.tickets[int(ticket_id)]

    def _comment(self, author_id: int, body: str, via: str, now: float) -> Comment:
        made = Comment(self.account.next_id(), author_id, body, as_html(body), public=True, created_at=iso(now), via=via)
        if via == "voice":
            made.type = "VoiceComment"
            status = "completed" if body else "in progress"
            made.data = {"transcription_text": body, "transcription_status": status, "call_duration": 42}
            made.body = "Voicemail from: +1 555 0100\nLength: 42 seconds"
            made.html_body = as_html(made.body)
        return made

    def _note(self, comment: Comment) -> dict[str, str]:
        author = self.account.users.get(comment.author_id)
        return {"id": str(comment.id), "author": author.name if author else "", "text": comment.body, "html": comment.html_body}


def _spoken(comment: Comment) -> str:
    return str(comment.data.get("transcription_text") or comment.body)
