"""A promise is found in the words of a reply, with its last day where that is plain, and nothing else is taken for one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.promises import Promise, find_promises

#: A Wednesday.
DAY = date(2026, 11, 18)


def promised(language: str, text: str) -> Promise | None:
    """The one promise in a text."""
    return next(find_promises(text, DAY, language), None)


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("en", "I will call you tomorrow.", date(2026, 11, 19)),
        ("en", "We'll get back to you by Friday.", date(2026, 11, 20)),
        ("en", "You will have the money within 5 days.", date(2026, 11, 23)),
        ("en", "Your refund will be processed within three to five working days.", date(2026, 11, 25)),
        ("en", "Your new lamp will be sent by 24 November.", date(2026, 11, 24)),
        ("en", "We will reply within 48 hours.", date(2026, 11, 20)),
        ("en", "A colleague will call you the day after tomorrow.", date(2026, 11, 20)),
        ("en", "Our team will look into it.", None),
        ("en", "I’ll write to you on Wednesday.", None),  # today or in a week
        ("de", "Wir melden uns bis Freitag.", date(2026, 11, 20)),
        ("de", "Das Geld wird Ihnen innerhalb von 3 bis 5 Werktagen überwiesen.", date(2026, 11, 25)),
        ("de", "Ich schicke Ihnen bis zum 24.11. eine neue Lampe.", date(2026, 11, 24)),
        ("de", "Ich rufe Sie übermorgen an.", date(2026, 11, 20)),
        ("fr", "Nous vous rappellerons demain.", date(2026, 11, 19)),
        ("fr", "Vous serez remboursé sous 5 jours ouvrés.", date(2026, 11, 25)),
        ("fr", "Je reviens vers vous vendredi.", date(2026, 11, 20)),
        ("es", "Le llamaremos mañana por la mañana.", date(2026, 11, 19)),
        ("es", "Recibirá el reembolso en un plazo de 3 a 5 días hábiles.", date(2026, 11, 25)),
        ("it", "La richiameremo entro venerdì.", date(2026, 11, 20)),
        ("it", "Riceverà il rimborso entro 5 giorni lavorativi.", date(2026, 11, 25)),
        ("nl", "Wij bellen u morgen terug.", date(2026, 11, 19)),
        ("nl", "U ontvangt het bedrag binnen twee weken.", date(2026, 12, 2)),
        ("pt", "Ligar-lhe-emos amanhã.", date(2026, 11, 19)),
        ("pt", "Vamos enviar a peça até sexta-feira.", date(2026, 11, 20)),
    ],
)
def test_a_promise_and_its_last_day(language: str, text: str, due: date | None) -> None:
    assert promised(language, text) == Promise(text, DAY, due)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "If you send a photo, we will refund you."),
        ("en", "Unfortunately we will not be able to help."),
        ("en", "You will find the guide online."),
        ("en", "Please send it within 14 days."),
        ("en", "We have refunded you."),
        ("en", "Will you be at home on Friday?"),
        ("de", "Danke für Ihre Nachricht."),
        ("de", "Wenn Sie uns ein Foto schicken, erstatten wir den Betrag."),
        ("fr", "Merci pour votre message."),
        ("es", "Si nos envía una foto, le reembolsaremos."),
        ("it", "Se ci manda una foto, la rimborseremo."),
        ("nl", "Als u een foto stuurt, betalen wij u terug."),
        ("pt", "Se enviar uma fotografia, reembolsaremos o valor."),
    ],
)
def test_what_is_no_promise(language: str, text: str) -> None:
    assert promised(language, text) is None


def test_a_quoted_line_is_not_what_the_person_wrote() -> None:
    assert promised("en", "> I will call you tomorrow.\nThis was my colleague.") is None


def test_a_day_has_passed_when_it_is_over_and_not_before() -> None:
    promise = promised("en", "I will call you tomorrow.")
    assert promise is not None
    assert promise.due is not None
    assert not promise.has_passed(promise.due)
    assert promise.has_passed(promise.due + timedelta(days=1))
    assert not Promise("We will see to it.", DAY).has_passed(date(2100, 1, 1))


def test_a_language_that_is_not_known_is_searched_in_all() -> None:
    assert promised("und", "Wir melden uns bis Freitag.") == promised("de", "Wir melden uns bis Freitag.")


@given(st.text(max_size=300), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_any_text_gives_verbatim_quotes_and_no_day_before_it_was_written(text: str, day: date) -> None:
    for promise in find_promises(text, day, "und"):
        assert promise.quote in text
        assert promise.due is None or promise.due >= day


@given(st.integers(1, 60), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_so_many_days_are_so_many_days(number: int, day: date) -> None:
    (promise,) = find_promises(f"You will receive it within {number} days.", day, "en")
    (working,) = find_promises(f"You will receive it within {number} working days.", day, "en")
    assert promise.due == day + timedelta(days=number)
    assert working.due is not None
    assert working.due >= promise.due
    assert working.due.weekday() < 5
