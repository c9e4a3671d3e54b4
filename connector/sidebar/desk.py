"""What the sidebar shows and does for one ticket.

Nothing here talks to the helpdesk or the broker: an action is written down, and an event is claimed that a worker carries out.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn

from connector.core.bounds import Standing
from connector.core.correction import PEOPLE, label_of
from connector.core.course import course_of
from connector.core.episode_note import course_lines
from connector.core.phrases import LEFT, REFUSALS
from connector.core.rules import Rules
from connector.core.taxonomy import Level
from connector.core.ticket import EventKind, TicketEvent
from connector.core.wishes import About, Source
from connector.core.words import Words
from connector.errors import HandoffError
from connector.sidebar import wording
from connector.sidebar.page import Coaching, Question, TicketPage
from connector.sidebar.state import Sight, state_of
from connector.store.accounts import Account
from connector.store.inbox import Inbox
from connector.store.learning import Audits, Corrections, DraftUses
from connector.store.ledger import Ledger
from connector.store.texts import CustomerTexts
from connector.store.triages import Triage, Triages
from connector.store.wishes import StoredWishes
from connector.wishes import PERSON


class Declined(HandoffError):
    """What was asked cannot be done as things stand. The message says what to do, in the agent's language; ``code`` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What an agent tells us about a ticket. ``None`` leaves a part as it is. Keys are those of the taxonomy."""

    kind: str | None = None
    group: str | None = None
    urgency: str | None = None
    needs_person: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebar:
    """The page of every ticket. Each method takes the account it was let in for, and sees and changes nothing of any other.

    ``announce`` hints at new work without ever blocking. Every action raises Declined where it makes no sense.
    """

    inbox: Inbox
    triages: Triages
    ledger: Ledger
    corrections: Corrections
    draft_uses: DraftUses
    audits: Audits
    texts: CustomerTexts
    wishes: StoredWishes
    rules: Callable[[Account], Rules]
    announce: Callable[[int], None]
    clock: Callable[[], float]

    def show(self, account: Account, ticket: str, language: str) -> TicketPage:
        """Return the page. While a blind question is open it holds nothing of reading and decision."""
        say = wording.words_of(language)
        sight = self._look(account, ticket)
        return TicketPage(
            state=(state := state_of(sight)),
            left_reason=LEFT[say.language][sight.left] if state == "left" else "",
            mode=account.mode,
            paused=account.paused or not account.enabled,
            settings_errors=tuple(account.rules_error.splitlines()),
            can_undo=self._can_undo(account, ticket),
            audit=_question(sight),
            choices=wording.choices(account.groups, say),
            **self._wishes(account, ticket),
            **self._contents(account, sight, say),
        )

    # ── what an agent tells us ────────────────────────────────────────────────────────────────────────────────────────

    def correct(self, account: Account, ticket: str, language: str, word: Word) -> TicketPage:
        """Put the agent's word in the place of what the AI read, and have the ticket decided anew."""
        triage = self._triage_shown(account, ticket, language)
        if word.group is not None and _group(account, word.group) is None:
            self._decline("unknown_group", language)
        self._keep_word(account, triage, word)
        self._ring(account, ticket, EventKind.CHANGED)
        return self.show(account, ticket, language)

    def answer_question(
        self, account: Account, ticket: str, language: str, *, kind: str, urgency: str, needs_person: bool
    ) -> TicketPage:
        """Keep the agent's blind judgement, and open what the AI says.

        Where both differ the agent's word counts, as in a correction. An answer is never changed.
        """
        sight = self._look(account, ticket)
        if sight.triage is None or sight.sample is None or not sight.is_blind or sight.is_undone:
            self._decline("no_question", language)
        ours = sight.triage.kind
        was_right = label_of(kind) == ours and needs_person == (ours == PEOPLE)
        if not self.audits.answer(sight.sample, kind=kind, urgency=urgency, needs_person=needs_person, was_right=was_right):
            self._decline("no_question", language)
        self._keep_word(account, sight.triage, Word(kind=kind, urgency=urgency, needs_person=needs_person or None))
        self._ring(account, ticket, EventKind.CHANGED)
        return self.show(account, ticket, language)

    def undo(self, account: Account, ticket: str, language: str) -> TicketPage:
        """Have everything taken back that we wrote on this ticket. Asking twice is asking once."""
        sight = self._look(account, ticket)
        if EventKind.UNDO not in sight.waiting.kinds and not sight.is_undone:
            if not self._can_undo(account, ticket):
                self._decline("nothing_to_undo", language)
            self._ring(account, ticket, EventKind.UNDO)
        return self.show(account, ticket, language)

    def prefer_human(self, account: Account, ticket: str, language: str, *, on: bool) -> TicketPage:
        """Remember that this customer wishes a person, or forget it. The worker shows it on the customer's record.

        A wish counts at once: a ticket that is not with people goes there too, as with the tag ai_human. While a blind question is open it
        goes once that is answered. Ending the wish gives no ticket back.
        """
        self._keep_wish(account, ticket, language, About.HUMAN, PERSON if on else "")
        sight = self._look(account, ticket)
        if on and sight.is_open and sight.triage is not None and sight.triage.level is not Level.L0:
            self._keep_word(account, sight.triage, Word(needs_person=True))
        self._ring(account, ticket, EventKind.CHANGED)
        return self.show(account, ticket, language)

    def prefer_channel(self, account: Account, ticket: str, language: str, *, channel: str | None) -> TicketPage:
        """Remember on which way this customer wishes to be reached, or forget it."""
        self._keep_wish(account, ticket, language, About.CHANNEL, channel or "")
        return self.show(account, ticket, language)

    def note_draft_inserted(self, account: Account, ticket: str, language: str) -> TicketPage:
        """Note that the agent put the draft into the reply."""
        triage = self._triage_with_draft(account, ticket, language)
        self.draft_uses.note_inserted(account.name, ticket, triage.trigger, kind=triage.kind)
        return self.show(account, ticket, language)

    def claim_own_words(self, account: Account, ticket: str, language: str, *, agent: str, on: bool) -> TicketPage:
        """Note that this agent calls the reply their own words, or takes that back. Nothing else ever sets it."""
        triage = self._triage_with_draft(account, ticket, language)
        self.draft_uses.claim(account.name, ticket, triage.trigger, kind=triage.kind, agent=agent, on=on)
        return self.show(account, ticket, language)

    def coach(self, account: Account, ticket: str, language: str, reply: str) -> Coaching:
        """Read a reply that the agent is writing. It is not kept, and neither is what was found in it."""
        triage = self._triage_shown(account, ticket, language)
        assert triage.assessment is not None  # noqa: S101 - what is shown was read and decided
        assert triage.decision is not None  # noqa: S101
        return wording.coached(reply, triage.decision, triage.assessment, self._now(), wording.words_of(language))

    # ── what stands behind the page ───────────────────────────────────────────────────────────────────────────────────

    def _look(self, account: Account, ticket: str) -> Sight:
        """The triage is read before the question about it, which is drawn first: a finished one is never seen without its question."""
        waiting = self.inbox.of_ticket(account.name, ticket)
        triage = self.triages.newest(account.name, ticket)
        key = (account.name, ticket, triage.trigger) if triage else None
        sample = self.audits.find(*key) if key else None
        said_at = self.corrections.said_at(*key) if key else 0.0
        return Sight(
            now=self.clock(),
            waiting=waiting,
            triage=triage,
            sample=sample,
            spoken_at=max(said_at, sample.answered_at if sample else 0.0),
            is_undone=key is not None and self.ledger.is_undone(*key) and not self._can_undo(account, ticket),
            holds=account.paused or not account.enabled or account.blocked_until > self.clock(),
        )

    def _contents(self, account: Account, sight: Sight, say: Words) -> dict[str, Any]:
        triage = sight.triage
        if triage is None or not sight.is_open:
            return {}
        contents: dict[str, Any] = {
            "corrected": wording.corrected(self.corrections.said(account.name, triage.ticket, triage.trigger))
        }
        if triage.assessment is not None:
            contents["reading"] = wording.reading(triage.assessment, say)
            readings = self.triages.readings_of_episode(account.name, triage.ticket, triage.episode)
            contents["course"] = course_lines(course_of(readings), say)
        if triage.decision is not None:
            standing = self.audits.standings(account.name).get(triage.kind, Standing())
            is_own = self.draft_uses.is_claimed(account.name, triage.ticket, triage.trigger)
            contents |= wording.decided(triage.decision, triage.assessment, standing, self._now(), say, is_own=is_own)
        return contents

    def _wishes(self, account: Account, ticket: str) -> dict[str, Any]:
        requester = self.texts.requester_of(account.name, ticket)
        wishes = self.wishes.in_force(account.name, requester, self._now()) if requester else {}
        person, channel = wishes.get(About.HUMAN), wishes.get(About.CHANNEL)
        return {
            "prefers_human": person is not None,
            "prefers_human_until": person.until.date().isoformat() if person else None,
            "prefers_channel": channel.value if channel else None,
            "prefers_channel_until": channel.until.date().isoformat() if channel else None,
        }

    def _keep_wish(self, account: Account, ticket: str, language: str, about: About, value: str) -> None:
        requester = self.texts.requester_of(account.name, ticket)
        if requester is None:
            self._decline("forgotten" if self.triages.newest(account.name, ticket) else "not_read", language)
        if value:
            self.wishes.keep(
                account.name, requester, about, value,
                source=Source.SIDEBAR, now=self._now(), days=self.rules(account).prefer_human_days, ticket=ticket,
            )  # fmt: skip
        else:
            self.wishes.end(account.name, requester, about, source=Source.SIDEBAR, now=self._now(), ticket=ticket)

    def _triage_shown(self, account: Account, ticket: str, language: str) -> Triage:
        """The triage that the agent sees; what is still blind or gone cannot be spoken about."""
        sight = self._look(account, ticket)
        if sight.is_blind:
            self._decline("question_open", language)
        if sight.triage is None or not sight.is_read:
            self._decline("not_read", language)
        if sight.triage.assessment is None or sight.triage.decision is None:
            self._decline("forgotten", language)
        return sight.triage

    def _triage_with_draft(self, account: Account, ticket: str, language: str) -> Triage:
        triage = self._triage_shown(account, ticket, language)
        if not (triage.decision or {}).get("draft"):
            self._decline("no_draft", language)
        return triage

    def _keep_word(self, account: Account, triage: Triage, word: Word) -> None:
        for about, (ours, theirs) in _differences(account, triage, word).items():
            self.corrections.keep(
                account.name, triage.ticket, triage.trigger, about, ours=ours, theirs=theirs, source="sidebar"
            )  # fmt: skip

    def _can_undo(self, account: Account, ticket: str) -> bool:
        return bool(self.ledger.standing_effects(account.name, ticket=ticket))

    def _ring(self, account: Account, ticket: str, kind: EventKind) -> None:
        event = TicketEvent(kind=kind, ticket_id=ticket, content=secrets.token_hex(12), content_is_unique=True)
        row_id = self.inbox.claim(account.name, event, settle=0.0, announced=True)
        if row_id is not None:
            self.announce(row_id)

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)

    def _decline(self, code: str, language: str) -> NoReturn:
        raise Declined(code, REFUSALS[wording.words_of(language).language][code])


