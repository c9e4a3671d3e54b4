"""The hand-off line: that a person takes over, and when people answer. Fixed words, so that nothing is promised or felt."""

from typing import Final

from connector.core.brief import Handover
from connector.core.disclosure import CustomerText
from connector.core.hours import WorkingHours
from connector.core.rules import Rules
from connector.core.taxonomy import LANGUAGES, Level

LINES: Final = {
    "en": "A person from our team is taking over from here and will answer you in this conversation. You do not need to repeat anything.",
    "de": "Ab hier übernimmt ein Mensch aus unserem Team und antwortet Ihnen in dieser Unterhaltung. Sie müssen nichts wiederholen.",
    "fr": "Une personne de notre équipe prend le relais et vous répondra dans cette conversation. Vous n’avez rien à répéter.",
    "es": "A partir de aquí se ocupa una persona de nuestro equipo, que le responderá en esta conversación. No tiene que repetir nada.",
    "it": "Da qui se ne occupa una persona del nostro team, che Le risponderà in questa conversazione. Non deve ripetere nulla.",
    "nl": "Een medewerker van ons team neemt het vanaf hier over en stuurt u in dit gesprek een antwoord. U hoeft niets te herhalen.",
    "pt": "A partir daqui, uma pessoa da nossa equipa trata do assunto e responde-lhe nesta conversa. Não precisa de repetir nada.",
}

#: When people answer: the business's own published hours, and no date.
HOURS: Final = {
    "en": "Our team answers {days}, {opens} to {closes} ({zone}).",
    "de": "Unser Team antwortet {days}, {opens} bis {closes} Uhr ({zone}).",
    "fr": "Horaires de notre équipe : {days}, de {opens} à {closes} ({zone}).",
    "es": "Horario de nuestro equipo: {days}, de {opens} a {closes} ({zone}).",
    "it": "Orario del nostro team: {days}, dalle {opens} alle {closes} ({zone}).",
    "nl": "Ons team antwoordt {days}, van {opens} tot {closes} uur ({zone}).",
    "pt": "Horário da nossa equipa: {days}, das {opens} às {closes} ({zone}).",
}

#: Monday first.
DAYS: Final = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "pt": ("segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"),
}


#: Reasons for which no words for the customer are prepared at all: what is sensitive, and where people asked for people.
_NO_READY_WORDS: Final = frozenset(
    {
        "sensitive",
        "extra_sensitive",
        "extra_word",
        "with_people_already",
        "prefers_human",
        "agent_asked_human",
        "agent_said_wrong",
    }
)


def handoff_for(told: Handover, rules: Rules) -> CustomerText | None:
    """Return the line for this ticket. Sensitive tickets get no ready words, and neither does what may be one."""
    codes = {reason.code for reason in told.reasons}
    if told.level is not Level.L0 or told.assessment.reason == "maybe_sensitive" or codes & _NO_READY_WORDS:
        return None
    line = handoff_line(told.assessment.language, rules.working_hours)
    return None if line is None else line.worded(rules.wording)


def handoff_line(language: str, hours: WorkingHours | None) -> CustomerText | None:
    """Return the line in the customer's language, disclosed as drafted for a person to send; ``None`` in a language we do not write."""
    if language not in LANGUAGES:
        return None
    line = LINES[language]
    if hours is not None:
        days = [DAYS[language][day] for day in sorted(hours.days)]
        span = days[0] if len(days) == 1 else f"{days[0]}–{days[-1]}"
        line += " " + HOURS[language].format(
            days=span, opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}", zone=hours.zone
        )
    return CustomerText.drafted(line, language)
