"""Whoever asks for a person is heard, in plain and in clumsy words, in seven languages."""

from pathlib import Path

import pytest

from connector.core.taxonomy import LANGUAGES
from connector.nlp.text import read_text
from connector.triage.safety_net import find_sensitive

REQUESTS = Path(__file__).parent / "data" / "human_requests.txt"


def requests() -> list[tuple[str, str]]:
    """Language and words of each request."""
    found, language = [], ""
    for line in REQUESTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((language, line))
    return found


def is_heard(language: str, words: str) -> bool:
    """Whether the phrases alone find it."""
    return any(finding.kind == "human_request" for finding in find_sensitive(read_text("", words), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_requests_for_a_person_are_heard(language: str) -> None:
    words = [said for code, said in requests() if code == language]
    assert len(words) >= 30
    assert [said for said in words if not is_heard(language, said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_heard_without_accents_and_in_capitals(language: str) -> None:
    plain = str.maketrans("áàâãäéèêëíìîïóòôõöúùûüçñ", "aaaaaeeeeiiiiooooouuuucn")
    words = [said.translate(plain).upper() for code, said in requests() if code == language]
    missed = [said for said in words if not is_heard(language, said)]
    assert len(missed) <= 1, missed


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Is the robot vacuum still in stock?"),
        ("en", "This is an automated message. I am out of the office until Monday."),
        ("en", "How many people does the tent sleep?"),
        ("de", "Der Saugroboter lädt nicht mehr, was kann ich tun?"),
        ("fr", "Pouvez-vous me rappeler mon identifiant ?"),
        ("es", "Quiero que me devuelvan el dinero."),
        ("it", "Vorrei passare al piano superiore, come si fa?"),
        ("nl", "Dit is een automatisch gegenereerd bericht."),
        ("pt", "Pretendo que me devolvam a caução."),
    ],
)
def test_machines_and_other_people_are_no_request(language: str, words: str) -> None:
    assert not is_heard(language, words)
