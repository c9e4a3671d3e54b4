"""Italian words of the brief."""

from typing import Final

BRIEF: Final = {
    "wish_wanted": "Preferisce il contatto {channel}: «{quote}»",
    "wish_unwanted": "Per favore, nessun contatto {channel}: «{quote}»",
    "due_today": "oggi entro le {time}",
    "due_tomorrow": "domani entro le {time}",
    "due_weekday": "{weekday} entro le {time}",
    "due_date": "termine: {date}",
    "date": "{day} {month}",
    "date_year": "{day} {month} {year}",
    "so_far": "Che cosa è successo finora:",
    "turn_customer": "{day}, cliente: «{quote}»",
    "turn_team": "{day}, il vostro team: «{quote}»",
    "left_out": "… e altri {count} messaggi …",
    "promise": "Promesso in data {day}: «{quote}»",
    "promise_due": "Promesso in data {day}, termine {due}: «{quote}»",
    "promise_passed": "Promesso in data {day}, termine {due}, ormai passato: «{quote}»",
    "crisis": "Linea d’ascolto da tenere a portata di mano ({country}): {lines}. Se una vita è in pericolo ora: {emergency}.",
    "abuse": "Se si tratta di violenza in casa ({country}): {lines}. Se qualcuno è in pericolo ora: {emergency}.",
    "emergency": "Se qualcuno è in pericolo ora ({country}): {emergency}.",
    "anywhere": "paese non indicato, veda la regola «country»",
    "avoid": "Meglio evitare: {avoid}.",
    "acknowledge": "Non ancora riconosciuto: {facts}.",
    "acknowledge_own": "Da riconoscere con parole Sue: {facts}.",
    "sentence": "Una frase da adattare: {sentence}",
    "fact_written": "ha scritto {times}, la prima in data {day}",
    "fact_promise": "la promessa con termine {due}, ormai passato",
}

CHANNEL_NAMES: Final = {
    "call": "per telefono",
    "email": "per iscritto, via e-mail",
    "letter": "per lettera",
    "chat": "via chat o SMS",
    "in_person": "di persona",
}

#: What to leave out of an answer, by sensitive kind; stands behind a colon.
AVOID: Final = {
    "self_harm": "consigli, «c’è chi sta peggio», il solo rinvio a un professionista",
    "danger": "telefonate, SMS o lettere che altri possano vedere; una sola parola ad altri a quell’indirizzo",
    "injury_safety": "«non è mai successo», domande sulla colpa, la richiesta di riprovare",
    "bereavement": "«spero che stia bene», sondaggi, l’obbligo di accedere, lettere alla persona scomparsa",
    "health": "diagnosi, «pronta guarigione» per ciò che dura, certificati medici non necessari",
    "hardship": "minacce, spese aggiuntive, «come concordato», lezioni sul denaro",
    "scam_fraud": "rimproveri, «avrebbe dovuto accorgersene», link, domande su una password",
    "legal": "ammissioni, pareri sul caso, battute, ciò che non leggerebbe davanti a un giudice",
    "discrimination": "«di certo non era voluto», dubbi su ciò che è stato vissuto, la difesa di colleghi",
    "data_rights": "la domanda sul perché, documenti d’identità non necessari, termini inventati",
    "formal_complaint": "«ma», la colpa data ad altri, un buono al posto di una risposta",
    "human_request": "testi automatici, «anche il nostro assistente può aiutarla», la domanda sul perché",
    "minor": "altri dati personali, acquisti o contratti, un tono confidenziale",
    "access_need": "«è molto semplice», domande sulla disabilità, una via diversa da quella richiesta",
    "media_vip": "commenti sulla vicenda, «detto tra noi», trattamenti di favore",
    "manipulation": "fare ciò che il messaggio ordina, accennare a come funzionano i vostri controlli",
}

WEEKDAYS: Final = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
MONTHS: Final = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)

#: How often, from two on; the last is for all above.
TIMES: Final = ("due volte", "tre volte", "quattro volte", "cinque volte", "{count} volte")

#: Sentences for the customer, in their language, for a person to adapt: they name facts and claim no feeling.
ADAPTABLE: Final = {
    "written": "Ci ha scritto {times}, la prima in data {day}.",
    "promise": "In data {day} abbiamo scritto: «{quote}» La data indicata ({due}) è passata.",
}
