"""How people of a business promise something in their replies, and by when, in seven languages.

All are regular expressions for text in lower case with straight apostrophes. ``promise`` finds a promise in a sentence; ``void`` what makes
it none: a condition, a denial, a request. In ``span`` the last number counts, so that “3 to 5 days” are five.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWords:
    """One language. ``weekdays`` begin on Monday, ``months`` with January; ``numbers`` are the words for 1 to 10."""

    promise: str
    void: str
    today: str
    tomorrow: str
    day_after: str
    weekdays: Sequence[str]
    by_weekday: str
    past: str
    months: Sequence[str]
    span: str
    hours: str
    working: str
    days: str
    weeks: str
    numbers: Sequence[str]


PROMISE_WORDS: Final[Mapping[str, PromiseWords]] = {
    "en": PromiseWords(
        promise=(
            r"(i|we)( will|'ll| shall| am going to| are going to|'re going to|'m going to) \w+|"
            r"(somebody|someone|a colleague|my colleague|our \w+|the \w+( \w+)?) will \w+|you( will|'ll) (have|hear|receive|get|be)\b|"
            r"(will|'ll) be (\w+ly )?(in touch|with you|refunded|sent|processed|shipped|delivered|credited|repaired|replaced|collected|dispatched|paid)|"
            r"(your \w+|it)( will|'ll) (arrive|leave|be)|"
            r"i promise|we promise|you have my word"
        ),
        void=r"\b(if|unless|once you|as soon as you|please|could you|not be able|cannot|can't|won't|will not|unfortunately|(will|'ll) (need|have) to|be (closed|away|open)|find)\b|\?$",
        today=r"today|tonight|this (morning|afternoon|evening)|(end of (the )?|later this )day",
        tomorrow=r"tomorrow",
        day_after=r"the day after tomorrow",
        weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        by_weekday=r"(by|on|until|before|this|coming)( the)? ",
        past=r"last|of",
        months=("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        span=r"(within|in)( the next| the coming)?( about)? ",
        hours=r"(hours?|hrs?)",
        working=r"(working|business) days?",
        days=r"days?",
        weeks=r"weeks?",
        numbers=("one|a|an", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    ),
    "de": PromiseWords(
        promise=(
            r"(ich|wir|meine kollegin|mein kollege|jemand|eine kollegin|ein kollege|das team|die kollegen) (\w+ ){0,2}"
            r"(melden?|meldet|rufen?|ruft|schreiben?|antworten?|schicken?|senden?|erstatten?|überweisen?|liefern?|kümmern?|kümmert|prüfen?|klären?|tauschen?|holen?|reparieren?|informieren?|bestätigen?|veranlassen?)\b|"
            r"(melden|melde|rufen|rufe|schicken|schicke|senden|sende|erstatten|erstatte|überweisen|überweise|kümmern|kümmere|prüfen|prüfe|klären|kläre|informieren|informiere) (ich|wir)\b|"
            r"(sie (hören|bekommen|erhalten)|(hören|bekommen|erhalten) sie)\b|(wird|werden) (\w+ ){0,9}(erstattet|überwiesen|geliefert|verschickt|versendet|gesendet|bearbeitet|gutgeschrieben|repariert|abgeholt|angerufen|zurückgerufen|melden|anrufen|zurückrufen|schicken|senden|erstatten|überweisen|prüfen|klären|ersetzen|kümmern)|"
            r"(das )?(verspreche|versprechen|sage ich ihnen zu|sagen wir ihnen zu)"
        ),
        void=r"\b(wenn|falls|sofern|sobald sie|bitte|nicht|leider|können sie)\b|\?$",
        today=r"heute|noch heute",
        tomorrow=r"morgen",
        day_after=r"übermorgen",
        weekdays=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"),
        by_weekday=r"(bis|am|spätestens|diesen|kommenden|bis spätestens|bis zum|bis kommenden) ",
        past=r"letzten|letzter|vom|vergangenen",
        months=(
            "januar|jän",
            "februar",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
        ),
        span=r"(innerhalb|innerhalb von|binnen|in)( den nächsten)?( etwa)? ",
        hours=r"stunden?",
        working=r"(werk|arbeits)tagen?",
        days=r"tage?n?",
        weeks=r"wochen?",
        numbers=("einem?|einer|eines", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    ),
    "fr": PromiseWords(
        promise=(
            r"(je|nous|on|un collègue|une collègue|notre \w+|votre \w+|il|elle|quelqu'un)( vous| le| la| les| en)* "
            r"(rappellerai|rappellerons|rappellera|appellerai|appellerons|appellera|écrirai|écrirons|écrira|répondrai|répondrons|répondra|recontacterai|recontacterons|recontactera|contacterai|contacterons|contactera|"
            r"enverrai|enverrons|enverra|rembourserai|rembourserons|remboursera|expédierons|livrerons|remplacerons|réparerons|vérifierai|vérifierons|tiendrai|tiendrons|informerai|informerons|"
            r"reviendrai|reviendrons|reviendra|transmettrons|occuperai|occuperons|confirmerai|confirmerons|arrivera|partira|sera (remboursé|envoyé|expédié|livré|traité|réparé|remplacé|crédité)\w*)|"
            r"(je|nous) (vous )?(reviens|revenons|rappelle|rappelons|promets|promettons)|(vous (recevrez|aurez|serez (remboursé|livré|rappelé|recontacté)\w*))"
        ),
        void=r"\b(si|dès que vous|veuillez|merci de|ne|n'|malheureusement|pouvez-vous)\b|\?$",
        today=r"aujourd'hui|ce (matin|soir)|cet après-midi|dans la journée",
        tomorrow=r"demain",
        day_after=r"après-demain",
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        by_weekday=r"(d'ici|avant|au plus tard|ce|dès|pour|d'ici à|jusqu'à)?( le)? ?",
        past=r"dernier|passé|du",
        months=("janv", "févr|fevr", "mars", "avr", "mai", "juin", "juil", "août|aout", "sept", "oct", "nov", "déc|dec"),
        span=r"(sous|dans|d'ici|en)( un délai de)?( les)?( prochains?)?( environ)? ?",
        hours=r"(heures?|h)",
        working=r"jours? (ouvrés?|ouvrables?)",
        days=r"jours?",
        weeks=r"semaines?",
        numbers=("une?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    ),
    "es": PromiseWords(
        promise=(
            r"(?<!\w)(le|les|te|se lo|lo|la|me|nos)? ?(llamaré|llamaremos|llamará|escribiré|escribiremos|responderé|responderemos|contestaremos|contactaré|contactaremos|enviaré|enviaremos|mandaremos|"
            r"reembolsaremos|devolveremos|abonaremos|reemplazaremos|repararemos|comprobaré|comprobaremos|revisaré|revisaremos|informaré|informaremos|avisaré|avisaremos|"
            r"confirmaré|confirmaremos|entregaremos|recogeremos|pondré en contacto|pondremos en contacto|ocuparé|ocuparemos|llegará|"
            r"será (reembolsado|enviado|entregado|procesado|reparado|abonado)a?)\b|"
            r"(vamos|voy) a (llamar|escribir|enviar|mandar|reembolsar|devolver|revisar|comprobar|responder|contactar)\w*|"
            r"\b(recibirá|recibirás|tendrá (su|una|el|la))\b|(le|te) (prometo|prometemos)"
        ),
        void=r"\b(si|cuando usted|por favor|no|lamentablemente|podría|puede)\b|\?$",
        today=r"hoy|esta (mañana|tarde|noche)",
        tomorrow=r"(?<!esta )(?<!la )mañana",
        day_after=r"pasado mañana",
        weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        by_weekday=r"(antes del?|para el|hasta el|este|el|a más tardar el|el próximo)? ?",
        past=r"pasado|del",
        months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
        span=r"(en|en un plazo de|dentro de|en el plazo de|antes de)( los próximos)?( unos?)? ",
        hours=r"(horas?|h)",
        working=r"días? (hábil(es)?|laborables?)",
        days=r"días?",
        weeks=r"semanas?",
        numbers=("una?", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
    ),
    "it": PromiseWords(
        promise=(
            r"(?<!\w)(la|le|vi|ti|lo|li|glielo|ci|mi)? ?(richiamerò|richiameremo|richiamerà|chiamerò|chiameremo|chiamerà|telefoneremo|scriverò|scriveremo|risponderò|risponderemo|ricontatterò|ricontatteremo|ricontatterà|contatterò|contatteremo|contatterà|"
            r"invierò|invieremo|manderò|manderemo|spediremo|rimborseremo|accrediteremo|sostituiremo|ripareremo|verificherò|verificheremo|controllerò|controlleremo|informerò|informeremo|"
            r"aggiornerò|aggiorneremo|confermerò|confermeremo|consegneremo|ritireremo|occuperò|occuperemo|farò sapere|faremo sapere|arriverà|"
            r"sarà (rimborsato|inviato|spedito|consegnato|elaborato|riparato|accreditato)a?|verrà (rimborsato|inviato|spedito|consegnato|elaborato|riparato|accreditato|ricontattato)a?)\b|"
            r"\b(riceverà|riceverete|riceverai|avrà (il|la|una))\b|(le|vi) (prometto|promettiamo)"
        ),
        void=r"\b(se|quando lei|per favore|la preghiamo|non|purtroppo|potrebbe|può)\b|\?$",
        today=r"oggi|stasera|questa (mattina|sera)|questo pomeriggio",
        tomorrow=r"domani",
        day_after=r"dopodomani",
        weekdays=("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
        by_weekday=r"(entro|entro il|prima di|questo|per)? ?",
        past=r"scorso|scorsa|di",
        months=("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"),
        span=r"(entro|in|tra|fra)( i| le)?( prossimi| prossime)?( circa)? ",
        hours=r"or[ae]",
        working=r"giorn[oi] lavorativ[oi]",
        days=r"giorn[oi]",
        weeks=r"settiman[ae]",
        numbers=("un|uno|una", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"),
    ),
    "nl": PromiseWords(
        promise=(
            r"(ik|wij|we|een collega|mijn collega|iemand|uw \w+|het \w+) ((zal|zullen|ga|gaan) (\w+ ){0,7}(bellen|terugbellen|schrijven|mailen|antwoorden|reageren|sturen|opsturen|terugbetalen|overmaken|vervangen|repareren|nakijken|uitzoeken|regelen|laten weten|informeren|bevestigen|bezorgen|ophalen)|"
            r"(bel|bellen|belt|mail|mailen|stuur|sturen|betalen|vervangen|kom|komen|neem|nemen|neemt|laat|laten|zoek|zoeken|regel|regelen|reageer|reageren)\b)|"
            r"(bel|bellen|mail|mailen|stuur|sturen|neem|nemen|laat|laten|kom|komen) (ik|wij|we)\b|"
            r"(u|je) (hoort|krijgt|ontvangt|hebt|heeft)\b|(hoort|krijgt|ontvangt) u|(wordt|worden) (\w+ ){0,9}(terugbetaald|verstuurd|verzonden|bezorgd|verwerkt|gerepareerd|vervangen|opgehaald|teruggebeld|overgemaakt)|"
            r"(ik|wij|we) (beloof|beloven)"
        ),
        void=r"\b(als|indien|zodra u|wilt u|graag|niet|helaas|kunt u)\b|\?$",
        today=r"vandaag|vanmiddag|vanavond|vanmorgen",
        tomorrow=r"morgen",
        day_after=r"overmorgen",
        weekdays=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        by_weekday=r"(uiterlijk|voor|op|deze|komende|tot|vóór|uiterlijk op)? ?",
        past=r"afgelopen|vorige|van",
        months=("jan", "feb", "maart|mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
        span=r"(binnen|over|in)( de komende)?( ongeveer)? ",
        hours=r"(uur|uren)",
        working=r"werkdag(en)?",
        days=r"dag(en)?",
        weeks=r"we(ek|ken)",
        numbers=("een|één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    ),
    "pt": PromiseWords(
        promise=(
            r"(?<!\w)(ligarei|ligaremos|ligará|telefonaremos|escreverei|escreveremos|responderei|responderemos|contactarei|contactaremos|contataremos|entrarei em contacto|entraremos em conta(c)?to|"
            r"enviarei|enviaremos|mandaremos|reembolsaremos|devolveremos|creditaremos|substituiremos|repararemos|verificarei|verificaremos|informarei|informaremos|avisarei|avisaremos|"
            r"confirmarei|confirmaremos|entregaremos|recolheremos|daremos|darei|trataremos|tratarei|chegará|ligar-lhe-emos|enviar-lhe-emos|contactá-lo-emos|contactá-la-emos|"
            r"será (reembolsad|enviad|entregue|processad|reparad|creditad)\w*)\b|"
            r"(vamos|vou|irei|iremos) (\w+-?\w* )?(ligar|telefonar|escrever|enviar|mandar|reembolsar|devolver|verificar|responder|contactar|contatar|tratar|informar)\w*|"
            r"\b(receberá|receberás|terá (o|a|uma))\b|(prometo|prometemos)"
        ),
        void=r"\b(se|quando o|por favor|não|infelizmente|poderia|pode)\b|\?$",
        today=r"hoje|esta (manhã|tarde|noite)",
        tomorrow=r"amanhã",
        day_after=r"depois de amanhã",
        weekdays=(
            "segunda(-feira)?",
            "terça(-feira)?",
            "quarta(-feira)?",
            "quinta(-feira)?",
            "sexta(-feira)?",
            "sábado",
            "domingo",
        ),
        by_weekday=r"(até|até à|na|no|antes de|esta|este|até ao)? ?",
        past=r"passad[oa]|da|do",
        months=("jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"),
        span=r"(em|dentro de|no prazo de|nos próximos|nas próximas|em até|até)( cerca de)? ",
        hours=r"(horas?|h)",
        working=r"dias? út(il|eis)",
        days=r"dias?",
        weeks=r"semanas?",
        numbers=("uma?", "dois|duas", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"),
    ),
}
