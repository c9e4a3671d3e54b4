"""What is remembered of how a customer wishes to be reached. Every language has the same keys and placeholders."""

from collections.abc import Mapping
from typing import Final

#: In the note: what this customer asked for on an earlier occasion.
REMEMBERED_CHANNELS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "call": "This customer has asked to be called, and we remember it.",
        "email": "This customer has asked to be answered by e-mail, and we remember it.",
        "letter": "This customer has asked to be answered by letter, and we remember it.",
        "chat": "This customer has asked to be answered in chat, and we remember it.",
    },
    "de": {
        "call": "Hier wurde schon einmal um einen Anruf gebeten, und wir haben es uns gemerkt.",
        "email": "Hier wurde schon einmal um Antwort per E-Mail gebeten, und wir haben es uns gemerkt.",
        "letter": "Hier wurde schon einmal um Antwort per Brief gebeten, und wir haben es uns gemerkt.",
        "chat": "Hier wurde schon einmal um Antwort im Chat gebeten, und wir haben es uns gemerkt.",
    },
    "fr": {
        "call": "Ce client a demandé à être appelé, et c’est noté.",
        "email": "Ce client a demandé une réponse par e-mail, et c’est noté.",
        "letter": "Ce client a demandé une réponse par courrier, et c’est noté.",
        "chat": "Ce client a demandé une réponse par chat, et c’est noté.",
    },
    "es": {
        "call": "Este cliente ha pedido que le llamen, y lo tenemos presente.",
        "email": "Este cliente ha pedido que le respondan por correo electrónico, y lo tenemos presente.",
        "letter": "Este cliente ha pedido que le respondan por carta, y lo tenemos presente.",
        "chat": "Este cliente ha pedido que le respondan por chat, y lo tenemos presente.",
    },
    "it": {
        "call": "Questo cliente ha chiesto di essere chiamato, e ne teniamo conto.",
        "email": "Questo cliente ha chiesto una risposta per e-mail, e ne teniamo conto.",
        "letter": "Questo cliente ha chiesto una risposta per lettera, e ne teniamo conto.",
        "chat": "Questo cliente ha chiesto una risposta in chat, e ne teniamo conto.",
    },
    "nl": {
        "call": "Deze klant heeft al eerder gevraagd om gebeld te worden, en dat onthouden we.",
        "email": "Deze klant heeft al eerder gevraagd om antwoord per e-mail, en dat onthouden we.",
        "letter": "Deze klant heeft al eerder gevraagd om antwoord per brief, en dat onthouden we.",
        "chat": "Deze klant heeft al eerder gevraagd om antwoord in de chat, en dat onthouden we.",
    },
    "pt": {
        "call": "Este cliente pediu um telefonema, e ficou registado.",
        "email": "Este cliente pediu resposta por e-mail, e ficou registado.",
        "letter": "Este cliente pediu resposta por carta, e ficou registado.",
        "chat": "Este cliente pediu resposta por chat, e ficou registado.",
    },
}
