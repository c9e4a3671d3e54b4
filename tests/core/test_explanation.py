"""A colleague who reads only the note knows what it is about, why it is theirs, and what to do next."""

import re
from dataclasses import replace

import pytest

from connector.core.assessment import Assessment, abstention, in_percent
from connector.core.brief import Handover
from connector.core.context import Context
from connector.core.decision import decide
from connector.core.disclosure import CustomerText
from connector.core.draft import Draft, Source
from connector.core.explanation import Explained, explain
from connector.core.note import BlockKind
from connector.core.phrases import DOUBTS, NEXT_STEPS, SENTENCES
from connector.core.rules import Rules
from connector.core.taxonomy import KINDS, LANGUAGES, SENSITIVE_KINDS, Level
from connector.core.ticket import Ticket
from connector.core.words import Reason, Words
from connector.testing.strategies import EPOCH


def read(assessment: Assessment, *reasons: Reason, level: Level = Level.L0, language: str = "en", **more: object) -> list[str]:
    """The lines of the note."""
    handover = Handover(assessment=assessment, level=level, reasons=reasons, now=EPOCH)
    told = Explained(handover=handover, **more)  # type: ignore[arg-type]
    return [line for block in explain(told, language).blocks for line in block.lines]


def step_of(assessment: Assessment, *reasons: Reason, level: Level = Level.L0) -> str:
    """The key of the step in the English note, of which there is exactly one."""
    (line,) = [line for line in read(assessment, *reasons, level=level) if line.startswith("Next step: ")]
    return {f"Next step: {step}.": key for key, step in NEXT_STEPS["en"].items()}[line]


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_gives_the_step(a_reading: Assessment, kind: str) -> None:
    is_sensitive = kind in SENSITIVE_KINDS
    reason = Reason("sensitive" if is_sensitive else "kind", kind)
    assert step_of(replace(a_reading, primary=kind), reason, level=Level.L0 if is_sensitive else Level.L1) == kind


@pytest.mark.parametrize("doubt", DOUBTS["en"])
def test_a_doubt_gives_the_step_of_a_doubt(a_reading: Assessment, doubt: str) -> None:
    assert step_of(replace(a_reading, abstained=True, reason=doubt), Reason("abstained", doubt)) == doubt


def test_what_is_sensitive_comes_before_a_doubt_and_a_doubt_before_the_kind(a_reading: Assessment) -> None:
    doubt = replace(a_reading, abstained=True, reason="low_confidence")
    assert step_of(doubt, Reason("sensitive", "legal"), Reason("abstained", "low_confidence")) == "legal"
    assert step_of(replace(a_reading, language="da"), Reason("language", "da")) == "unknown_language"
    assert step_of(a_reading, Reason("agent_said_wrong")) == "low_confidence"
    assert step_of(replace(doubt, reason="a doubt of next year"), Reason("abstained", "a doubt of next year")) == "low_confidence"
    assert step_of(a_reading, Reason("prefers_human")) == "how_to"


