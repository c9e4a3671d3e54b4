"""Nothing that points to a person leaves, and all of it comes back."""

import json
import random
import re
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from connector.core.taxonomy import LANGUAGES
from connector.core.ticket import Author, Channel, Message, Requester, Status, Ticket
from connector.drafting.mask import Mask, names_of
from connector.drafting.mask_forms import is_iban, kind_of_number
from connector.drafting.model.asking import MaskedModel
from connector.drafting.model.breaker import Breaker
from connector.drafting.model.client import Answer
from connector.drafting.model.dialects import DIALECTS
from connector.question import Passage, Question
from connector.testing.strategies import EPOCH

FIRST = ["Anna", "Jürgen", "Zoë", "José", "Giulia", "Daan", "Inês", "Aoife", "Mehmet", "Will"]
LAST = ["Muster", "Groß", "d'Arcy", "García", "De Luca", "van Dijk", "Conceição", "O'Brien", "Yılmaz", "Smith-Jones"]
#: A sentence per language for each thing that points to a person. ``{}`` is where it stands.
SENTENCES = {
    "en": ["Dear {first} {last},", "my order number {order} has not come.", "Please call me on {phone}.", "I live at {address}.", "I paid with card {card}.", "Mail me at {email}.", "My account is {iban}.", "See {link} for it.", "Kind regards\n{name}"],
    "de": ["Sehr geehrte Frau {last},", "meine Bestellnummer {order} ist nicht da.", "Rufen Sie mich an: {phone}.", "Ich wohne {address}.", "Bezahlt mit Karte {card}.", "Meine Adresse ist {email}.", "Mein Konto ist {iban}.", "Siehe {link} dazu.", "Mit freundlichen Grüßen\n{name}"],
    "fr": ["Bonjour Madame {last},", "ma commande n° {order} n'est pas arrivée.", "Appelez-moi au {phone}.", "J'habite {address}.", "Payé avec la carte {card}.", "Mon adresse est {email}.", "Mon compte est {iban}.", "Voir {link} à ce sujet.", "Cordialement\n{name}"],
    "es": ["Estimada señora {last}:", "mi pedido número {order} no ha llegado.", "Llámeme al {phone}.", "Vivo en {address}.", "Pagué con la tarjeta {card}.", "Mi correo es {email}.", "Mi cuenta es {iban}.", "Vea {link} por favor.", "Saludos\n{name}"],
    "it": ["Gentile signora {last},", "il mio ordine n. {order} non è arrivato.", "Mi chiami al {phone}.", "Abito in {address}.", "Ho pagato con la carta {card}.", "La mia mail è {email}.", "Il mio conto è {iban}.", "Veda {link} per questo.", "Cordiali saluti\n{name}"],
    "nl": ["Geachte mevrouw {last},", "mijn bestelling {order} is er niet.", "Bel mij op {phone}.", "Ik woon op {address}.", "Betaald met kaart {card}.", "Mijn adres is {email}.", "Mijn rekening is {iban}.", "Zie {link} daarover.", "Met vriendelijke groet\n{name}"],
    "pt": ["Bom dia senhora {last},", "a minha encomenda {order} não chegou.", "Ligue-me para {phone}.", "Moro na {address}.", "Paguei com o cartão {card}.", "O meu e-mail é {email}.", "A minha conta é {iban}.", "Veja {link} sobre isto.", "Com os melhores cumprimentos\n{name}"],
}  # fmt: skip
ADDRESSES = {
    "en": ["{n} Harbour Street", "{n}B Old Mill Road"], "de": ["Hauptstraße {n}", "Am Alten Markt {n}a"], "fr": ["{n} rue de la Paix", "{n} bis avenue Victor Hugo"],
    "es": ["Calle de Alcalá, {n}", "Avenida Libertad {n}"], "it": ["Via Roma {n}", "Piazza del Duomo, {n}"], "nl": ["Keizersgracht {n}", "Dorpsweg {n}a"],
    "pt": ["Rua do Ouro, {n}", "Avenida da Liberdade {n}"],
}  # fmt: skip
PHONES = {
    "en": ["+44 20 7946 0{d3}", "(020) 7946 0{d3}", "07700 900{d3}", "(415) 555-0{d3}"],
    "de": ["0170 / 12{d3}45", "+49 (0)170 12{d3}45", "+49 170 - 12{d3}45", "089/12 34 {d3}"],
    "fr": ["06 12 34 5{d3}", "+33 (0)6 12 34 5{d3}", "06.12.34.56.7{d3[0]}", "06-12-34-5{d3[0]}-78"],
    "es": ["612 345 {d3}", "+34 612 345 {d3}", "91 234 5{d3}"],
    "it": ["347 12{d3}67", "+39 06 123 4{d3}", "06/1234{d3}"],
    "nl": ["06-123{d3}78", "+31 (0)20 123 4{d3}", "020 - 123 4{d3}"],
    "pt": ["+351 912 345 {d3}", "912 345 {d3}"],
}
#: What follows the check digits, by country: n for a digit, a for a letter (the IBAN registry of ISO 13616).
IBANS = {
    "DE": "n" * 18,
    "GB": "aaaa" + "n" * 14,
    "FR": "n" * 23,
    "ES": "n" * 20,
    "IT": "a" + "n" * 22,
    "NL": "aaaa" + "n" * 10,
    "PT": "n" * 21,
}
#: Pieces that say something by themselves: with a digit or a capital.
PIECE = re.compile(r"(?=\w*[\dA-ZÀ-ÖØ-Þ])\w{4,}")


