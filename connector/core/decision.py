"""decide(): from a ticket, a reading of it, the admin's rules and the circumstances to one decision that explains itself."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from connector.core.assessment import Assessment
from connector.core.bounds import Standing
from connector.core.brief import Background, Handover, background
from connector.core.context import Context
from connector.core.draft import Draft
from connector.core.explanation import Explained, explain
from connector.core.handoff import handoff_for
from connector.core.learned import NOTHING_LEARNED, Learned
from connector.core.rules import Rules
from connector.core.taxonomy import HIGHEST_WITH_STOP, SENSITIVE_KINDS, SENSITIVE_STOPS, Level, Urgency, stops_of
from connector.core.ticket import Bar, Capability, Priority, Ticket
from connector.core.update import (
    AUDIT,
    DRAFTED,
    HUMAN,
    KIND_TAGS,
    OUR_TAGS,
    PEOPLE_FIRST,
    SKIP,
    UNDO,
    UNSURE,
    URGENCY_TAGS,
    WRONG,
    TicketUpdate,
)
from connector.core.wishes import UNWRITTEN, call_group, heard_channel
from connector.core.words import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What happens to the ticket and why. ``withheld`` names what was not done, each with its reason.

    ``group`` is the name of the group that should answer, ``draft`` what a person may send, both whether or not they are written.
    ``remembers_channel`` is the way to be reached from now on, empty where an earlier wish ends, ``None`` where it stays.
    ``type`` is the ticket's type as it was. ``is_blind`` says that nothing of it may be shown before a person has given a judgement
    of their own.
    """

    level: Level
    update: TicketUpdate
    reasons: tuple[Reason, ...]
    withheld: tuple[Reason, ...] = ()
    remembers_human_wish: bool = False
    remembers_channel: str | None = None
    group: str = ""
    draft: Draft | None = None
    at_work: bool | None = None
    is_blind: bool = False
    type: str | None = None
    background: Background = field(default_factory=Background)

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready record of it, for the people who look at the ticket later."""
        draft = self.draft
        return {
            "level": int(self.level),
            "add_tags": sorted(self.update.add_tags),
            "priority": self.update.priority,
            "group": self.group,
            "reasons": [[reason.code, reason.about] for reason in self.reasons],
            "withheld": [[reason.code, reason.about] for reason in self.withheld],
            "note": self.update.note.as_list() if self.update.note else None,
            "at_work": self.at_work,
            "type": self.type,
            "background": self.background.as_dict(),
            "draft": draft
            and {
                "text": draft.text.text,
                "language": draft.text.language,
                "notice": draft.text.unfilled_notice,
                "sources": [
                    {
                        "title": source.title,
                        "url": source.url,
                        "kind": source.kind,
                        "updated_at": source.updated_at.isoformat() if source.updated_at else None,
                        "language": source.language,
                        "brand": source.brand_name,
                    }
                    for source in draft.sources
                ],
            },
        }


PRIORITIES: Final = {Urgency.U4: Priority.URGENT, Urgency.U3: Priority.HIGH, Urgency.U2: Priority.NORMAL}
#: Nothing is certified to be sent yet, whatever rules and signs allow.
_HIGHEST_YET: Final = Level.L2
#: A message this old waits for nobody any more. What is known of older ones is forgotten, see ``store/records.py``.
OLDEST: Final = timedelta(days=365)
_SKIPPED_STATES: Final = (Bar.CLOSED, Bar.SPAM, Bar.DELETED, Bar.OUTBOUND, Bar.OTHER_AI, Bar.TEXT_WITHHELD)


def reason_to_leave(ticket: Ticket, context: Context) -> str | None:
    """Return why this ticket is not ours to touch, or ``None``. The code names a row of the documentation."""
    for bar in _SKIPPED_STATES:
        if bar in ticket.bars:
            return bar.value
    if SKIP in ticket.tags:
        return "skip_tag"
    if UNDO in ticket.tags:
        return "undo_tag"
    request = ticket.newest_request
    if request is None:
        return "no_customer_message"
    if ticket.is_answered or (context.last_human_message and context.last_human_message > request.created_at):
        return "answered_by_person"
    if context.now - request.created_at > OLDEST:
        return "too_old"
    return None


def decide(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> Decision:
    """Return the decision. Pure: the same four arguments give the same decision, whoever asks and however often."""
    draft = context.draft.worded(rules.wording) if context.draft else None
    read, assessment = assessment, context.said.over(assessment)
    people_reasons = reasons_for_people(ticket, assessment, rules, context, read)
    doubts = _doubts(assessment, rules, context)
    heard, remembered = heard_channel(assessment), context.channel
    context = replace(context, channel=heard.over(remembered))
    withheld: tuple[Reason, ...]
    if people_reasons or doubts:
        level, withheld = Level.L0, (Reason("draft_withheld"),) if context.draft else ()
        reasons = people_reasons + doubts
    else:
        level, reasons, withheld = _earned_level(assessment, rules, context)

    is_for_people = bool(people_reasons or doubts)
    learned = NOTHING_LEARNED if is_for_people else context.learned
    calling = call_group(assessment, rules, context.channel)
    group_name = context.said.group or calling or _group_name(assessment, rules, people=is_for_people)
    told_by_history = "" if calling else _group_of_history(assessment, rules, context, learned)
    if told_by_history:
        group_name = told_by_history
        reasons += (Reason("learned_group", group_name),)
    group_id = context.groups.get(group_name.casefold()) if group_name else None
    if group_name and group_id is None:
        withheld += (Reason("group_unknown", group_name),)
    intake = frozenset(i for name in rules.intake_groups if (i := context.groups.get(name.casefold()))) | context.own_groups

    tags = _tags(assessment, level, people=bool(people_reasons), unsure=bool(doubts))
    update = TicketUpdate(
        add_tags=tags,
        remove_tags=(OUR_TAGS & ticket.tags) - tags,
        priority=PRIORITIES.get(assessment.urgency),
        group_id=group_id,
        intake_group_ids=intake,
    )
    if group_id and ticket.group_id not in {None, group_id, *intake}:
        withheld += (Reason("group_kept", group_name),)
    if context.blocked_field:
        withheld += (Reason("field_blocked", context.blocked_field),)

    behind = background(ticket, assessment.language, reasons, rules, context.now)
    is_blind = context.drawn_for_audit and not people_reasons and not doubts
    if is_blind:
        update = TicketUpdate(add_tags=frozenset({AUDIT}), remove_tags=(OUR_TAGS & ticket.tags) - {AUDIT})
    elif _may_write_note(ticket, level, context):
        handover = Handover(
            assessment=assessment, level=level, reasons=reasons, now=context.now, at_work=context.at_work, background=behind
        )
        note = explain(
            Explained(
                handover=handover,
                withheld=withheld,
                draft=draft if level >= Level.L2 else None,
                group=group_name,
                replaces=context.prior.reference if context.prior and not _edits(ticket, context) else "",
                standing=context.standing.get(assessment.primary, Standing()),
                learned=learned,
                channel="" if heard.wanted else context.channel,
                is_call=ticket.is_spoken and not ticket.awaits_transcript,
                moments=context.moments,
                course=context.course,
                handoff=handoff_for(handover, rules),
                takes_draft_back=level is Level.L0 and context.prior is not None and context.prior.level >= Level.L2,
            ),
            rules.note_language,
        )
        update = replace(update, note=note)
    return Decision(
        level=level,
        update=update.restricted_to(ticket.accepts),
        reasons=reasons,
        withheld=withheld,
        remembers_human_wish="human_request" in assessment.kinds or HUMAN in ticket.tags,
        remembers_channel=context.channel if heard.wanted or context.channel != remembered else None,
        group=group_name,
        draft=draft if level >= Level.L2 else None,
        at_work=context.at_work,
        is_blind=is_blind,
        type=ticket.type,
        background=behind,
    )


def may_draft(ticket: Ticket, assessment: Assessment, rules: Rules, context: Context) -> bool:
    """Whether a draft is worth looking for at all; decide() withholds one anyway where it must."""
    read, assessment = assessment, context.said.over(assessment)
    return (
        not reasons_for_people(ticket, assessment, rules, context, read)
        and not _doubts(assessment, rules, context)
        and assessment.draft_ok
        and not context.drawn_for_audit
        and heard_channel(assessment).over(context.channel) not in UNWRITTEN
        and min(rules.highest(kind) for kind in assessment.kinds) >= Level.L2
    )


def reasons_for_people(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context, read: Assessment
) -> tuple[Reason, ...]:
    """``assessment`` holds a colleague's word, ``read`` what the AI read: neither takes away what the other found sensitive."""
    signs = (SENSITIVE_STOPS[stop] for stop in read.stops if stop in SENSITIVE_STOPS)
    kinds = dict.fromkeys((*assessment.kinds, *(kind for kind in read.kinds if kind in SENSITIVE_KINDS), *signs))
    reasons = [Reason("sensitive", kind) for kind in kinds if kind in SENSITIVE_KINDS]
    reasons += [
        Reason("extra_sensitive", kind) for kind in assessment.kinds if kind in rules.extra_sensitive_kinds - SENSITIVE_KINDS
    ]
    reasons += [Reason("extra_word", word) for word in rules.extra_sensitive_words if ticket.mentions(word)]
    if context.prefers_human:
        reasons.append(Reason("prefers_human"))
    if HUMAN in ticket.tags or context.said.needs_person:
        reasons.append(Reason("agent_asked_human"))
    if WRONG in ticket.tags:
        reasons.append(Reason("agent_said_wrong"))
    if context.prior and context.prior.level is Level.L0 and not context.prior.same_message:
        reasons.append(Reason("with_people_already"))
    if not assessment.abstained and not assessment.must_reach_human:
        reasons += [
            Reason("rule_off", kind)
            for kind in assessment.kinds
            if rules.highest(kind) is Level.L0 and not rules.is_sensitive(kind)
        ]
    return tuple(reasons)


