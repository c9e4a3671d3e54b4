"""A text that a model wrote says nothing but what the business's own answers say; else it is not used."""

import pytest

from connector.core.outside import FAILURES
from connector.core.taxonomy import LANGUAGES
from connector.drafting.figures import DAY_WORDS, NEGATIONS, NUMBER_WORDS
from connector.drafting.forbidden import FEELINGS, PERSONS, PROMISES
from connector.drafting.grounding import Statement, find_fault

SOURCE = (
    "How to return a parcel\nPrint the label on https://shop.example/returns and bring the parcel to the post within 30 days. "
    "Returns are free of charge from the Netherlands. Worn shoes cannot be returned. Write to returns@shop.example or use the Riverside app "
    "between Monday and Friday, 9-18. The fee is 4,50 EUR."
)
MESSAGE = "How do I return the Aqua 300 that I bought in March? My order is 4711, mail me at sam@mail.example."
LABEL = ("S", "Print the label on https://shop.example/returns")
POST = ("S", "bring the parcel to the post within 30 days")
GOOD = Statement(
    "To return the parcel, please print the label on https://shop.example/returns and bring the parcel to the post within 30 days.",
    (LABEL, POST),
)


def fault(*statements: Statement, language: str = "en", source: str = SOURCE, message: str = MESSAGE) -> str:
    """What is wrong, or nothing."""
    found = find_fault(statements, {"S": source}, message, language)
    assert found is None or found.code in FAILURES
    return found.what if found else ""


def said(text: str, *quotes: tuple[str, str]) -> str:
    """What is wrong with a sentence after a good paragraph."""
    return fault(GOOD, Statement(text, quotes or (POST,)))


def test_what_the_answers_say_may_be_said() -> None:
    assert fault(GOOD) == ""
    assert said("Please bring the parcel with the Aqua 300 to the post within thirty days.") == ""
    assert (
        said("You can bring the parcel between Monday and Friday, from 9 to 18.", ("S", "between Monday and Friday, 9-18")) == ""
    )
    assert said("Worn shoes cannot be returned.", ("S", "Worn shoes cannot be returned.")) == ""
    assert (
        said("Returns are free of charge from the Netherlands.", ("S", "Returns are free of charge from the Netherlands.")) == ""
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Bring the parcel to the post within 60 days.", "number"),
        ("Bring the parcel to the post within sixty days.", "number"),
        ("The parcel has a fee of 4,55 EUR at the post.", "number"),
        ("Bring the parcel to the post by June.", "date"),
        ("Bring the parcel to the post, see https://evil.example/returns for the label.", "link"),
        ("Bring the parcel to the post, see https://shop.example/return for the label.", "link"),
        ("Bring the parcel to the post, see shop-returns.com for the label.", "link"),
        ("Bring the parcel to the post or write to help@shop.example about the parcel.", "address"),
        ("Bring the parcel to the post with the Hermes label.", "name"),
        ("Bring the parcel to the post with the RFX label.", "name"),
        ("Bring the parcel to the post, and our colleague Anna takes the parcel.", "name"),
        ("Bring the parcel to the post and we will refund you in full.", "promise"),
        ("Bring the parcel to the post tomorrow.", "promise"),
        ("Bring the parcel to the post, as a gesture of goodwill.", "promise"),
        ("We are sorry. Bring the parcel to the post.", "feeling"),
        ("We understand your worry. Bring the parcel to the post.", "feeling"),
        ("My name is parcel. Bring the parcel to the post.", "person"),
        ("Bring the parcel to the post. Kind regards", "person"),
        ("As an AI I say: bring the parcel to the post.", "echo"),
        ("Bring the parcel to ⟦NAME_1⟧ within 30 days.", "echo"),
        ("Bring the parcel to NAME_1 within 30 days.", "echo"),
        ("Bring the parcel to the post {{ticket.id}}.", "echo"),
        ("Never bring the parcel to the post.", "negation"),
        ("Remove the battery lid carefully, unscrew every bolt underneath, then replace the filter cartridge.", "support"),
    ],
)  # fmt: skip
def test_what_they_do_not_say_may_not(text: str, what: str) -> None:
    assert said(text) == what


def test_a_refusal_cannot_be_turned_into_a_permission() -> None:
    assert said("Worn shoes can be returned.", ("S", "Worn shoes cannot be returned.")) == "negation"


@pytest.mark.parametrize("quote", ["bring the parcel to the shop", "30 days", "", "the"])
def test_a_quote_stands_word_for_word_and_says_something(quote: str) -> None:
    assert fault(Statement(GOOD.text, ((("S", quote)),))) == "quote"
    assert fault(Statement(GOOD.text, (("T", POST[1]),))) == "quote"
    assert fault(Statement(GOOD.text, ())) == "quote"


def test_another_language_is_a_fault() -> None:
    german = "Bitte drucken Sie das Etikett aus und bringen Sie das Paket innerhalb von 30 Tagen zur Post."
    assert fault(Statement(german, (POST,))) == "language"


def test_nothing_and_too_much_are_faults() -> None:
    assert fault(Statement(" ", (POST,))) == "length"
    assert fault(*[GOOD] * 30) == "length"


def test_german_nouns_are_no_names() -> None:
    source = (
        "Kaffeemaschine entkalken\nFüllen Sie den Entkalker in den Tank und drücken Sie die Starttaste. Das dauert 20 Minuten."
    )
    quote = ("S", "Füllen Sie den Entkalker in den Tank")
    message = "Wie entkalke ich die Maschine?"
    good = Statement(
        "Füllen Sie bitte den Entkalker in den Tank der Kaffeemaschine. Drücken Sie danach die Starttaste.", (quote,)
    )
    assert fault(good, language="de", source=source, message=message) == ""
    named = Statement("Füllen Sie bitte den Entkalker von Durgol in den Tank der Kaffeemaschine.", (quote,))
    assert fault(named, language="de", source=source, message=message) == "name"


FORBIDDEN = {
    "en": ("We will refund you.", "I am happy to help.", "Best regards"),
    "de": ("Wir erstatten Ihnen den Betrag.", "Das tut uns leid.", "Mit freundlichen Grüßen"),
    "fr": ("Nous vous rembourserons.", "Nous sommes désolés.", "Cordialement"),
    "es": ("Le reembolsaremos el importe.", "Lamentamos lo ocurrido.", "Atentamente"),
    "it": ("Le rimborseremo l'importo.", "Ci dispiace.", "Cordiali saluti"),
    "nl": ("Wij vergoeden het bedrag.", "Het spijt ons.", "Met vriendelijke groet"),
    "pt": ("Devolveremos o valor.", "Lamentamos o sucedido.", "Com os melhores cumprimentos"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_forbids_the_same(language: str) -> None:
    promise, feeling, person = FORBIDDEN[language]
    assert PROMISES[language].search(promise)
    assert FEELINGS[language].search(feeling)
    assert PERSONS[language].search(person)
    assert set(NUMBER_WORDS[language].values()) >= {"2", "14", "30", "100"}
    assert len(DAY_WORDS[language]) == (20 if language == "de" else 17 if language == "en" else 19)
    assert language in NEGATIONS
