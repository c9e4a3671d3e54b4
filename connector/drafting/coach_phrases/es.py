"""Spanish: what the coach listens for, and what it says."""

from typing import Final

ADVICE: Final = {
    "many_apologies": "Una disculpa basta; diga después qué va a hacer.",
    "empty_sympathy": "Nadie puede saberlo. Diga mejor lo que le ha pasado.",
    "blame": "Suena a reproche. Diga cómo están las cosas ahora y qué viene después.",
    "jargon": "Aquí es más fácil una palabra corriente.",
    "question_open": "Esta pregunta parece seguir abierta.",
    "no_next_step": "Diga qué pasará ahora o qué puede hacer la persona.",
    "no_time": "Diga para cuándo, si puede cumplirlo.",
    "too_long": "Es largo para alguien que lo pasa mal: lo más importante primero, en pocas frases.",
}

HEARD: Final = {
    "apology": r"\b(disculp\w+|perdón|perdon\w+|lament\w+|sentimos|lo siento)\b",
    "empty_sympathy": (
        r"\b(entend(o|emos|iendo)|entiend(o)|comprend(o|emos))( perfectamente| totalmente| muy bien)* (su|"
        r"tu) (\w+ )?(frustración|enfado|enojo|molestia|decepción|preocupación|malestar|situación)\b|"
        r"\b(imagino|imaginamos|sé|sabemos|entiendo|comprendo)( perfectamente)? (cómo|lo que|lo mal que) (se|"
        r"te)?( ?(siente|sientes|está|debe))?|\bme pongo en su lugar"
    ),
    "blame": (
        r"\b((usted )?(debería|debió|tendría que) haber|debió|se olvidó|no (leyó|siguió|indicó|comprobó|"
        r"adjuntó)|como (ya )?(le )?(dije|dijimos|indicamos|expliqué|expliqu\w+|mencion\w+)|su (propio )?(error|"
        r"culpa)|si hubiera|está equivocad[oa])\b"
    ),
    "jargon": (
        r"\b(sla|rma|eta|backend|escal(ar|ado|amos|aremos|amiento)|workflow|nivel (2|3)|ticket(ing)?|"
        r"a la brevedad|adjunto (encontrará|remito)|por la presente|quedamos a la espera|onboarding|"
        r"sku|mencionad[oa]s? anteriormente|dar de alta la incidencia|incidencia)\b"
    ),
}

LEADS_ON: Final = (
    r"\b((he|hemos|ha sido|han sido|se ha|está|será) (\w+ ){0,3}\w+|por favor|puede|pueden|aquí tiene|"
    r"basta con|le (adjunto|envío|mando)|hecho|no tiene que)\b"
)
NAMES_TIME: Final = (
    r"\b(hoy|mañana|pasado mañana|lunes|martes|miércoles|jueves|viernes|sábado|domingo|esta semana|"
    r"la próxima semana|en un plazo|dentro de|a las \d{1,2}|\d{1,2}:\d\d|\d+ (minutos?|horas?|"
    r"días?|semanas?)|(una|dos|tres) (horas?|días?|semanas?)|enero|febrero|marzo|abril|mayo|"
    r"junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
)
ASKS_FIGURE: Final = r"(?<!\w)(cuándo|cuanto|cuánto|cuánta|cuántos|cuántas|qué (día|fecha|hora|precio)|a qué hora)\b"
COMMON: Final = (
    "cuándo cómo dónde cuál cuáles quién quiénes cuánto cuánta porque para pero este esta esto estos estas ese esa "
    "eso desde hasta sobre tengo tiene tienen puede pueden podría podrían hacer hace haber hola buenos buenas días "
    "gracias favor todavía ahora ustedes usted nuestro nuestra"
)
