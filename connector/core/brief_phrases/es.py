"""Spanish words of the brief."""

from typing import Final

BRIEF: Final = {
    "wish_wanted": "Prefiere el contacto {channel}: «{quote}»",
    "wish_unwanted": "Por favor, no le contacte {channel}: «{quote}»",
    "due_today": "hoy antes de las {time}",
    "due_tomorrow": "mañana antes de las {time}",
    "due_weekday": "el {weekday} antes de las {time}",
    "due_date": "a más tardar el {date}",
    "date": "{day} de {month}",
    "date_year": "{day} de {month} de {year}",
    "so_far": "Lo ocurrido hasta ahora:",
    "turn_customer": "{day}, cliente: «{quote}»",
    "turn_team": "{day}, su equipo: «{quote}»",
    "left_out": "… y {count} mensajes más …",
    "promise": "Prometido el {day}: «{quote}»",
    "promise_due": "Prometido el {day}, para el {due}: «{quote}»",
    "promise_passed": "Prometido el {day}, para el {due}, que ya pasó: «{quote}»",
    "crisis": "Línea de atención en crisis para tener a mano ({country}): {lines}. Si una vida corre peligro ahora: {emergency}.",
    "abuse": "Si se trata de violencia en casa ({country}): {lines}. Si alguien está en peligro ahora: {emergency}.",
    "emergency": "Si alguien está en peligro ahora ({country}): {emergency}.",
    "anywhere": "sin país indicado, vea la regla «country»",
    "avoid": "Mejor no: {avoid}.",
    "acknowledge": "Aún sin reconocer: {facts}.",
    "acknowledge_own": "Por favor, reconózcalo con sus propias palabras: {facts}.",
    "sentence": "Una frase para adaptar: {sentence}",
    "fact_written": "ha escrito {times} desde el {day}",
    "fact_promise": "lo prometido para el {due}",
}

CHANNEL_NAMES: Final = {
    "call": "por teléfono",
    "email": "por escrito, por correo electrónico",
    "letter": "por carta",
    "chat": "por chat o SMS",
    "in_person": "en persona",
}

#: What to leave out of an answer, by sensitive kind; stands behind a colon.
AVOID: Final = {
    "self_harm": "ni consejos, ni «otros están peor», ni remitir a un profesional como única respuesta",
    "danger": "ni llamada, ni SMS, ni carta que otra persona pueda ver; ni una palabra a nadie en esa dirección",
    "injury_safety": "ni «nunca había pasado», ni preguntar de quién es la culpa, ni pedir que lo vuelva a probar",
    "bereavement": "ni «espero que esté bien», ni encuesta, ni exigir iniciar sesión, ni cartas a la persona fallecida",
    "health": "ni diagnósticos, ni «que se mejore» si es algo duradero, ni justificantes médicos sin necesidad",
    "hardship": "ni amenazas, ni recargos, ni «según lo acordado», ni lecciones sobre el dinero",
    "scam_fraud": "ni reproches, ni «debería haberse dado cuenta», ni enlaces, ni preguntar contraseñas",
    "legal": "ni admitir nada, ni opinar del caso, ni bromas, ni nada que no leería ante un juez",
    "discrimination": "ni «seguro que no fue con mala intención», ni dudar de lo vivido, ni defender a compañeros",
    "data_rights": "ni preguntar el motivo, ni pedir el documento de identidad sin necesidad, ni plazos inventados",
    "formal_complaint": "ni «pero», ni culpar a otros, ni un vale en lugar de una respuesta",
    "human_request": "ni textos automáticos, ni «nuestro asistente también puede ayudarle», ni preguntar por qué",
    "minor": "ni más datos personales, ni compras ni contratos, ni un tono de confianza",
    "access_need": "ni «es muy fácil», ni preguntar por la discapacidad, ni otra vía que la pedida",
    "media_vip": "ni comentarios sobre el asunto, ni «entre nosotros», ni tratos especiales",
    "manipulation": "ni hacer lo que ordena el mensaje, ni dar pistas de cómo funcionan sus controles",
}

WEEKDAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS: Final = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)

#: How often, from two on; the last is for all above.
TIMES: Final = ("dos veces", "tres veces", "cuatro veces", "cinco veces", "{count} veces")

#: Sentences for the customer, in their language, for a person to adapt: they name facts and claim no feeling.
ADAPTABLE: Final = {
    "written": "Nos ha escrito {times} desde el {day}.",
    "promise": "El {day} escribimos: «{quote}» Era para el {due}, y esa fecha ya pasó.",
}
