"""The few words of a draft that are neither an answer of the account, an acknowledgement, nor a courtesy."""

from collections.abc import Mapping
from typing import Final

#: Above the second answer of one letter.
SECOND: Final[Mapping[str, str]] = {
    "en": "On your other question:",
    "de": "Zur weiteren Frage:",
    "fr": "Concernant votre autre question :",
    "es": "Sobre la otra pregunta:",
    "it": "Sull’altra domanda:",
    "nl": "Over de andere vraag:",
    "pt": "Sobre a outra pergunta:",
}
#: Below an extract of an article, before its address.
WHOLE_ARTICLE: Final[Mapping[str, str]] = {
    "en": "The whole article:",
    "de": "Der ganze Artikel:",
    "fr": "L’article complet :",
    "es": "El artículo completo:",
    "it": "L’articolo completo:",
    "nl": "Het hele artikel:",
    "pt": "O artigo completo:",
}
#: What the letter does not answer, in the customer's own words.
OPEN: Final[Mapping[str, str]] = {
    "en": "This part of your message is still open: {questions}",
    "de": "Dieser Teil der Nachricht ist noch offen: {questions}",
    "fr": "Cette partie de votre message est encore sans réponse : {questions}",
    "es": "Esta parte del mensaje sigue sin respuesta: {questions}",
    "it": "Questa parte del messaggio è ancora senza risposta: {questions}",
    "nl": "Dit deel van het bericht is nog niet beantwoord: {questions}",
    "pt": "Esta parte da mensagem ainda está sem resposta: {questions}",
}
#: The same where the customer's own words had better not be repeated.
OPEN_UNQUOTED: Final[Mapping[str, str]] = {
    "en": "A part of your message is still open.",
    "de": "Ein Teil der Nachricht ist noch offen.",
    "fr": "Une partie de votre message est encore sans réponse.",
    "es": "Una parte del mensaje sigue sin respuesta.",
    "it": "Una parte del messaggio è ancora senza risposta.",
    "nl": "Een deel van het bericht is nog niet beantwoord.",
    "pt": "Uma parte da mensagem ainda está sem resposta.",
}
QUOTED: Final[Mapping[str, str]] = {
    "en": "“{words}”",
    "de": "„{words}“",
    "fr": "« {words} »",
    "es": "«{words}»",
    "it": "«{words}»",
    "nl": "‘{words}’",
    "pt": "«{words}»",
}
