"""Text for a customer cannot exist without its disclosure."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.disclosure import (
    FIRST_LINES,
    FOOTERS,
    OUR_TEAM,
    PERSON_LINES,
    TEAM_LINES,
    CustomerText,
    Disclosure,
    Wording,
    fill,
    without_notice,
)
from connector.core.taxonomy import LANGUAGES

bodies = st.text(min_size=1).filter(str.strip)
languages = st.sampled_from(LANGUAGES)


@given(bodies, languages)
def test_sent_text_is_disclosed_first_and_last(body: str, language: str) -> None:
    text = CustomerText.sent(body, language).text
    assert text.startswith(FIRST_LINES[language])
    assert text.endswith(FIRST_LINES[language])


@given(bodies, languages, st.text(max_size=20))
def test_a_draft_ends_in_its_disclosure(body: str, language: str, name: str) -> None:
    text = CustomerText.drafted(body, language, checked_by=name)
    assert text.text.endswith(FOOTERS[language].format(name=" ".join(name.split()) or OUR_TEAM[language]))
    assert str(text) == text.text


@given(bodies, languages)
def test_copies_stay_disclosed(body: str, language: str) -> None:
    text = CustomerText.drafted(body, language)
    for copied in (copy.copy(text), copy.deepcopy(text), pickle.loads(pickle.dumps(text))):  # noqa: S301 - our own bytes
        assert copied.text == text.text


@pytest.mark.parametrize("arguments", [(), ("Hello",), ("Hello", "en", Disclosure.PERSON_WROTE, "Ann")])
def test_there_is_no_other_way_to_build_it(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match="disclose"):
        CustomerText(*arguments)


def test_a_person_is_named_and_chose_so() -> None:
    assert CustomerText.written_by_person("Hello", "de", name="Ann").text.endswith("Ann.")
    with pytest.raises(ValueError, match="names the person"):
        CustomerText.written_by_person("Hello", "de", name=" ")


@pytest.mark.parametrize(("body", "language"), [("", "en"), ("  ", "en"), ("Witaj", "pl"), ("Hi", "und"), ("Hi", "")])
def test_empty_text_and_languages_without_a_notice_are_refused(body: str, language: str) -> None:
    with pytest.raises(ValueError, match=r"not empty|no disclosure"):
        CustomerText.drafted(body, language)


@pytest.mark.parametrize("table", [FIRST_LINES, FOOTERS, PERSON_LINES, TEAM_LINES, OUR_TEAM])
def test_every_language_has_every_notice(table: dict[str, str]) -> None:
    assert set(table) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_says_ai_what_it_did_and_how_to_reach_a_person(language: str) -> None:
    ways = {"en": "human", "de": "Mensch", "fr": "humain", "es": "persona", "it": "persona", "nl": "mens", "pt": "pessoa"}
    for notice in (FIRST_LINES[language], FOOTERS[language]):
        assert any(word in notice for word in ("AI", "KI", "IA"))
        assert ways[language] in notice


@given(bodies, languages, st.text(max_size=200))
def test_a_name_stays_on_its_line_and_in_its_place(body: str, language: str, name: str) -> None:
    text = CustomerText.drafted(body, language, checked_by=name)
    assert "\n" not in text.notice
    assert len(text.notice) <= len(FOOTERS[language]) + 80
    assert text.text.endswith(f"\n\n--\n{text.notice}")
    assert without_notice(text.text, text.notice) == body.strip()


@given(bodies)
def test_a_wording_changes_the_notice_and_nothing_else(body: str) -> None:
    wording = Wording().with_footer("en", "Drafted with AI, checked by {name}. Reply “person” to reach one.")
    plain = CustomerText.drafted(body, "en")
    worded = plain.worded(wording)
    assert worded == CustomerText.drafted(body, "en", wording=wording)
    assert worded.notice == "Drafted with AI, checked by our team. Reply “person” to reach one."
    assert without_notice(worded.text, worded.notice) == without_notice(plain.text, plain.notice)
    assert CustomerText.drafted(body, "de", wording=wording).notice == CustomerText.drafted(body, "de").notice
    assert CustomerText.sent(body, "en", wording=wording).notice == FIRST_LINES["en"]


@pytest.mark.parametrize(
    ("language", "notice", "read"),
    [
        ("de", "Von {name} geprüft, von {name} also.", "Von unser Team geprüft, von unserem Team also."),
        ("it", "Controllata da {name}.", "Controllata dal nostro team."),
        ("pt", "Verificada por {name}.", "Verificada pela nossa equipa."),
        ("fr", "Vérifiée par {name}.", "Vérifiée par notre équipe."),
    ],
)
def test_our_team_is_inflected(language: str, notice: str, read: str) -> None:
    assert fill(notice, language) == read
