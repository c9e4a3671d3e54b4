"""Every setting has words in every language, and what an admin types is the same in all of them."""

import re

import pytest

from connector.core.taxonomy import LANGUAGES
from connector.manifest import ADMIN_SETTINGS
from connector.setting_words import WORDS, setting_words

TYPED = re.compile(r"refund_request: L1, group Billing|Mon-Fri 09:00-17:30 Europe/Amsterdam|: en, de\b")
NUMBER_OF_KINDS = {"en": "sixteen", "de": "sechzehn", "fr": "seize", "es": "dieciséis", "it": "sedici", "nl": "zestien", "pt": "dezasseis"}  # fmt: skip
ADDRESSED_BY_THE_PAGE = 160


def test_the_languages_are_those_of_the_product() -> None:
    assert set(WORDS) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_setting_has_words_of_its_own(language: str) -> None:
    words = setting_words(language)
    assert list(words) == [setting.name for setting in ADMIN_SETTINGS]
    labels = [shown.label for shown in words.values()]
    assert len(set(labels)) == len(labels)
    for setting in ADMIN_SETTINGS:
        shown = words[setting.name]
        assert shown.label == shown.label.strip()
        assert len(shown.label) <= 40
        assert len(shown.help) <= ADDRESSED_BY_THE_PAGE
        assert not re.search(r"[<>{}]|  ", shown.label + shown.help)
        assert TYPED.findall(shown.help) == TYPED.findall(setting.help)
        if language != "en":
            assert shown.help != setting.help
    assert NUMBER_OF_KINDS[language] in words["extra_sensitive_kinds"].help


def test_a_language_that_is_none_of_the_seven_gets_english() -> None:
    assert setting_words("sv") == setting_words("en")
