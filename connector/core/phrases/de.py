"""German words of the private note."""

from typing import Final

SENTENCES: Final = {
    "replaces": "Diese Notiz ersetzt die Notiz {reference} weiter oben: Hier sollte ein Mensch übernehmen.",
    "heading_people": "Bitte persönlich übernehmen: {kind}",
    "heading_unsure": "Bitte persönlich übernehmen: Die KI ist sich nicht sicher",
    "heading_draft": "KI-Entwurf zum Prüfen: {kind}",
    "heading_sorted": "Einsortiert: {kind}",
    "urgency": "Dringlichkeit: {urgency}.",
    "stated_urgency": "In der Nachricht wird ausdrücklich um eine schnelle Antwort gebeten.",
    "group": "Passende Gruppe: {group}.",
    "group_kept": "Dieses Ticket bleibt in der Gruppe, die ein Mensch gewählt hat. Die passende Gruppe wäre: {group}.",
    "group_unknown": (
        "Die Regeln nennen die Gruppe „{group}“, die es in diesem Helpdesk nicht gibt. Es wurde niemand zugewiesen."
    ),
    "field_blocked": (
        "Der Helpdesk hat die Änderung wegen des Felds „{field}“ abgelehnt. Was er trotzdem zuließ, wurde eingetragen."
    ),
    "route": "Wann und wer: {route}.",
    "out_of_hours": "Es ist gerade außerhalb Ihrer Arbeitszeiten.",
    "own_words": "Im Wortlaut der Nachricht:",
    "feelings": "Gefühle, die aus der Nachricht zu sprechen scheinen: {feelings}.",
    "needs": "Möglicher Unterstützungsbedarf, bitte prüfen Sie selbst: {needs}.",
    "confidence": "Wie sicher die KI ist: {percent} %. Nächste Vermutung: {runner_up} ({runner_up_percent} %).",
    "confidence_alone": "Wie sicher die KI ist: {percent} %.",
    "record_none": "Wie oft das hier stimmt: noch nicht bekannt, bisher wurde kein Ticket nachgeprüft.",
    "record": "Wie oft das hier gestimmt hat: {right} von {audited} nachgeprüften Tickets.",
    "sensitive": "Es geht offenbar um: {kind}. Solche Tickets gehen immer an Menschen, ohne Entwurf.",
    "extra_sensitive": "Nach Ihren Regeln geht „{kind}“ an Menschen.",
    "extra_word": "Nach Ihren Regeln gehen Tickets mit den Worten „{word}“ an Menschen.",
    "prefers_human": "Hier wurde schon einmal um einen Menschen gebeten, und wir haben es uns gemerkt.",
    "agent_asked_human": "Jemand aus dem Team hat das Ticket mit ai_human markiert.",
    "agent_said_wrong": "Jemand aus dem Team hat das Ticket mit ai_wrong markiert, deshalb lässt die KI es in Ruhe.",
    "corrected": "Jemand aus dem Team hat die KI hier berichtigt: {kind}.",
    "with_people_already": "Dieses Gespräch liegt schon bei Menschen und bleibt dort, bis ein Mensch geantwortet hat.",
    "rule_off": "Ihre Regeln schalten die KI für „{kind}“ aus.",
    "kind": "Worum es geht: {kind}.",
    "abstained": "Die KI überlässt dieses Ticket Ihnen: {reason}.",
    "language": "Sprache der Nachricht, soweit erkennbar: {language}. Diese bearbeitet die KI hier nicht.",
    "budget": "Das Budget für heute ist aufgebraucht.",
    "draft_withheld": "Es gibt absichtlich keinen Entwurf.",
    "draft_not_for_kind": "Für diese Art von Ticket wird kein Entwurf vorbereitet.",
    "no_source": "Es gibt keinen Entwurf: Kein Makro, Textbaustein oder öffentlicher Artikel beantwortet diese Frage.",
    "stop_sign": "Bitte sehen Sie vor dem Senden zweimal hin: {stop}.",
    "draft_intro": (
        "Entwurf der Antwort an die Kundin oder den Kunden. Es wurde nichts gesendet. "
        "Bitte prüfen Sie ihn, ändern Sie ihn, senden Sie ihn selbst:"
    ),
    "sources": "Woher der Entwurf stammt:",
    "source": "{title} ({kind}, {age})",
    "source_macro": "Makro",
    "source_canned_response": "Textbaustein",
    "source_article": "öffentlicher Artikel",
    "source_age": "zuletzt geändert am {date}",
    "source_age_unknown": "Datum unbekannt",
    "signed": "Diese Notiz hat Warm Handoff geschrieben, eine KI.",
    "undone": "Zurückgenommen",
    "undone_fields": "Was Warm Handoff an diesem Ticket geändert hatte, steht wieder wie zuvor: Tags, Priorität und Gruppe.",
    "undone_kept": "Was Menschen seither geändert haben, bleibt so: {fields}.",
    "undone_notes": "Bitte beachten Sie seine früheren Notizen nicht mehr: {references}.",
    "learned_group": "Ihre Regeln nennen für diese Art keine Gruppe. In Ihrem eigenen Verlauf gingen solche Tickets an {group}.",
    "learned_record": "Diese Einschätzung stimmte bei {right} von 100 Tickets Ihres Verlaufs.",
    "learned_fields": "In Ihrem eigenen Verlauf hatten solche Tickets: {fields}. Nur ein Hinweis; nichts davon wurde gesetzt.",
    "field_type": "Typ",
    "field_tags": "Tags",
    "field_priority": "Priorität",
    "field_group": "Gruppe",
    "footer": (
        "Diese Notiz hat Warm Handoff geschrieben, eine KI. Stimmt etwas nicht? Setzen Sie das Tag ai_wrong. "
        "Soll ein Mensch übernehmen? ai_human. Alles zurücknehmen? ai_undo. Soll die KI das Ticket in Ruhe lassen? ai_skip."
    ),
}

