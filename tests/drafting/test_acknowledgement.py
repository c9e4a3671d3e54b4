"""One acknowledgement, of facts that stand in the ticket, and never a feeling."""

import re
import string
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.core.assessment import Assessment
from connector.core.taxonomy import EMOTIONS, LANGUAGES, Urgency
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.drafting import acknowledgement_words as words
from connector.drafting import letter_words
from connector.drafting.acknowledgement import acknowledge
from connector.drafting.promises import promises
from connector.drafting.waiting import Wait, waited, written
from connector.nlp.text import read_ticket
from connector.testing.strategies import EPOCH

FEELING = re.compile(
    r"\b(?:sorry|apolog\w+|understand\w*|feel\w*|regret\w*|leid|versteh\w+|bedauer\w+|désol\w+|compren\w+|navré\w*|siento|sentimos|lament\w+|"
    r"entiend\w+|dispiac\w+|capi\w+|spijt\w*|begrijp\w*|percebe\w*)\b",
    re.IGNORECASE,
)


def conversation(*texts: str, days: int = 0, answered: bool = False) -> Ticket:
    """A ticket with these messages of the customer, that many days apart; answered by a person before the last one."""
    messages = [
        Message(id=str(i), author=Author.REQUESTER, public=True, text=text, created_at=EPOCH + timedelta(days=i * days))
        for i, text in enumerate(texts)
    ]
    if answered:
        reply = Message(id="a", author=Author.AGENT, public=True, text="Hello", created_at=messages[-1].created_at)
        messages.insert(len(messages) - 1, reply)
    return Ticket(
        id="1", subject="", status=Status.OPEN, channel=Channel.EMAIL, requester=Requester(id="7"), messages=tuple(messages),
        stamp="", created_at=EPOCH, updated_at=EPOCH,
    )  # fmt: skip


def said(ticket: Ticket, language: str = "en", kind: str = "order_tracking", product: str = "", **emotions: int) -> str:
    """The acknowledgement."""
    reading = Assessment(language=language, primary=kind, urgency=Urgency.U1, confidence=0.9, emotions=emotions)
    return acknowledge(ticket, read_ticket(ticket), reading, product)


def test_it_is_as_strong_as_the_feeling() -> None:
    ticket = conversation("Where is LH-204417?", "I have been waiting for nine days. Where is LH-204417?")
    assert said(ticket) == ""
    assert said(ticket, frustration=1) == "Here is what we can tell you about your order LH-204417:"
    assert said(ticket, frustration=2) == "You have waited nine days and written twice."
    assert said(ticket, frustration=1, anger=3) == ""
    assert said(ticket, gratitude_relief=2) == ""


@pytest.mark.parametrize(
    ("language", "text", "sentence"),
    [
        ("en", "I've been waiting for 13 days now.", "You have waited 13 days."),
        ("en", "We have waited a week for this.", "You have waited a week."),
        ("de", "Ich warte jetzt schon seit zwei Wochen auf das Paket.", "Das sind schon zwei Wochen Wartezeit."),
        ("de", "Seit einem Monat warte ich.", "Das ist schon ein Monat Wartezeit."),
        ("fr", "J’attends mon colis depuis neuf jours.", "Vous attendez depuis neuf jours."),
        ("es", "Llevo dos semanas esperando.", "Ya van dos semanas de espera."),
        ("es", "Llevo ya una semana esperando.", "Ya va una semana de espera."),
        ("it", "Aspetto da tre settimane il rimborso.", "Sono già tre settimane di attesa."),
        ("nl", "Ik wacht al negen dagen op mijn pakket.", "Het wachten duurt al negen dagen."),
        ("pt", "Espero há dois meses pela encomenda.", "Já lá vão dois meses de espera."),
        ("pt", "Estou à espera há duas semanas.", "Já lá vão duas semanas de espera."),
    ],
)
def test_a_wait_is_named_as_the_customer_says_it(language: str, text: str, sentence: str) -> None:
    assert said(conversation(text), language, frustration=2) == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You have waited eight days and written three times."),
        ("de", "Das sind schon acht Tage Wartezeit und drei Nachrichten."),
        ("fr", "Vous attendez depuis huit jours et nous avez écrit trois fois."),
        ("es", "Ya van ocho días de espera y tres mensajes."),
        ("it", "Sono già otto giorni di attesa e tre messaggi."),
        ("nl", "Het wachten duurt al acht dagen, en hierover kregen wij al drie berichten."),
        ("pt", "Já lá vão oito dias de espera e três mensagens."),
    ],
)
def test_a_conversation_shows_how_long_and_how_often(language: str, sentence: str) -> None:
    assert said(conversation("x", "x", "x", days=4), language, anger=2) == sentence


