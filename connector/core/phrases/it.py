"""Italian words of the private note."""

from typing import Final

SENTENCES: Final = {
    "replaces": "Questa nota sostituisce la nota {reference} qui sopra: deve occuparsene una persona.",
    "heading_people": "Da affidare a una persona: {kind}",
    "heading_unsure": "Da affidare a una persona: l’IA non è sicura",
    "heading_draft": "Bozza dell’IA da controllare: {kind}",
    "heading_sorted": "Smistato: {kind}",
    "urgency": "Urgenza: {urgency}.",
    "stated_urgency": "Il cliente chiede espressamente una risposta rapida.",
    "group": "Gruppo giusto: {group}.",
    "group_kept": "Questo ticket resta nel gruppo scelto da una persona. Il gruppo giusto sarebbe: {group}.",
    "group_unknown": (
        "Le regole indicano il gruppo «{group}», che in questo helpdesk non esiste. Il ticket non è stato assegnato."
    ),
    "field_blocked": "L’helpdesk ha rifiutato la modifica per il campo «{field}». Quanto ha accettato è stato salvato.",
    "route": "Quando e chi: {route}.",
    "out_of_hours": "In questo momento siamo fuori dal vostro orario di lavoro.",
    "own_words": "Con le parole del cliente:",
    "feelings": "Che cosa sembra provare il cliente: {feelings}.",
    "needs": "Possibili esigenze di sostegno, da confermare da parte Sua: {needs}.",
    "confidence": "Sicurezza dell’IA: {percent} %. Seconda ipotesi: {runner_up} ({runner_up_percent} %).",
    "confidence_alone": "Sicurezza dell’IA: {percent} %.",
    "record_none": "Quante volte questo è corretto qui: non si sa ancora, nessun ticket è stato verificato.",
    "record": "Quante volte questo è stato corretto qui: {right} su {audited} ticket verificati.",
    "sensitive": "Sembra trattarsi di questo: {kind}. Questi ticket vanno sempre a persone, senza bozza.",
    "extra_sensitive": "Secondo le vostre regole, i ticket «{kind}» vanno affidati a persone.",
    "extra_word": "Secondo le vostre regole, i ticket con le parole «{word}» vanno affidati a persone.",
    "prefers_human": "Questo cliente ha già chiesto di parlare con una persona, e ne teniamo conto.",
    "agent_asked_human": "Qualcuno del team ha contrassegnato il ticket con ai_human.",
    "agent_said_wrong": "Qualcuno del team ha contrassegnato il ticket con ai_wrong, quindi l’IA non lo tocca.",
    "corrected": "Qualcuno del team ha corretto qui l’IA: {kind}.",
    "with_people_already": (
        "Di questa conversazione si occupano già delle persone, e così resta finché una persona non avrà risposto."
    ),
    "rule_off": "Le vostre regole disattivano l’IA per «{kind}».",
    "kind": "Di che cosa si tratta: {kind}.",
    "abstained": "L’IA lascia a Lei questo ticket: {reason}.",
    "language": "Lingua del messaggio, a quanto sembra: {language}. Qui l’IA non la gestisce.",
    "budget": "Il budget di oggi è esaurito.",
    "draft_withheld": "Non c’è una bozza, ed è voluto.",
    "draft_not_for_kind": "Per questo tipo di ticket non si prepara alcuna bozza.",
    "no_source": "Non c’è una bozza: nessuna macro, risposta predefinita o articolo pubblico risponde alla richiesta.",
    "stop_sign": "Prima di inviare, guardi due volte: {stop}.",
    "draft_intro": "Bozza per il cliente. Non è stato inviato nulla. La controlli, la modifichi e la invii Lei:",
    "sources": "Da dove viene la bozza:",
    "source": "{title} ({kind}, {age})",
    "source_macro": "macro",
    "source_canned_response": "risposta predefinita",
    "source_article": "articolo pubblico",
    "source_age": "ultima modifica: {date}",
    "source_age_unknown": "data sconosciuta",
    "signed": "Questa nota è stata scritta da Warm Handoff, un’IA.",
    "undone": "Annullato",
    "undone_fields": "Quello che Warm Handoff aveva cambiato in questo ticket è tornato com’era: tag, priorità e gruppo.",
    "undone_kept": "Quello che le persone hanno cambiato da allora resta com’è: {fields}.",
    "undone_notes": "Non tenga più conto delle sue note precedenti: {references}.",
    "learned_group": "Le vostre regole non indicano alcun gruppo per questo tipo. Nel vostro storico, ticket come questo sono andati a {group}.",
    "learned_record": "Questa lettura era giusta per {right} ticket su 100 del vostro storico.",
    "learned_fields": "Nel vostro storico, ticket come questo avevano: {fields}. Solo un suggerimento; nulla è stato impostato.",
    "field_type": "tipo",
    "field_tags": "tag",
    "field_priority": "priorità",
    "field_group": "gruppo",
    "footer": (
        "Questa nota è stata scritta da Warm Handoff, un’IA. C’è un errore? Aggiunga il tag ai_wrong. "
        "Deve occuparsene una persona? ai_human. Annullare tutto? ai_undo. L’IA non deve toccarlo? ai_skip."
    ),
}

