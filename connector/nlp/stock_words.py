"""Words that carry no request by themselves, in seven languages: greetings, pointers to attachments and to what is below."""

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
#: ``IMG_2041.jpg`` and ``[cid:image001.png@01D]``: what stands in a text for a file.
FILE_NAME: Final = re.compile(r"\[(?:cid|image|img|bild)\s?:[^\]\n]{0,120}\]|\b[\w.()-]{1,80}\.(?:pdf|jpe?g|png|gif|heic|docx?|xlsx?|csv|zip|txt|mp4|mov|eml)\b", re.IGNORECASE)  # fmt: skip
_LONGEST: Final = 300


def vocabulary(words: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(words.split())


GREETINGS: Final = vocabulary(
    """
    hi hello hey dear sir sirs madam team good morning afternoon evening thanks thank you very much many best kind warm regards
    cheers please sincerely yours there all
    hallo guten tag morgen abend moin servus sehr geehrte geehrter damen und herren liebe liebes lieber danke vielen dank bitte
    schöne viele freundliche freundlichen grüße grüßen gruß mfg lg vg mit
    bonjour bonsoir salut madame monsieur merci beaucoup d'avance cordialement bien à vous cher chère svp s'il vous plaît salutations
    hola buenos buenas días dias tardes noches estimado estimada estimados señor señora señores gracias muchas un saludo saludos
    cordial atentamente por favor
    buongiorno buonasera ciao salve gentile gentili signore signora signori grazie mille cordiali distinti saluti per favore
    goedendag goedemorgen goedemiddag goedenavond beste geachte heer mevrouw dank je u wel bedankt alvast groet groeten groetjes
    vriendelijke met hoi dag
    olá ola bom boa dia tarde noite caro cara prezado prezada prezados exmo exmos senhor senhora senhores obrigado obrigada
    cumprimentos atenciosamente melhores os
    """
)
#: At least one of these is needed to speak of an attachment.
ATTACHMENTS: Final = vocabulary(
    """
    attached attachment attachments attaching enclosed
    anhang anhänge anbei anlage anlagen beigefügt beigefügte beigefügten angehängt angehängte angehängten
    jointe jointes joint joints ci-joint ci-jointe ci-joints ci-jointes pj pièce-jointe annexe annexé annexée
    adjunto adjunta adjuntos adjuntas adjuntado anexo anexa anexos
    allegato allegata allegati allegate
    bijlage bijlagen bijgevoegd bijgevoegde bijgaand bijgaande
    anexado anexada anexados em-anexo
    """
)
#: What else a pointer to an attachment is made of.
AROUND_ATTACHMENTS: Final = vocabulary(
    """
    see find the a an in is are as of this here my file files document documents photo photos picture pictures image screenshot
    scan copy pdf i've i have it
    siehe sehen finden sie im in der dem den die das der foto fotos bild bilder datei dateien dokument dokumente unterlagen
    ist sind hier im
    voir veuillez trouver trouverez en la le les l' pièce pièces ce document photo photos fichier fichiers image est sont
    l'annexe
    ver vea véase el la los las archivo archivos documento documentos foto fotos imagen está están se encuentra lo le
    vedi vedere trovate trova il la gli le i un una file documento documenti foto immagine allego invio
    zie vind vindt de het een bestand bestanden document documenten foto foto's afbeelding in hierbij
    ver veja segue seguem vai vão em o a os as ficheiro ficheiros arquivo documento documentos foto fotos imagem está estão no
    """
)
FORWARDING: Final = vocabulary(
    """
    fyi fyr see below forwarded forwarding forward mail e-mail email message info information for your
    zur info kenntnis kenntnisnahme z.k siehe unten unterhalb weitergeleitet weiterleitung anbei nachricht
    pour information voir ci-dessous dessous transféré transfert
    para información su conocimiento tu ver vea abajo más reenvío reenviado
    per conoscenza vedi sotto inoltro opportuna
    ter informatie info zie hieronder onderstaand doorgestuurd
    conhecimento informação vosso seu abaixo segue reencaminho encaminho
    """
)


def consists_of(text: str, *sets: frozenset[str]) -> bool:
    """Whether a short text has words, and each of them is in one of the sets."""
    return len(text) <= _LONGEST and bool(words := words_of(text)) and all(any(word in each for each in sets) for word in words)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without the names of files."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(FILE_NAME.sub(" ", text))]


def points_to_attachment(text: str) -> bool:
    """Whether a text says no more than that something is attached."""
    if len(text) > _LONGEST:
        return False
    words = words_of(text)
    if not words:
        return bool(FILE_NAME.search(text))
    return any(w in ATTACHMENTS for w in words) and consists_of(text, ATTACHMENTS, AROUND_ATTACHMENTS, GREETINGS)
