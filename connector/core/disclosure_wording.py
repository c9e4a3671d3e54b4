"""The admin's own wording of the disclosure, behind a check that keeps what every disclosure has to say.

What is required rests on Art. 50(1) of Regulation (EU) 2024/1689 and on the custom of the trade: that AI was at work and what it
did, who checked it, how to reach a person with one answer in the same place, and, where nobody checked, that it may be wrong.
The check reads words, not meaning; it is built to refuse rather than to guess.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

from connector.core.disclosure_texts import FIRST_LINES, FOOTERS
from connector.core.taxonomy import LANGUAGES

LONGEST: Final = 300
NAME: Final = "{name}"

#: What a customer may be asked to answer with. Triage hears each as a request for a person, in quotation marks or without.
PERSON_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("human", "person"),
    "de": ("Mensch", "Person", "Mitarbeiter", "Mitarbeiterin"),
    "fr": ("humain", "personne", "conseiller"),
    "es": ("persona", "humano"),
    "it": ("persona", "umano", "operatore"),
    "nl": ("mens", "persoon", "medewerker"),
    "pt": ("pessoa", "humano", "atendente"),
}

#: What has to be said → language → the words that say it. Short names such as AI count only in capitals: “ai” is Italian for “to the”.
_SAYING: Final[Mapping[str, Mapping[str, str]]] = {
    "ai": {
        "en": r"(?-i:AI)|artificial intelligence|automat(?:ed|ic|ically)",
        "de": r"(?-i:KI|AI)|künstliche\w* Intelligenz|automatisch\w*|automatisiert\w*",
        "fr": r"(?-i:IA|AI)|intelligence artificielle|automatique\w*|automatisé\w*",
        "es": r"(?-i:IA)|inteligencia artificial|automátic\w+|automatizad\w+",
        "it": r"(?-i:IA|AI)|intelligenza artificiale|automatic\w+|automatizzat\w+",
        "nl": r"(?-i:AI)|kunstmatige intelligentie|automatische?|geautomatiseerde?",
        "pt": r"(?-i:IA)|inteligência artificial|automátic\w+|automatizad\w+",
    },
    "wrote": {
        "en": r"wrote|written|drafted|composed|generated",
        "de": r"geschrieben|schrieb|verfasst\w*|formuliert\w*|erstellt\w*",
        "fr": r"rédigé\w*|écrite?s?|généré\w*",
        "es": r"escrito|escrita|escribió|redact\w+|generad\w+",
        "it": r"scritt[oa]|redatt[oa]|generat[oa]|formulat[oa]",
        "nl": r"geschreven|schreef|opgesteld|gegenereerd",
        "pt": r"escrit[oa]|escreveu|redigi\w+|gerad[oa]",
    },
    "drafted": {
        "en": r"draft\w*|first version|prepared|wrote|written",
        "de": r"entworfen|entwarf|Entwurf\w*|erste\w* Fassung|vorbereitet|geschrieben|verfasst|formuliert",
        "fr": r"brouillon|première version|préparé\w*|rédigé\w*|écrite?s?",
        "es": r"borrador|primera versión|preparad\w+|preparó|redact\w+|escrito|escrita",
        "it": r"bozza|prima versione|preparat\w+|redatt\w+|scritt[oa]",
        "nl": r"concept|eerste versie|voorbereid|opgesteld|geschreven",
        "pt": r"rascunho|primeira versão|preparad\w+|redigi\w+|escrit[oa]",
    },
    "checked": {
        "en": r"checked|reviewed|verified|approved|corrected|edited",
        "de": r"geprüft|prüfte|überprüft\w*|durchgesehen|kontrolliert\w*|freigegeben|überarbeitet\w*",
        "fr": r"vérifié\w*|relu\w*|revue?|contrôlé\w*|validé\w*|corrigé\w*",
        "es": r"revis\w+|comprob\w+|verific\w+|aprob\w+|corregi\w+",
        "it": r"controllat\w+|verificat\w+|rivist\w+|approvat\w+|corrett\w+",
        "nl": r"nagekeken|nagelezen|gecontroleerd|goedgekeurd|gecorrigeerd",
        "pt": r"verific\w+|revist\w+|reviu|aprov\w+|corrigi\w+",
    },
    "fallible": {
        "en": r"mistakes?|errors?|wrong|incorrect|inaccurate",
        "de": r"Fehler\w*|falsch\w*|irren|irrt|ungenau\w*|unrichtig\w*",
        "fr": r"erreurs?|erroné\w*|inexact\w*|tromper|fautes?",
        "es": r"error|errores|fallos?|equivocar\w*|incorrect\w+|inexact\w+",
        "it": r"error[ei]|sbagli\w*|inesatt\w+|imprecis\w+|scorrett\w+",
        "nl": r"fout|fouten|onjuist\w*|vergissen|onnauwkeurig\w*",
        "pt": r"erros?|falhas?|engan\w+|incorret\w+|inexat\w+",
    },
    "answer": {
        "en": r"reply(?! (?:was|is|has))|answer|respond|write",
        "de": r"antworten|antworte|schreiben|schreib|schreibe",
        "fr": r"répond\w*|écriv\w*|écrire",
        "es": r"respond\w*|contest\w*|escrib\w*",
        "it": r"rispond\w*|scriv\w*",
        "nl": r"antwoord(?! is)\w*|beantwoord|schrijf|stuur|typ",
        "pt": r"respond\w*|escrev\w*",
    },
    "denial": {
        "en": r"no|not|never|none|nobody|without|cannot|\w+n['’]t|(?:error|mistake)-free|free (?:of|from)",
        "de": r"kein\w*|nicht|nie|niemals|niemand|ohne|fehlerfrei\w*|fehlerlos\w*",
        "fr": r"ne|n['’]\w+|pas|jamais|aucun\w*|sans",
        "es": r"no|nunca|jamás|nadie|ning\w+|sin",
        "it": r"non|mai|nessun\w*|senza",
        "nl": r"geen|niet|nooit|niemand|zonder|foutloos|foutvrij",
        "pt": r"não|nunca|jamais|ninguém|nenhum\w*|sem",
    },
    "posing": {
        "en": r"my name|call me|I am|I['’]m",
        "de": r"ich bin|ich heiße|mein Name",
        "fr": r"je suis|je m['’]appelle|mon nom|mon prénom",
        "es": r"soy|me llamo|mi nombre",
        "it": r"io sono|mi chiamo|il mio nome",
        "nl": r"ik ben|ik heet|mijn naam",
        "pt": r"eu sou|sou|chamo-me|me chamo|meu nome",
    },
}  # fmt: skip

_OPENING, _CLOSING = "[“”„\"«»‘’'‹]", "[“”\"«»‘’'›]"
_NEAR: Final = r"[^.!?]{0,40}"
_ELSEWHERE: Final = re.compile(r"https?:|www\.|\w@\w|\+\d|\d(?:[ /-]?\d){4}", re.IGNORECASE)
_FIRST_NAMES: Final = re.compile(
    r"\b(?:"
    "Alice|Amelia|Amy|Ana|Anna|Anne|Antonio|Ava|Beatriz|Bram|Camille|Carla|Carlos|Charlotte|Chiara|Chloe|Chloé|"
    "Clara|Claire|Daan|Daniel|David|Elena|Eleni|Ella|Emilia|Emily|Emma|Eva|Femke|Francesco|Giulia|Hannah|Hugo|"
    "Inês|Isabel|Jack|James|Jane|Joana|João|John|José|Juan|Julia|Julie|Jules|Kate|Klara|Laura|Lea|Léa|Lena|Leo|"
    "Léo|Leon|Lisa|Lotte|Louis|Luca|Lucas|Lucía|Luisa|Manon|Marco|Maria|María|Marie|Martina|Mateo|Matteo|Mia|"
    "Michael|Miguel|Nina|Nora|Oliver|Olivia|Pablo|Paul|Pedro|Peter|Pierre|Sanne|Sara|Sarah|Sofia|Sofía|Sophia|"
    "Sophie|Thomas|Tiago|Tom|Zoe|Zoé"
    r")\b"
)
_NAMED: Final = re.compile(
    r"\b[Aa]ss?ist\w*,?\s+(?!(?:AI|IA|KI)\b)[A-ZÀ-Ý][a-zà-ÿ]+\b"  # assistant Robin
    r"|\b[A-ZÀ-Ý][a-zà-ÿ]+,\s+(?:\w+\s+){1,3}?(?:(?:AI|IA|KI)[- ])?\w*[Aa]ss?ist\w*"  # Robin, your automated assistant
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts of the admin's own in place of the default ones, as pairs of language and text. Every one has passed the check.

    Raises ValueError, which says what is missing and gives an example.
    """

    footers: tuple[tuple[str, str], ...] = ()
    first_lines: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for language, text in self.footers:
            check_footer(language, text)
        for language, text in self.first_lines:
            check_first_line(language, text)

    def footer(self, language: str) -> str:
        """The footer of a draft that a person checks, with the place for the name in it."""
        return dict(self.footers).get(language, FOOTERS[language])

    def first_line(self, language: str) -> str:
        """The line above and below a text that AI wrote and sent."""
        return dict(self.first_lines).get(language, FIRST_LINES[language])

    def with_footer(self, language: str, text: str) -> Self:
        """Return a wording with this footer as well. Raises ValueError."""
        return type(self)(_put(self.footers, language, text), self.first_lines)

    def with_first_line(self, language: str, text: str) -> Self:
        """Return a wording with this first line as well. Raises ValueError."""
        return type(self)(self.footers, _put(self.first_lines, language, text))


