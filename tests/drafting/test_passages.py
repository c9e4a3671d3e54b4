"""An article is cut where it may be cut, and only what answers is taken."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.draft import Source
from connector.drafting.passages import LONGEST_EXTRACT, extract, split_passages
from connector.drafting.telling import Telling

STEPS = "Before you begin:\n\n1. Switch it on.\n2. Fill the tank.\n\n3. Press Clean.\n\nThe light goes out."
LONG = "\n\n".join(
    [
        "The machine makes coffee and warm milk for two cups at a time, and looks good in any kitchen, large or small, old or new.",
        "Descaling\n\nUse one sachet of descaler every three months. " + STEPS,
        "Vinegar harms the seals of the machine, so please never use any in the tank or in the jug, not even a little of it.",
        "The milk jug may be put into the dishwasher, but its lid has to be washed by hand with warm water and a drop of soap.",
    ]
)


def article(body: str) -> Source:
    """An English article."""
    return Source(ref="a", kind="article", title="Coffee machine", body=body, language="en")


def cut(body: str, *questions: str) -> str:
    """What of the article goes into a letter."""
    source = article(body)
    return extract(source, body, questions, Telling("en", [source]), "en")


def test_steps_stay_with_what_leads_in_to_them_and_with_their_end() -> None:
    assert split_passages(STEPS) == [STEPS]
    assert split_passages("One.\n\n \nTwo.\n\nHeading\n\nThree.") == ["One.", "Two.", "Heading\n\nThree."]


@pytest.mark.parametrize(
    "follows",
    ["After that we charge nothing.", "Danach buchen wir nichts ab.", "Sinon, écrivez-nous.", "En ese caso escríbanos."],
)
def test_what_rests_on_the_paragraph_before_stays_with_it(follows: str) -> None:
    assert split_passages(f"One.\n\n{follows}\n\nTwo.") == [f"One.\n\n{follows}", "Two."]


def test_only_the_passages_that_answer_are_taken_in_their_order() -> None:
    assert cut(LONG, "How is the lid washed?") == LONG.split("\n\n")[-1]
    both = cut(LONG, "May the jug go into the dishwasher?", "Can I use vinegar?")
    assert both.startswith("Vinegar")
    assert both.endswith("soap.")
    assert "1. Switch it on." in cut(LONG, "How does descaling work?")


def test_a_short_article_is_whole_and_nothing_is_taken_in_part() -> None:
    assert cut("Open on Sunday.\n\nClosed on Monday.", "Are you open on Monday?") == "Open on Sunday.\n\nClosed on Monday."
    endless = "1. Descale it. " + "Wait and rinse again. " * 80
    assert cut(f"{LONG}\n\n{endless}", "How many times do I have to rinse?") == ""


@given(st.lists(st.text("ab .:\n-1#", max_size=60), max_size=12).map("\n\n".join))
def test_passages_are_verbatim_and_lose_nothing(text: str) -> None:
    passages = split_passages(text)
    assert "".join("".join(passages).split()) == "".join(text.split())


@given(st.lists(st.sampled_from([*LONG.split("\n\n"), "x" * 500, "- item", "Head"]), max_size=14).map("\n\n".join))
def test_an_extract_is_made_of_whole_passages_and_bounded(body: str) -> None:
    taken = cut(body, "Can I use vinegar?", "May the jug go into the dishwasher?")
    assert len(taken) <= max(LONGEST_EXTRACT, 0)
    assert all(part in body for part in taken.split("\n\n"))


@pytest.mark.parametrize("piece", ["1. a\n\n", "a:\n\n", "a\n", "\n \n", "Head\n\n", "-"])
def test_cutting_takes_time_proportional_to_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        begun = time.thread_time()
        split_passages(piece * (length // len(piece)))
        return time.thread_time() - begun

    seconds(1000)
    assert any(seconds(100_000) < 4 * seconds(50_000) + 0.2 for _ in range(3))
