"""What machines write in a customer's name: notes of absence and reports of mail that could not be delivered."""

import re
from typing import Final

_AUTO_REPLY_SUBJECT: Final = re.compile(
    r"out of (?:the )?office|automatic reply|auto(?:mat(?:ic|ed))?[- ]?(?:reply|response)|on (?:annual )?leave:|vacation reply|"
    r"abwesenheits(?:notiz|nachricht|assistent)|automatische antwort|abwesenheit:|nicht im büro|"
    r"réponse automatique|absence du bureau|message d['’]absence|absent du bureau|"
    r"respuesta autom[áa]tica|fuera de (?:la )?oficina|mensaje de ausencia|"
    r"risposta automatica|fuori (?:sede|ufficio)|assenza dall['’]ufficio|"
    r"automatisch (?:antwoord|bericht)|afwezig(?:heidsbericht|heidsassistent|:)|niet op kantoor|"
    r"resposta autom[áa]tica|fora do escrit[óo]rio|aus[êe]ncia tempor[áa]ria|mensagem de aus[êe]ncia",
    re.IGNORECASE,
)
_SAYS_AUTOMATIC: Final = re.compile(
    r"this is an? (?:automat\w+|auto-?generated)(?: \w+)? ?(?:reply|response|message|e-?mail)|this (?:message|e-?mail) (?:was|is) (?:automatically )?(?:sent|generated) automatic|"
    r"this (?:message|e-?mail) (?:was|is|has been) (?:automatically generated|generated automatically)|(?:dies|das) ist eine automatisch\w*(?: \w+)? (?:antwort|nachricht|e-?mail)|"
    r"diese (?:nachricht|e-?mail|antwort) wurde automatisch|ceci est (?:un message|une réponse) automatique|(?:réponse|message) (?:générée?|envoyée?) automatiquement|"
    r"(?:este es un|esta es una) (?:mensaje|respuesta) (?:autom[áa]tic[oa]|generad[oa])|(?:questo è un|questa è una) (?:messaggio|risposta) automatic[oa]|"
    r"dit is een automatisch\w* (?:antwoord|bericht|gegenereerd\w*)|(?:esta é uma|este é um|esta e uma|este e um)a? (?:resposta|mensagem|email) autom[áa]tic[oa]",
    re.IGNORECASE,
)
_ABSENT: Final = re.compile(
    r"out of (?:the )?office|(?:on|away on) (?:annual|parental|maternity|sick) leave|on vacation until|nicht im (?:büro|haus)|"
    r"(?:bin|vom|bis).{0,60}(?:abwesend|im urlaub|nicht erreichbar)|absente? (?:du bureau|jusqu)|en congés?|fuera de (?:la )?oficina|de vacaciones hasta|"
    r"fuori (?:sede|ufficio)|in ferie|sarò assente|niet aanwezig|afwezig|met (?:vakantie|verlof)|fora do escrit[óo]rio|de f[ée]rias|ausente (?:at[ée]|do)",
    re.IGNORECASE,
)
_DEPUTY: Final = re.compile(
    r"(?:limited|no) access to (?:my )?e-?mail|(?:respond|reply|get back)(?: to (?:you|your \w+))?.{0,30}(?:return|when i am back|as soon as)|"
    r"(?:in|for) (?:urgent|emergenc).{0,40}(?:contact|please)|(?:in dringenden (?:fällen|angelegenheiten)|wenden sie sich (?:bitte )?an)|nicht weitergeleitet|nach meiner rückkehr|"
    r"en cas d['’]urgence|à mon retour|en caso de urgencia|a mi (?:regreso|vuelta)|in caso di urgenza|per urgenze|al mio (?:ritorno|rientro)|"
    r"bij (?:dringende|spoed)|voor dringende|na mijn terugkeer|em caso de urg[êe]ncia|assuntos urgentes|quando (?:regressar|voltar)",
    re.IGNORECASE,
)
_BOUNCE_SUBJECT: Final = re.compile(
    r"\s{0,9}(?:(?:undeliverable|undelivered|unzustellbar|non remis(?:e)?|no se puede entregar|non recapitabile|onbestelbaar|não (?:foi )?(?:possível )?entreg\w+) ?:|"
    r"undelivered mail returned|returned mail|delivery status notification|mail delivery (?:failed|failure|subsystem|system)|mail system error|"
    r"failure notice|message (?:not delivered|undeliverable)|unzustellbare (?:nachricht|e-?mail)|(?:e-?mail|nachricht)\w* (?:ist )?(?:unzustellbar|nicht zugestellt)|"
    r"échec de (?:la )?(?:remise|distribution)|message non (?:distribué|remis)|error de entrega del (?:mensaje|correo)|mensaje no entregado|"
    r"mancato recapito|messaggio non recapitato|bericht niet (?:bezorgd|afgeleverd)|falha na entrega d[ae] (?:mensagem|e-?mail)|mensagem não entregue)",
    re.IGNORECASE,
)
_MAILER: Final = re.compile(
    r"mailer-daemon|mail delivery sub?system|postmaster@|diagnostic-code|final-recipient|this is the mail system at host|remote server returned|"
    r"recipient address rejected|user unknown|mailbox (?:full|unavailable)|permanent error",
    re.IGNORECASE,
)
_MAIL_CODE: Final = re.compile(
    r"\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|(?:action|status): ?(?:failed|5\.\d\.\d)", re.IGNORECASE
)
_HEAD: Final = 1500


def is_auto_reply(subject: str, body: str) -> bool:
    """Whether a mail program answered by itself. A customer who only mentions an absence is not one."""
    head = body[:_HEAD]
    return bool(
        _AUTO_REPLY_SUBJECT.search(subject) or _SAYS_AUTOMATIC.search(head) or (_ABSENT.search(head) and _DEPUTY.search(head))
    )


def is_delivery_failure(subject: str, body: str) -> bool:
    """Whether a mail server reports that it could not deliver. A parcel that could not be delivered is another matter."""
    head = body[:_HEAD]
    return bool(_BOUNCE_SUBJECT.match(subject) or (_MAILER.search(head) and _MAIL_CODE.search(head)))