DEFAULT_WORDING: Final = Wording()


def check_footer(language: str, text: str) -> None:
    """Raise ValueError unless this says, in this language, what the footer of a checked draft has to say."""
    _check_language(language)
    _check(language, text, FOOTERS[language], _needs_of_footer(language, text))


def check_first_line(language: str, text: str) -> None:
    """Raise ValueError unless this says, in this language, what the first line of a text that AI sends has to say."""
    _check_language(language)
    _check(language, text, FIRST_LINES[language], _needs_of_first_line(language, text))


def says(element: str, language: str) -> re.Pattern[str]:
    """The words that say an element in a language; for looking whether a text has them."""
    return re.compile(rf"(?<!\w)(?:{_SAYING[element][language]})(?!\w)", re.IGNORECASE)


def asks_for(language: str) -> re.Pattern[str]:
    """The language's own word for a person, in quotation marks."""
    words = "|".join(map(re.escape, PERSON_WORDS[language]))
    return re.compile(rf"{_OPENING}\s?(?:{words})\s?{_CLOSING}", re.IGNORECASE)


def _needs_of_footer(language: str, text: str) -> Iterator[str]:
    if not says("ai", language).search(text):
        yield "a word for AI or automation"
    if not says("drafted", language).search(text):
        yield "what AI did: that it wrote or drafted"
    if not says("checked", language).search(text):
        yield "that somebody checked it"
    if text.count(NAME) != 1:
        yield "{name} once, for who checked it"
    yield from _needs_of_both(language, text)