def _differences(account: Account, triage: Triage, word: Word) -> Mapping[str, tuple[str, str]]:
    """The agent's word by what it is about: what we said, and what they say. Of sensitive kinds only that they are for people."""
    found: dict[str, tuple[str, str]] = {}
    needs_person = word.needs_person is True
    if word.kind is not None:
        theirs = label_of(word.kind)
        found["kind"] = (triage.kind, theirs)
        needs_person = needs_person or theirs == PEOPLE
    if word.group is not None:
        found["group"] = ((triage.decision or {}).get("group", ""), _group(account, word.group) or word.group)
    if word.urgency is not None:
        found["urgency"] = (triage.assessment.urgency.name if triage.assessment else "", word.urgency)
    if needs_person:
        found["needs_person"] = ("true" if triage.kind == PEOPLE else "false", "true")
    return found


def _group(account: Account, name: str) -> str | None:
    """The group of this name as the helpdesk writes it."""
    return next((known for _, known in account.groups if known.casefold() == name.strip().casefold()), None)


def _question(sight: Sight) -> Question | None:
    if sight.sample is None or not sight.is_blind or not sight.is_read:
        return None
    return Question(lapses_at=datetime.fromtimestamp(sight.sample.lapses_at, UTC).isoformat().replace("+00:00", "Z"))
