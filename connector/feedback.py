"""What people did after us: field changes become corrections, and the reply really sent is compared with the draft.

The reply is compared in memory and not kept. Nothing here names who did it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from connector.core.answer import compare_reply, reply_to
from connector.core.correction import PEOPLE, Said
from connector.core.disclosure import FOOTERS, fill, without_notice
from connector.core.disclosure_trace import trace_disclosure
from connector.core.ticket import Ticket
from connector.core.update import HUMAN, KIND_TAGS, OUR_TAGS, URGENCY_TAGS, WRONG, FieldValues
from connector.store.learning import AuditSample, Corrections, DraftUses
from connector.store.ledger import Ledger
from connector.store.triages import ROUND_MARK, Triage, Triages

_KINDS: Final = {tag: kind for kind, tag in KIND_TAGS.items()}
_URGENCIES: Final = {tag: urgency.name for urgency, tag in URGENCY_TAGS.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """What colleagues told us about one message: their words in the sidebar, and the blind question about it."""

    words: Mapping[str, str]
    audit: AuditSample | None

    @property
    def said(self) -> Said:
        """The words, read."""
        return Said.from_dict(self.words)

    def round(self, ticket: Ticket) -> str:
        """The trigger of the work that is due once colleagues have spoken: the same words mean the same work."""
        words = [*sorted(ticket.tags & {HUMAN, WRONG}), *(f"{about}={theirs}" for about, theirs in sorted(self.words.items()))]
        words += ["audited"] if self.audit is not None and self.audit.state != "open" else []
        if not words:
            return ticket.trigger
        return f"{ticket.trigger}{ROUND_MARK}{hashlib.sha256('|'.join(words).encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Looks at a ticket that was answered for already."""

    ledger: Ledger
    triages: Triages
    corrections: Corrections
    draft_uses: DraftUses

    def observe(self, account: str, ticket: Ticket, group_names: Callable[[], Mapping[str, str]]) -> None:
        """Note what people did since our newest writes. ``group_names`` gives names by id, asked only where it is needed."""
        triage = self.triages.newest(account, ticket.id)
        if triage is None or not triage.finished:
            return
        self._note_changes(triage, ticket, group_names)
        self._note_answer(triage, ticket)

    def _note_changes(self, triage: Triage, ticket: Ticket, group_names: Callable[[], Mapping[str, str]]) -> None:
        effects = self.ledger.standing_effects(triage.account, ticket=triage.ticket)
        ours = [e for e in effects if e.state == "done" and e.after and e.trigger.partition(ROUND_MARK)[0] == triage.trigger]
        if not ours or (left := ours[-1].after) is None:
            return
        known = self.corrections.of_ticket(triage.account, triage.ticket, triage.trigger)
        now = FieldValues.of(ticket)
        found = _differences(triage, left, now, ticket)
        if left.group_id is not None and left.group_id != now.group_id:
            names = group_names()
            found["group"] = (names.get(left.group_id, left.group_id), names.get(now.group_id or "", now.group_id or ""), "field")
        for about in {*found, *(about for about, source in known.items() if source != "sidebar")}:
            if known.get(about) == "sidebar":
                continue
            said, theirs, source = found.get(about, ("", "", "field"))
            self.corrections.keep(triage.account, triage.ticket, triage.trigger, about, ours=said, theirs=theirs, source=source)

    def _note_answer(self, triage: Triage, ticket: Ticket) -> None:
        draft = (triage.decision or {}).get("draft")
        reply = reply_to(ticket, triage.trigger)
        if draft and reply is not None:
            language = draft["language"]
            notice = draft.get("notice") or FOOTERS[language]
            trace = trace_disclosure(reply.text, language, notice)
            use = compare_reply(without_notice(draft["text"], fill(notice, language)), trace.rest)
            self.draft_uses.note_answer(
                triage.account, triage.ticket, triage.trigger,
                kind=triage.kind, outcome=use.outcome, distance=use.distance, says_ai=trace.says_ai,
            )  # fmt: skip


def _differences(triage: Triage, left: FieldValues, now: FieldValues, ticket: Ticket) -> dict[str, tuple[str, str, str]]:
    """What people set differently: about → (ours, theirs, how they told us)."""
    found: dict[str, tuple[str, str, str]] = {}
    if left.priority != now.priority:
        found["priority"] = (_word(left), _word(now), "field")
    new, gone = now.tags - left.tags, (left.tags & OUR_TAGS) - now.tags
    for about, table in (("kind", _KINDS), ("urgency", _URGENCIES)):
        if theirs := sorted(table[tag] for tag in new if tag in table):
            said = sorted(table[tag] for tag in left.tags if tag in table)
            found[about] = (", ".join(said) or triage.kind, ", ".join(theirs), "tag")
    if HUMAN in new and triage.kind != PEOPLE:
        found["needs_person"] = ("false", "true", "tag")
    if WRONG in new or gone:
        found["tags"] = (" ".join(sorted(left.tags & OUR_TAGS)), " ".join(sorted(now.tags & (OUR_TAGS | {WRONG}))), "tag")
    was = (triage.decision or {}).get("type", ticket.type)
    if was != ticket.type:
        found["type"] = (was or "", ticket.type or "", "field")
    return found


def _word(values: FieldValues) -> str:
    return values.priority.name.lower() if values.priority else ""
