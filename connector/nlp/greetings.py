"""How people greet, in the seven languages."""

import re
from collections.abc import Mapping
from typing import Final

#: The words that a greeting begins with, as a pattern.
OPENINGS: Final[Mapping[str, str]] = {
    "en": r"hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|greetings",
    "de": r"hallo|hi|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|moin|servus|grüezi|grüß gott",
    "fr": r"bonjour|bonsoir|salut|cher|chère|chers|madame|monsieur",
    "es": r"hola|estimad[oa]s?|buen(?:os|as) (?:días|tardes|noches)|buenas|querid[oa]|apreciad[oa]s?",
    "it": r"buongiorno|buonasera|salve|gentil[ei](?:ssim[oa])?|ciao|car[oai]|egregi[oa]",
    "nl": r"hallo|hoi|hi|beste|geachte|goede(?:ndag|morgen|middag|navond)|dag|lieve",
    "pt": r"olá|ola|bom dia|boa (?:tarde|noite)|car[oa]s?|estimad[oa]s?|prezad[oa]s?|exm[oa]s?",
}
_GREETING_BEFORE: Final = {
    language: re.compile(
        rf"\W{{0,3}}(?:{words})\b(?: (?:zusammen|there|all|team|a todos|tutti|allemaal))?[,!:.]\s*", re.IGNORECASE
    )
    for language, words in OPENINGS.items()
}


def without_greeting(sentence: str, language: str) -> str:
    """Return a sentence without the greeting before it: “Hallo, habt ihr auf?” asks “habt ihr auf?”."""
    if (greeting := _GREETING_BEFORE.get(language)) and (found := greeting.match(sentence)):
        return sentence[found.end() :] or sentence
    return sentence
