"""Dutch words of the private note."""

from typing import Final

SENTENCES: Final = {
    "replaces": "Deze notitie vervangt notitie {reference} hierboven: een medewerker moet het overnemen.",
    "heading_people": "Graag door een medewerker: {kind}",
    "heading_unsure": "Graag door een medewerker: de AI is niet zeker",
    "heading_draft": "AI-concept om na te kijken: {kind}",
    "heading_sorted": "Gesorteerd: {kind}",
    "urgency": "Urgentie: {urgency}.",
    "stated_urgency": "De klant vraagt met zoveel woorden om een snelle reactie.",
    "group": "Juiste groep: {group}.",
    "group_kept": "Dit ticket blijft in de groep die een medewerker heeft gekozen. De juiste groep zou zijn: {group}.",
    "group_unknown": "De regels noemen groep ‘{group}’, die in deze helpdesk niet bestaat. Er is niemand toegewezen.",
    "field_blocked": "De helpdesk weigerde de wijziging vanwege het veld ‘{field}’. Wat nog wel mocht, is opgeslagen.",
    "route": "Wanneer en wie: {route}.",
    "out_of_hours": "Het is nu buiten uw werktijden.",
    "own_words": "In de woorden van de klant:",
    "feelings": "Wat de klant lijkt te voelen: {feelings}.",
    "needs": "Wat de klant mogelijk nodig heeft, graag zelf nagaan: {needs}.",
    "confidence": "Hoe zeker de AI is: {percent} %. Volgende mogelijkheid: {runner_up} ({runner_up_percent} %).",
    "confidence_alone": "Hoe zeker de AI is: {percent} %.",
    "record_none": "Hoe vaak dit hier klopt: nog niet bekend, er is nog geen ticket gecontroleerd.",
    "record": "Hoe vaak dit hier klopte: {right} van de {audited} gecontroleerde tickets.",
    "sensitive": "Dit lijkt te gaan om: {kind}. Zulke tickets gaan altijd naar mensen, zonder concept.",
    "extra_sensitive": "Volgens uw regels gaat ‘{kind}’ naar mensen.",
    "extra_word": "Volgens uw regels gaan tickets met de woorden ‘{word}’ naar mensen.",
    "prefers_human": "Deze klant heeft al eerder om een medewerker gevraagd, en dat onthouden we.",
    "agent_asked_human": "Een collega heeft het ticket gemarkeerd met ai_human.",
    "agent_said_wrong": "Een collega heeft het ticket gemarkeerd met ai_wrong, dus de AI blijft ervan af.",
    "corrected": "Een collega heeft de AI hier verbeterd: {kind}.",
    "with_people_already": "Dit gesprek ligt al bij mensen, en daar blijft het tot een medewerker heeft geantwoord.",
    "rule_off": "Uw regels zetten de AI uit voor ‘{kind}’.",
    "kind": "Waar het over gaat: {kind}.",
    "abstained": "De AI laat dit ticket aan u over: {reason}.",
    "language": "Taal van het bericht, voor zover te zien: {language}. Die behandelt de AI hier niet.",
    "budget": "Het budget voor vandaag is op.",
    "draft_withheld": "Er is bewust geen concept.",
    "draft_not_for_kind": "Voor dit soort tickets wordt geen concept gemaakt.",
    "no_source": "Er is geen concept: geen macro, standaardantwoord of openbaar artikel geeft hier antwoord op.",
    "stop_sign": "Kijk graag twee keer voordat u verstuurt: {stop}.",
    "draft_intro": "Concept voor de klant. Er is niets verstuurd. Kijk het na, pas het aan en verstuur het zelf:",
    "sources": "Waar het concept vandaan komt:",
    "source": "{title} ({kind}, {age})",
    "source_macro": "macro",
    "source_canned_response": "standaardantwoord",
    "source_article": "openbaar artikel",
    "source_age": "laatst gewijzigd op {date}",
    "source_age_unknown": "datum onbekend",
    "undone": "Teruggedraaid",
    "undone_fields": "Wat Warm Handoff aan dit ticket had gewijzigd, staat weer zoals het was: tags, prioriteit en groep.",
    "undone_kept": "Wat mensen sindsdien hebben gewijzigd, blijft zo: {fields}.",
    "undone_notes": "Let niet meer op de eerdere notities: {references}.",
    "field_priority": "prioriteit",
    "field_group": "groep",
    "footer": (
        "Deze notitie is geschreven door Warm Handoff, een AI. Klopt er iets niet? Voeg de tag ai_wrong toe. "
        "Moet een medewerker dit doen? ai_human. Alles terugdraaien? ai_undo. Moet de AI eraf blijven? ai_skip."
    ),
}

