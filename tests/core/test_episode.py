"""The course of an episode, the draft that is taken back, the hand-off line, and what a note says of a call."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import Assessment, abstention
from connector.core.call import Moment, MomentKind
from connector.core.context import Context, PriorNote
from connector.core.correction import Said
from connector.core.course import _WEIGHT, Mood, course_of
from connector.core.decision import decide
from connector.core.disclosure import FOOTERS, OUR_TEAM
from connector.core.episode_note import course_lines
from connector.core.explanation import Words
from connector.core.handoff import DAYS, HOURS, LINES, handoff_line
from connector.core.hours import parse_working_hours
from connector.core.note import BlockKind
from connector.core.phrases import DOUBTS
from connector.core.rules import Rules
from connector.core.taxonomy import EMOTIONS, LANGUAGES, Level
from connector.core.ticket import Capability, Channel, Ticket
from connector.testing.strategies import EPOCH, assessments, contexts, rules, tickets

readings = st.lists(assessments(), max_size=8)


def feeling(reading: Assessment, **emotions: int) -> Assessment:
    """The same reading with these feelings."""
    return replace(reading, emotions=emotions)


def test_every_feeling_has_its_weight() -> None:
    assert set(_WEIGHT) == set(EMOTIONS) - {"neutral"}


@given(readings)
def test_a_course_tells_only_what_moved(many: list[Assessment]) -> None:
    course = course_of(many)
    assert len(course) <= 4
    assert len(course) < 4 or course[0] != course[-1] or len(many) > 2
    assert course_of(reading for reading in many for _ in range(2)) == course
    if len(course) < 4:
        assert all(one != other for one, other in itertools.pairwise(course))


def test_a_course_in_words(a_reading: Assessment) -> None:
    calm, worried, desperate = feeling(a_reading), feeling(a_reading, worry=1), feeling(a_reading, distress=3, anger=3)
    course = course_of([calm, worried, abstention("no_transcript"), worried, desperate])
    assert course == (Mood(), Mood("worry", 1), Mood("distress", 3))
    assert course_lines(course, Words("en")) == ("first calm", "then worry (slight)", "now distress (strong)")
    assert course_lines(course_of([calm, calm]), Words("en")) == ()
    assert course_of([worried, feeling(a_reading, worry=2)]) == (Mood("worry", 1), Mood("worry", 2))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_note_tells_the_course_in_one_line(a_ticket: Ticket, a_reading: Assessment, language: str) -> None:
    context = Context(now=EPOCH, course=(Mood(), Mood("distress", 3)))
    note = decide(a_ticket, a_reading, Rules(note_language=language), context).update.note
    assert note is not None
    line = Words(language)("course", course=", ".join(course_lines(context.course, Words(language))))
    assert note.text.count(line) == 1


@pytest.mark.parametrize("can_edit", [True, False])
def test_a_draft_that_no_longer_holds_is_called_back_in_the_note(a_ticket: Ticket, a_reading: Assessment, can_edit: bool) -> None:
    ticket = a_ticket if can_edit else replace(a_ticket, accepts=a_ticket.accepts - {Capability.EDIT_NOTE})
    prior = PriorNote("WH-PRIOR", Level.L2, "9")
    grave = replace(a_reading, primary="bereavement", also=())
    decision = decide(ticket, grave, Rules(), Context(now=EPOCH, prior=prior))
    assert decision.update.note is not None
    assert Words("en")("draft_taken_back") in decision.update.note.text
    assert ("WH-PRIOR" in decision.update.note.text) is not can_edit
    first = decide(ticket, grave, Rules(), Context(now=EPOCH)).update.note
    assert first is not None
    assert Words("en")("draft_taken_back") not in first.text


@given(tickets(), assessments(sensitive=True), rules(), contexts())
def test_a_sensitive_ticket_gets_no_ready_words_at_all(
    ticket: Ticket, assessment: Assessment, rules: Rules, context: Context
) -> None:
    note = decide(ticket, assessment, rules, context).update.note
    if note is not None:
        assert not any(line in note.text for line in LINES.values())
        assert not any(FOOTERS[language].format(name=OUR_TEAM[language]) in note.text for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hand_off_line_is_disclosed_and_says_when_people_answer(
    a_ticket: Ticket, a_reading: Assessment, language: str
) -> None:
    hours = parse_working_hours("Mon-Fri 09:00-17:30 Europe/Amsterdam")
    unsure = replace(a_reading, language=language, abstained=True, reason="low_confidence")
    note = decide(a_ticket, unsure, Rules(working_hours=hours), Context(now=EPOCH)).update.note
    assert note is not None
    for part in (
        LINES[language],
        DAYS[language][0],
        DAYS[language][4],
        "17:30",
        FOOTERS[language].format(name=OUR_TEAM[language]),
    ):
        assert part in note.text
    assert not any(block.kind is BlockKind.DRAFT for block in note.blocks)


def test_no_hand_off_line_where_it_might_be_sensitive_or_the_language_is_not_ours(
    a_ticket: Ticket, a_reading: Assessment
) -> None:
    unsure = replace(a_reading, abstained=True, reason="maybe_sensitive")
    for reading in (unsure, replace(a_reading, language="pl"), abstention("no_transcript")):
        note = decide(a_ticket, reading, Rules(), Context(now=EPOCH)).update.note
        assert note is not None
        assert Words("en")("handoff_line") not in note.text
    for context in (Context(now=EPOCH, prefers_human=True), Context(now=EPOCH, said=Said(needs_person=True))):
        note = decide(a_ticket, a_reading, Rules(), context).update.note
        assert note is not None
        assert Words("en")("handoff_line") not in note.text
    assert handoff_line("pl", None) is None
    assert set(LINES) == set(HOURS) == set(DAYS) == set(LANGUAGES)
    assert all(len(days) == 7 for days in DAYS.values())


def test_a_call_is_flagged_and_its_moments_stand_in_the_place_of_the_quotes(a_ticket: Ticket, a_reading: Assessment) -> None:
    call = replace(a_ticket, channel=Channel.VOICE_TRANSCRIPT)
    moments = (Moment(MomentKind.PROMISE, "I will send you the label.", "00:42"), Moment(MomentKind.REQUEST, "Can you do that?"))
    note = decide(call, a_reading, Rules(), Context(now=EPOCH, moments=moments)).update.note
    assert note is not None
    assert Words("en")("misheard") in note.text
    assert "00:42 Promised to the customer: “I will send you the label.”" in note.text
    assert "The customer's concern: “Can you do that?”" in note.text
    assert Words("en")("own_words") not in note.text
    written = decide(a_ticket, a_reading, Rules(), Context(now=EPOCH)).update.note
    assert written is not None
    assert Words("en")("misheard") not in written.text


def test_a_call_without_its_transcript_says_so_and_guesses_nothing(a_ticket: Ticket) -> None:
    silent = replace(a_ticket, messages=(replace(a_ticket.messages[0], text="", spoken=True),))
    decision = decide(silent, abstention("no_transcript"), Rules(), Context(now=EPOCH))
    assert decision.level is Level.L0
    assert decision.update.note is not None
    assert DOUBTS["en"]["no_transcript"] in decision.update.note.text
    assert Words("en")("misheard") not in decision.update.note.text
