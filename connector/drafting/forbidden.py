"""What a machine may never say to a customer, in seven languages, whatever it was told to say.

``PROMISES`` may stand where the business's own answer says the very same words; everything else never.
"""

import re
from collections.abc import Mapping
from typing import Final


def _table(rows: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {language: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for language, words in rows.items()}


#: Money, dates and exceptions held out to somebody.
PROMISES: Final = _table({
    "en": r"(?:we|i)(?:['’]ll| will| can| are going to| have| would)(?: \w{1,12}){0,3} (?:refund\w*|reimburse\w*|compensat\w*|credit\w*|waive\w*|"
    r"replac\w+|guarantee\w*|promise\w*|make an exception|send you a new)|(?:full|partial|immediate) refund|refund (?:is|has been|was|will)|"
    r"(?:we|i) (?:guarantee|promise)|guaranteed|exceptions?|goodwill|as a gesture|free of charge|vouchers?|discount(?:s|ed)?|compensation|"
    r"tomorrow|today|tonight|immediately|right away|shortly|soon|as soon as possible|by the end of|next week|within the (?:hour|day|week)",
    "de": r"(?:wir|ich) (?:werden|können|haben|erstatten|ersetzen|garantieren|versprechen|sichern|zahlen|überweisen)(?: \w{1,14}){0,5} "
    r"(?:erstatt\w*|zurückerstatt\w*|entschädig\w*|gutschreib\w*|ersetz\w*|erlass\w*|zu|zurück|garantier\w*)|(?:wir|ich) (?:erstatten|garantieren|"
    r"versprechen)|ihre erstattung (?:ist|wurde|wird)|garantiert|ausnahmen?|ausnahmsweise|kulanz\w*|kostenlos\w*|gutscheine?|rabatte?|entschädigung|"
    r"morgen|heute|umgehend|sofort|in kürze|bald|baldmöglichst|so schnell wie möglich|nächste[nr]? woche|bis ende",
    "fr": r"nous (?:vous )?(?:rembours\w+|dédommag\w+|offr\w+|garantiss\w+|promett\w+|remplac\w+)|votre remboursement (?:est|a été|sera)|"
    r"remboursement (?:intégral|immédiat|total)|exception(?:nel\w*|s)?|geste commercial|gratuit\w{0,6}|bons? d['’]achat|remises?|réductions?|"
    r"dédommagement|demain|aujourd['’]hui|immédiatement|tout de suite|prochainement|bientôt|dès que possible|la semaine prochaine|d['’]ici la fin",
    "es": r"(?:le |les |te )?(?:reembolsar\w+|devolver(?:emos|é)|compensar\w+|garantiz\w+|prometemos|abonar\w+)|su reembolso (?:está|ha sido|será)|"
    r"reembolso (?:completo|total|inmediato)|excepci(?:ón|ones)|excepcionalmente|cortesía|gratis|gratuit[oa]s?|vales?|descuentos?|compensación|"
    r"mañana|hoy|inmediatamente|enseguida|pronto|en breve|lo antes posible|la próxima semana|antes de fin",
    "it": r"(?:la |le |vi )?(?:rimborser\w+|risarcir\w+|garantiamo|promettiamo|accrediter\w+|sostituiremo)|il suo rimborso (?:è|sarà|è stato)|"
    r"rimborso (?:completo|totale|immediato)|eccezion[ei]|eccezionalmente|gratuit\w{0,6}|gratis|buon[oi]|scont[oi]|risarcimento|"
    r"domani|oggi|immediatamente|subito|a breve|presto|il prima possibile|la prossima settimana|entro fine",
    "nl": r"(?:we|wij|ik) (?:zullen|vergoeden|garanderen|beloven|betalen|kunnen)(?: \w{1,14}){0,5} (?:vergoed\w*|terug\w*|compenser\w*|vervang\w*|"
    r"garander\w*)|(?:we|wij|ik) (?:vergoeden|garanderen|beloven)|uw terugbetaling (?:is|wordt|werd)|gegarandeerd|uitzonderingen?|uitzondering|"
    r"coulance|gratis|kosteloos|tegoedbon\w*|kortingen?|korting|schadevergoeding|compensatie|morgen|vandaag|onmiddellijk|direct|meteen|spoedig|"
    r"binnenkort|zo snel mogelijk|volgende week|voor het einde",
    "pt": r"(?:reembols(?:amos|aremos|á-lo)|devolveremos|compensaremos|garantimos|prometemos|creditaremos|substituiremos)|"
    r"o seu reembolso (?:está|foi|será)|reembolso (?:total|completo|imediato)|exceç(?:ão|ões)|excecionalmente|cortesia|grátis|gratuit\w{0,6}|"
    r"vales?|descontos?|indemnização|compensação|amanhã|hoje|imediatamente|em breve|logo que possível|o mais rápido possível|na próxima semana|até ao fim",
})  # fmt: skip

#: Feelings of the one who writes. People supply these.
FEELINGS: Final = _table({
    "en": r"sorry|apolog\w+|(?:we|i)(?:['’](?:m|re)| am| are)?(?: \w{1,12}){0,2} (?:feel|understand how|regret|sympathi\w+|happy|glad|delighted|"
    r"pleased|excited|sad|worried)|we understand your|i understand your|our condolences|thrilled|we care|i care",
    "de": r"(?:es )?tut (?:mir|uns)(?: \w{1,10}){0,3} leid|leid tut|entschuldig\w+|bedau(?:ern|re|erlich\w*)|(?:ich|wir) (?:freue|freuen|fühle|fühlen|"
    r"verstehe|verstehen|hoffe|hoffen|wünsche|wünschen)|(?:ich|wir) (?:kann|können)(?: \w{1,12}){0,4} (?:verstehen|nachvollziehen|nachfühlen)|"
    r"gerne?|mitgefühl|beileid|traurig|froh|glücklich",
    "fr": r"désolée?s?|excus\w+|regrett\w+|(?:je|nous) (?:comprends|comprenons|ressen\w+|sommes (?:ravis|heureux|tristes|navrés)|suis (?:ravie?|heureuse|"
    r"heureux|triste|navrée?))|navrée?s?|ravie?s?|avec plaisir|condoléances|compati\w+",
    "es": r"lo siento|sentimos|lament\w+|disculp\w+|perdón|(?:comprendo|comprendemos|entiendo|entendemos) (?:su|cómo|que)|me alegr\w+|nos alegr\w+|"
    r"encantad[oa]s?|con mucho gusto|condolencias|pésame",
    "it": r"(?:mi|ci) (?:dispiace|spiace|scus\w+|rallegr\w+|fa piacere)|scus\w+|rammaric\w+|(?:capisco|capiamo|comprendo|comprendiamo)|"
    r"(?:sono|siamo) (?:lieti?|felici?|contenti?|dispiaciuti?)|volentieri|condoglianze|piacere di",
    "nl": r"(?:het )?spijt (?:me|mij|ons)|sorry|excuses|verontschuldig\w*|betreur\w*|(?:ik|we|wij) (?:begrijp|begrijpen|voel|voelen|hoop|hopen)|"
    r"graag|blij|verheugd|medeleven|condoleances",
    "pt": r"lament\w+|sinto muito|sentimos muito|desculp\w+|(?:compreendo|compreendemos|entendo|entendemos) (?:a sua|o seu|como|que)|"
    r"(?:fico|ficamos|estou|estamos) (?:feliz|felizes|contentes?|tristes?)|com (?:muito )?(?:gosto|prazer)|condolências|pêsames",
})  # fmt: skip

#: A machine that introduces itself as somebody, or signs.
PERSONS: Final = _table({
    "en": r"my name is|i am \w+ from|i['’]m \w+ from|(?:kind|best|warm) regards|sincerely|yours (?:truly|faithfully)|cheers",
    "de": r"mein name ist|ich heiße|ich bin \w+ (?:vom|von|aus)|(?:mit )?(?:freundlich|best|lieb|viel|herzlich|schön)en? gr[üu]\w+",
    "fr": r"je m['’]appelle|mon nom est|je suis \w+ d[eu]|cordialement|bien à vous|(?:sincères |meilleures )?salutations",
    "es": r"me llamo|mi nombre es|soy \w+ de|(?:un )?(?:cordial )?saludos?|atentamente",
    "it": r"mi chiamo|il mio nome è|sono \w+ di|(?:cordiali|distinti) saluti|saluti",
    "nl": r"mijn naam is|ik heet|ik ben \w+ van|(?:met )?vriendelijke groet\w*|groet(?:en|jes)?|hoogachtend",
    "pt": r"chamo-me|me chamo|o meu nome é|sou \w+ d[aeo]|(?:com os )?(?:melhores )?cumprimentos|atenciosamente|abraços?",
})  # fmt: skip

#: Traces of the machinery, in any language.
ECHOES: Final = re.compile(
    r"[⟦⟧{}]|</?[a-z]|```|\b[A-Z]{2,8}_\d{1,4}\b|\b(?:system prompt|as an ai|language model|sprachmodell|modèle de langage|"
    r"modelo de lenguaje|modelo de linguagem|modello linguistico|taalmodel)\b",
    re.IGNORECASE,
)
