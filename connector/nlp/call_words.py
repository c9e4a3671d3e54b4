"""Words around calls in seven languages: what a call's record says, what heads a transcript, what promises, what asks."""

import re
from collections.abc import Mapping
from typing import Final

from connector.nlp.stock_words import vocabulary

#: At least one of these makes a text the record of a call.
CALL_WORDS: Final = vocabulary(
    """
    call calls called phone telephone voicemail recording
    anruf anrufe telefonat telefon mailbox sprachnachricht aufnahme aufzeichnung
    appel appels téléphone messagerie enregistrement
    llamada llamadas teléfono buzón grabación
    chiamata chiamate telefono telefonata segreteria registrazione
    oproep telefoongesprek gesprek opname
    chamada chamadas telefone correio gravação
    """
)
#: What else the record of a call is made of, beside numbers, times, addresses and the customer's name.
RECORD_WORDS: Final = CALL_WORDS | vocabulary(
    """
    incoming inbound outgoing outbound missed abandoned voice mail recorded record listen link duration length time started ended at on
    from to by with of the a in answered agent location number minutes minute min mins seconds second secs sec hours hour am pm utc gmt
    new via details caller id transcript transcription unknown anonymous seq
    eingehender eingehend ausgehender ausgehend verpasster verpasst dauer länge zeit datum uhr von an bei der die das den vom am um
    beantwortet ort nummer rufnummer anrufer minuten sekunden stunden neuer neue abschrift anonym
    entrant sortant manqué vocale vocal durée heure date de du à le la par répondu lieu numéro minutes secondes transcription inconnu
    entrante saliente perdida voz duración hora fecha del el por contestada agente ubicación número minutos segundos transcripción
    entrata uscita persa vocale durata ora data di da alle il risposta luogo numero minuti secondi trascrizione
    inkomend inkomende inkomende uitgaand uitgaande gemiste duur tijd datum van naar door om het beantwoord nummer minuten seconden
    recebida efetuada perdida voz duração hora data do da para às atendida número minutos segundos transcrição
    """
)
#: Before a colon in a record, these may have a name or a place behind it.
NAMED_BY: Final = vocabulary(
    """
    from to by agent location caller answered with
    von an agent ort anrufer beantwortet
    de par à lieu répondu agent
    por agente ubicación contestada
    da luogo risposta agente
    van naar door
    para local atendida
    """
)
_HEADS: Final = "transcript|transcription|transkript|abschrift|mitschrift|transcripción|trascrizione|transcriptie|transcrição"
#: “Transcript:”, “Call transcription”, “Transcript of the call: Hello, …”.
HEADING: Final = re.compile(
    rf"[^\w\n]{{0,5}}(?:\w{{1,20}}\W{{1,3}}){{0,2}}(?:{_HEADS})(?:\s(?:of|des|der|de|du|del|della|van|da|do)\b[^:\n]{{0,40}})?\W{{0,3}}"
    rf"(?::\s{{0,5}}(?P<said>.*))?",
    re.IGNORECASE,
)
#: What stands below such a heading while there is no transcript, or none will come.
NO_TRANSCRIPT: Final = re.compile(
    r"\W*(?:(?:is|was|ist|wurde|est|es|è)\s)?(?:not (?:yet )?available|unavailable|none|n/a|failed|pending|in progress|processing|(?:noch )?nicht verfügbar|wird erstellt|"
    r"fehlgeschlagen|(?:pas|non) (?:encore )?disponible|en cours|no disponible|en curso|non disponibile|in corso|niet beschikbaar|"
    r"mislukt|não disponível|indisponível|em curso)\W*",
    re.IGNORECASE,
)