KIND_NAMES: Final = {
    "order_tracking": "dov’è il mio ordine",
    "delivery_change": "modifica di una consegna",
    "return_how_to": "come fare un reso",
    "product_info": "domanda su un prodotto",
    "hours_location": "orari o sede",
    "account_access": "accesso o password",
    "invoice_copy": "copia di una fattura",
    "plan_info": "domanda sull’abbonamento",
    "appointment": "appuntamento",
    "how_to": "come funziona qualcosa",
    "policy_faq": "domanda sulle condizioni",
    "thanks_close": "grazie, è risolto",
    "noise": "messaggio automatico o pubblicità",
    "refund_request": "richiesta di rimborso",
    "refund_status": "rimborso non arrivato",
    "damaged_or_missing": "merce danneggiata, sbagliata o mancante",
    "billing_question": "domanda su un addebito",
    "cancellation": "disdetta o annullamento",
    "warranty": "garanzia o riparazione",
    "bug_or_outage": "guasto o disservizio",
    "feature_request": "richiesta di una funzione",
    "price_or_discount": "prezzo o sconto",
    "data_change": "modifica dei dati del cliente",
    "b2b_account": "cliente aziendale",
    "complaint_informal": "cliente scontento",
    "feedback": "opinione o suggerimento",
    "self_harm": "pensieri di suicidio o autolesionismo",
    "danger": "qualcuno potrebbe essere in pericolo",
    "injury_safety": "infortunio o sicurezza",
    "bereavement": "lutto",
    "health": "salute",
    "hardship": "difficoltà economiche",
    "scam_fraud": "truffa o frode",
    "legal": "questione legale",
    "discrimination": "discriminazione o comportamento scorretto",
    "data_rights": "diritti sulla protezione dei dati",
    "formal_complaint": "reclamo formale o ripetuto",
    "human_request": "il cliente chiede di parlare con una persona",
    "minor": "chi scrive sembra avere meno di 18 anni",
    "access_need": "ha bisogno di un adattamento",
    "media_vip": "stampa o cliente di rilievo",
    "manipulation": "tentativo di manipolazione",
}

URGENCY_NAMES: Final = {
    "U0": "nessuna, non serve alcun intervento",
    "U1": "normale",
    "U2": "presto, in giornata",
    "U3": "alta, entro una o due ore",
    "U4": "critica, entro pochi minuti",
}

EMOTION_NAMES: Final = {
    "neutral": "nessun sentimento espresso",
    "confusion": "confusione",
    "worry": "preoccupazione",
    "frustration": "frustrazione",
    "anger": "rabbia",
    "disappointment": "delusione",
    "sadness_grief": "tristezza o dolore per una perdita",
    "distress": "angoscia",
    "shame": "vergogna",
    "gratitude_relief": "gratitudine o sollievo",
}

NEED_NAMES: Final = {
    "health": "più tempo, meno passaggi, il canale che preferisce",
    "life_event": "un unico referente, niente da ripetere",
    "resilience": "nessuna pressione, opzioni chiare",
    "capability": "parole semplici, un passo alla volta, magari una telefonata",
}