def test_an_answer_of_a_person_starts_the_count_again() -> None:
    ticket = conversation("x", "x", "x", days=4, answered=True)
    assert (written(ticket), waited(ticket, "x", "en")) == (1, None)
    assert said(ticket, anger=2) == "Here is what we can tell you about your order:"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I can wait two weeks."),
        ("en", "Your site says three days."),
        ("en", "I have been waiting for almost three weeks."),
        ("en", "Do I have to wait 9 days?"),
        ("de", "Ich warte gern noch zwei Wochen."),
        ("es", "Puedo esperar dos semanas."),
        ("fr", "Je peux attendre deux semaines."),
    ],
)
def test_what_is_no_wait_so_far_or_not_exact_is_not_named(language: str, text: str) -> None:
    assert waited(conversation(text), text, language) is None


def test_matter_order_and_product_are_named_where_they_are_known() -> None:
    assert (
        said(conversation("?"), "de", "warranty", "Brygg", worry=1) == "Hier unsere Antwort zur Frage nach der Garantie (Brygg):"
    )
    assert said(conversation("?"), "it", "product_info", worry=2) == "Ecco la nostra risposta per quanto riguarda la domanda:"
    assert said(conversation("LH-204417 or LH-204418?"), "en", worry=1) == "Here is what we can tell you about your order:"


TABLES = [words.LEAD_INS, words.MATTERS, words.WAITED_AND_WRITTEN, words.WAITED, words.WRITTEN, words.TIMES, words.UNITS,
          letter_words.SECOND, letter_words.WHOLE_ARTICLE, letter_words.OPEN, letter_words.OPEN_UNQUOTED, letter_words.QUOTED]  # fmt: skip


def phrases(value: object) -> list[str]:
    """All phrases of a table."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value
    assert isinstance(parts, tuple) or not isinstance(parts, str)
    return [phrase for part in parts for phrase in phrases(part)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", TABLES)
def test_tables_have_the_same_keys_and_blanks_in_every_language(table: dict[str, object]) -> None:
    assert set(table) == set(LANGUAGES)
    for value in table.values():
        if isinstance(value, dict):
            assert set(value) == set(table["en"])  # type: ignore[call-overload]
        blanks = {name for phrase in phrases(value) for _, name, _, _ in string.Formatter().parse(phrase) if name}
        assert blanks == {name for phrase in phrases(table["en"]) for _, name, _, _ in string.Formatter().parse(phrase) if name}


@pytest.mark.parametrize("table", TABLES)
def test_no_table_claims_a_feeling_or_promises_anything(table: dict[str, object]) -> None:
    assert [phrase for phrase in phrases(table) if FEELING.search(phrase) or promises(phrase)] == []


@given(
    st.sampled_from(LANGUAGES),
    st.dictionaries(st.sampled_from(sorted(EMOTIONS)), st.integers(1, 3), max_size=3),
    st.integers(1, 15),
    st.integers(0, 30),
    st.text(max_size=60),
)
def test_every_acknowledgement_is_one_line_of_facts(
    language: str, emotions: dict[str, int], count: int, days: int, text: str
) -> None:
    ticket = conversation(*[text] * count, days=days)
    line = said(ticket, language, "refund_status", "", **emotions)
    assert "\n" not in line
    assert FEELING.search(line) is None
    assert "{" not in line
    assert not line or max(v for k, v in emotions.items() if k not in {"neutral", "gratitude_relief"}) in {1, 2}


def test_a_wait_is_in_whole_units() -> None:
    assert waited(conversation("x", "x", days=9), "x", "en") == Wait(9, "day")
    assert waited(conversation("x", "x", days=1), "x", "en") is None
