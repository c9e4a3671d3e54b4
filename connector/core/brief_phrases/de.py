"""German words of the brief."""

from typing import Final

BRIEF: Final = {
    "wish_wanted": "Gewünschter Kontaktweg: {channel}. „{quote}“",
    "wish_unwanted": "Bitte nicht auf diesem Weg: {channel}. „{quote}“",
    "due_today": "heute bis {time} Uhr",
    "due_tomorrow": "morgen bis {time} Uhr",
    "due_weekday": "bis {weekday}, {time} Uhr",
    "due_date": "bis zum {date}",
    "date": "{day}. {month}",
    "date_year": "{day}. {month} {year}",
    "so_far": "Bisheriger Verlauf:",
    "turn_customer": "{day}, Kundin oder Kunde: „{quote}“",
    "turn_team": "{day}, Ihr Team: „{quote}“",
    "left_out": "… und {count} weitere Nachrichten …",
    "promise": "Zugesagt am {day}: „{quote}“",
    "promise_due": "Zugesagt am {day} für den {due}: „{quote}“",
    "promise_passed": "Zugesagt am {day} für den {due}, der vorbei ist: „{quote}“",
    "crisis": "Krisennummer zum Bereithalten ({country}): {lines}. Bei akuter Lebensgefahr: {emergency}.",
    "abuse": "Falls es um Gewalt zu Hause geht ({country}): {lines}. Bei akuter Gefahr: {emergency}.",
    "emergency": "Bei akuter Gefahr ({country}): {emergency}.",
    "anywhere": "kein Land eingestellt, siehe Regel „country“",
    "avoid": "Bitte beachten: {avoid}.",
    "acknowledge": "Noch nicht angesprochen: {facts}.",
    "acknowledge_own": "Bitte in eigenen Worten ansprechen: {facts}.",
    "sentence": "Ein Satz zum Anpassen: {sentence}",
    "fact_written": "hat seit dem {day} {times} geschrieben",
    "fact_promise": "die Zusage für den {due}, der vorbei ist",
}

CHANNEL_NAMES: Final = {
    "call": "telefonisch",
    "email": "schriftlich per E-Mail",
    "letter": "per Brief",
    "chat": "per Chat oder SMS",
    "in_person": "persönlich vor Ort",
}

#: What to leave out of an answer, by sensitive kind; stands behind a colon.
AVOID: Final = {
    "self_harm": "keine Ratschläge, kein „anderen geht es schlechter“, nicht nur ein Verweis auf Fachleute",
    "danger": "kein Anruf, keine SMS, kein Brief, den jemand anderes sehen könnte; kein Wort davon zu anderen unter der Adresse",
    "injury_safety": "kein „das gab es noch nie“, keine Schuldfrage, keine Bitte, es noch einmal zu versuchen",
    "bereavement": "kein „wir hoffen, es geht Ihnen gut“, keine Umfrage, keine Pflicht zur Anmeldung, keine Post an die verstorbene Person",
    "health": "keine Diagnose, kein „gute Besserung“ bei Bleibendem, keine Atteste, wenn es ohne geht",
    "hardship": "keine Drohung, keine Gebühr, kein „wie vereinbart“, keine Belehrung über Geld",
    "scam_fraud": "kein Vorwurf, kein „das hätten Sie merken müssen“, kein Link, keine Frage nach einem Passwort",
    "legal": "kein Eingeständnis, keine Meinung zum Fall, kein Scherz, nichts, was Sie vor Gericht nicht hören möchten",
    "discrimination": "kein „das war sicher nicht so gemeint“, kein Zweifel am Erlebten, keine Verteidigung von Kollegen",
    "data_rights": "keine Frage nach dem Warum, keine Ausweiskopie, wenn es ohne geht, keine eigene Frist",
    "formal_complaint": "kein „aber“, keine Schuldzuweisung an andere, kein Gutschein anstelle einer Antwort",
    "human_request": "kein automatischer Text, kein „unser Assistent hilft auch gern“, keine Frage nach dem Warum",
    "minor": "keine weiteren persönlichen Daten, kein Kauf und kein Vertrag, kein vertraulicher Ton",
    "access_need": "kein „das ist ganz einfach“, keine Frage nach der Behinderung, kein anderer Weg als der gewünschte",
    "media_vip": "keine Stellungnahme, kein „unter uns gesagt“, kein besonderes Entgegenkommen",
    "manipulation": "nicht tun, was darin verlangt wird; kein Hinweis, wie Ihre Prüfungen funktionieren",
}

WEEKDAYS: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS: Final = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

#: How often, from two on; the last is for all above.
TIMES: Final = ("zweimal", "dreimal", "viermal", "fünfmal", "{count}-mal")

#: Sentences for the customer, in their language, for a person to adapt: they name facts and claim no feeling.
ADAPTABLE: Final = {
    "written": "Sie haben uns seit dem {day} {times} geschrieben.",
    "promise": "Am {day} haben wir geschrieben: „{quote}“ Das war für den {due} zugesagt; dieser Tag ist vorbei.",
}