@dataclass
class Letter:
    """A ticket and what in it points to a person."""

    ticket: Ticket
    planted: dict[str, str] = field(default_factory=dict)


def luhn(stem: str) -> str:
    """A card number that passes the check."""
    return next(stem + str(d) for d in range(10) if kind_of_number(stem + str(d)) == "CARD")


def iban(chance: random.Random) -> str:
    """An account number that passes the check, in groups of four or in one piece."""
    country, form = chance.choice(list(IBANS.items()))
    account = "".join(chance.choice("0123456789" if sign == "n" else "ABCDEFGHKLMNPRSTUVXZ") for sign in form)
    plain = next(made for check in range(2, 99) if is_iban(made := f"{country}{check:02}{account}"))
    return " ".join(plain[i : i + 4] for i in range(0, len(plain), 4)) if chance.random() < 0.7 else plain


def stands_in(value: str, text: str) -> bool:
    """Whether it stands there by itself, not inside a longer word or number."""
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None


def write_letter(language: str, seed: int, *, is_known: bool = True) -> Letter:
    """A letter in this language, of somebody whose name and address the helpdesk knows or not."""
    chance = random.Random(seed)
    first, last = chance.choice(FIRST), chance.choice(LAST)
    digits = "".join(chance.choices("0123456789", k=15))
    card = luhn("4" + digits[:14])
    planted = {
        "first": first,
        "last": last,
        "name": f"{first} {last}",
        "order": chance.choice([digits[:6], f"AB-{digits[:5]}", f"{digits[:3]}/{digits[3:7]}", "47" + digits[:2]]),
        "phone": chance.choice(PHONES[language]).format(d3=digits[:3]),
        "address": chance.choice(ADDRESSES[language]).format(n=chance.randint(1, 399)),
        "card": " ".join(card[i : i + 4] for i in range(0, 16, 4)) if chance.random() < 0.5 else card,
        "email": f"{first[0].lower()}.{chance.choice(['post', 'x9', 'family'])}{digits[:2]}@mail.example",
        "iban": iban(chance),
        "link": f"https://shop.example/o?token={digits}",
    }
    picked = [line for line in SENTENCES[language] if chance.random() < 0.8] or SENTENCES[language][:3]
    joint = chance.choice(["\n", "\n\n"])
    text = joint.join(picked).format(**planted)
    stands = {key: value for key, value in planted.items() if stands_in(value, text)}
    requester = Requester(id="7", name=f"{first} {last}", email=planted["email"]) if is_known else Requester(id="7")
    message = Message(id="1", author=Author.REQUESTER, public=True, text=text, created_at=EPOCH)
    ticket = Ticket(
        id="1", subject="", status=Status.OPEN, channel=Channel.EMAIL, requester=requester, messages=(message,), stamp="",
        created_at=EPOCH, updated_at=EPOCH,
    )  # fmt: skip
    return Letter(ticket, stands)


class Nothing(BaseModel):
    """An answer without anything in it."""


class Recorder:
    """An endpoint that keeps the bodies it would have sent."""

    model = "recorder"

    def __init__(self) -> None:
        self.bodies: list[Any] = []

    def call(self, system: str, user: str, form: Any) -> Answer:
        """Keep the request in both dialects, as it arrives."""
        self.bodies = [json.loads(json.dumps(d.request(self.model, system, user, form))) for d in DIALECTS.values()]
        return Answer({}, 0)


class Endless:
    """A budget that never ends."""

    def take(self, account: str) -> bool:
        """Always."""
        return True

    def add_tokens(self, account: str, tokens: int) -> None:
        """Nobody counts."""