def _doubts(assessment: Assessment, rules: Rules, context: Context) -> tuple[Reason, ...]:
    doubts = []
    if assessment.abstained:
        doubts.append(Reason("abstained", assessment.reason))
    elif assessment.language not in rules.languages:
        doubts.append(Reason("language", assessment.language))
    if not context.budget_left:
        doubts.append(Reason("budget"))
    return tuple(doubts)


def _earned_level(assessment: Assessment, rules: Rules, context: Context) -> tuple[Level, tuple[Reason, ...], tuple[Reason, ...]]:
    code = "corrected" if context.said.kind else "kind"
    reasons = tuple(Reason(code, kind) for kind in assessment.kinds)
    highest = min(_HIGHEST_YET, *(rules.highest(kind) for kind in assessment.kinds))
    stops = stops_of(assessment.kinds, assessment.stops)
    if stops or assessment.is_settled_outside or (context.draft and context.draft.is_phrased):  # what went outside, people check
        highest = min(highest, HIGHEST_WITH_STOP)
    withheld = tuple(Reason("stop_sign", stop) for stop in stops)
    if highest <= Level.L1 or not assessment.draft_ok:
        return Level.L1, reasons, (*withheld, *((Reason("draft_not_for_kind"),) if context.draft else ()))
    if context.channel in UNWRITTEN:
        return Level.L1, reasons, (*withheld, Reason("draft_withheld"))
    if context.draft is None:
        return Level.L1, reasons, (*withheld, Reason("no_source"))
    return highest, reasons, (*withheld, *_left_to_people(context.draft))