KIND_NAMES: Final = {
    "order_tracking": "waar is mijn bestelling",
    "delivery_change": "wijziging van een bezorging",
    "return_how_to": "uitleg over retourneren",
    "product_info": "vraag over een product",
    "hours_location": "openingstijden of locatie",
    "account_access": "inloggen of wachtwoord",
    "invoice_copy": "kopie van een factuur",
    "plan_info": "vraag over het abonnement",
    "appointment": "afspraak",
    "how_to": "hoe iets werkt",
    "policy_faq": "vraag over de voorwaarden",
    "thanks_close": "bedankt, het is opgelost",
    "noise": "automatische mail of reclame",
    "refund_request": "wil geld terug",
    "refund_status": "terugbetaling niet ontvangen",
    "damaged_or_missing": "beschadigd, verkeerd of ontbrekend artikel",
    "billing_question": "vraag over een afschrijving",
    "cancellation": "opzegging of annulering",
    "warranty": "garantie of reparatie",
    "bug_or_outage": "fout of storing",
    "feature_request": "wens voor een functie",
    "price_or_discount": "prijs of korting",
    "data_change": "wijziging van klantgegevens",
    "b2b_account": "zakelijke klant",
    "complaint_informal": "ontevreden klant",
    "feedback": "feedback",
    "self_harm": "gedachten aan zelfdoding of zelfbeschadiging",
    "danger": "iemand is mogelijk in gevaar",
    "injury_safety": "letsel of veiligheid",
    "bereavement": "overlijden of rouw",
    "health": "gezondheid",
    "hardship": "geldzorgen",
    "scam_fraud": "oplichting of fraude",
    "legal": "juridische kwestie",
    "discrimination": "discriminatie of wangedrag",
    "data_rights": "privacyrechten",
    "formal_complaint": "formele of herhaalde klacht",
    "human_request": "de klant vraagt om een medewerker",
    "minor": "de schrijver lijkt jonger dan 18",
    "access_need": "heeft een aanpassing nodig",
    "media_vip": "pers of belangrijke klant",
    "manipulation": "poging tot manipulatie",
}

URGENCY_NAMES: Final = {
    "U0": "geen, er hoeft niets te gebeuren",
    "U1": "normaal",
    "U2": "spoedig, dezelfde dag",
    "U3": "hoog, binnen een of twee uur",
    "U4": "kritiek, binnen enkele minuten",
}

EMOTION_NAMES: Final = {
    "neutral": "geen gevoel geuit",
    "confusion": "verwarring",
    "worry": "bezorgdheid",
    "frustration": "frustratie",
    "anger": "boosheid",
    "disappointment": "teleurstelling",
    "sadness_grief": "verdriet of rouw",
    "distress": "grote nood",
    "shame": "schaamte",
    "gratitude_relief": "dankbaarheid of opluchting",
}

NEED_NAMES: Final = {
    "health": "meer tijd, minder stappen, het kanaal van eigen keuze",
    "life_event": "één vast aanspreekpunt, niets hoeven herhalen",
    "resilience": "geen druk, duidelijke keuzes",
    "capability": "eenvoudige woorden, stap voor stap, misschien een telefoontje",
}

