"""What the app says in Zendesk's own screens, in the seven languages: its description, and how to fill in text settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class AppWords:
    """``choices`` takes the values a setting may have; Zendesk has no menus for the settings of an app."""

    description: str
    choices: str
    group: str
    groups: str


APP_WORDS: Final[Mapping[str, AppWords]] = {
    "en": AppWords(
        description="Shows how each ticket was read and why, with a draft to check. A person decides.",
        choices="One of: {choices}.",
        group="Spell the group exactly as in Zendesk.",
        groups="Spell the groups exactly as in Zendesk, with commas between them.",
    ),
    "de": AppWords(
        description="Zeigt, wie jedes Ticket gelesen wurde und warum, mit einem Entwurf zum Prüfen. Ein Mensch entscheidet.",
        choices="Möglich sind: {choices}.",
        group="Die Gruppe genau wie in Zendesk schreiben.",
        groups="Die Gruppen genau wie in Zendesk schreiben, mit Kommas dazwischen.",
    ),
    "fr": AppWords(
        description="Montre comment chaque ticket a été lu et pourquoi, avec un brouillon à vérifier. Une personne décide.",
        choices="Valeurs possibles : {choices}.",
        group="Écrivez le nom du groupe exactement comme dans Zendesk.",
        groups="Écrivez les noms des groupes exactement comme dans Zendesk, séparés par des virgules.",
    ),
    "es": AppWords(
        description="Muestra cómo se ha leído cada ticket y por qué, con un borrador para revisar. Decide una persona.",
        choices="Valores posibles: {choices}.",
        group="Escriba el nombre del grupo exactamente como en Zendesk.",
        groups="Escriba los nombres de los grupos exactamente como en Zendesk, separados por comas.",
    ),
    "it": AppWords(
        description="Mostra come è stato letto ogni ticket e perché, con una bozza da controllare. Decide una persona.",
        choices="Valori possibili: {choices}.",
        group="Scriva il nome del gruppo esattamente come in Zendesk.",
        groups="Scriva i nomi dei gruppi esattamente come in Zendesk, separati da virgole.",
    ),
    "nl": AppWords(
        description="Laat zien hoe elk ticket is gelezen en waarom, met een concept om na te kijken. Een mens beslist.",
        choices="Mogelijke waarden: {choices}.",
        group="Schrijf de groep precies zoals in Zendesk.",
        groups="Schrijf de groepen precies zoals in Zendesk, met komma’s ertussen.",
    ),
    "pt": AppWords(
        description="Mostra como cada ticket foi lido e porquê, com um rascunho para verificar. Quem decide é uma pessoa.",
        choices="Valores possíveis: {choices}.",
        group="Escreva o nome do grupo exatamente como no Zendesk.",
        groups="Escreva os nomes dos grupos exatamente como no Zendesk, separados por vírgulas.",
    ),
}
