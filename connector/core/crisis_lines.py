"""Lines to call in a crisis and for abuse at home, by country, for the agent's eyes alone.

Numbers change. About ten of them were found again in stored public pages in November 2026; the others are generally known ones of the
bodies named here. None was dialled, so somebody has to read this table before anybody relies on it. A country whose national abuse line was not certain has a directory of local ones, or its emergency number alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Lines:
    """Where to call: in a crisis of one's own, about abuse at home, and when life is at risk at this moment."""

    crisis: tuple[str, ...]
    abuse: tuple[str, ...]
    emergency: str


#: By ISO 3166-1 code.
LINES: Final[Mapping[str, Lines]] = {
    # telefonseelsorge.de; hilfetelefon.de (federal)
    "DE": Lines(("TelefonSeelsorge 0800 111 0 111, 0800 111 0 222, 116 123",), ("Hilfetelefon 116 016",), "112"),
    # telefonseelsorge.at; frauenhelpline.at
    "AT": Lines(("TelefonSeelsorge 142",), ("Frauenhelpline 0800 222 555",), "112, 144"),
    # 143.ch; police 117 (skppsc.ch); the cantonal centres: opferhilfe-schweiz.ch (142 was announced for May 2026, not seen confirmed)
    "CH": Lines(("Dargebotene Hand, La Main Tendue, Telefono Amico 143",), ("opferhilfe-schweiz.ch",), "144, 117, 112"),
    # 3114.fr (ministry of health); 3919, solidaritefemmes.org
    "FR": Lines(("3114",), ("Violences Femmes Info 3919",), "112, 15"),
    # zelfmoord1813.be; preventionsuicide.be; 1712.be; ecouteviolencesconjugales.be
    "BE": Lines(
        ("Zelfmoordlijn 1813", "Centre de Prévention du Suicide 0800 32 123"),
        ("1712", "Écoute violences conjugales 0800 30 030"),
        "112",
    ),
    # 024 (ministry of health); 016 (ministry of equality)
    "ES": Lines(("024",), ("016",), "112"),
    # telefonoamico.it; 1522.eu (department for equal opportunities)
    "IT": Lines(("Telefono Amico 02 2327 2327",), ("1522",), "112"),
    # 113.nl; veiligthuis.nl
    "NL": Lines(("113 Zelfmoordpreventie 113, 0800-0113",), ("Veilig Thuis 0800-2000",), "112"),
    # 1411 (SPMS, since September 2025); apav.pt
    "PT": Lines(("Linha Nacional de Prevenção do Suicídio 1411",), ("APAV 116 006",), "112"),
    # cvv.org.br; Ligue 180 (ministry of women)
    "BR": Lines(("CVV 188",), ("Ligue 180",), "192, 190"),
    # samaritans.org; nationaldahelpline.org.uk
    "GB": Lines(("Samaritans 116 123",), ("National Domestic Abuse Helpline 0808 2000 247",), "999"),
    # samaritans.org/ireland; womensaid.ie
    "IE": Lines(("Samaritans 116 123",), ("Women's Aid 1800 341 900",), "112, 999"),
    # 988lifeline.org; thehotline.org
    "US": Lines(("988 Suicide & Crisis Lifeline 988",), ("National Domestic Violence Hotline 1-800-799-7233",), "911"),
    # 988.ca; no national abuse line, sheltersafe.ca lists the local ones
    "CA": Lines(("9-8-8 Suicide Crisis Helpline 988",), ("sheltersafe.ca",), "911"),
    # lifeline.org.au; 1800respect.org.au
    "AU": Lines(("Lifeline 13 11 14",), ("1800RESPECT 1800 737 732",), "000"),
    # 1737.org.nz; womensrefuge.org.nz
    "NZ": Lines(("1737",), ("Women's Refuge 0800 733 843",), "111"),
    # Línea de la Vida (ministry of health, CONASAMA)
    "MX": Lines(("Línea de la Vida 800 911 2000",), (), "911"),
    # casbuenosaires.com.ar; Línea 144 (national)
    "AR": Lines(("Centro de Asistencia al Suicida 135, 011 5275-1135",), ("Línea 144",), "911, 107"),
}
#: Where no rule says the country. 116 123 and 116 016 are reserved EU-wide, not staffed everywhere; findahelpline.com knows every country.
ANYWHERE: Final = Lines(("findahelpline.com", "116 123 (EU)"), ("findahelpline.com", "116 016 (EU)"), "112")
#: What people write for a country that ISO calls otherwise.
_ALSO_CALLED: Final = {"UK": "GB"}


def parse_countries(codes: Sequence[str]) -> tuple[str, ...]:
    """Return country codes as the table writes them, each once. Raises ValueError with those that may be written."""
    countries = [_ALSO_CALLED.get(code.upper(), code.upper()) for code in codes]
    if unknown := [code for code in countries if code not in LINES]:
        raise ValueError(f"“{unknown[0]}” is not one of {', '.join(LINES)}")
    return tuple(dict.fromkeys(countries))
