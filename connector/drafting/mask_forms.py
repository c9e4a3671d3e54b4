"""The forms of what points to a person, in seven languages. Every pattern is bounded, so that reading stays linear.

Where a pattern has groups, the value is the first group that matched; else it is the whole match.
"""

import re
from typing import Final

_CAP: Final = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{1,30}"
#: Small words inside names. By themselves they point to nobody.
PARTICLES: Final = frozenset(
    ["van", "von", "de", "der", "den", "da", "do", "dos", "di", "del", "della", "des", "du", "la", "le", "zu", "ten", "ter"]
)  # fmt: skip
_PARTICLE: Final = rf"(?:{'|'.join(sorted(PARTICLES))})"
_PART: Final = rf"(?:[dl]['’])?{_CAP}"
_NAME: Final = rf"((?:{_PARTICLE}[ \t]){{0,3}}{_PART}(?:(?:[ \t]{_PARTICLE}){{0,3}}[ \t]{_PART}){{0,3}})"
_SMALL: Final = (
    r"(?:de|del|de la|de las|de los|des|du|della|delle|dei|degli|di|do|da|dos|das|la|le|les|van|van de|van der|d['’]|l['’])"
)
_PROPER: Final = rf"(?:{_SMALL}[ ]?){{0,3}}{_CAP}(?:[ ](?:{_SMALL}[ ])?{_CAP}){{0,4}}"
_HOUSE: Final = r"(?:,?[ ](?:n[º°o.]{1,2}[ ]?|nr\.?[ ]?|num\.?[ ]?)?\d{1,5}[ ]?[a-zA-Z]?(?!\w))"

_GREETINGS: Final = (
    r"(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|"
    r"bonjour|bonsoir|salut|cher|chère|hola|estimad[oa]s?|querid[oa]s?|buen(?:os|as) (?:días|tardes|noches)|buon ?giorno|buonasera|ciao|"
    r"gentile|egregi[oa]|car[oa]s?|beste|geachte|goede(?:ndag|morgen|middag|navond)|dag|olá|bom dia|boa (?:tarde|noite)|prezad[oa]s?|exm[oa]\.?)"
)
_TITLES: Final = (
    r"(?:mr|mrs|ms|miss|mx|dr|prof|herrn?|frau|m|mme|mlle|monsieur|madame|mademoiselle|sr|sra|srta|señora?|señorita|don|doña|sig|sig\.ra|"
    r"signora?|signor|dott|dott\.ssa|avv|dhr|mevr|mw|meneer|mevrouw|heer|senhora?|dra)"
)
_INTRODUCTIONS: Final = (
    r"(?:my name is|name is|mein name ist|ich heiße|ich heisse|je m['’]appelle|mon nom est|me llamo|mi nombre es|mi chiamo|il mio nome è|"
    r"mijn naam is|ik heet|chamo-me|me chamo|o meu nome é|meu nome é|(?:first|last|full|sur)?name|vorname|nachname|nom|prénom|nombre|apellidos?|"
    r"cognome|nome|naam|achternaam|voornaam|apelido)"
)
_CLOSINGS: Final = (
    r"(?:(?:(?:with )?(?:kind|best|warm) )?(?:regards|wishes)|thanks|thank you|many thanks|sincerely|yours|cheers|best|"
    r"(?:mit )?(?:freundlich|best|lieb|viel|schön|herzlich)en? gr(?:ü|ue)(?:ß|ss)en?|gr(?:ü|ue)(?:ß|ss)e|danke|vielen dank|mfg|lg|vg|"
    r"cordialement|bien à vous|salutations|merci|saludos|atentamente|gracias|(?:cordiali|distinti)? ?saluti|grazie|"
    r"(?:met )?vriendelijke groet(?:en)?|groet(?:en|jes)?|bedankt|mvg|(?:com os )?(?:melhores )?cumprimentos|obrigad[oa]|atenciosamente|abraços?)"
)
_NUMBERED: Final = (
    r"(?:order|booking|reference|ref|invoice|customer|client|account|member(?:ship)?|contract|policy|tracking|case|ticket|"
    r"bestell\w*|auftrag\w*|buchung\w*|rechnung\w*|kunden?\w*|vertrag\w*|konto\w*|sendung\w*|vorgang\w*|kdnr|"
    r"commande|réservation|facture|client|compte|contrat|dossier|suivi|colis|"
    r"pedido|reserva|factura|cliente|cuenta|contrato|envío|expediente|"
    r"ordine|prenotazione|fattura|conto|contratto|spedizione|pratica|"
    r"bestel\w*|boeking|factuur|klant\w*|rekening|contract|zending|dossier|"
    r"encomenda|fatura|conta|envio|processo)"
)
_BIRTH: Final = r"(?:born|birth\w*|geb\w{0,10}|né[e]?|naissance|nacid[oa]|nacimiento|nat[oa]|nascita|nascid[oa]|nascimento|dob)"

