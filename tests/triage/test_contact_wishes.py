"""By which way a customer wishes to be reached is found in seven languages, and what only sounds like it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import Assessment, ContactWish
from connector.core.taxonomy import CHANNELS, LANGUAGES, Urgency
from connector.nlp.text import read_text
from connector.triage.contact_wishes import find_contact_wishes
from connector.triage.phrases.contact import CONTACT_WISHES, REPORTED


def wishes(text: str, language: str = "en") -> list[tuple[str, bool]]:
    """Channel and whether it is wanted."""
    return [(wish.channel, wish.wanted) for wish in find_contact_wishes(read_text("", text), language)]


NO_CALL, CALL, NO_EMAIL, EMAIL = ("call", False), ("call", True), ("email", False), ("email", True)
NO_LETTER, LETTER, CHAT, IN_PERSON, NOT_HERE = (
    ("letter", False),
    ("letter", True),
    ("chat", True),
    ("in_person", True),
    ("in_person", False),
)


@pytest.mark.parametrize(
    ("language", "text", "wish"),
    [
        ("en", "Please do not call me.", NO_CALL),
        ("en", "Not on my mobile, he reads it.", NO_CALL),
        ("en", "He checks my phone, so please don’t ring.", NO_CALL),
        ("en", "I can't talk, he is home.", NO_CALL),
        ("en", "don't leave a voicemail please", NO_CALL),
        ("en", "Please call me after 6.", CALL),
        ("en", "Could someone give me a ring tomorrow?", CALL),
        ("en", "Only by e-mail please.", EMAIL),
        ("en", "Please write to my daughter instead, I cannot see well.", EMAIL),
        ("en", "My husband reads my emails.", NO_EMAIL),
        ("en", "Do not send any letters to the house.", NO_LETTER),
        ("en", "He opens my post.", NO_LETTER),
        ("en", "Please reply by post.", LETTER),
        ("en", "Please text me instead", CHAT),
        ("en", "I would rather speak to someone in person.", IN_PERSON),
        ("en", "Please never come to my house.", NOT_HERE),
        ("de", "Bitte rufen Sie mich nicht an.", NO_CALL),
        ("de", "Nicht auf dem Handy anrufen, er liest mit.", NO_CALL),
        ("de", "Ich bitte um Rückruf.", CALL),
        ("de", "Bitte nur per E-Mail.", EMAIL),
        ("de", "Mein Mann liest meine E-Mails.", NO_EMAIL),
        ("de", "Bitte schicken Sie nichts nach Hause.", NO_LETTER),
        ("de", "Bitte antworten Sie meiner Tochter.", None),
        ("de", "Schreiben Sie bitte meiner Tochter.", EMAIL),
        ("fr", "Merci de ne pas m’appeler.", NO_CALL),
        ("fr", "Pouvez-vous me rappeler ?", CALL),
        ("fr", "Uniquement par mail s’il vous plaît.", EMAIL),
        ("fr", "Il lit mes mails.", NO_EMAIL),
        ("fr", "N’envoyez rien à la maison.", NO_LETTER),
        ("es", "Por favor, no me llamen.", NO_CALL),
        ("es", "Llámenme después de las seis.", CALL),
        ("es", "Solo por correo electrónico.", EMAIL),
        ("es", "Mi marido lee mis mensajes.", NO_EMAIL),
        ("es", "No envíen nada a casa.", NO_LETTER),
        ("it", "Per favore non chiamatemi.", NO_CALL),
        ("it", "Mi chiami dopo le 18.", CALL),
        ("it", "Solo per e-mail, grazie.", EMAIL),
        ("it", "Mio marito legge le mie mail.", NO_EMAIL),
        ("it", "Non mandate niente a casa.", NO_LETTER),
        ("nl", "Bel me alstublieft niet.", NO_CALL),
        ("nl", "Kunt u mij bellen?", CALL),
        ("nl", "Graag alleen per e-mail.", EMAIL),
        ("nl", "Hij leest mijn telefoon mee.", NO_CALL),
        ("nl", "Stuur niets naar huis.", NO_LETTER),
        ("pt", "Por favor não me liguem.", NO_CALL),
        ("pt", "Ligue-me depois das 18h.", CALL),
        ("pt", "Só por e-mail, por favor.", EMAIL),
        ("pt", "O meu marido lê os meus e-mails.", NO_EMAIL),
        ("pt", "Não enviem nada para casa.", NO_LETTER),
    ],
)
def test_a_wish_is_found(language: str, text: str, wish: tuple[str, bool] | None) -> None:
    assert wishes(text, language) == ([wish] if wish else [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You said you would call me back and nobody did."),
        ("en", "I tried to call you three times."),
        ("en", "Your driver did not call me."),
        ("en", "I don't need you to call me."),
        ("en", "How do I change my email address?"),
        ("en", "The phone I ordered is broken"),
        ("en", "Please do not ring the doorbell."),
        ("en", "Please email me the invoice."),
        ("de", "Sie wollten mich zurückrufen."),
        ("de", "Niemand hat mich zurückgerufen."),
        ("de", "Am Donnerstag sind wir nicht zu Hause."),
        ("fr", "Personne ne m’a rappelé."),
        ("fr", "Pouvez-vous me rappeler mon identifiant ?"),
        ("es", "Nadie me ha llamado."),
        ("it", "Nessuno mi ha richiamato."),
        ("nl", "U zou mij terugbellen."),
        ("pt", "Ninguém me ligou."),
    ],
)
def test_what_is_told_or_asked_besides_is_no_wish(language: str, text: str) -> None:
    assert wishes(text, language) == []


def test_what_is_not_wished_stands_first_and_each_has_its_sentence() -> None:
    text = "Please call my sister instead. I mean it: please call me never. Don't email, please call me after six."
    found = find_contact_wishes(read_text("", text), "en")
    assert [wish.wanted for wish in found] == sorted(wish.wanted for wish in found)
    assert NO_EMAIL in wishes(text)
    assert all(wish.quote in text for wish in found)


def test_a_machine_wishes_nothing() -> None:
    text = "This is an automatic reply. I am out of the office until Monday. Please do not reply to this e-mail."
    assert wishes(text) == []


def test_every_language_has_both_sides_of_every_channel() -> None:
    assert set(CONTACT_WISHES) == set(REPORTED) == set(LANGUAGES)
    for channels in CONTACT_WISHES.values():
        assert set(channels) == set(CHANNELS)
        assert all(rows for ways in channels.values() for rows in ways)


def test_a_wish_is_kept_with_the_reading_and_an_old_row_has_none() -> None:
    reading = Assessment(
        language="en",
        primary="danger",
        urgency=Urgency.U3,
        confidence=0.9,
        emotions={},
        contact_wishes=(ContactWish("call", False, "No calls."),),
    )
    kept = reading.as_dict()
    assert Assessment.from_dict(kept) == reading
    assert reading.with_verbatim_evidence("No calls.") == reading
    assert reading.with_verbatim_evidence("other words").contact_wishes == ()
    del kept["contact_wishes"]
    assert Assessment.from_dict(kept).contact_wishes == ()
    with pytest.raises(ValueError, match="pigeon"):
        Assessment(
            language="en",
            primary="danger",
            urgency=Urgency.U3,
            confidence=0.9,
            emotions={},
            contact_wishes=(ContactWish("pigeon", True, "x"),),
        )


@given(st.text(max_size=400), st.sampled_from([*LANGUAGES, "und", "pl"]))
def test_any_text_gives_verbatim_quotes_each_channel_once(text: str, language: str) -> None:
    reading = read_text("", text)
    found = find_contact_wishes(reading, language)
    assert all(wish.quote in reading.text for wish in found)
    assert len({wish.channel for wish in found}) == len(found) <= 4
