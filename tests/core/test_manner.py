"""Tone, greeting and signature as an admin writes them."""

import pytest

from connector.core.manner import ANY_LANGUAGE, Manner, Tone
from connector.core.rules import parse_rules


def test_a_manner_is_read_with_and_without_a_language() -> None:
    parsed = parse_rules("tone: Formal\ngreeting: Hi {name},\nGreeting.de: Moin {name}!\nsignature: Kind regards | Example Ltd\n")
    assert parsed.errors == ()
    assert parsed.rules.manner.tone is Tone.FORMAL
    assert parsed.rules.manner.greetings == {ANY_LANGUAGE: "Hi {name},", "de": "Moin {name}!"}
    assert parsed.rules.manner.signatures == {ANY_LANGUAGE: "Kind regards\nExample Ltd"}


def test_later_lines_win_and_keep_the_others() -> None:
    rules = parse_rules("greeting: Hi,\ngreeting.fr: Bonjour,\ngreeting: Hello,").rules
    assert rules.manner.greetings == {ANY_LANGUAGE: "Hello,", "fr": "Bonjour,"}
    assert parse_rules("people_group: Support").rules.manner == Manner()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("tone: warm", "“warm” is not friendly or formal"),
        ("tone.de: formal", "one tone for all languages"),
        ("greeting: Hello {first_name},", "may hold {name}"),
        ("greeting: {name} {name},", "once"),
        ("greeting: Hello {{ticket.id}},", "no other braces"),
        ("greeting: Hello }", "no other braces"),
        ("greeting.pl: Cześć", "“pl” is not one of"),
        ("greeting: " + "a" * 81, "at most 80"),
        ("signature: {name}", "no braces"),
        ("signature: {% raw %}", "no braces"),
        ("signature: |", "the words of the signature"),
        ("signature.xx: Bye", "“xx” is not one of"),
        ("signature: " + "a" * 201, "at most 200"),
    ],
)
def test_what_cannot_be_said_is_refused(line: str, says: str) -> None:
    parsed = parse_rules(line)
    assert says in parsed.errors[0].message
    assert parsed.rules.manner == Manner()
