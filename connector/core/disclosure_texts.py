"""What the disclosure says in the seven languages unless the admin words it otherwise. ``{name}`` is who checked, or who wrote.

The word to answer with stands in quotation marks, and triage hears it as a request for a person.
"""

from typing import Final

#: Stands where a name would. It is the subject of its sentence in every footer here.
OUR_TEAM: Final = {
    "en": "our team",
    "de": "unser Team",
    "fr": "notre équipe",
    "es": "nuestro equipo",
    "it": "il nostro team",
    "nl": "ons team",
    "pt": "a nossa equipa",
}

#: How “our team” reads after the word for “by”, in a wording of the admin's own.
BY_OUR_TEAM: Final = {
    "de": ("von unser Team", "von unserem Team"),
    "it": ("da il nostro team", "dal nostro team"),
    "pt": ("por a nossa equipa", "pela nossa equipa"),
}

FIRST_LINES: Final = {
    "en": "This reply was written by an automated AI assistant and may contain mistakes. "
    "Reply “human” and a person will write to you.",
    "de": "Diese Antwort hat ein automatischer KI-Assistent geschrieben; sie kann Fehler enthalten. "
    "Antworten Sie „Mensch“, dann schreibt Ihnen ein Mensch.",
    "fr": "Cette réponse a été rédigée par un assistant automatique (IA) et peut contenir des erreurs. "
    "Répondez « humain » et une personne vous écrira.",
    "es": "Esta respuesta la ha escrito un asistente automático de IA y puede contener errores. "
    "Responda «persona» y le contestará una persona.",
    "it": "Questa risposta è stata scritta da un assistente automatico (IA) e può contenere errori. "
    "Risponda «persona» e Le scriverà una persona.",
    "nl": "Dit antwoord is geschreven door een automatische AI-assistent en kan fouten bevatten. "
    "Antwoord met ‘mens’, dan schrijft een medewerker u terug.",
    "pt": "Esta resposta foi escrita por um assistente automático de IA e pode conter erros. "
    "Responda «pessoa» e uma pessoa irá escrever-lhe.",
}

FOOTERS: Final = {
    "en": "A first version of this reply was drafted with AI and checked by {name}. "
    "Reply “human” if you would rather hear from a person.",
    "de": "Eine erste Fassung dieser Antwort wurde mit KI entworfen; {name} hat sie geprüft. "
    "Antworten Sie „Mensch“, wenn Ihnen lieber ein Mensch schreiben soll.",
    "fr": "Une première version de cette réponse a été préparée à l’aide d’une IA et vérifiée par {name}. "
    "Répondez « humain » si vous préférez qu’une personne vous écrive.",
    "es": "Una primera versión de esta respuesta se redactó con ayuda de IA y la ha revisado {name}. "
    "Responda «persona» si prefiere que le escriba una persona.",
    "it": "Una prima versione di questa risposta è stata preparata con l’aiuto dell’IA e {name} l’ha controllata. "
    "Risponda «persona» se preferisce che Le scriva una persona.",
    "nl": "Een eerste versie van dit antwoord is met AI opgesteld en nagekeken door {name}. "
    "Antwoord met ‘mens’ als u liever contact hebt met een medewerker.",
    "pt": "Uma primeira versão desta resposta foi preparada com ajuda de IA e {name} verificou-a. "
    "Responda «pessoa» se preferir que uma pessoa lhe escreva.",
}

PERSON_LINES: Final = {
    "en": "This reply was written by a person: {name}.",
    "de": "Diese Antwort hat ein Mensch geschrieben: {name}.",
    "fr": "Cette réponse a été écrite par une personne : {name}.",
    "es": "Esta respuesta la ha escrito una persona: {name}.",
    "it": "Questa risposta è stata scritta da una persona: {name}.",
    "nl": "Dit antwoord is geschreven door een mens: {name}.",
    "pt": "Esta resposta foi escrita por uma pessoa: {name}.",
}

#: The same where the helpdesk does not say who is writing.
TEAM_LINES: Final = {
    "en": "This reply was written by a person on our team.",
    "de": "Diese Antwort hat ein Mensch aus unserem Team geschrieben.",
    "fr": "Cette réponse a été écrite par une personne de notre équipe.",
    "es": "Esta respuesta la ha escrito una persona de nuestro equipo.",
    "it": "Questa risposta è stata scritta da una persona del nostro team.",
    "nl": "Dit antwoord is geschreven door een mens uit ons team.",
    "pt": "Esta resposta foi escrita por uma pessoa da nossa equipa.",
}
