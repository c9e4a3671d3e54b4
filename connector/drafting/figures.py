"""Words that state a fact without a digit, in seven languages: numbers, days, months, and the negations that turn a fact round."""

import re
from collections.abc import Mapping
from typing import Final

_VALUES: Final = (*range(2, 21), *range(30, 100, 10), 100)

_SPOKEN: Final[Mapping[str, str]] = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
    "thirty forty fifty sixty seventy eighty ninety hundred",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig "
    "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt "
    "trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte "
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien",
    "it": "due tre quattro cinque sei_giorni sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto "
    "diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig "
    "dertig veertig vijftig zestig zeventig tachtig negentig honderd",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove vinte "
    "trinta quarenta cinquenta sessenta setenta oitenta noventa cem",
}

#: The number that a word stands for. Left out are “one”, which is an article in most of them, and Italian “sei”, which is also “you are”.
NUMBER_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    language: {word: str(value) for word, value in zip(words.split(), _VALUES, strict=True) if "_" not in word}
    for language, words in _SPOKEN.items()
}

#: Days and months by name. English “march” and “may” are words of every day; with a capital they count as names.
DAY_WORDS: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october "
        "november december",
        "de": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli august "
        "september oktober november dezember",
        "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre "
        "novembre décembre",
        "es": "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre "
        "noviembre diciembre",
        "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto settembre "
        "ottobre novembre dicembre",
        "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september "
        "oktober november december",
        "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro fevereiro março abril maio junho julho "
        "agosto setembro outubro novembro dezembro",
    }.items()
}

NEGATIONS: Final[Mapping[str, re.Pattern[str]]] = {
    language: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for language, words in {
        "en": r"not|no|never|cannot|neither|nor|without|\w{2,8}n['’]t",
        "de": r"nicht|kein\w{0,2}|nie|niemals|ohne|weder",
        "fr": r"pas|jamais|sans|aucune?|ni|non",
        "es": r"no|nunca|jamás|sin|ningún|ningun[ao]|ni|tampoco",
        "it": r"non|mai|senza|nessun[ao]?|né|neanche",
        "nl": r"niet|geen|nooit|zonder|noch",
        "pt": r"não|nunca|jamais|sem|nenhuma?|nem",
    }.items()
}
