"""Forms: fields of a contact page around the message, and answers to a survey around the free text. Linear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from connector.nlp.stock_words import vocabulary

_FIELD: Final = re.compile(
    r"\s{0,9}[*_•-]{0,3}\s?(?P<label>[^\W\d_][^:\t\n]{0,40}?)[*_]{0,3}\s?(?:[:：][*_]{0,3}|\t)\s{0,9}(?P<value>.*)"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_MESSAGE: Final = vocabulary(
    """
    message comment comments question enquiry inquiry request description details feedback
    nachricht mitteilung anliegen kommentar kommentare frage anfrage beschreibung ihre
    commentaire commentaires demande description
    mensaje comentario comentarios consulta pregunta descripción descripcion
    messaggio commento commenti richiesta domanda descrizione
    bericht opmerking opmerkingen vraag omschrijving
    mensagem comentário comentários comentario pergunta pedido descrição descricao
    """
)
#: Who writes and from where: kept as fields, and no part of what is asked.
_PERSON: Final = vocabulary(
    """
    name firstname lastname surname forename vorname nachname familienname nom prénom prenom nombre apellido apellidos nome cognome
    naam voornaam achternaam apelido sobrenome email mail e-mail courriel correo posta phone telephone tel telefon téléphone
    telephone teléfono telefono telefoon telefone mobile mobil handy móvil cellulare telemóvel company firma unternehmen société entreprise
    empresa azienda bedrijf address adresse anschrift dirección direccion indirizzo adres endereço morada city stadt ort ville ciudad
    città plaats cidade country land pays país pais paese zip plz postcode postleitzahl ip url page seite website salutation anrede
    civilité consent datenschutz privacy newsletter date datum fecha data time uhrzeit
    """
)
#: What it is about, where, and which order: part of what is asked.
_MATTER: Final = vocabulary(
    """
    subject topic reason category order product department betreff thema grund kategorie bestellnummer bestellung auftragsnummer
    kundennummer rechnungsnummer produkt abteilung objet sujet motif catégorie commande produit service numéro asunto tema motivo categoría
    pedido producto oggetto argomento categoria ordine prodotto onderwerp reden categorie bestelnummer ordernummer bestelling klantnummer
    assunto encomenda produto customer invoice account kunde client cliente klant ticket urgency priority priorität
    """
)
_RATING_WORD: Final = re.compile(
    r"\b(?:rat(?:e|ed|ing)|score|stars?|nps|csat|ces|satisf\w+|recommend\w*|bewert\w+|zufrieden\w*|sterne|note|empfehlen|weiterempfehl\w+|"
    r"évalu\w+|recommand\w+|étoiles|calific\w+|puntu\w+|recom\w+|estrellas|valut\w+|punteggio|consigli\w+|stelle|soddisf\w+|"
    r"beoordel\w+|tevreden\w*|aanbevel\w+|sterren|cijfer|avalia\w+|pontua\w+|estrelas)\b",
    re.IGNORECASE,
)
_RATING: Final = re.compile(
    r"(?:^|[\s:?(])(?:\d{1,2}(?:[.,]\d)?\s{0,2}(?:/|of|out of|von|sur|de|su|van|em)\s{0,2}(?:5|6|7|10|100)\b|\d{1,2}\s{0,2}(?:stars?|sterne?|étoiles?|estrellas?|stell[ae]|"
    r"sterren|estrelas?|★|⭐)|[★☆⭐]{1,10}|(?:\d|10)\s{0,3}$)|\b(?:(?:very |sehr |très |muy |molto |zeer |muito )?(?:dis|un|in)?(?:satisfied|zufrieden|satisfait|satisfecho|soddisfatto|"
    r"tevreden|satisfeito))\s{0,3}$",
    re.IGNORECASE,
)
_SURVEY: Final = re.compile(
    r"\bsurvey\b|satisfaction (?:rating|score)|feedback form|umfrage|kundenzufriedenheit|enquête|sondage|encuesta|sondaggio|questionario|enquête|"
    r"klanttevredenheid|tevredenheidsonderzoek|inquérito|pesquisa de satisfação|\bnps\b|\bcsat\b",
    re.IGNORECASE,
)
#: “Begin forwarded message:” heads no field.
_PASSED_ON: Final = re.compile(
    r"forward|weitergeleitet|origin|transf[ée]r|reenviad|inoltrat|doorgestuurd|encaminhad", re.IGNORECASE
)
_SENDERS: Final = frozenset({"from", "von", "de", "da", "van"})
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A filled form: its fields as label and value, and the lines in which the customer says what it is about."""

    fields: tuple[tuple[str, str], ...]
    own: tuple[str, ...]


