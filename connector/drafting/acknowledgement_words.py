"""The words of an acknowledgement in the seven languages: each says a fact, none a feeling.

Where the account's own answers may say “du”, “tú”, “tu” or “je” to a customer, these words address nobody, so that one letter
never does both.
"""

from collections.abc import Mapping
from typing import Final

#: Half a sentence above the answer. ``{matter}`` is one of :data:`MATTERS`, with an order's number where there is one.
#: In German it brings its preposition, which melts with the article.
LEAD_INS: Final[Mapping[str, str]] = {
    "en": "Here is what we can tell you about {matter}:",
    "de": "Hier unsere Antwort {matter}:",
    "fr": "Voici notre réponse concernant {matter} :",
    "es": "Esta es nuestra respuesta sobre {matter}:",
    "it": "Ecco la nostra risposta per quanto riguarda {matter}:",
    "nl": "Dit kunnen wij melden over {matter}:",
    "pt": "Aqui está a nossa resposta sobre {matter}:",
}
#: What a ticket is about, by kind. Kinds that are not here have no plain name that suits every ticket of theirs.
_MATTER_OF: Final[Mapping[str, str]] = {
    "order_tracking": "order",
    "delivery_change": "delivery",
    "return_how_to": "return",
    "account_access": "account",
    "invoice_copy": "invoice",
    "plan_info": "plan",
    "appointment": "appointment",
    "refund_request": "order",
    "refund_status": "refund",
    "damaged_or_missing": "order",
    "billing_question": "charge",
    "cancellation": "cancellation",
    "warranty": "warranty",
    "bug_or_outage": "fault",
    "data_change": "details",
}
MATTERS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "order": "your order",
        "delivery": "your delivery",
        "return": "your return",
        "account": "signing in to your account",
        "invoice": "your invoice",
        "plan": "your plan",
        "appointment": "your appointment",
        "refund": "your refund",
        "charge": "the charge you ask about",
        "cancellation": "your cancellation",
        "warranty": "the warranty",
        "fault": "the fault you describe",
        "details": "the change of your details",
        "question": "your question",
    },
    "de": {
        "order": "zur Bestellung",
        "delivery": "zur Lieferung",
        "return": "zur Rücksendung",
        "account": "zur Anmeldung",
        "invoice": "zur Rechnung",
        "plan": "zum Tarif",
        "appointment": "zum Termin",
        "refund": "zur Erstattung",
        "charge": "zur Frage nach der Abbuchung",
        "cancellation": "zur Kündigung",
        "warranty": "zur Frage nach der Garantie",
        "fault": "zur Fehlermeldung",
        "details": "zur Änderung der Daten",
        "question": "zur Frage",
    },
    "fr": {
        "order": "votre commande",
        "delivery": "votre livraison",
        "return": "votre retour",
        "account": "l’accès à votre compte",
        "invoice": "votre facture",
        "plan": "votre abonnement",
        "appointment": "votre rendez-vous",
        "refund": "votre remboursement",
        "charge": "le prélèvement en question",
        "cancellation": "votre résiliation",
        "warranty": "la garantie",
        "fault": "le problème signalé",
        "details": "la modification de vos données",
        "question": "votre question",
    },
    "es": {
        "order": "el pedido",
        "delivery": "la entrega",
        "return": "la devolución",
        "account": "el acceso a la cuenta",
        "invoice": "la factura",
        "plan": "el plan",
        "appointment": "la cita",
        "refund": "el reembolso",
        "charge": "el cobro",
        "cancellation": "la cancelación",
        "warranty": "la garantía",
        "fault": "el fallo",
        "details": "el cambio de datos",
        "question": "la pregunta",
    },
    "it": {
        "order": "l’ordine",
        "delivery": "la consegna",
        "return": "il reso",
        "account": "l’accesso all’account",
        "invoice": "la fattura",
        "plan": "l’abbonamento",
        "appointment": "l’appuntamento",
        "refund": "il rimborso",
        "charge": "l’addebito",
        "cancellation": "la disdetta",
        "warranty": "la garanzia",
        "fault": "il problema segnalato",
        "details": "la modifica dei dati",
        "question": "la domanda",
    },
    "nl": {
        "order": "de bestelling",
        "delivery": "de bezorging",
        "return": "de retour",
        "account": "het inloggen",
        "invoice": "de factuur",
        "plan": "het abonnement",
        "appointment": "de afspraak",
        "refund": "de terugbetaling",
        "charge": "de afschrijving",
        "cancellation": "de opzegging",
        "warranty": "de garantie",
        "fault": "de storing",
        "details": "de wijziging van de gegevens",
        "question": "de vraag",
    },
    "pt": {
        "order": "a encomenda",
        "delivery": "a entrega",
        "return": "a devolução",
        "account": "o acesso à conta",
        "invoice": "a fatura",
        "plan": "o plano",
        "appointment": "a marcação",
        "refund": "o reembolso",
        "charge": "a cobrança",
        "cancellation": "o cancelamento",
        "warranty": "a garantia",
        "fault": "o problema comunicado",
        "details": "a alteração dos dados",
        "question": "a pergunta",
    },
}
#: For one day, week or month, and for more of them.
WAITED_AND_WRITTEN: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("You have waited {length} and written {times}.",) * 2,
    "de": ("Das sind schon {length} Wartezeit und {times}.",) * 2,
    "fr": ("Vous attendez depuis {length} et nous avez écrit {times}.",) * 2,
    "es": ("Ya va {length} de espera, con {times}.", "Ya van {length} de espera y {times}."),
    "it": ("È già {length} di attesa, con {times}.", "Sono già {length} di attesa e {times}."),
    "nl": ("Het wachten duurt al {length}, en hierover kregen wij al {times}.",) * 2,
    "pt": ("Já lá vai {length} de espera, com {times}.", "Já lá vão {length} de espera e {times}."),
}
WAITED: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("You have waited {length}.",) * 2,
    "de": ("Das ist schon {length} Wartezeit.", "Das sind schon {length} Wartezeit."),
    "fr": ("Vous attendez depuis {length}.",) * 2,
    "es": ("Ya va {length} de espera.", "Ya van {length} de espera."),
    "it": ("È già {length} di attesa.", "Sono già {length} di attesa."),
    "nl": ("Het wachten duurt al {length}.",) * 2,
    "pt": ("Já lá vai {length} de espera.", "Já lá vão {length} de espera."),
}
WRITTEN: Final[Mapping[str, str]] = {
    "en": "You have written to us {times} about this.",
    "de": "Dazu haben uns schon {times} erreicht.",
    "fr": "Vous nous avez écrit {times} à ce sujet.",
    "es": "Sobre este asunto nos han llegado ya {times}.",
    "it": "Su questa richiesta ci sono già arrivati {times}.",
    "nl": "Hierover kregen wij al {times}.",
    "pt": "Sobre este assunto já nos chegaram {times}.",
}
#: Twice, then any other number; in five languages messages are counted and not times.
TIMES: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("twice", "{number} times"),
    "de": ("{number} Nachrichten",),
    "fr": ("{number} fois",),
    "es": ("{number} mensajes",),
    "it": ("{number} messaggi",),
    "nl": ("{number} berichten",),
    "pt": ("{number} mensagens",),
}
#: One and many, in the case that the sentences above ask for.
UNITS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "en": {"day": ("a day", "{number} days"), "week": ("a week", "{number} weeks"), "month": ("a month", "{number} months")},
    "de": {
        "day": ("ein Tag", "{number} Tage"),
        "week": ("eine Woche", "{number} Wochen"),
        "month": ("ein Monat", "{number} Monate"),
    },
    "fr": {
        "day": ("un jour", "{number} jours"),
        "week": ("une semaine", "{number} semaines"),
        "month": ("un mois", "{number} mois"),
    },
    "es": {
        "day": ("un día", "{number} días"),
        "week": ("una semana", "{number} semanas"),
        "month": ("un mes", "{number} meses"),
    },
    "it": {
        "day": ("un giorno", "{number} giorni"),
        "week": ("una settimana", "{number} settimane"),
        "month": ("un mese", "{number} mesi"),
    },
    "nl": {
        "day": ("een dag", "{number} dagen"),
        "week": ("een week", "{number} weken"),
        "month": ("een maand", "{number} maanden"),
    },
    "pt": {
        "day": ("um dia", "{number} dias"),
        "week": ("uma semana", "{number} semanas"),
        "month": ("um mês", "{number} meses"),
    },
}


def matter_of(kind: str) -> str:
    """Return the key of what tickets of a kind are about, in :data:`MATTERS`."""
    return _MATTER_OF.get(kind, "question")


def matter_words(kind: str, language: str) -> str:
    """Return the words for what tickets of a kind are about; none where only “your question” could be said."""
    matter = _MATTER_OF.get(kind)
    return MATTERS[language][matter] if matter else ""