#: Sought in the whole text.
FORMS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        ("EMAIL", r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", 0),
        ("LINK", r"(?:https?://|www\.)[^\s<>\"'⟦⟧]{3,500}", re.IGNORECASE),
        ("IBAN", r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{2,4}){3,8}\b", 0),
        ("IBAN", r"\b[a-z]{2}\d{2}(?:[ ]?\d{2,4}){3,8}\b", 0),
        ("NAME", rf"^[ \t]{{0,9}}(?i:{_GREETINGS})[ \t]{{1,3}}(?:(?i:{_TITLES})\.?[ \t]{{1,3}}){{0,2}}{_NAME}", re.MULTILINE),
        ("NAME", rf"\b(?i:{_TITLES})\.?[ ]{_NAME}", 0),
        ("NAME", rf"\b(?i:{_INTRODUCTIONS})[ ]?:?[ ]{_NAME}", 0),
        ("NAME", rf"^[ \t]{{0,9}}(?i:{_CLOSINGS})[ \t]{{0,3}}[,.!]{{0,2}}\s{{1,9}}{_NAME}[ \t.]{{0,3}}$", re.MULTILINE),
        ("ADDRESS", rf"\b[A-ZÄÖÜ]\w{{0,30}}(?i:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee){_HOUSE}", 0),
        ("ADDRESS", rf"\b(?:Am|An der|An den|Auf der|Im|In der|Zum|Zur|Unter den|Alte|Neue|Große|Kleine)[ ]{_CAP}(?:[ ]{_CAP}){{0,2}}{_HOUSE}", 0),
        ("ADDRESS", rf"\b\d{{1,5}}[A-Za-z]?[ ](?:{_CAP}[ ]){{1,4}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Way|Place|"
                    r"Square|Terrace|Crescent|Gardens|Boulevard|Blvd)\b", 0),
        ("ADDRESS", rf"\b\d{{1,4}}(?:[ ]?(?:bis|ter))?,?[ ](?i:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|allée|quai|route|cours)[ ]{_PROPER}", 0),
        ("ADDRESS", rf"\b(?i:calle|c/|avenida|avda\.?|paseo|plaza|ronda|camino|carrer)[ ]?{_PROPER}{_HOUSE}", 0),
        ("ADDRESS", rf"\b(?i:via|viale|corso|piazza|piazzale|vicolo|largo|strada)[ ]{_PROPER}{_HOUSE}", 0),
        ("ADDRESS", rf"\b[A-Z]\w{{0,30}}(?i:straat|laan|weg|plein|gracht|kade|singel|dijk|hof|pad|steeg){_HOUSE}", 0),
        ("ADDRESS", rf"\b(?i:rua|avenida|av\.|praça|travessa|largo|estrada|alameda)[ ]{_PROPER}{_HOUSE}", 0),
        ("PLACE", rf"\b(?:[A-Z]{{1,2}}-)?\d{{5}}[ ]{_CAP}(?:[ ]{_CAP})?", 0),
        ("PLACE", rf"\b\d{{4}}-\d{{3}}(?:[ ]{_CAP})?", 0),
        ("PLACE", rf"\b\d{{4}}[ ]?[A-Z]{{2}}\b(?:[ ]{_CAP})?", 0),
        ("PLACE", r"\b[A-Z]{1,2}\d[A-Z\d]?[ ]\d[A-Z]{2}\b", 0),
        ("BIRTH", rf"\b{_BIRTH}\W{{1,4}}(?:\w{{2,12}}\W{{1,3}}){{0,3}}?(\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})", re.IGNORECASE),
        ("NUMBER", rf"\b{_NUMBERED}\W{{0,4}}(?:(?:no|nr|num|number|nummer|numéro|número|numero|code|id|n[º°o]?)(?!\w))?\W{{0,4}}"
                   r"((?=[\w/-]{0,20}\d)[A-Z0-9][\w/-]{1,30})", re.IGNORECASE),
        ("NUMBER", r"#[ ]?(?=\w{0,20}\d)[\w/-]{2,30}", 0),
        ("NUMBER", r"\b(?=[A-Z0-9-]{0,30}\d[A-Z0-9-]{0,30}\d)(?=[A-Z0-9-]{0,30}[A-Z])[A-Z0-9]{1,20}(?:-[A-Z0-9]{1,20}){0,4}\b(?<=\w{4})", 0),
        ("ADDRESS", r"\b(?:\d{1,3}\.){3}\d{1,3}\b", 0),
    )
)  # fmt: skip