#: Somebody of the business binds themselves to do something.
PROMISES: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(
        r"\b(?:i|we)(?:['’]ll| will| shall| promise| guarantee)\b|\b(?:i['’]m|i am|we['’]re|we are) (?:going to|sending|booking|arranging)\b|"
        r"\byou(?:['’]ll| will) (?:get|have|receive|hear)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:ich|wir|kolleg\w+) (?:werden?|wird|verspreche\w*|schicken?|senden?|rufen?|melden?|erstatten?|veranlassen?|kümmern?|sorgen?|"
        r"stornieren?|tauschen?|buchen?|leiten?|überweisen?)\b|\b(?:werden?|schicken?|senden?|rufen?|melden?|erstatten?|veranlassen?|kümmern?|"
        r"stornieren?|tauschen?|überweisen?) (?:ich|wir)\b|\bsie (?:bekommen|erhalten|hören)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:je vais|nous allons|on va|je (?:vous |le |la |les )?(?:promets|envoie|enverrai|rappelle|rappellerai|rembourse|rembourserai|confirme|transmets)|"
        r"nous (?:vous |le |la |les )?(?:envoyons|enverrons|rappelons|rappellerons|remboursons|rembourserons)|vous (?:recevrez|aurez))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:voy a|vamos a|(?:le|se lo|lo|la) (?:prometo|envío|enviaré|enviaremos|mando|mandaré|llamo|llamaré|llamaremos|devolvemos|devolveremos|"
        r"reembolsaremos|confirmo|confirmaré)|recibirá|tendrá)\b",
        re.IGNORECASE,
    ),
    "it": re.compile(
        r"\b(?:(?:le|glielo|la|lo) (?:prometto|invio|invierò|invieremo|mando|manderò|manderemo|richiamo|richiamerò|richiameremo|rimborso|rimborseremo|"
        r"confermo|confermerò|faccio)|riceverà|avrà|provvedo|provvederò|provvederemo)\b",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"\b(?:(?:ik|we|wij) (?:zal|zullen|ga|gaan|beloof|stuur|sturen|bel|bellen|regel|regelen|stort|storten|zorg|zorgen)|"
        r"(?:stuur|bel|regel|stort|zorg) (?:ik|we|wij)|u (?:krijgt|ontvangt|hoort))\b",
        re.IGNORECASE,
    ),
    "pt": re.compile(
        r"\b(?:vou|vamos|prometo|enviarei|enviaremos|ligarei|ligaremos|devolveremos|reembolsaremos|confirmarei|receberá|terá|"
        r"(?:envio|ligo|mando|confirmo)-lhe|(?:vai|irá) (?:receber|ter))\b",
        re.IGNORECASE,
    ),
}
#: What sounds like a promise and binds nobody: help on the line itself, a denial, a condition.
NO_PROMISE: Final = re.compile(
    r"\b(?:not|never|hold|transfer|put you through|have a look|take a look|look (?:it|that) up|check|see (?:if|what)|try|be happy to|glad to|"
    r"need to|have to|if|nicht|kein\w*|verbinde\w*|nachsehen|schaue?|prüfe?n?|versuche?n?|falls|wenn|pas|jamais|regarder|vérifie\w*|essaye\w*|"
    r"transf\w+|si|nunca|mirar|comproba\w*|revisar|intenta\w*|mai|controll\w+|verific\w+|prov(?:o|are)|niet|geen|kijken?|doorverbind\w*|"
    r"controle\w*|não|verificar|tentar|passar)\b",
    re.IGNORECASE,
)
#: Sums, dates and times: what a machine mishears most, and what the AI never promises.
FIGURES: Final = re.compile(
    r"[\d€$£%]|(?<![\w-])(?:euros?|dollars?|pounds?|pfund|cents?|refund\w*|money|erstatt\w*|geld|rembours\w*|argent|reembols\w*|devol\w+|dinero|rimbors\w*|soldi|"
    r"terugbeta\w*|dinheiro|free|gratis|kostenlos|gratuit\w*|discount|rabatt|remise|descuento|sconto|korting|desconto|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\w*|today|tonight|tomorrow|week\w*|month\w*|days?|hours?|minutes?|"
    r"(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|heute|morgen|wochen?|monate?n?|tage?n?|stunden?|minuten?|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd['’]hui|demain|semaines?|mois|jours?|heures?|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|mañana|semanas?|mes(?:es)?|días?|horas?|minutos?|"
    r"lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|oggi|domani|settiman\w+|mes[ei]|giorn[oi]|or[ae]|minuti|"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|vandaag|weken|maanden?|dag(?:en)?|uur|uren|"
    r"segunda|terça|quarta|quinta|sexta|hoje|amanhã|dias?)\b",
    re.IGNORECASE,
)

#: Somebody asks for something, also without a question mark, which a machine rarely hears.
REQUESTS: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(r"\b(?:(?:can|could|would) you|please|i(?:['’]d| would) like|i (?:want|need)|how (?:do|can) i)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:(?:können|könnten|würden) sie|bitte|ich (?:möchte|will|brauche|hätte gern\w*)|wie (?:kann|komme) ich)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:(?:pouvez|pourriez)[- ]vous|s['’]il vous plaît|je (?:voudrais|veux|souhaite)|j['’]ai besoin|comment (?:je|puis))\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:(?:puede|podría|pueden|podrían)|por favor|(?:quiero|quisiera|querría|necesito)|cómo puedo)\b", re.IGNORECASE),
    "it": re.compile(r"\b(?:(?:può|potrebbe|potete|potreste)|per favore|(?:vorrei|voglio|ho bisogno)|come (?:posso|faccio))\b", re.IGNORECASE),
    "nl": re.compile(r"\b(?:(?:kunt|kan|zou|kunnen) (?:u|jullie|je)|alstublieft|ik (?:wil|zou graag|heb \w+ nodig)|hoe kan ik)\b", re.IGNORECASE),
    "pt": re.compile(r"\b(?:(?:pode|podia|poderia|podem)|por favor|(?:quero|queria|gostava|gostaria|preciso)|como (?:posso|faço))\b", re.IGNORECASE),
}  # fmt: skip
