"""What a draft may say only where a person of the business has published it: money, dates, exceptions."""

import re
from typing import Final

from connector.core.draft import Source
from connector.nlp.stock_words import vocabulary

_AMOUNT: Final = re.compile(
    r"(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF)\b)\s?\d|\d[\d.,]{0,12}\s?(?:[€$£¥%]|(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?|francs?|franken|libras?)\b)|"
    r"\d{1,3}\s?(?:percent|prozent|pour cent|por ciento|per cento|procent|por cento)\b",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|"
    r"\b(?:within|innerhalb|binnen|dans les|sous|dentro de|en un plazo|entro|nos próximos|em até)\s+\w{0,6}\s?\d{1,3}\b|"
    r"\b(?:tomorrow|today|tonight|morgen|heute|vandaag|demain|aujourd['’]hui|mañana|hoy|domani|oggi|amanhã|hoje)\b|"
    r"\b(?:next|this|by) (?:week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|"
    r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|"
    r"miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|"
    r"vrijdag|zaterdag|zondag|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira)\b",
    re.IGNORECASE,
)
_FAVOUR: Final = re.compile(
    r"\b(?:exceptions?|goodwill|vouchers?|discounts?|compensation|guarantee[ds]?|promise[ds]?|ausnahme\w*|kulanz\w*|gutschein\w*|rabatt\w*|"
    r"entschädig\w*|garantier\w*|versprech\w*|geste commercial\w*|exceptionnel\w*|remise|dédommag\w*|garantiss\w*|promett\w*|excepci\w*|descuento\w*|"
    r"compensaci\w*|garantizamos|prometemos|eccezion\w*|sconto|buono|risarciment\w*|promettiamo|uitzondering\w*|coulance|korting\w*|tegoed\w*|"
    r"vergoed\w*|belov\w*|exce[cç]\w*|desconto\w*|indemniza\w*|prometemos)\b",
    re.IGNORECASE,
)
_REFUND: Final = re.compile(
    r"\b(?:refund\w*|erstatt\w*|rembours\w*|reembols\w*|rimbors\w*|terugbetaal\w*|terugbetaling\w*|terugstort\w*|credited|gutgeschrieben|crédit\w*|abonad[oa]\w*|"
    r"accredit\w*|creditad\w*)\b",
    re.IGNORECASE,
)
#: What identifies one purchase: LH-204655, #204655, or a long number behind a word for “order”.
ORDER_NUMBER: Final = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,4}-\d{4,12}|#\d{4,12})(?![\w-])|"
    r"(?:\b(?:order|bestellung|commande|pedido|ordine|bestelling|encomenda)\b[ ](?:number |no\.? |nr\.? |nummer |n[°º]\.? ?|número |numero )?)(\d{5,12})\b",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"https?:|www\.|@|\{[{%]|[<>]")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+|\n+")


def promises(text: str) -> bool:
    """Whether words that are not the business's own would read as a promise of money, of a date or of an exception."""
    return any(sign.search(text) for sign in (_AMOUNT, _DATE, _FAVOUR))


def may_be_echoed(words: str) -> bool:
    """Whether words of the customer may stand in a text to that customer: no promise put into our mouth, no link, no markup."""
    return not (promises(words) or _REFUND.search(words) or _LINK.search(words))


def is_for_one_customer(source: Source, greeting: str, name: str) -> bool:
    """Whether an answer was written for one customer and is none for another.

    It is when it names a purchase by its number, when one sentence gives an amount that is refunded, or when its greeting holds
    another person's name than this customer's where a placeholder should stand. Checked only for macros and canned responses:
    an article is published for everybody, and may well say how much of a price is paid back.
    """
    if source.kind == "article":
        return False
    paid_back = any(_AMOUNT.search(part) and _REFUND.search(part) for part in _SENTENCE_END.split(source.body))
    return paid_back or bool(ORDER_NUMBER.search(source.body)) or _names_somebody(greeting, name)


def _names_somebody(greeting: str, name: str) -> bool:
    """Whether a capital begins a word of the greeting behind its first one, and the word is neither the name nor for everybody."""
    words = re.findall(r"[^\W\d_]+", greeting.replace(name, "") if name else greeting)
    return any(word[0].isupper() and word.casefold() not in _FOR_EVERYBODY for word in words[1:])


_FOR_EVERYBODY: Final = vocabulary(
    """
    sir madam customer team all there morning afternoon day tag morgen abend damen herren herr frau kundin kunde kunden zusammen gott
    madame monsieur client cliente clienti clientes señor señora signore signora heer mevrouw klant senhor senhora exmo exma a s
    """
)
