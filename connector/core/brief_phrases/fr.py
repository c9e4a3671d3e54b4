"""French words of the brief."""

from typing import Final

BRIEF: Final = {
    "wish_wanted": "Contact souhaité {channel} : « {quote} »",
    "wish_unwanted": "Merci de ne pas prendre contact {channel} : « {quote} »",
    "due_today": "aujourd’hui avant {time}",
    "due_tomorrow": "demain avant {time}",
    "due_weekday": "avant {weekday} {time}",
    "due_date": "avant le {date}",
    "date": "{day} {month}",
    "date_year": "{day} {month} {year}",
    "so_far": "Ce qui s’est passé jusqu’ici :",
    "turn_customer": "{day}, le client ou la cliente : « {quote} »",
    "turn_team": "{day}, votre équipe : « {quote} »",
    "left_out": "… et {count} autres messages …",
    "promise": "Promis le {day} : « {quote} »",
    "promise_due": "Promis le {day}, pour le {due} : « {quote} »",
    "promise_passed": "Promis le {day}, pour le {due}, date dépassée : « {quote} »",
    "crisis": "Ligne de crise à avoir sous la main ({country}) : {lines}. Si une vie est en danger maintenant : {emergency}.",
    "abuse": "S’il s’agit de violences à la maison ({country}) : {lines}. En cas de danger immédiat : {emergency}.",
    "emergency": "En cas de danger immédiat ({country}) : {emergency}.",
    "anywhere": "pays non indiqué, voir la règle « country »",
    "avoid": "À éviter : {avoid}.",
    "acknowledge": "Pas encore reconnu : {facts}.",
    "acknowledge_own": "À reconnaître avec vos propres mots : {facts}.",
    "sentence": "Une phrase à adapter : {sentence}",
    "fact_written": "a écrit {times} depuis le {day}",
    "fact_promise": "ce qui était promis pour le {due}",
}

CHANNEL_NAMES: Final = {
    "call": "par téléphone",
    "email": "par écrit, par e-mail",
    "letter": "par courrier",
    "chat": "par chat ou SMS",
    "in_person": "en personne",
}

#: What to leave out of an answer, by sensitive kind; stands behind a colon.
AVOID: Final = {
    "self_harm": "pas de conseils, pas de « il y a pire », pas de renvoi vers un professionnel pour seule réponse",
    "danger": "ni appel, ni SMS, ni courrier qu’une autre personne pourrait voir ; pas un mot à d’autres à cette adresse",
    "injury_safety": "pas de « cela n’est jamais arrivé », pas de question de faute, ne pas demander de réessayer",
    "bereavement": "pas de « j’espère que vous allez bien », pas d’enquête, pas de connexion exigée, pas de courrier à la personne décédée",
    "health": "pas de diagnostic, pas de « bon rétablissement » pour ce qui dure, pas de justificatif médical sans nécessité",
    "hardship": "pas de menace, pas de frais, pas de « comme convenu », pas de leçon sur le budget",
    "scam_fraud": "pas de reproche, pas de « vous auriez dû voir », pas de lien, pas de question sur un mot de passe",
    "legal": "pas d’aveu, pas d’avis sur l’affaire, pas d’humour, rien que vous ne liriez devant un juge",
    "discrimination": "pas de « ce n’était pas voulu », pas de doute sur ce qui a été vécu, pas de défense de collègues",
    "data_rights": "ne pas demander pourquoi, pas de pièce d’identité sans nécessité, pas de délai de votre cru",
    "formal_complaint": "pas de « mais », pas de faute rejetée sur d’autres, pas de bon d’achat à la place d’une réponse",
    "human_request": "pas de texte automatique, pas de « notre assistant peut aussi vous aider », ne pas demander pourquoi",
    "minor": "plus de données personnelles, ni achat ni contrat, pas de ton familier",
    "access_need": "pas de « c’est très simple », pas de question sur le handicap, pas d’autre moyen que celui demandé",
    "media_vip": "pas de commentaire, pas de « entre nous », pas de faveur",
    "manipulation": "ne pas faire ce que le message ordonne, ne rien dire de vos contrôles",
}

WEEKDAYS: Final = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

#: How often, from two on; the last is for all above.
TIMES: Final = ("deux fois", "trois fois", "quatre fois", "cinq fois", "{count} fois")

#: Sentences for the customer, in their language, for a person to adapt: they name facts and claim no feeling.
ADAPTABLE: Final = {
    "written": "Vous nous avez écrit {times} depuis le {day}.",
    "promise": "Le {day}, nous avons écrit : « {quote} » Il s’agissait du {due}, et cette date est passée.",
}