KIND_NAMES: Final = {
    "order_tracking": "Verbleib einer Bestellung",
    "delivery_change": "Änderung einer Lieferung",
    "return_how_to": "Ablauf einer Rücksendung",
    "product_info": "Frage zu einem Produkt",
    "hours_location": "Öffnungszeiten oder Standort",
    "account_access": "Anmeldung oder Passwort",
    "invoice_copy": "Kopie einer Rechnung",
    "plan_info": "Frage zum Tarif",
    "appointment": "Termin",
    "how_to": "Frage zur Bedienung",
    "policy_faq": "Frage zu den Bedingungen",
    "thanks_close": "danke, erledigt",
    "noise": "automatische E-Mail oder Werbung",
    "refund_request": "möchte Geld zurück",
    "refund_status": "Erstattung nicht angekommen",
    "damaged_or_missing": "beschädigte, falsche oder fehlende Ware",
    "billing_question": "Frage zu einer Abbuchung",
    "cancellation": "Kündigung oder Stornierung",
    "warranty": "Garantie oder Reparatur",
    "bug_or_outage": "Fehler oder Ausfall",
    "feature_request": "Wunsch nach einer Funktion",
    "price_or_discount": "Preis oder Rabatt",
    "data_change": "Änderung von Kundendaten",
    "b2b_account": "Geschäftskunde",
    "complaint_informal": "Unzufriedenheit",
    "feedback": "Rückmeldung",
    "self_harm": "Gedanken an Selbstverletzung oder Suizid",
    "danger": "jemand könnte in Gefahr sein",
    "injury_safety": "Verletzung oder Sicherheit",
    "bereavement": "Trauerfall",
    "health": "Gesundheit",
    "hardship": "Geldsorgen",
    "scam_fraud": "Betrug oder Betrugsversuch",
    "legal": "rechtliche Angelegenheit",
    "discrimination": "Diskriminierung oder Fehlverhalten",
    "data_rights": "Datenschutzrechte",
    "formal_complaint": "förmliche oder wiederholte Beschwerde",
    "human_request": "möchte mit einem Menschen sprechen",
    "minor": "wer schreibt, ist offenbar unter 18",
    "access_need": "braucht eine Anpassung (Barrierefreiheit)",
    "media_vip": "Presse oder wichtiger Kunde",
    "manipulation": "Manipulationsversuch",
}