def test_a_draft_is_what_to_look_at_first_and_its_stop_signs_stay(a_reading: Assessment) -> None:
    draft = Draft(
        text=CustomerText.drafted("Hold the button.", "en"),
        sources=(Source(ref="1", kind="macro", title="Descaling", body="Hold the button."),),
    )
    lines = read(a_reading, Reason("kind", "how_to"), level=Level.L2, draft=draft, withheld=(Reason("stop_sign", "outage"),))
    assert f"Next step: {NEXT_STEPS['en']['draft']}." in lines
    assert not any(NEXT_STEPS["en"]["how_to"] in line for line in lines)
    assert "Please look twice before you send: something is down." in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_draft_leaves_to_people_stands_before_it(a_ticket: Ticket, a_reading: Assessment, language: str) -> None:
    draft = Draft(
        text=CustomerText.drafted("Hold the button.", "en"),
        sources=(Source(ref="1", kind="macro", title="Descaling", body="Hold the button."),),
        open_questions=("Do you wrap gifts?", "On Sunday?"),
        needs_acknowledgement=True,
    )
    decision = decide(a_ticket, a_reading, Rules(note_language=language), Context(now=EPOCH, draft=draft))
    assert decision.update.note is not None
    lines = [line for block in decision.update.note.blocks for line in block.lines]
    expected = [Words(language).reason(reason) for reason in decision.withheld]
    assert expected[0] == SENTENCES[language]["draft_feelings"]
    assert ["Do you wrap gifts?" in expected[1], "On Sunday?" in expected[2]] == [True, True]
    assert max(lines.index(line) for line in expected) < lines.index("Hold the button.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_step_stands_in_the_first_block_of_every_level(a_reading: Assessment, language: str) -> None:
    for level, reason in ((Level.L0, Reason("prefers_human")), (Level.L1, Reason("kind", "how_to"))):
        note = explain(Explained(handover=Handover(assessment=a_reading, level=level, reasons=(reason,), now=EPOCH)), language)
        first = next(block for block in note.blocks if block.kind is BlockKind.BULLETS)
        assert Words(language)("next_step", step=NEXT_STEPS[language]["how_to"]) in first.lines


def test_several_kinds_are_one_line_and_the_gravest_says_who_and_when(a_reading: Assessment) -> None:
    kinds = ("bereavement", "hardship", "data_rights")
    reading = replace(a_reading, primary=kinds[0], also=kinds[1:])
    lines = read(reading, *(Reason("sensitive", kind) for kind in kinds))
    assert [line for line in lines if line.startswith("This looks like")] == [
        "This looks like: bereavement; money trouble; data protection rights. Such tickets always go to people, without a draft."
    ]
    assert [line for line in lines if line.startswith("Who and when")] == [
        "Who and when: the same day, one named person.",
        "Who and when: whoever handles data protection; in the UK, acknowledge a complaint within 30 days; "
        "the legal limit for the answer is one month.",
    ]
    ordinary = read(a_reading, Reason("kind", "warranty"), Reason("kind", "damaged_or_missing"), level=Level.L1)
    assert "What it is about: warranty or repair; damaged, wrong or missing goods." in ordinary


def test_what_a_sensitive_ticket_asks_for_besides_is_named_once(a_reading: Assessment) -> None:
    reading = replace(a_reading, primary="bereavement", also=("data_rights", "cancellation", "refund_request"))
    lines = read(reading, Reason("sensitive", "bereavement"), Reason("sensitive", "data_rights"))
    assert "Also about: cancellation; wants money back." in lines
    sorted_lines = read(
        replace(a_reading, also=("warranty",)), Reason("kind", "how_to"), Reason("kind", "warranty"), level=Level.L1
    )
    assert not any(line.startswith("Also about") for line in sorted_lines)


def test_other_reasons_stay_apart(a_reading: Assessment) -> None:
    lines = read(a_reading, Reason("extra_word", "recall"), Reason("extra_word", "boiler"))
    assert sum(line.startswith("Your rules send tickets that contain") for line in lines) == 2


def test_a_doubt_still_says_what_it_may_be_about(a_reading: Assessment) -> None:
    guess = "Most likely about: how something works."
    assert guess not in read(a_reading, Reason("kind", "how_to"), level=Level.L1)
    for doubt in DOUBTS["en"]:
        lines = read(replace(a_reading, also=("warranty",), abstained=True, reason=doubt), Reason("abstained", doubt))
        is_read = doubt not in {"empty", "model_failed", "unknown_language", "no_transcript"}
        assert (guess in lines, "Also about: warranty or repair." in lines) == (is_read, is_read), doubt
        nothing = read(abstention(doubt), Reason("abstained", doubt))
        assert not any(line.startswith("Most likely about") for line in nothing)


def test_steps_promise_nothing_and_are_not_words_for_the_customer() -> None:
    """English stands for all: the other tables are translations of it."""
    said_to_a_customer = re.compile(
        r"\b(we|our|us|i|sorry|dear|guarantee|compensation|goodwill|free of charge|feel|understand)\b", re.IGNORECASE
    )
    assert [step for step in NEXT_STEPS["en"].values() if said_to_a_customer.search(step)] == []


@pytest.mark.parametrize(
    ("probability", "shown"), [(1.0, 99), (0.9994, 99), (0.99, 99), (0.744, 74), (0.01, 1), (1.2e-5, 1), (0.0, 0)]
)
def test_no_reading_is_shown_as_certain(a_reading: Assessment, probability: float, shown: int) -> None:
    assert in_percent(probability) == shown
    lines = read(replace(a_reading, confidence=probability, runner_up=None), Reason("kind", a_reading.primary), level=Level.L1)
    assert f"How sure the AI is: {shown}%." in lines
