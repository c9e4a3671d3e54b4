"""Questions without a source: which words are kept, and what stands together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.drafting.gaps import Gap, group_alike, shortest_question
from connector.nlp.encoder import load_encoder


def gap(question: str, number: int = 0, *, language: str = "en", kind: str = "product_info") -> Gap:
    """A question."""
    return Gap(ticket=str(number), kind=kind, language=language, question=question, at=float(number))


def test_the_shortest_question_is_kept_word_for_word() -> None:
    text = "Hello. I have bought a lamp. Does the shade come in green, or only in white and grey? Is it heavy to lift? Thanks"
    assert shortest_question(text) == "Is it heavy to lift?"
    assert shortest_question("Please tell me about the shade.") == "Please tell me about the shade."
    assert shortest_question(" \n ") == ""


@given(st.text(max_size=600))
def test_what_is_kept_is_short(text: str) -> None:
    assert len(shortest_question(text)) <= 200


def test_like_questions_stand_together_biggest_first() -> None:
    asked = [
        gap("Do you sell gift cards?", 1),
        gap("Does the lamp come in green?", 2),
        gap("Do you sell gift cards online?", 3, kind="how_to"),
        gap("Verkaufen Sie Gutscheine?", 4, language="de"),
        gap("do you also sell gift cards", 5),
    ]
    groups = group_alike(asked, None)
    assert [len(group.gaps) for group in groups] == [3, 1, 1]
    assert [one.ticket for one in groups[0].gaps] == ["5", "3", "1"]
    assert groups[0].example.question == "Do you sell gift cards?"
    assert groups[0].kinds == ("product_info", "how_to")
    assert group_alike([], None) == []


def test_english_questions_of_one_sense_stand_together() -> None:
    encoder = load_encoder()
    assert encoder is not None
    asked = [
        gap("Do you offer a student discount?", 1),
        gap("Is there a discount for students?", 2),
        gap("Where is my parcel?", 3),
    ]
    assert [len(group.gaps) for group in group_alike(asked, encoder)] == [2, 1]


@given(st.lists(st.tuples(st.text(min_size=1, max_size=60), st.sampled_from(["en", "de"])), max_size=15))
def test_every_question_is_in_one_group_of_its_language(asked: list[tuple[str, str]]) -> None:
    gaps = [gap(text, number, language=language) for number, (text, language) in enumerate(asked)]
    groups = group_alike(gaps, None)
    assert sorted(int(one.ticket) for group in groups for one in group.gaps) == list(range(len(gaps)))
    assert all(len({one.language for one in group.gaps}) == 1 for group in groups)
    assert all(len(one.gaps) >= len(other.gaps) for one, other in pairwise(groups))


@pytest.mark.parametrize("question", ["", "?", "!!"])
def test_questions_without_words_harm_nothing(question: str) -> None:
    assert sum(len(group.gaps) for group in group_alike([gap(question, 1), gap(question, 2)], None)) == 2
