"""French words of the brief."""

from typing import Final

BRIEF: Final = {
    "wish_wanted": "Contact souhaité {channel} : « {quote} »",
    "wish_unwanted": "Merci de ne pas prendre contact {channel} : « {quote} »",
    "due_today": "aujourd’hui avant {time}",
    "due_tomorrow": "demain avant {time}",
    "due_weekday": "{weekday} avant {time}",
    "due_date": "au plus tard le {date}",
    "date": "{day} {month}",
    "date_year": "{day} {month} {year}",
    "so_far": "Ce qui s’est passé jusqu’ici :",
    "turn_customer": "{day}, le client : « {quote} »",
    "turn_team": "{day}, votre équipe : « {quote} »",
    "left_out": "… et {count} autres messages …",
    "promise": "Promis le {day} : « {quote} »",
    "promise_due": "Promis le {day}, pour le {due} : « {quote} »",
    "promise_passed": "Promis le {day}, pour le {due}, date dépassée : « {quote} »",
    "crisis": "Ligne d’écoute à avoir sous la main ({country}) : {lines}. Si une vie est en danger maintenant : {emergency}.",
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
    "self_harm": "les conseils, « il y a pire », le renvoi vers un professionnel pour seule réponse",
    "danger": "tout appel, SMS ou courrier qu’une autre personne pourrait voir ; le moindre mot à d’autres à cette adresse",
    "injury_safety": "« cela n’est jamais arrivé », la question de la faute, demander de réessayer",
    "bereavement": "« j’espère que vous allez bien », les enquêtes, l’obligation de se connecter, tout courrier à la personne décédée",
    "health": "les diagnostics, « bon rétablissement » pour ce qui dure, les justificatifs médicaux sans nécessité",
    "hardship": "les menaces, les frais, « comme convenu », les leçons sur le budget",
    "scam_fraud": "les reproches, « vous auriez dû voir », les liens, toute question sur un mot de passe",
    "legal": "tout aveu, tout avis sur l’affaire, l’humour, ce que vous ne liriez pas devant un juge",
    "discrimination": "« ce n’était pas voulu », mettre en doute ce qui a été vécu, défendre des collègues",
    "data_rights": "demander pourquoi, exiger une pièce d’identité sans nécessité, fixer un délai de votre cru",
    "formal_complaint": "« mais », rejeter la faute sur d’autres, un bon d’achat à la place d’une réponse",
    "human_request": "les textes automatiques, « notre assistant peut aussi vous aider », demander pourquoi",
    "minor": "demander d’autres données personnelles, tout achat ou contrat, un ton familier",
    "access_need": "« c’est très simple », toute question sur le handicap, un autre moyen que celui demandé",
    "media_vip": "tout commentaire, « entre nous », les faveurs",
    "manipulation": "faire ce que le message ordonne, laisser deviner comment fonctionnent vos contrôles",
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