def _left_to_people(draft: Draft) -> tuple[Reason, ...]:
    """What a draft leaves to whoever sends it: words for strong feelings, and the questions that nothing answers."""
    feelings = (Reason("draft_feelings"),) if draft.needs_acknowledgement else ()
    return (*feelings, *(Reason("draft_open", question) for question in draft.open_questions))


def _group_name(assessment: Assessment, rules: Rules, *, people: bool) -> str:
    if people and not rules.is_sensitive(assessment.primary):
        return rules.people_group
    return rules.group(assessment.primary)


def _group_of_history(assessment: Assessment, rules: Rules, context: Context, learned: Learned) -> str:
    """The group that people gave tickets like this, where nobody said another: no colleague, and no rule for this kind."""
    if learned.group is None or context.said.group or rules.names_group(assessment.primary):
        return ""
    return learned.group.value if learned.group.value.casefold() in context.groups else ""


def _tags(assessment: Assessment, level: Level, *, people: bool, unsure: bool) -> frozenset[str]:
    tags = {URGENCY_TAGS[assessment.urgency]}
    if people:
        tags.add(PEOPLE_FIRST)
    if unsure:
        tags.add(UNSURE)
    if level >= Level.L1:
        tags.update(KIND_TAGS[kind] for kind in assessment.kinds)
    if level >= Level.L2:
        tags.add(DRAFTED)
    return frozenset(tags)


def _edits(ticket: Ticket, context: Context) -> bool:
    return Capability.EDIT_NOTE in ticket.accepts and bool(context.prior and context.prior.remote_id)


def _may_write_note(ticket: Ticket, level: Level, context: Context) -> bool:
    """One note per episode: edited where that is possible, else one more only on a change towards a person."""
    if context.prior is None or _edits(ticket, context):
        return True
    return level is Level.L0 and context.prior.level > Level.L0
