"""What the disclosure asks a customer to answer with is heard as a request for a person."""

import pytest

from connector.core.disclosure import FIRST_LINES, FOOTERS
from connector.core.disclosure_wording import PERSON_WORDS, asks_for
from connector.core.taxonomy import LANGUAGES
from connector.nlp.text import read_text
from connector.triage.safety_net import find_sensitive

WORDS = [(language, word) for language in LANGUAGES for word in PERSON_WORDS[language]]


def is_heard(language: str, words: str) -> bool:
    """Whether the phrases alone find a request for a person."""
    return any(finding.kind == "human_request" for finding in find_sensitive(read_text("", words), language))


@pytest.mark.parametrize(("language", "word"), WORDS)
@pytest.mark.parametrize(
    "form", ["{}", "{}.", "“{}”", "„{}“", "« {} »", "«{}»", "‘{}’", '"{}"', "'{}'!", "{}\n\nSam", "“{}”\n\nSam"]
)
def test_every_word_is_heard_as_customers_may_write_it(language: str, word: str, form: str) -> None:
    for spelt in (word, word.lower(), word.upper()):
        assert is_heard(language, form.format(spelt))
    assert is_heard("und", form.format(word)), "a single word need not tell its language"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quoted_word_of_every_default_text_is_heard(language: str) -> None:
    for text in (FOOTERS[language], FIRST_LINES[language]):
        found = asks_for(language).search(text)
        assert found
        assert is_heard(language, found[0])


def test_a_title_in_a_line_of_its_own_is_still_a_title() -> None:
    assert not is_heard("en", "I ordered the book\n“Speak With A Human”\nand wonder when it comes.")
