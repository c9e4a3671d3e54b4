"""The coach finds what hurts or is missing in a reply, leaves a good one alone, and claims nothing of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import Assessment
from connector.core.story import Story
from connector.core.taxonomy import LANGUAGES, Urgency
from connector.drafting import coach_phrases
from connector.drafting.coach import review

QUESTION = {
    "en": "When will the money be there?", "de": "Wann kommt mein Geld?", "fr": "Quand arrive mon argent ?", "es": "¿Cuándo llega mi dinero?",
    "it": "Quando arrivano i soldi?", "nl": "Wanneer komt mijn geld?", "pt": "Quando chega o dinheiro?",
}  # fmt: skip
CARELESS = {
    "en": "Hi Sam, I am so sorry. I totally understand your frustration. We are sorry again. You should have included the form. We will escalate this.",
    "de": "Guten Tag, es tut uns leid. Entschuldigen Sie bitte. Ich kann Ihren Ärger gut verstehen. Sie hätten das Formular beilegen müssen. Wir melden uns zeitnah.",
    "fr": "Bonjour, nous sommes désolés. Toutes nos excuses. Nous comprenons votre frustration. Vous auriez dû joindre le formulaire. Nous reviendrons vers vous dans les meilleurs délais.",
    "es": "Hola, lo siento. Le pedimos disculpas. Entiendo su frustración. Debería haber adjuntado el formulario. Le responderemos a la brevedad.",
    "it": "Buongiorno, ci scusiamo. Ci dispiace molto. Capisco la sua frustrazione. Avrebbe dovuto allegare il modulo. La ricontatteremo quanto prima.",
    "nl": "Hallo, sorry. Onze excuses. Ik begrijp uw frustratie. U had het formulier moeten bijvoegen. Wij laten u zo spoedig mogelijk iets weten.",
    "pt": "Olá, lamentamos. Pedimos desculpa. Compreendo a sua frustração. Devia ter anexado o formulário. Entraremos em contacto com a maior brevidade.",
}  # fmt: skip
CAREFUL = {
    "en": "Hi Sam, you have written twice about this, and nobody answered. I am sorry. The 89 euros went out this morning and will be on your account by Friday.",
    "de": "Guten Tag, Sie haben zweimal geschrieben und keine Antwort bekommen. Das tut mir leid. Die 89 Euro wurden heute überwiesen und sind bis Freitag da.",
    "fr": "Bonjour, vous avez écrit deux fois sans réponse. Je suis désolée. Les 89 euros ont été envoyés ce matin et seront là vendredi.",
    "es": "Hola, escribió dos veces y nadie respondió. Lo siento. Los 89 euros se han enviado hoy y llegarán el viernes.",
    "it": "Buongiorno, ha scritto due volte senza risposta. Mi dispiace. Gli 89 euro sono stati inviati oggi e arriveranno venerdì.",
    "nl": "Hallo, u hebt twee keer geschreven en geen antwoord gekregen. Sorry. De 89 euro is vandaag overgemaakt en staat vrijdag op uw rekening.",
    "pt": "Olá, escreveu duas vezes sem resposta. Lamento. Os 89 euros foram enviados hoje e chegam na sexta-feira.",
}  # fmt: skip


def reading(language: str = "en", primary: str = "refund_status", **emotions: int) -> Assessment:
    """A reading of a customer who writes in this language."""
    return Assessment(language=language, primary=primary, urgency=Urgency.U1, confidence=0.9, emotions=emotions)


def codes(reply: str, *questions: str, language: str = "en", primary: str = "refund_status", **emotions: int) -> list[str]:
    """What was found."""
    return [hint.code for hint in review(reply, Story(questions=questions), reading(language, primary, **emotions), "en")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_careless_reply_is_told_all_of_it(language: str) -> None:
    found = set(codes(CARELESS[language], QUESTION[language], language=language))
    assert found == {"many_apologies", "empty_sympathy", "blame", "jargon", "question_open", "no_time"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_careful_reply_is_left_alone(language: str) -> None:
    assert codes(CAREFUL[language], QUESTION[language], language=language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_advice_is_in_the_language_of_the_staff_and_quotes_are_verbatim(language: str) -> None:
    hints = review(CARELESS["de"], Story(questions=(QUESTION["de"],)), reading("de"), language)
    assert all(hint.advice == coach_phrases.ADVICE[language][hint.code] for hint in hints)
    assert all(hint.quote in CARELESS["de"] + QUESTION["de"] for hint in hints)


def test_one_apology_is_none_too_many_and_the_second_is_shown() -> None:
    assert codes("I am sorry. Please send the form to this address.") == []
    (hint,) = review("Sorry about that. Please send the form. We apologise.", Story(), reading(), "en")
    assert (hint.code, hint.quote) == ("many_apologies", "We apologise.")


def test_a_question_is_answered_by_its_words_or_by_a_figure() -> None:
    shade = "Can I keep the lampshade?"
    assert codes("Please send back the lamp.", shade) == ["question_open"]
    assert codes("You can keep the lampshades.", shade) == []
    assert codes("Please pay 12 euros.", "How much is it?") == []
    assert codes("Please wait.", "How much is the postage?") == ["question_open"]
    assert codes("Please wait.", "And?") == []  # nothing in it that could be answered


def test_a_reply_leads_somewhere() -> None:
    assert codes("Thank you for your message.") == ["no_next_step"]
    assert codes("Thank you for your kind words.", primary="thanks_close") == []
    assert codes("We will look into it.") == ["no_time"]
    assert codes("We will look into it by Monday.") == []


def test_long_is_too_long_only_for_the_heavy_hearted() -> None:
    long = "Please take your time with the form. " * 20
    assert codes(long) == []
    assert codes(long, sadness_grief=1) == []
    assert codes(long, sadness_grief=2) == ["too_long"]
    assert codes(long, distress=3) == ["too_long"]
    assert codes(long[:400], distress=3) == []


def test_a_customer_in_another_language_is_answered_in_english_words() -> None:
    assert "blame" in codes("You should have read it.", language="pl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_agree(language: str) -> None:
    for table in (coach_phrases.ADVICE, coach_phrases.HEARD):
        assert set(table[language]) == set(table["en"])
    advice = coach_phrases.ADVICE[language]
    assert len(set(advice.values())) == len(advice)
    assert [code for code, text in advice.items() if len(text) > 110 or not text.endswith(".")] == []


@given(st.text(max_size=500), st.lists(st.text(max_size=80), max_size=3), st.sampled_from(LANGUAGES))
def test_any_text_gives_verbatim_quotes(reply: str, questions: list[str], language: str) -> None:
    for hint in review(reply, Story(questions=tuple(questions)), reading(language), language):
        assert hint.quote in reply or hint.quote in "\n".join(questions)
