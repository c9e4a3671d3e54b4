"""The phrases of the safety net, per language.

A phrase is a row of words. ``~`` after a word stands for any ending, ``(a|b)`` for either, ``*`` for up to three words in
between. Case and accents of the phrase are as written; matching ignores case.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Final

from connector.core.taxonomy import LANGUAGES

_MODULES: Final = {language: import_module(f"{__name__}.{language}") for language in LANGUAGES}

SENSITIVE: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {language: m.SENSITIVE for language, m in _MODULES.items()}
HARMLESS: Final[Mapping[str, Sequence[str]]] = {language: m.HARMLESS for language, m in _MODULES.items()}
#: Words that deny what follows within a few words …
NEGATIONS: Final[Mapping[str, tuple[str, ...]]] = {language: tuple(m.NEGATIONS) for language, m in _MODULES.items()}
#: … and those that deny only the next.
DENIALS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("not", "don't", "didn't", "doesn't", "haven't", "hasn't", "isn't", "wasn't", "weren't", "aren't", "wouldn't"),
    "de": ("nicht", "nichts"),
    "fr": ("pas", "aucunement", "rien"),
    "es": ("no", "nada"),
    "it": ("non", "niente"),
    "nl": ("niet", "niets"),
    "pt": ("não", "nada"),
}
STATED_URGENCY: Final[Mapping[str, Sequence[str]]] = {language: m.STATED_URGENCY for language, m in _MODULES.items()}
STOP_SIGNS: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {language: m.STOP_SIGNS for language, m in _MODULES.items()}
SIGNALS: Final[Mapping[str, Mapping[str, Sequence[str]]]] = {language: m.SIGNALS for language, m in _MODULES.items()}
#: What a title or a name in quotation marks follows.
TITLES: Final = frozenset({
    "book", "novel", "film", "movie", "series", "song", "album", "game", "title", "titled", "called", "named", "article", "product",
    "model", "poster", "shirt", "mug", "course", "buch", "roman", "serie", "lied", "spiel", "titel", "namens", "artikel", "produkt",
    "modell", "kurs", "livre", "série", "chanson", "jeu", "titre", "intitulé", "nommé", "produit", "modèle", "cours", "libro", "novela",
    "película", "canción", "juego", "título", "titulado", "llamado", "artículo", "producto", "modelo", "curso", "romanzo", "canzone",
    "gioco", "titolo", "intitolato", "chiamato", "articolo", "prodotto", "modello", "corso", "boek", "genaamd", "cursus", "livro",
    "romance", "filme", "canção", "música", "jogo", "intitulado", "chamado", "artigo", "produto",
})  # fmt: skip
#: What says, in hidden text, that it is meant for a machine or makes claims: a line that previews a newsletter says none of it.
HIDDEN_ORDERS: Final = (
    "(ai|llm|gpt|chatgpt|bot|chatbot|assistant|assistent|assistente|asistente|ki|ia|prompt|prompts|classifier|triage|obey|jailbreak)",
    "(ignor|disregard|overrid|instruct|instruccion|instruction|istruzion|instruç|anweisung|vergiss|negeer|opdracht|desconsider|direttiv|consigne)~",
    "(classif|klassifizier|categori|priorit|priorid|prioriz|escalat|eskalier|approv|aprob|aprov|genehmig|keur * goed|autori[sz])~",
    "(mark|tag|label|treat|flag|set|close|route|assign) (this|it|the|as|priority|ticket)",
    "(reply|respond|answer|say|tell|write|output) (with|only|that|to the (customer|user|sender)|exactly|the following)",
    "(verified|trusted|vip|pre-?approved|whitelisted|verifiziert|vérifié|verificad[oa]|verificat[oa]|geverifieerd)( customer| client| user| kunde| client| klant)?",
    "(system|systeme|sistema|systeem|admin|developer|root) ?:",
    "(this|the|dieses|diese|ce|cette|este|esta|questo|questa|dit|deze) (ticket|customer|kunde|client|cliente|klant|message|nachricht|anfrage|demande|mensaje|messaggio|bericht|mensagem) (is|must|should|has|ist|muss|est|doit|es|debe|è|deve|is|moet|é)",
    "(refund|erstatt|rembours|reembols|rimbors|terugbetal)~ (the|in full|immediately|sofort|immédiat|inmediat|immediat|direct|dem|den|le|al|il|o|a)~",
    "(send|forward|mail|schick|envo|enví|manda|stuur|envi)~ * [\\w.+-]+@",
)