def read_web_form(lines: Sequence[str]) -> Form | None:
    """Return the fields and the message of a contact page, or ``None`` where the text is none.

    It is one where a person's field and a field for the message stand there; text before the first field is kept.
    """
    fields: list[tuple[str, str]] = []
    own: list[str] = []
    kinds: set[str] = set()
    latest = ""
    for line in lines:
        found = _FIELD.fullmatch(line[:_LONGEST]) if latest != "message" or _is_person(line) else None
        kind = (_sender(found["label"], found["value"]) or _kind(found["label"])) if found else ""
        if found and kind:
            latest = kind
            kinds.add(kind)
            value = line[found.start("value") :].strip()
            fields.append((found["label"].strip(), value))
            if kind != "person":
                own.append(value)
        elif latest == "person" and line.strip() and not fields[-1][1]:
            fields[-1] = (fields[-1][0], line.strip())  # the value stands below its label
        elif latest == "person" and not line.strip():
            continue
        else:
            own.append(line)
    return Form(fields=tuple(fields), own=tuple(own)) if {"person", "message"} <= kinds else None


def read_survey(lines: Sequence[str], subject: str) -> Form | None:
    """Return the ratings and the free text of a survey, or ``None`` where the text is none."""
    ratings: list[tuple[str, str]] = []
    own: list[str] = []
    asked = ""
    has_comment = False
    for line in lines:
        text = line[:_LONGEST]
        field = _FIELD.fullmatch(text)
        if asked and _RATING.search(text) and len(text.split()) <= 6:
            ratings.append((asked, text.strip()))
            own.pop()
            asked = ""
        elif _RATING_WORD.search(text) and _RATING.search(text) and len(text) <= 160:
            label, _, value = text.strip().rpartition("?" if "?" in text else ":")
            ratings.append((label.strip(), value.strip()))
            asked = ""
        elif field and _kind(field["label"]) == "message":
            has_comment = True
            own.append(line[field.start("value") :].strip())
        else:
            own.append(line)
            asked = text.strip() if _RATING_WORD.search(text) and text.rstrip().endswith(("?", ":")) else ""
    is_survey = len(ratings) > 1 or (ratings and (has_comment or _SURVEY.search(subject)))
    return Form(fields=tuple(ratings), own=tuple(own)) if is_survey else None


def _is_person(line: str) -> bool:
    found = _FIELD.fullmatch(line[:_LONGEST])
    return found is not None and _kind(found["label"]) == "person"


def _sender(label: str, value: str) -> str:
    """Whether a field is “From: Ann <ann@example.com>”, which contact forms have as well as mails."""
    return "person" if label.strip().casefold() in _SENDERS and "@" in value else ""


def _kind(label: str) -> str:
    """What a field is for, by the words of its label, or an empty string where it is no known field."""
    words = [word.casefold() for word in _WORD.findall(label)]
    if not words or len(words) > 5 or _PASSED_ON.search(label):
        return ""
    for kind, known in (("person", _PERSON), ("matter", _MATTER), ("message", _MESSAGE)):
        if words[0] in known or words[-1] in known:
            return kind
    return ""
