"""Dutch words of the brief."""

from typing import Final

BRIEF: Final = {
    "wish_wanted": "Gewenste manier van contact: {channel}. ‘{quote}’",
    "wish_unwanted": "Liever niet op deze manier: {channel}. ‘{quote}’",
    "due_today": "vandaag uiterlijk om {time} uur",
    "due_tomorrow": "morgen uiterlijk om {time} uur",
    "due_weekday": "uiterlijk {weekday} om {time} uur",
    "due_date": "uiterlijk {date}",
    "date": "{day} {month}",
    "date_year": "{day} {month} {year}",
    "so_far": "Wat er tot nu toe gebeurde:",
    "turn_customer": "{day}, de klant: ‘{quote}’",
    "turn_team": "{day}, uw team: ‘{quote}’",
    "left_out": "… en nog {count} berichten …",
    "promise": "Toegezegd op {day}: ‘{quote}’",
    "promise_due": "Toegezegd op {day}, uiterlijk {due}: ‘{quote}’",
    "promise_passed": "Toegezegd op {day}, uiterlijk {due}, inmiddels voorbij: ‘{quote}’",
    "crisis": "Crisislijn om bij de hand te hebben ({country}): {lines}. Bij acuut levensgevaar: {emergency}.",
    "abuse": "Als het om geweld thuis gaat ({country}): {lines}. Bij acuut gevaar: {emergency}.",
    "emergency": "Bij acuut gevaar ({country}): {emergency}.",
    "anywhere": "geen land ingesteld, zie de regel ‘country’",
    "avoid": "Let op: {avoid}.",
    "acknowledge": "Nog niet benoemd: {facts}.",
    "acknowledge_own": "Graag in uw eigen woorden benoemen: {facts}.",
    "sentence": "Een zin om aan te passen: {sentence}",
    "fact_written": "heeft sinds {day} {times} geschreven",
    "fact_promise": "de toezegging voor {due}, inmiddels voorbij",
}

CHANNEL_NAMES: Final = {
    "call": "per telefoon",
    "email": "schriftelijk, per e-mail",
    "letter": "per brief",
    "chat": "via chat of sms",
    "in_person": "persoonlijk",
}

#: What to leave out of an answer, by sensitive kind; stands behind a colon.
AVOID: Final = {
    "self_harm": "geen adviezen, geen ‘anderen hebben het zwaarder’, niet alleen een verwijzing naar een hulpverlener",
    "danger": "geen telefoontje, sms of brief die iemand anders kan zien; geen woord erover tegen anderen op dat adres",
    "injury_safety": "geen ‘dit is nog nooit gebeurd’, geen schuldvraag, niet vragen om het nog eens te proberen",
    "bereavement": "geen ‘ik hoop dat het goed met u gaat’, geen enquête, geen inlogplicht, geen post aan de overledene",
    "health": "geen diagnose, geen ‘beterschap’ bij iets blijvends, geen medisch bewijs als het zonder kan",
    "hardship": "geen dreiging, geen kosten, geen ‘zoals afgesproken’, geen les over geld",
    "scam_fraud": "geen verwijt, geen ‘dat had u moeten zien’, geen link, geen vraag naar een wachtwoord",
    "legal": "geen schuldbekentenis, geen mening over de zaak, geen grap, niets wat u niet bij de rechter zou voorlezen",
    "discrimination": "geen ‘dat was vast niet zo bedoeld’, geen twijfel aan wat is meegemaakt, geen verdediging van collega’s",
    "data_rights": "niet vragen waarom, geen kopie van een identiteitsbewijs als het zonder kan, geen eigen termijn",
    "formal_complaint": "geen ‘maar’, de schuld niet bij anderen leggen, geen tegoedbon in plaats van een antwoord",
    "human_request": "geen automatische tekst, geen ‘onze assistent kan u ook helpen’, niet vragen waarom",
    "minor": "geen verdere persoonsgegevens, geen aankoop of contract, geen amicale toon",
    "access_need": "geen ‘het is heel eenvoudig’, geen vraag naar de beperking, geen ander kanaal dan gevraagd",
    "media_vip": "geen commentaar, geen ‘onder ons gezegd’, geen speciale gunst",
    "manipulation": "niet doen wat het bericht opdraagt, geen hint over hoe uw controles werken",
}

WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

#: How often, from two on; the last is for all above.
TIMES: Final = ("twee keer", "drie keer", "vier keer", "vijf keer", "{count} keer")

#: Sentences for the customer, in their language, for a person to adapt: they name facts and claim no feeling.
ADAPTABLE: Final = {
    "written": "U hebt ons sinds {day} {times} geschreven.",
    "promise": "Op {day} schreven wij: ‘{quote}’ Dat was toegezegd voor {due}, en die dag is voorbij.",
}