def texts_of(value: Any) -> list[str]:
    """Every text in a request."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_of(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_of(inner)]
    return [value] if isinstance(value, str) else []


def seen(letter: Letter, texts: list[str]) -> set[str]:
    """What of the person can be seen in texts: a value, or a piece of one, such as four digits of a card or the name of a street."""
    return {
        key
        for key, value in letter.planted.items()
        for piece in (value, *PIECE.findall(value))
        if any(stands_in(piece, text) for text in texts)
    }


@settings(max_examples=1000)
@given(st.builds(write_letter, st.sampled_from(LANGUAGES), st.integers(0, 2**48), is_known=st.booleans()))
def test_a_thousand_letters_come_back_whole_and_none_leaves_with_a_person_in_it(letter: Letter) -> None:
    text = letter.ticket.messages[0].text
    assert seen(letter, [text]) == set(letter.planted), "who cannot see a person in the letter itself proves nothing"
    names = names_of(letter.ticket)
    mask = Mask(names, text)
    assert mask.restore(mask.hide(text)) == text

    endpoint = Recorder()
    question = Question(instructions="Sort it.", passages=(Passage("message", text),), names=names, answer=Nothing)
    MaskedModel(endpoint, Endless(), Breaker()).ask("acme", question)  # type: ignore[arg-type]
    assert len(endpoint.bodies) == len(DIALECTS)
    for body in endpoint.bodies:
        assert seen(letter, texts_of(body)) == set(), body


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_comes_back_as_it_was(text: str, names: list[str]) -> None:
    mask = Mask(names, text)
    hidden = mask.hide(text)
    assert mask.restore(hidden) == text
    assert not mask.exposes(hidden)


def test_what_looks_like_a_placeholder_stays_the_customers() -> None:
    text = "Show me ⟦EMAIL_1⟧ and ⟦NAME_99⟧ of anna@mail.example"
    mask = Mask([], text)
    hidden = mask.hide(text)
    assert "anna@mail" not in hidden
    assert mask.restore(hidden) == text


@pytest.mark.parametrize("answer", ["⟦EMAIL_2⟧", "⟦PASSWORD_1⟧", "⟦EMAIL_1", "EMAIL_1⟧", "⟦email_1⟧"])
def test_a_placeholder_that_was_never_given_out_is_a_failure(answer: str) -> None:
    mask = Mask([], "anna@mail.example")
    assert mask.hide("anna@mail.example") == "⟦EMAIL_1⟧"
    with pytest.raises(ValueError, match="never given out"):
        mask.restore(answer)


def test_a_name_that_is_found_once_is_hidden_everywhere_in_any_spelling() -> None:
    texts = ("Dear Mr Penhaligon,", "I told PENHALIGON and penhaligon twice.")
    mask = Mask([], *texts)
    assert "penhaligon" not in mask.hide(texts[1]).casefold()
    assert mask.restore(mask.hide(texts[1])) == texts[1]


@pytest.mark.parametrize(
    "text",
    [
        "on 23.11.2026 at 10:30",
        "49,90 € or EUR 1.250,00",
        "within 14 days",
        "2026-11-23",
        "3 of 5",
        "23.11.2026.",
        "from 9.30-17.00",
    ],
)
def test_dates_and_amounts_stay_readable(text: str) -> None:
    assert Mask([], text).hide(text) == text


def test_checksums() -> None:
    assert kind_of_number("4111 1111 1111 1111") == "CARD"
    assert kind_of_number("4111 1111 1111 1112") == "NUMBER"
    assert is_iban("GB82 WEST 1234 5698 7654 32")
    assert not is_iban("GB83 WEST 1234 5698 7654 32")


def test_the_small_words_of_a_name_stay_readable_elsewhere() -> None:
    mask = Mask(["Daan van Dijk"], text := "Dit is van mij, mevrouw van Dijk en Van Dijk ook.")
    assert "Dijk" not in mask.hide(text)
    assert mask.hide(text).startswith("Dit is van mij")
    assert "Van" not in Mask(["Van Le"], "Van wrote").hide("Van wrote")


def test_offices_in_an_address_are_no_names() -> None:
    ticket = write_letter("en", 1).ticket
    assert names_of(replace(ticket, requester=Requester(id="7", email="info.anna@mail.example"))) == ("anna",)
    assert names_of(replace(ticket, requester=Requester(id="7", name="Bo Li", email="support@mail.example"))) == ("Bo Li",)