def _needs_of_first_line(language: str, text: str) -> Iterator[str]:
    if not says("ai", language).search(text):
        yield "a word for AI or automation"
    if not says("wrote", language).search(text):
        yield "what AI did: that it wrote"
    if not says("fallible", language).search(text):
        yield "that it may be wrong"
    yield from _needs_of_both(language, text)


def _needs_of_both(language: str, text: str) -> Iterator[str]:
    answer, person = says("answer", language).pattern, asks_for(language).pattern
    if not asks_for(language).search(text):
        words = ", ".join(f"“{word}”" for word in PERSON_WORDS[language])
        yield f"a word to answer with, in quotation marks: one of {words}"
    elif not re.search(rf"{answer}{_NEAR}{person}|{person}{_NEAR}{answer}", text, re.IGNORECASE):
        yield "how to reach a person: to answer with the word in quotation marks"


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise ValueError(f"“{language}” is not one of {', '.join(LANGUAGES)}")


def _check(language: str, text: str, example: str, needs: Iterator[str]) -> None:
    if problem := next(_faults(language, text, allows_name=NAME in example), "") or ", and ".join(needs):
        start = "" if problem.startswith("the disclosure") else "the disclosure needs "
        raise ValueError(f"{start}{problem}; for example: {example}")


def _faults(language: str, text: str, *, allows_name: bool) -> Iterator[str]:
    if len(text) > LONGEST:
        yield f"the disclosure may have {LONGEST} characters at most"
    if any(unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") for character in text):
        yield "the disclosure has to be one line without invisible characters"
    if re.search(r"[{}]", text.replace(NAME, "") if allows_name else text):
        yield "the disclosure may hold no placeholder but {name}, and a first line none"
    if _ELSEWHERE.search(text):
        yield "the disclosure may send nobody elsewhere: leave out addresses and numbers"
    if says("denial", language).search(text):
        yield "the disclosure may deny nothing: say it without a “not”"
    if says("posing", language).search(text) or _FIRST_NAMES.search(text) or _NAMED.search(text):
        yield "the disclosure may give the machine no name of a person, and it speaks not as “I”"


def _put(pairs: tuple[tuple[str, str], ...], language: str, text: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((dict(pairs) | {language: text}).items()))
