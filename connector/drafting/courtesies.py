"""Greetings and closings: ours by language and tone, and how those of an answer are told from what it says."""

import re
from collections.abc import Mapping
from typing import Final

from connector.core.manner import ANY_LANGUAGE, NAME, Manner, Tone
from connector.core.taxonomy import LANGUAGES
from connector.nlp.greetings import OPENINGS

#: Tone → language → with and without a name. Where a formal greeting would need a title that nobody knows, it has no name.
_GREETINGS: Final[Mapping[Tone, Mapping[str, tuple[str, str]]]] = {
    Tone.FRIENDLY: {
        "en": ("Hello {name},", "Hello,"),
        "de": ("Guten Tag {name},", "Guten Tag,"),
        "fr": ("Bonjour {name},", "Bonjour,"),
        "es": ("Hola, {name}:", "Hola:"),
        "it": ("Buongiorno {name},", "Buongiorno,"),
        "nl": ("Beste {name},", "Goedendag,"),
        "pt": ("Olá {name},", "Olá,"),
    },
    Tone.FORMAL: {
        "en": ("Dear {name},", "Dear customer,"),
        "de": ("Guten Tag,", "Guten Tag,"),
        "fr": ("Madame, Monsieur,", "Madame, Monsieur,"),
        "es": ("Buenos días, {name}:", "Buenos días:"),
        "it": ("Gentile {name},", "Gentile cliente,"),
        "nl": ("Geachte klant,", "Geachte klant,"),
        "pt": ("Estimado(a) cliente,", "Estimado(a) cliente,"),
    },
}
_CLOSINGS: Final[Mapping[str, str]] = {
    "en": r"(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many)? ?(?:regards|wishes)|yours (?:sincerely|faithfully|truly)|sincerely|cheers|"
    r"all the best|thank you|thanks|many thanks)",
    "de": r"(?:mit (?:freundlich|best|lieb|herzlich)en grü(?:ß|ss)en|(?:freundliche|viele|liebe|beste|schöne|herzliche)[rn]? gr(?:ü|ue)(?:ß|ss)e?|"
    r"gr(?:ü|ue)(?:ß|ss)e|mfg|lg|vielen dank|ihr team)",
    "fr": r"(?:(?:bien )?cordialement|bien à vous|(?:sincères |meilleures )?salutations|à bientôt|merci)",
    "es": r"(?:(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|gracias|un abrazo)",
    "it": r"(?:(?:cordiali|distinti)? ?saluti|cordialmente|a presto|grazie)",
    "nl": r"(?:(?:met )?(?:vriendelijke )?groet(?:en|jes)?|hoogachtend|bedankt|hartelijke groet(?:en)?)",
    "pt": r"(?:(?:com os )?(?:melhores )?(?:cumprimentos|saudações)|atentamente|atenciosamente|obrigad[oa]|abraços?)",
}
_THANKS: Final[Mapping[str, str]] = {
    "en": r"(?:many )?thank(?:s| you)\b",
    "de": r"(?:vielen |herzlichen |besten )?dank(?:e)?\b|wir danken\b",
    "fr": r"(?:un grand )?merci\b|nous vous remercions\b",
    "es": r"(?:muchas )?gracias\b|(?:le|te) agradecemos\b",
    "it": r"(?:molte )?grazie\b|(?:la|ti) ringraziamo\b",
    "nl": r"(?:hartelijk |heel erg )?(?:be)?dankt?\b",
    "pt": r"(?:muito )?obrigad[oa]s?\b|agradecemos\b",
}
_REGRETS: Final[Mapping[str, str]] = {
    "en": r"\b(?:sorry|apologi[sz]e|apologies|regret)\b",
    "de": r"\b(?:leid|entschuldig\w+|bedauern)\b",
    "fr": r"\b(?:désolés?|navrés?|excus\w+|regrettons)\b",
    "es": r"\b(?:sentimos|lamentamos|disculp\w+|perdón)\b",
    "it": r"\b(?:dispiace|spiacenti|scus\w+)\b",
    "nl": r"\b(?:spijt|vervelend|excuses|sorry|jammer)\b",
    "pt": r"\b(?:lamentamos|desculp\w+|sentimos)\b",
}
_LONGEST_LINE: Final = 90
_MOST_CLOSING_LINES: Final = 4
_BLANK: Final = re.compile(r"\{\{[^{}\n]{0,80}\}\}")
_SENTENCE: Final = re.compile(r"[^.!?\n]{1,160}[.!?](?=\s|$)\s*")


