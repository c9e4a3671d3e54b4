"""Dutch: what the coach listens for, and what it says."""

from typing import Final

ADVICE: Final = {
    "many_apologies": "Eén excuus is genoeg; zeg daarna wat u doet.",
    "empty_sympathy": "Dat kan niemand weten. Benoem liever wat er is gebeurd.",
    "blame": "Dit klinkt als een verwijt. Zeg wat er nu geldt en hoe het verdergaat.",
    "jargon": "Een gewoon woord is hier makkelijker.",
    "question_open": "Deze vraag lijkt nog open te staan.",
    "no_next_step": "Zeg wat er nu gebeurt, of wat de klant kan doen.",
    "no_time": "Zeg wanneer, als u dat kunt waarmaken.",
    "too_long": "Lang voor iemand in nood: het belangrijkste eerst, in een paar zinnen.",
}

HEARD: Final = {
    "apology": r"\b(sorry|excuses|excuus|verontschuldig\w+|spijt|betreur\w+)\b",
    "empty_sympathy": (
        r"\b(begrijp(en)?( heel goed| volledig| helemaal| goed)* (uw|je|jouw) (\w+ )?(frustratie|"
        r"boosheid|teleurstelling|ergernis|zorg(en)?|situatie)|(kan|kunnen|begrijp|begrijpen|weet|"
        r"weten)( me| ons| mij)?( heel goed| goed| precies)? (voorstellen hoe|indenken hoe|hoe (u|"
        r"je) zich|hoe (vervelend|moeilijk)|inleven))"
    ),
    "blame": (
        r"\b(u had (\w+ ){0,4}(moeten|kunnen)|had u (maar|eerder)|u bent vergeten|u heeft (\w+ )?niet (gelezen|"
        r"gevolgd|vermeld|gecontroleerd|bijgevoegd)|zoals (al |eerder )+(gezegd|vermeld|uitgelegd|"
        r"aangegeven)|uw (eigen )?(fout|schuld)|u vergist zich)\b"
    ),
    "jargon": (
        r"\b(sla|rma|eta|backend|escal(eren|atie)|geëscaleerd|workflow|tweede lijn|2e lijn|ticket(ing)?|"
        r"bijgaand|hierbij|middels|conform|terugkoppel\w+|onboarding|sku|zo spoedig mogelijk|uitstaande|"
        r"derhalve)\b"
    ),
}

LEADS_ON: Final = (
    r"\b((heb|hebben|is|zijn|wordt|worden) (\w+ ){0,6}\w+(d|t|en)\b|graag|u kunt|u hoeft|kunt u|"
    r"hier is|hier zijn|onderweg|gedaan|alstublieft)\b"
)
NAMES_TIME: Final = (
    r"\b(vandaag|vanmiddag|vanavond|morgen|overmorgen|maandag|dinsdag|woensdag|donderdag|vrijdag|"
    r"zaterdag|zondag|deze week|volgende week|binnen|uiterlijk|\d{1,2} uur|\d{1,2}[:.]\d\d|\d+ (minuten|"
    r"uur|uren|(werk)?dagen|weken)|(een|één|twee|drie) (uur|dag|dagen|week|weken)|januari|februari|"
    r"maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)
ASKS_FIGURE: Final = r"\b(wanneer|hoe (lang|veel|laat|vaak)|hoeveel|welke (dag|datum|prijs)|tot wanneer)\b"
COMMON: Final = (
    "wanneer welke welk waarom waar hoeveel kunnen kunt zouden zou hebben heeft wordt worden werd deze dit daar "
    "hier niet nog ook maar omdat voor over onder naar mijn jullie onze graag alstublieft iets geen meer moet weten "
    "zijn was waren"
)
