"""What a note tells about its draft, beside the words of each language."""

from collections.abc import Mapping
from typing import Final

DRAFTS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "draft_open": "Not answered in the draft; answer it or take that line out: “{word}”",
        "draft_feelings": "Strong feelings: begin with a sentence of your own. The AI writes none, on purpose.",
    },
    "de": {
        "draft_open": "Im Entwurf nicht beantwortet; bitte beantworten oder die Zeile streichen: „{word}“",
        "draft_feelings": "Starke Gefühle: Beginnen Sie mit einem eigenen Satz. Die KI schreibt mit Absicht keinen.",
    },
    "fr": {
        "draft_open": "Sans réponse dans le brouillon ; répondez ou supprimez cette ligne : « {word} »",
        "draft_feelings": "Émotions fortes : commencez par une phrase à vous. L’IA n’en écrit pas, et c’est voulu.",
    },
    "es": {
        "draft_open": "Sin respuesta en el borrador; respóndalo o quite esa línea: «{word}»",
        "draft_feelings": "Emociones fuertes: empiece con una frase suya. La IA no escribe ninguna, y es a propósito.",
    },
    "it": {
        "draft_open": "Senza risposta nella bozza; risponda o tolga quella riga: «{word}»",
        "draft_feelings": "Emozioni forti: cominci con una frase Sua. L’IA non ne scrive, ed è voluto.",
    },
    "nl": {
        "draft_open": "Niet beantwoord in het concept; beantwoord het of haal die regel weg: ‘{word}’",
        "draft_feelings": "Sterke gevoelens: begin met een zin van uzelf. De AI schrijft er bewust geen.",
    },
    "pt": {
        "draft_open": "Sem resposta no rascunho; responda ou retire essa linha: «{word}»",
        "draft_feelings": "Emoções fortes: comece com uma frase sua. A IA não escreve nenhuma, e é de propósito.",
    },
}
