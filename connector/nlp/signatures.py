"""What stands below a message without being part of it: signatures, footers of phones, contact details, legal notices."""

import re
from collections.abc import Sequence
from typing import Final

_DEVICE: Final = (
    r"(?:my |mein(?:em|er) |mon |ma |mi |mio |il mio |mijn |o meu |meu )?(?:.{0,30}\b)?(?:iphone|ipad|ipod|android\w*|samsung\w*|galaxy\w*|huawei|"
    r"xiaomi|pixel|blackberry|windows\w*|mobile|phone|smartphone|handy|mobiltelefon|mobilger[äa]t|tablet|téléphone|portable|m[óo]vil|"
    r"celular|telefon[oe]|cellulare|telefoon|mobiel|toestel|telem[óo]vel|outlook\w*|yahoo\w*|gmail|gmx|web\.de|mail[ -]?app|mail|thunderbird|"
    r"proton ?mail\w*|aol|t-online|orange|apple watch|nokia|sony\w*|motorola|oneplus|ios|mac)\b.{0,40}"
)
_FOOTER: Final = re.compile(
    rf"\s{{0,9}}(?:sent (?:from|via|with|by) {_DEVICE}|get outlook for \w.{{0,30}}|sent securely .{{0,40}}|"
    rf"(?:diese (?:nachricht|e-?mail) wurde )?(?:von|mit|über|via) {_DEVICE}(?:gesendet|gesandt|verschickt)?|gesendet (?:von|mit|über) {_DEVICE}|"
    rf"(?:outlook für|holen sie sich outlook) .{{0,40}}|"
    rf"envoyé (?:de|depuis|à partir de|avec|via) {_DEVICE}|(?:télécharger|obtenir) outlook pour .{{0,40}}|"
    rf"enviado (?:desde|con|por|a través de) {_DEVICE}|obtener outlook para .{{0,40}}|"
    rf"inviato (?:da|dal|con|tramite) {_DEVICE}|(?:scarica|ottieni) outlook per .{{0,40}}|"
    rf"(?:verzonden|verstuurd) (?:vanaf|vanuit|via|met|van) {_DEVICE}|outlook (?:voor|downloaden voor) .{{0,40}}|"
    rf"enviad[oa] (?:do|a partir d[oe]|pelo|via|de) {_DEVICE}|obter o outlook para .{{0,40}}|"
    rf"<?https://aka\.ms/\w{{2,20}}>?)[.!\s]{{0,4}}",
    re.IGNORECASE,
)
_ENDS_IN_SENT: Final = re.compile(r"(?:gesendet|gesandt|verschickt)[.!\s]{0,4}$", re.IGNORECASE)
_DASHES: Final = re.compile(r"\s{0,3}(?:--|—|__+)\s{0,9}")
_CLOSING: Final = re.compile(
    r"\s{0,9}(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?)? ?(?:regards|wishes)|sincerely|yours (?:sincerely|faithfully|truly)|"
    r"cheers|best|mit (?:freundlich|best|lieb|viel)en grü(?:ß|ss)en|(?:freundliche|viele|liebe|beste|schöne|herzliche)[rn]? gr(?:ü|ue)(?:ß|ss)e?|"
    r"gr(?:u|ü|ue)(?:ß|ss)e?|mfg|lg|vg|(?:bien )?cordialement|bien à vous|(?:sincères |meilleures )?salutations|"
    r"(?:un )?(?:cordial )?saludos?|saludos cordiales|atentamente|(?:cordiali|distinti)? ?saluti|"
    r"met vriendelijke groet(?:en)?|(?:vriendelijke )?groet(?:en|jes)?|mvg|hoogachtend|"
    r"(?:com os )?(?:melhores |meus )?cumprimentos|atenciosamente|abraços?)[,.!\s]{0,6}",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\+?\(?\d[\d ()/.-]{6,24}$")
_CONTACT: Final = re.compile(
    r"\b(?:tel|phone|mobile?|handy|fon|fax|tél|móvil|cell?|gsm|telefo\w{1,3}|telemóvel|direct|[tmf])\b[.:]{0,2}\s{0,3}\+?\(?\d[\d ()/.-]{6,24}$|"
    r"\bwww\.\S{3,80}|https?://\S{3,120}\s*$|^\W{0,3}(?:e-?mail\W{1,3})?[\w.+-]{1,60}@[\w.-]{3,60}\W{0,2}$|"
    r"\b(?:HRB|Amtsgericht|Geschäftsführer\w{0,3}|Sitz der Gesellschaft|registered (?:in|office)|company (?:no|number)|USt-?Id\S{0,5}|"
    r"VAT (?:no|number)|SIRET|RCS|KvK|P\.? ?IVA|partita iva|NIPC)\b",
    re.IGNORECASE,
)
_PERSONAL: Final = re.compile(
    r"\b(?:i|i'm|i’m|i've|my|me|ich|mir|mich|mein\w{0,2}|je|j'ai|j’ai|mon|ma|mes|moi|yo|mi|mis|me|he recibido|io|mio|mia|miei|ho ricevuto|"
    r"ik|mijn|mij|eu|meu|minha|recebi)\b",
    re.IGNORECASE,
)
#: A notice that speaks to machines is no notice, and belongs before the eyes of whoever looks for manipulation.
_TO_MACHINES: Final = re.compile(
    r"\b(?:automated|assistants?|ai|a\.i\.|bots?|chatbots?|llm|instructions?|administrators?|prompts?|ki|ia|anweisung\w*|instruc\w+|"
    r"istruzion\w+|instructies?|ignor\w*)\b",
    re.IGNORECASE,
)
_SECRET: Final = re.compile(r"confiden[tc]i|vertraulich|riservat|vertrouwelijk|privileged", re.IGNORECASE)
_ADDRESSEE: Final = re.compile(
    r"intended (?:solely|only|recipient|for)|not the (?:named )?addressee|adressat|(?:richtige|beabsichtigte|bestimmungsgemäße)\w{0,2} empfänger|"
    r"destinatair|destinat[aá]ri|geadresseerde|beoogde ontvanger|(?:uitsluitend )?bestemd voor",
    re.IGNORECASE,
)
_MISTAKEN: Final = re.compile(
    r"in error|by mistake|irrtümlich|par erreur|por error|per errore|ten onrechte|per vergissing|abusievelijk|por (?:engano|erro)|"
    r"unauthori[sz]ed|unbefugt|unerlaubt|non autoris|no autorizad|non autorizzat|onbevoegd|não autorizad|strictly prohibited|nicht gestattet|"
    r"strictement interdit|prohibid|vietat|verboden|proibid|destroy|delete|vernichten|löschen|détrui|supprim|elimin|cancell|vernietig|verwijder|apag",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(
    r"e-?mail|message|nachricht|courriel|mensaje|correo|messaggio|bericht|mensagem|communication|comunicaci", re.IGNORECASE
)
_GREEN: Final = re.compile(
    r"\W{0,4}(?:please )?(?:consider|think (?:of|about)) the environment before.{0,60}|.{0,40}denken sie an die umwelt.{0,80}|"
    r".{0,40}pensez à l['’]environnement.{0,80}|.{0,60}medio ?ambiente antes de imprimir.{0,60}|.{0,60}ambiente prima di stampare.{0,60}|"
    r".{0,40}denk aan het milieu.{0,80}|.{0,60}ambiente antes de imprimir.{0,60}",
    re.IGNORECASE,
)
#: What the business's own mail server puts above what comes from outside.
_BANNER: Final = re.compile(
    r"\W{0,4}(?:\[?external\b.{0,20}|caution|warning|achtung|vorsicht|attention|atención|precaución|attenzione|let op|atenção)\W{1,4}"
    r"(?=.{0,120}\b(?:e-?mail|message|nachricht|courriel|correo|mensaje|messaggio|bericht|mensagem))"
    r".{0,120}\b(?:outside|external|außerhalb|extern\w{0,2}|extérieur\w?|fuera|estern\w|buiten|fora|exterior)\b.{0,160}",
    re.IGNORECASE,
)
_LONGEST_NOTICE: Final = 1500
_LONGEST_SIGNATURE: Final = 1200
_MOST_LINES: Final = 14
_LONGEST_LINE: Final = 90
_MOST_WORDS: Final = 9
_MOST_OTHERS: Final = 6


def split_signature(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return own lines and the lines of signatures and footers. Where nothing else stands there, all of it is own."""
    kept, left = _without_footers(lines)
    for cut in (_dashed_from(kept), _contact_from(kept)):
        if cut is not None:
            left = kept[cut:] + left
            kept = kept[:cut]
    return (kept, left) if any(c.isalnum() for line in kept for c in line) else (list(lines), [])


def _without_footers(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    kept: list[str] = []
    left: list[str] = []
    in_notice = has_text = False
    for index, line in enumerate(lines):
        in_notice = bool(line.strip()) and (in_notice or (has_text and _starts_notice(lines, index)))
        footer = in_notice or (len(line) <= 3 * _LONGEST_LINE and bool(_is_footer(line)))
        (left if footer else kept).append(line)
        has_text |= any(c.isalnum() for c in line)
    return kept, left


def _is_footer(line: str) -> bool:
    found = _FOOTER.fullmatch(line)
    if found and line.lstrip()[:4].casefold() in ("von ", "mit ", "über", "via "):
        return bool(_ENDS_IN_SENT.search(line))
    return bool(found or _GREEN.fullmatch(line) or (_BANNER.fullmatch(line) and not _PERSONAL.search(line)))


def _starts_notice(lines: Sequence[str], index: int) -> bool:
    """Whether a legal notice begins here: it speaks of a mail, its addressee and secrecy, never of the writer or to a machine."""
    if not (_SECRET.search(lines[index]) or _ADDRESSEE.search(lines[index])):
        return False
    notice = ""
    for line in lines[index:]:
        if not line.strip() or len(notice) > _LONGEST_NOTICE:
            break
        notice += f" {line[:_LONGEST_NOTICE]}"
    signs = [bool(sign.search(notice)) for sign in (_SECRET, _ADDRESSEE, _MISTAKEN)]
    return sum(signs) >= 2 and bool(_MAIL.search(notice)) and not (_PERSONAL.search(notice) or _TO_MACHINES.search(notice))


def _dashed_from(lines: Sequence[str]) -> int | None:
    """Where a signature below dashes begins. What is longer than a signature is a message with a line drawn through it."""
    has_text = False
    for index, line in enumerate(lines):
        if has_text and _DASHES.fullmatch(line[:_LONGEST_LINE]):
            below = [text for text in lines[index + 1 :] if text.strip()]
            return index if len(below) <= _MOST_LINES and sum(map(len, below)) <= _LONGEST_SIGNATURE else None
        has_text = has_text or any(c.isalnum() for c in line)
    return None


def _contact_from(lines: Sequence[str]) -> int | None:
    """Where contact details at the end begin: below a closing formula, or as a paragraph of nothing else."""
    contacts = numbers = others = 0
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index].strip()
        if not line:
            if contacts and contacts + numbers >= 2:
                return index
            continue
        if _CLOSING.fullmatch(line[:_LONGEST_LINE]):
            return index + 1 if contacts or numbers else None
        if _CONTACT.search(line[:_LONGEST_LINE]):
            contacts += 1
        elif _NUMBER.search(line[:_LONGEST_LINE]):
            numbers += 1
        else:
            others += 1
        is_sentence = len(words := line.split()) > _MOST_WORDS or (len(words) > 4 and line.endswith((".", "?", "!")))
        if len(line) > _LONGEST_LINE or is_sentence or others > _MOST_OTHERS or contacts + numbers > _MOST_OTHERS:
            return None
    return None