URGENCY_NAMES: Final = {
    "U0": "keine, nichts zu tun",
    "U1": "normal",
    "U2": "bald, noch am selben Tag",
    "U3": "hoch, innerhalb von ein bis zwei Stunden",
    "U4": "kritisch, innerhalb von Minuten",
}

EMOTION_NAMES: Final = {
    "neutral": "kein Gefühl geäußert",
    "confusion": "Verwirrung",
    "worry": "Sorge",
    "frustration": "Frust",
    "anger": "Ärger",
    "disappointment": "Enttäuschung",
    "sadness_grief": "Traurigkeit oder Trauer",
    "distress": "seelische Not",
    "shame": "Scham",
    "gratitude_relief": "Dankbarkeit oder Erleichterung",
}

NEED_NAMES: Final = {
    "health": "mehr Zeit, weniger Schritte, Kontaktweg nach eigener Wahl",
    "life_event": "eine feste Ansprechperson, nichts zweimal erzählen müssen",
    "resilience": "kein Druck, klare Möglichkeiten",
    "capability": "einfache Worte, ein Schritt nach dem anderen, vielleicht ein Anruf",
}

ROUTES: Final = {
    "self_harm": "sofort, eine geschulte Person; bitte die örtliche Krisennummer bereithalten",
    "danger": "sofort, wer für Schutzfälle zuständig ist",
    "injury_safety": "innerhalb einer Stunde, wer für die Sicherheit zuständig ist",
    "bereavement": "am selben Tag, eine feste Ansprechperson",
    "health": "am selben Tag",
    "hardship": "am selben Tag",
    "scam_fraud": "innerhalb einer Stunde, das Sicherheitsteam",
    "legal": "am selben Tag, die Geschäftsleitung",
    "discrimination": "am selben Tag, eine Führungskraft",
    "data_rights": (
        "die gesetzliche Frist läuft: ein Monat, und im Vereinigten Königreich "
        "30 Tage für die Eingangsbestätigung einer Beschwerde"
    ),
    "formal_complaint": "so, wie es Ihre Beschwerderichtlinie vorsieht",
    "human_request": "sofort, ein Mensch; bitte sagen, wer antwortet und bis wann",
    "minor": "so, wie es Ihre Richtlinie für Minderjährige vorsieht",
    "access_need": "bald, so, wie die Person es braucht",
    "media_vip": "am selben Tag, die Geschäftsleitung",
    "manipulation": "das Sicherheitsteam; bitte keinen Anweisungen aus dem Ticket folgen",
}

LANGUAGE_NAMES: Final = {
    "en": "Englisch",
    "de": "Deutsch",
    "fr": "Französisch",
    "es": "Spanisch",
    "it": "Italienisch",
    "nl": "Niederländisch",
    "pt": "Portugiesisch",
    "und": "eine nicht erkannte Sprache",
    "other": "eine andere Sprache ({code})",
}

#: Signs that a draft needs a second look; each stands behind a colon.
STOP_NAMES: Final = {
    "asked_twice": "der Kunde hat schon einmal danach gefragt",
    "late_past_promise": "der zugesagte Termin ist vorbei",
    "needed_by_date": "es wird zu einem bestimmten Tag gebraucht",
    "after_dispatch": "das Paket ist schon unterwegs",
    "name_mismatch": "der Name passt nicht zur Bestellung",
    "outside_policy": "es liegt vielleicht außerhalb Ihrer Bedingungen",
    "damage": "etwas ist beschädigt",
    "injury": "vielleicht wurde jemand verletzt",
    "health_or_safety_use": "Gesundheit oder Sicherheit hängen von der Verwendung ab",
    "accessibility_need": "der Kunde braucht eine Anpassung",
    "takeover": "vielleicht ist jemand anderes im Konto",
    "lost_device": "das Gerät ist verloren",
    "changed_email": "die E-Mail-Adresse hat sich geändert",
    "amount_disputed": "der Betrag wird bestritten",
    "cancellation_wish": "der Kunde möchte vielleicht kündigen",
    "price_anger": "Ärger über den Preis",
    "medical_urgency": "es ist vielleicht medizinisch eilig",
    "outage": "etwas ist ausgefallen",
    "data_loss": "vielleicht sind Daten verloren",
    "exception_asked": "der Kunde bittet um eine Ausnahme",
    "new_question": "es steckt eine neue Frage darin",
    "complaint_words": "es enthält Worte der Beschwerde",
}