ROUTES: Final = {
    "self_harm": "subito, una persona formata; tenga a portata di mano il numero locale di aiuto nelle crisi",
    "danger": "subito, chi è responsabile della tutela delle persone in pericolo",
    "injury_safety": "entro un’ora, chi è responsabile della sicurezza",
    "bereavement": "in giornata, un unico referente",
    "health": "in giornata",
    "hardship": "in giornata",
    "scam_fraud": "entro un’ora, il team di sicurezza",
    "legal": "in giornata, la direzione",
    "discrimination": "in giornata, un responsabile",
    "data_rights": (
        "il termine di legge decorre: un mese, e 30 giorni per confermare la ricezione di un reclamo nel Regno Unito"
    ),
    "formal_complaint": "secondo la vostra procedura per i reclami",
    "human_request": "subito, una persona; indichi chi risponderà ed entro quando",
    "minor": "secondo le vostre regole sui minori",
    "access_need": "presto, nel modo di cui il cliente ha bisogno",
    "media_vip": "in giornata, la direzione",
    "manipulation": "il team di sicurezza; non segua le istruzioni contenute nel ticket",
}

LANGUAGE_NAMES: Final = {
    "en": "inglese",
    "de": "tedesco",
    "fr": "francese",
    "es": "spagnolo",
    "it": "italiano",
    "nl": "olandese",
    "pt": "portoghese",
    "und": "una lingua non riconosciuta",
    "other": "un’altra lingua ({code})",
}

DOUBTS: Final = {
    "empty": "non c’è alcun testo da leggere",
    "too_short": "il testo è troppo breve per una lettura sicura",
    "maybe_sensitive": "potrebbe toccare qualcosa di delicato; lo legga prima di ogni altra cosa",
    "low_confidence": "due o più interpretazioni sono quasi ugualmente probabili",
    "out_of_scope": "il messaggio non somiglia a nulla di ciò che l’IA conosce",
    "unknown_language": "non è stato possibile riconoscere la lingua",
    "model_failed": "la lettura non è riuscita; l’errore è nostro",
    "attachment_only": "la parte importante sembra trovarsi in un allegato",
    "auto_reply": "potrebbe essere una risposta automatica",
}

#: Why a ticket is not ours to touch.
LEFT: Final = {
    "closed": "Il ticket è chiuso.",
    "spam": "Il ticket è segnato come spam.",
    "deleted": "Il ticket è eliminato.",
    "outbound": "Questa conversazione l’ha iniziata il suo team; non c’è nulla da smistare finché il cliente non risponde.",
    "other_ai": "Un’altra IA sta lavorando su questo ticket.",
    "text_withheld": "L’helpdesk non ci mostra ciò che il cliente ha scritto.",
    "skip_tag": "Qualcuno del team ha segnato il ticket con ai_skip.",
    "undo_tag": "Qualcuno del team ha segnato il ticket con ai_undo.",
    "no_customer_message": "Non c’è ancora un messaggio del cliente.",
    "answered_by_person": "Una persona ha già risposto.",
    "gone": "L’helpdesk non ci mostra più questo ticket.",
    "switched_off": "Warm Handoff è disattivato nelle impostazioni dell’helpdesk.",
    "refused": "L’helpdesk ha rifiutato ciò che volevamo scrivere.",
    "gave_up": "Warm Handoff non ha finito in tempo; per favore, guardi lei questo ticket.",
    "forgotten": "Quello che era stato letto qui è stato dimenticato, come dicono le vostre regole di conservazione.",
}

#: Why something asked for in the sidebar cannot be done, and what to do next.
REFUSALS: Final = {
    "question_open": "Per favore, risponda prima alla domanda su questo ticket.",
    "no_question": "Su questo ticket non c'è più una domanda aperta; ricarichi per vedere a che punto è.",
    "not_read": "Questo ticket non è ancora stato letto; riprovi tra un momento.",
    "forgotten": "Quello che era conservato su questo ticket è stato dimenticato, quindi qui non si può più cambiare nulla.",
    "nothing_to_undo": "Su questo ticket non c'è nulla di Warm Handoff da annullare.",
    "no_draft": "Per questo ticket non c'è una bozza; ricarichi per vedere a che punto è.",
    "unknown_group": "Non esiste un gruppo con questo nome; ricarichi e ne scelga uno dall'elenco.",
}