#: A longer row of numbers is no date: 06.12.34.56.78 is a telephone in France.
_DATE: Final = "|".join(rf"(?<!\d{at})\d{{1,2}}{at}\d{{1,2}}{at}(?:\d{{4}}|\d{{2}})(?!{at}?\d)" for at in (r"\.", "/", "-"))
#: Dates, times and amounts, which a reader needs and which point to nobody.
KEPT: Final = re.compile(
    rf"(?<![\w+])(?:\d{{4}}-\d{{2}}-\d{{2}}(?!-?\d)|{_DATE}|(?<!\d\.)\d{{1,2}}[:.h]\d{{2}}(?![\d.]))|"
    r"(?:[€$£]|\b(?:EUR|USD|GBP|CHF))[ ]?\d{1,3}(?:[.,'’ ]?\d{3})?(?:[.,]\d{1,2})?(?!\d)|"
    r"(?<![\w.,])\d{1,3}(?:[.,'’ ]?\d{3})?(?:[.,]\d{1,2})?[ ]?(?:[€$£]|(?:EUR|USD|GBP|CHF)\b)"
)

#: Sought in what is left without dates and amounts.
LONG_NUMBERS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "PHONE",
        re.compile(
            r"(?<![\w.])(?:\+|00)[ ]?\(?\d(?:[ ().\-/]{0,3}\d){6,16}(?!\w)|(?<![\w.])\(?0\d(?:[ ().\-/]{0,3}\d){5,13}(?!\w)"
        ),
    ),
    ("NUMBER", re.compile(r"(?<!\w)\d(?:[ .\-/]?\d){6,24}(?!\w)")),
    ("NUMBER", re.compile(r"(?<![\d.,])\d{5,30}(?![\d])")),
)

#: Parts of addresses that are offices and not people.
ROLE_WORDS: Final = frozenset(
    [
        "info", "mail", "post", "office", "contact", "kontakt", "support", "service", "kundenservice", "hello", "hallo", "sales", "shop",
        "team", "help", "admin", "noreply", "reply", "contacto", "contatto", "contato", "bonjour", "ventas", "vendite", "verkoop", "the",
    ]
)  # fmt: skip


def kind_of_number(digits: str) -> str:
    """``CARD`` for what passes Luhn's check (ISO/IEC 7812-1, annex B) at a card's length, else ``NUMBER``."""
    numbers = [int(c) for c in digits if c.isdigit()]
    if not 13 <= len(numbers) <= 19:
        return "NUMBER"
    doubled = [sum(divmod(2 * n, 10)) if i % 2 else n for i, n in enumerate(reversed(numbers))]
    return "CARD" if sum(doubled) % 10 == 0 else "NUMBER"


def is_iban(value: str) -> bool:
    """Whether an account number passes the check of ISO 13616: remainder 1 by 97."""
    plain = value.replace(" ", "").upper()
    if not 15 <= len(plain) <= 34 or not plain.isalnum() or not plain.isascii():
        return False
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1
