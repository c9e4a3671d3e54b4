"""German: what the coach listens for, and what it says."""

from typing import Final

ADVICE: Final = {
    "many_apologies": "Eine Entschuldigung genügt; sagen Sie danach, was Sie tun.",
    "empty_sympathy": "Das kann niemand wissen. Benennen Sie stattdessen, was geschehen ist.",
    "blame": "Das klingt nach einem Vorwurf. Sagen Sie, was jetzt gilt und wie es weitergeht.",
    "jargon": "Ein Alltagswort ist hier leichter zu verstehen.",
    "question_open": "Diese Frage scheint noch offen zu sein.",
    "no_next_step": "Sagen Sie, was als Nächstes geschieht oder was getan werden kann.",
    "no_time": "Sagen Sie, bis wann, wenn Sie es halten können.",
    "too_long": "Lang für jemanden in Not: das Wichtigste zuerst, in wenigen Sätzen.",
}

HEARD: Final = {
    "apology": r"\b(entschuldig\w+|verzeih\w+|bedauer\w+|sorry|tut (mir|uns) (sehr |wirklich |so )?leid)\b",
    "empty_sympathy": (
        r"\b((kann|können|verstehe|verstehen) (ihren|ihre|deinen|deine) (\w+ )?(frust|ärger|unmut|"
        r"enttäuschung|verärgerung|sorge|situation)|(kann|können) (\w+ ){0,4}(nachfühlen|nachempfinden|"
        r"gut vorstellen|nachvollziehen)|(weiß|wissen|verstehe|verstehen)( genau| sehr gut| gut)?,? wie (sie sich|"
        r"es ihnen|sich das))"
    ),
    "blame": (
        r"\b(sie hätten|hätten sie|sie haben (leider )?(versäumt|vergessen|nicht (gelesen|beachtet|"
        r"angegeben|geprüft))|wie (bereits|schon) (gesagt|erwähnt|mitgeteilt|erklärt)|ihr (eigener )?fehler|"
        r"selbst schuld|sie müssen doch|sie irren)\b"
    ),
    "jargon": (
        r"\b(sla|rma|eta|backend|eskalier\w+|eskalation\w*|second[- ]level|first[- ]level|ticketing|"
        r"workflow|diesbezüglich|hiermit|bezugnehmend|seitens|zwecks|gemäß unserer|in bearbeitung befindlich\w*|"
        r"rückantwort|zeitnah|onboarding|sku|stornobeleg|anbei|obig\w+)\b"
    ),
}

LEADS_ON: Final = (
    r"\b((habe|haben) (\w+ ){0,8}\w+(t|en)\b|bitte|sie (können|brauchen|müssen)|können sie|anbei|"
    r"hier ist|hier sind|unterwegs|erledigt|wurde|wird|werden|ist veranlasst)\b"
)
NAMES_TIME: Final = (
    r"\b(heute|morgen|übermorgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"(diese|nächste|kommende) woche|innerhalb|binnen|bis zum|\d{1,2} uhr|\d{1,2}:\d\d|\d{1,2}\.\d{1,2}\.|"
    r"\d+ (minuten|stunden?|(werk|arbeits)?tagen?|wochen?)|(einer|einem|zwei|drei) (stunden?|"
    r"tagen?|wochen?)|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|"
    r"dezember)\b"
)
ASKS_FIGURE: Final = r"\b(wann|wie (lange|viel|viele|oft|teuer)|bis wann|um wie viel|welche[rmns]? (tag|datum|preis))\b"
COMMON: Final = (
    "wann wohin woher welche welcher welches warum wieso kann können könnte könnten haben hätte wird werden würde "
    "würden eine einen einem einer nicht noch auch aber oder dass denn dann mein meine meinen meiner ihre ihren "
    "ihnen mich mir bitte gibt geht muss muß schon jetzt hier dort über unter nach wurde sein sind etwas"
)