#: German words that have a small letter within a sentence, where they begin one most often, and polite requests (“Öffnen Sie”).
_SMALL_AFTER_COMMA: Final = re.compile(
    r"(?:Hier|Alle[ns]?|Auf|Aus|Bei|Bis|Das|Der|Die|Den|Dem|Danke|Dafür|Danach|Dazu|Ein|Eine[nmrs]?|Für|Im|In|Ja|Jede[rns]?|Leider|Mit|Nach|Ob|"
    r"Schön|Seit|Sobald|Solange|Um|Und|Unser[en]?|Unter|Vielen|Von|Vor|Wenn|Wer|Wie|Wir|Zu|Zum|Zur|Zwischen|"
    r"[A-ZÄÖÜ][a-zäöüß]+en Sie)\b"
)


def _each(table: Mapping[str, str], shape: str) -> Mapping[str, re.Pattern[str]]:
    return {language: re.compile(shape % words, re.IGNORECASE) for language, words in table.items()}


_GREETS: Final = _each(OPENINGS, r"\W{0,3}(?:%s)\b[^.!?:;\n]{0,60}?[,!:]?\s*$")
_STARTS: Final = _each(OPENINGS, r"\W{0,3}(?:%s)\b")
_CLOSES: Final = _each(_CLOSINGS, r"\s*%s[,.!]?\s*$")
_CLOSING_STARTS: Final = _each(_CLOSINGS, r"\s*%s\b")
_THANKING: Final = _each(_THANKS, r"\s*(?:%s)")
_REGRETTING: Final = _each(_REGRETS, r"%s")


def greet(manner: Manner, language: str, name: str, *, own: str = "") -> str:
    """Return the line that opens a draft: what the admin set, else the answer's own, else ours.

    In the formal tone the answer's own is not used. A greeting with a blank for a name is not used for somebody without one.
    """
    words = _chosen(manner.greetings, language, _STARTS)
    if words and (name or NAME not in words):
        return words.replace(NAME, name)
    if own and manner.tone is Tone.FRIENDLY and not words:
        return own
    named, nameless = _GREETINGS[manner.tone][language]
    return named.replace(NAME, name) if name else nameless


def sign(manner: Manner, language: str, *, own: str = "") -> str:
    """Return the lines that close a draft: what the admin set, else those of the answer, else none."""
    return _chosen(manner.signatures, language, _CLOSING_STARTS) or own


def split_greeting(text: str, language: str) -> tuple[str, str]:
    """Return the greeting that stands in a line of its own above a text, or nothing, and the rest."""
    first, _, rest = text.strip().partition("\n")
    if len(first) <= _LONGEST_LINE and rest.strip() and _GREETS[language].fullmatch(_BLANK.sub("X", first)):
        return first.strip(), rest.strip()
    return "", text.strip()


def split_closing(text: str, language: str) -> tuple[str, str]:
    """Return a text without its closing, and the closing: a formula in a line of its own near the end, and what follows it."""
    lines = text.strip().split("\n")
    for at in range(max(1, len(lines) - _MOST_CLOSING_LINES), len(lines)):
        below = lines[at + 1 :]
        if _CLOSES[language].fullmatch(lines[at][:_LONGEST_LINE]) and all(len(line) <= _LONGEST_LINE for line in below):
            return "\n".join(lines[:at]).strip(), "\n".join(line.strip() for line in lines[at:] if line.strip())
    return text.strip(), ""


def without_thanks(text: str, language: str) -> str:
    """Return a text without a first sentence that only thanks for writing; ours stands in its place. Never empty."""
    first = _SENTENCE.match(text)
    rest = text[first.end() :].strip() if first else ""
    return capitalised(rest) if first and rest and _THANKING[language].match(first[0]) else text


def regrets(text: str, language: str) -> bool:
    """Whether a text begins with an apology."""
    first = _SENTENCE.match(text)
    return bool(_REGRETTING[language].search(first[0] if first else text[:_LONGEST_LINE]))


def capitalised(text: str) -> str:
    """Return a text with a capital first letter: what followed a greeting with a comma may begin with a small one."""
    return text[:1].upper() + text[1:]


def after_greeting(greeting: str, text: str, language: str) -> str:
    """Return a text with the first letter that its greeting asks for: a German comma wants a small one, unless it is a noun or “Sie”."""
    if language != "de" or not greeting.endswith(","):
        return capitalised(text)
    return f"{text[:1].lower()}{text[1:]}" if _SMALL_AFTER_COMMA.match(text) else text


def _chosen(words: Mapping[str, str], language: str, formulas: Mapping[str, re.Pattern[str]]) -> str:
    """The words for a language. Those without a language serve where they fit: “Hello” opens no German letter, “Example Ltd” closes any."""
    if given := words.get(language):
        return given
    given = words.get(ANY_LANGUAGE, "")
    spoken = [code for code in LANGUAGES if formulas[code].match(given)]
    return given if language in spoken or not spoken else ""
