"""Words of the note about calls, about the course of an episode, and about who takes over. Part of ``SENTENCES``."""

from typing import Final

EPISODE: Final = {
    "en": {
        "misheard": "From a transcript: words may be misheard. Feelings were read from the words alone, never from the voice.",
        "moments": "Moments of the call that matter, word for word:",
        "moment": "{what}: “{quote}”",
        "moment_at": "{at} {what}: “{quote}”",
        "moment_sensitive": "The customer, sensitive",
        "moment_feeling": "The customer, strong feeling",
        "moment_promise": "Promised to the customer",
        "moment_request": "The customer's concern",
        "follow_up": (
            "A written follow-up to the call. Of what was promised it repeats only what holds no sum and no date; "
            "check those against the recording before you add them."
        ),
        "source_call": "transcript of the call",
        "course": "Feelings over this conversation: {course}.",
        "course_first": "first {mood}",
        "course_then": "then {mood}",
        "course_now": "now {mood}",
        "calm": "calm",
        "mood_1": "{feeling} (slight)",
        "mood_2": "{feeling} (clear)",
        "mood_3": "{feeling} (strong)",
        "draft_taken_back": "The draft that stood here before has been taken back, because this ticket is for a person now. Please do not send it.",
        "handoff_line": "If you want to tell the customer that a person takes over:",
    },
    "de": {
        "misheard": (
            "Aus einer Abschrift: Wörter können falsch verstanden sein. "
            "Gefühle wurden allein aus den Worten gelesen, nie aus der Stimme."
        ),
        "moments": "Stellen des Gesprächs, auf die es ankommt, im Wortlaut:",
        "moment": "{what}: „{quote}“",
        "moment_at": "{at} {what}: „{quote}“",
        "moment_sensitive": "Kundenseite, heikel",
        "moment_feeling": "Kundenseite, starkes Gefühl",
        "moment_promise": "Zugesagt",
        "moment_request": "Anliegen",
        "follow_up": (
            "Eine schriftliche Antwort auf das Gespräch. Von den Zusagen wiederholt sie nur, was weder Betrag noch Termin enthält; "
            "prüfen Sie Beträge und Termine an der Aufnahme, bevor Sie sie ergänzen."
        ),
        "source_call": "Abschrift des Gesprächs",
        "course": "Gefühle im Lauf dieses Gesprächs: {course}.",
        "course_first": "zuerst {mood}",
        "course_then": "dann {mood}",
        "course_now": "jetzt {mood}",
        "calm": "ruhig",
        "mood_1": "{feeling} (leicht)",
        "mood_2": "{feeling} (deutlich)",
        "mood_3": "{feeling} (stark)",
        "draft_taken_back": (
            "Der Entwurf, der hier stand, ist zurückgenommen, denn um dieses Ticket kümmert sich jetzt ein Mensch. "
            "Bitte senden Sie ihn nicht."
        ),
        "handoff_line": "Falls Sie mitteilen möchten, dass ein Mensch übernimmt:",
    },
    "fr": {
        "misheard": (
            "D’après une transcription : des mots ont pu être mal compris. "
            "Les émotions viennent des mots seuls, jamais de la voix."
        ),
        "moments": "Les moments de l’appel qui comptent, mot pour mot :",
        "moment": "{what} : « {quote} »",
        "moment_at": "{at} {what} : « {quote} »",
        "moment_sensitive": "Côté client, sensible",
        "moment_feeling": "Côté client, émotion forte",
        "moment_promise": "Promis au client",
        "moment_request": "Demande du client",
        "follow_up": (
            "Un suivi écrit de l’appel. Des promesses, il ne reprend que celles sans montant ni date ; "
            "vérifiez montants et dates dans l’enregistrement avant de les ajouter."
        ),
        "source_call": "transcription de l’appel",
        "course": "Émotions au fil de cette conversation : {course}.",
        "course_first": "d’abord {mood}",
        "course_then": "puis {mood}",
        "course_now": "maintenant {mood}",
        "calm": "calme",
        "mood_1": "{feeling} (un peu)",
        "mood_2": "{feeling} (nettement)",
        "mood_3": "{feeling} (fortement)",
        "draft_taken_back": (
            "Le brouillon qui figurait ici est retiré, car ce ticket revient maintenant à une personne. Merci de ne pas l’envoyer."
        ),
        "handoff_line": "Si vous souhaitez dire au client qu’une personne prend le relais :",
    },
    "es": {
        "misheard": (
            "De una transcripción: puede haber palabras mal entendidas. "
            "Las emociones se leen solo en las palabras, nunca en la voz."
        ),
        "moments": "Momentos importantes de la llamada, palabra por palabra:",
        "moment": "{what}: «{quote}»",
        "moment_at": "{at} {what}: «{quote}»",
        "moment_sensitive": "Cliente, delicado",
        "moment_feeling": "Cliente, emoción fuerte",
        "moment_promise": "Prometido al cliente",
        "moment_request": "Petición del cliente",
        "follow_up": (
            "Un seguimiento por escrito de la llamada. De lo prometido solo repite lo que no lleva importe ni fecha; "
            "compruebe importes y fechas en la grabación antes de añadirlos."
        ),
        "source_call": "transcripción de la llamada",
        "course": "Emociones a lo largo de esta conversación: {course}.",
        "course_first": "primero {mood}",
        "course_then": "después {mood}",
        "course_now": "ahora {mood}",
        "calm": "calma",
        "mood_1": "{feeling} (leve)",
        "mood_2": "{feeling} (notable)",
        "mood_3": "{feeling} (fuerte)",
        "draft_taken_back": (
            "El borrador que había aquí queda retirado, porque este ticket le corresponde ahora a una persona. Por favor, no lo envíe."
        ),
        "handoff_line": "Si quiere decirle al cliente que una persona se hace cargo:",
    },
    "it": {
        "misheard": (
            "Da una trascrizione: alcune parole possono essere state fraintese. "
            "Le emozioni si leggono solo nelle parole, mai nella voce."
        ),
        "moments": "I momenti importanti della chiamata, parola per parola:",
        "moment": "{what}: «{quote}»",
        "moment_at": "{at} {what}: «{quote}»",
        "moment_sensitive": "Cliente, delicato",
        "moment_feeling": "Cliente, emozione forte",
        "moment_promise": "Promesso al cliente",
        "moment_request": "Richiesta del cliente",
        "follow_up": (
            "Un seguito scritto della chiamata. Di ciò che è stato promesso ripete solo quanto non contiene importi né date; "
            "controlli importi e date nella registrazione prima di aggiungerli."
        ),
        "source_call": "trascrizione della chiamata",
        "course": "Emozioni nel corso di questa conversazione: {course}.",
        "course_first": "prima {mood}",
        "course_then": "poi {mood}",
        "course_now": "ora {mood}",
        "calm": "calma",
        "mood_1": "{feeling} (lieve)",
        "mood_2": "{feeling} (evidente)",
        "mood_3": "{feeling} (forte)",
        "draft_taken_back": (
            "La bozza che si trovava qui è ritirata, perché ora questo ticket spetta a una persona. Per favore, non la invii."
        ),
        "handoff_line": "Se desidera dire al cliente che se ne occupa una persona:",
    },
    "nl": {
        "misheard": (
            "Uit een transcript: woorden kunnen verkeerd verstaan zijn. "
            "Gevoelens zijn alleen uit de woorden gelezen, nooit uit de stem."
        ),
        "moments": "Momenten van het gesprek die ertoe doen, woord voor woord:",
        "moment": "{what}: ‘{quote}’",
        "moment_at": "{at} {what}: ‘{quote}’",
        "moment_sensitive": "De klant, gevoelig",
        "moment_feeling": "De klant, sterk gevoel",
        "moment_promise": "Aan de klant beloofd",
        "moment_request": "Vraag van de klant",
        "follow_up": (
            "Een schriftelijk vervolg op het gesprek. Van wat beloofd is, herhaalt het alleen wat geen bedrag en geen datum bevat; "
            "controleer bedragen en datums aan de hand van de opname voordat u ze toevoegt."
        ),
        "source_call": "transcript van het gesprek",
        "course": "Gevoelens in de loop van dit gesprek: {course}.",
        "course_first": "eerst {mood}",
        "course_then": "daarna {mood}",
        "course_now": "nu {mood}",
        "calm": "rustig",
        "mood_1": "{feeling} (licht)",
        "mood_2": "{feeling} (duidelijk)",
        "mood_3": "{feeling} (sterk)",
        "draft_taken_back": (
            "Het concept dat hier stond, is ingetrokken, omdat dit ticket nu voor een medewerker is. Verstuur het alstublieft niet."
        ),
        "handoff_line": "Als u de klant wilt laten weten dat een medewerker het overneemt:",
    },
    "pt": {
        "misheard": (
            "De uma transcrição: pode haver palavras mal entendidas. As emoções leem-se apenas nas palavras, nunca na voz."
        ),
        "moments": "Momentos importantes da chamada, palavra por palavra:",
        "moment": "{what}: «{quote}»",
        "moment_at": "{at} {what}: «{quote}»",
        "moment_sensitive": "Cliente, sensível",
        "moment_feeling": "Cliente, emoção forte",
        "moment_promise": "Prometido ao cliente",
        "moment_request": "Pedido do cliente",
        "follow_up": (
            "Um seguimento escrito da chamada. Do que foi prometido, repete apenas o que não tem valor nem data; "
            "confirme valores e datas na gravação antes de os acrescentar."
        ),
        "source_call": "transcrição da chamada",
        "course": "Emoções ao longo desta conversa: {course}.",
        "course_first": "primeiro {mood}",
        "course_then": "depois {mood}",
        "course_now": "agora {mood}",
        "calm": "calma",
        "mood_1": "{feeling} (leve)",
        "mood_2": "{feeling} (evidente)",
        "mood_3": "{feeling} (forte)",
        "draft_taken_back": (
            "O rascunho que estava aqui foi retirado, porque este ticket cabe agora a uma pessoa. Por favor, não o envie."
        ),
        "handoff_line": "Se quiser dizer ao cliente que uma pessoa assume o caso:",
    },
}