DOUBTS: Final = {
    "empty": "es gibt keinen Text zu lesen",
    "too_short": "der Text ist zu kurz, um sicher zu sein",
    "maybe_sensitive": "es könnte etwas Sensibles darin stecken; bitte lesen Sie es, bevor etwas anderes geschieht",
    "low_confidence": "zwei oder mehr Lesarten sind etwa gleich wahrscheinlich",
    "out_of_scope": "die Nachricht ähnelt nichts, was die KI kennt",
    "unknown_language": "die Sprache war nicht zu erkennen",
    "model_failed": "die Auswertung ist fehlgeschlagen; der Fehler liegt bei uns",
    "attachment_only": "das Wesentliche steht offenbar in einem Anhang",
    "auto_reply": "es könnte eine automatische Antwort sein",
}

#: Why a ticket is not ours to touch.
LEFT: Final = {
    "closed": "Das Ticket ist geschlossen.",
    "spam": "Das Ticket ist als Spam markiert.",
    "deleted": "Das Ticket ist gelöscht.",
    "outbound": "Ihr Team hat dieses Gespräch begonnen; zu sortieren gibt es erst etwas, wenn der Kunde antwortet.",
    "other_ai": "Eine andere KI arbeitet an diesem Ticket.",
    "text_withheld": "Das Helpdesk zeigt uns nicht, was der Kunde geschrieben hat.",
    "skip_tag": "Jemand aus dem Team hat das Ticket mit ai_skip markiert.",
    "undo_tag": "Jemand aus dem Team hat das Ticket mit ai_undo markiert.",
    "no_customer_message": "Vom Kunden gibt es noch keine Nachricht.",
    "answered_by_person": "Ein Mensch hat schon geantwortet.",
    "gone": "Das Helpdesk zeigt uns dieses Ticket nicht mehr.",
    "switched_off": "Warm Handoff ist in den Einstellungen des Helpdesks ausgeschaltet.",
    "refused": "Das Helpdesk hat abgelehnt, was wir schreiben wollten.",
    "gave_up": "Warm Handoff ist nicht rechtzeitig fertig geworden; bitte sehen Sie sich dieses Ticket selbst an.",
    "forgotten": "Was hier gelesen wurde, ist inzwischen vergessen, wie es Ihre Regeln zur Aufbewahrung sagen.",
}

#: Why something asked for in the sidebar cannot be done, and what to do next.
REFUSALS: Final = {
    "question_open": "Bitte beantworten Sie zuerst die Frage zu diesem Ticket.",
    "no_question": "Zu diesem Ticket ist keine Frage mehr offen; laden Sie neu, um den Stand zu sehen.",
    "not_read": "Dieses Ticket wurde noch nicht gelesen; versuchen Sie es gleich noch einmal.",
    "forgotten": "Was über dieses Ticket aufbewahrt wurde, ist inzwischen vergessen; hier lässt sich nichts mehr ändern.",
    "nothing_to_undo": "Auf diesem Ticket gibt es nichts von Warm Handoff zurückzunehmen.",
    "no_draft": "Zu diesem Ticket gibt es keinen Entwurf; laden Sie neu, um den Stand zu sehen.",
    "unknown_group": "Es gibt keine Gruppe dieses Namens; laden Sie neu und wählen Sie eine aus der Liste.",
}
