"""Italian: what the coach listens for, and what it says."""

from typing import Final

ADVICE: Final = {
    "many_apologies": "Basta una scusa; dica poi che cosa farà.",
    "empty_sympathy": "Nessuno può saperlo. Dica piuttosto che cosa è successo.",
    "blame": "Suona come un rimprovero. Dica come stanno le cose ora e che cosa segue.",
    "jargon": "Qui una parola comune è più facile.",
    "question_open": "Questa domanda sembra ancora aperta.",
    "no_next_step": "Dica che cosa succede ora, o che cosa può fare la persona.",
    "no_time": "Dica entro quando, se può rispettare il termine.",
    "too_long": "È lungo per chi è in difficoltà: prima la cosa più importante, in poche frasi.",
}

HEARD: Final = {
    "apology": r"\b(scus\w+|spiace|dispiac\w+|rammaric\w+|perdon\w+)\b",
    "empty_sympathy": (
        r"\b(cap(isco|iamo)|comprend(o|iamo))( perfettamente| benissimo| bene)* (la sua|il suo|la vostra|"
        r"la tua) (\w+ )?(frustrazione|rabbia|delusione|disagio|irritazione|preoccupazione|situazione)\b|"
        r"\b(immagin(o|iamo)|so|sappiamo|capisco|comprendo)( bene| perfettamente)? (come|quanto|"
        r"quello che) (si|lei|ti)?( ?(sente|senta|sia|prova|stia))?\b|\bmi metto nei suoi panni"
    ),
    "blame": (
        r"\b((lei )?avrebbe (dovuto|potuto)|doveva|ha dimenticato|non ha (letto|seguito|indicato|"
        r"controllato|allegato)|come (già )?(detto|spiegato|indicato|comunicato)|(il )?suo (stesso )?errore|"
        r"colpa sua|se avesse|si sbaglia)\b"
    ),
    "jargon": (
        r"\b(sla|rma|eta|backend|escalation|workflow|secondo livello|ticket(ing)?|quanto prima|in allegato|"
        r"con la presente|suddett\w+|onboarding|sku|presa in carico|riscontro|evadere|evasione)\b"
    ),
}

LEADS_ON: Final = (
    r"\b((ho|abbiamo|è stat[oa]|sono stat[ie]|sarà|verrà) (\w+ ){0,3}\w+|per favore|può|potete|"
    r"basta|ecco|fatto|le (allego|invio|mando)|non deve)\b"
)
NAMES_TIME: Final = (
    r"\b(oggi|domani|dopodomani|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|questa settimana|"
    r"la prossima settimana|entro|alle \d{1,2}|\d{1,2}:\d\d|\d+ (minuti|or[ae]|giorn[oi]|settiman[ae])|"
    r"(un|una|due|tre) (or[ae]|giorn[oi]|settiman[ae])|gennaio|febbraio|marzo|aprile|maggio|"
    r"giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)\b"
)
ASKS_FIGURE: Final = r"\b(quando|quanto|quanta|quanti|quante|che (giorno|ora|data|prezzo)|a che ora)\b"
COMMON: Final = (
    "quando come dove quale quali perché quanto quanta questo questa questi queste quello quella sono siete siamo "
    "stato stata avete abbiamo hanno posso puoi può potete potrei potreste fare della delle dello degli nella nelle "
    "sulla dalla ancora anche vostro vostra vorrei buongiorno grazie favore"
)