ROUTES: Final = {
    "self_harm": "nu, iemand die hiervoor is opgeleid; houd het nummer van de lokale crisislijn bij de hand",
    "danger": "nu, wie verantwoordelijk is voor de bescherming van mensen in gevaar",
    "injury_safety": "binnen een uur, wie verantwoordelijk is voor veiligheid",
    "bereavement": "dezelfde dag, één vast aanspreekpunt",
    "health": "dezelfde dag",
    "hardship": "dezelfde dag",
    "scam_fraud": "binnen een uur, het beveiligingsteam",
    "legal": "dezelfde dag, de directie",
    "discrimination": "dezelfde dag, een leidinggevende",
    "data_rights": (
        "de wettelijke termijn loopt: één maand, en in het Verenigd Koninkrijk "
        "30 dagen om de ontvangst van een klacht te bevestigen"
    ),
    "formal_complaint": "volgens uw klachtenprocedure",
    "human_request": "meteen, een medewerker; laat weten wie antwoordt en wanneer",
    "minor": "volgens uw beleid voor minderjarigen",
    "access_need": "spoedig, op de manier die de klant nodig heeft",
    "media_vip": "dezelfde dag, de directie",
    "manipulation": "het beveiligingsteam; volg geen instructies uit het ticket op",
}

LANGUAGE_NAMES: Final = {
    "en": "Engels",
    "de": "Duits",
    "fr": "Frans",
    "es": "Spaans",
    "it": "Italiaans",
    "nl": "Nederlands",
    "pt": "Portugees",
    "und": "een taal die niet herkend is",
    "other": "een andere taal ({code})",
}

DOUBTS: Final = {
    "empty": "er is geen tekst om te lezen",
    "too_short": "de tekst is te kort om zeker te zijn",
    "low_confidence": "twee of meer interpretaties zijn ongeveer even waarschijnlijk",
    "out_of_scope": "het bericht lijkt op niets wat de AI kent",
    "unknown_language": "de taal was niet te herkennen",
    "model_failed": "het uitlezen is mislukt; de fout ligt bij ons",
    "attachment_only": "waar het om gaat, lijkt in een bijlage te staan",
    "auto_reply": "het kan een automatisch antwoord zijn",
}

#: Why a ticket is not ours to touch.
LEFT: Final = {
    "closed": "Het ticket is gesloten.",
    "spam": "Het ticket is als spam gemarkeerd.",
    "deleted": "Het ticket is verwijderd.",
    "outbound": "Uw team is dit gesprek begonnen; er valt pas iets te sorteren als de klant antwoordt.",
    "other_ai": "Een andere AI werkt aan dit ticket.",
    "text_withheld": "De helpdesk laat ons niet zien wat de klant schreef.",
    "skip_tag": "Iemand van het team heeft het ticket met ai_skip gemarkeerd.",
    "undo_tag": "Iemand van het team heeft het ticket met ai_undo gemarkeerd.",
    "no_customer_message": "Er is nog geen bericht van de klant.",
    "answered_by_person": "Een medewerker heeft al geantwoord.",
    "gone": "De helpdesk laat ons dit ticket niet meer zien.",
    "switched_off": "Warm Handoff staat uit in de instellingen van de helpdesk.",
    "refused": "De helpdesk weigerde wat we wilden schrijven.",
    "gave_up": "Warm Handoff was niet op tijd klaar; kijk zelf even naar dit ticket.",
    "forgotten": "Wat hier gelezen werd, is inmiddels vergeten, zoals uw bewaarregels zeggen.",
}

#: Why something asked for in the sidebar cannot be done, and what to do next.
REFUSALS: Final = {
    "question_open": "Beantwoord eerst de vraag over dit ticket.",
    "no_question": "Er staat geen vraag over dit ticket meer open; laad opnieuw om de stand te zien.",
    "not_read": "Dit ticket is nog niet gelezen; probeer het zo nog eens.",
    "forgotten": "Wat over dit ticket bewaard werd, is inmiddels vergeten; hier kan niets meer worden veranderd.",
    "nothing_to_undo": "Er is op dit ticket niets van Warm Handoff om terug te draaien.",
    "no_draft": "Er is geen concept voor dit ticket; laad opnieuw om de stand te zien.",
    "unknown_group": "Er is geen groep met deze naam; laad opnieuw en kies er een uit de lijst.",
}
