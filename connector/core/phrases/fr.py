"""French words of the private note."""

from typing import Final

SENTENCES: Final = {
    "replaces": "Cette note remplace la note {reference} ci-dessus : une personne doit prendre le relais.",
    "heading_people": "À confier à une personne : {kind}",
    "heading_unsure": "À confier à une personne : l’IA n’est pas sûre",
    "heading_draft": "Brouillon de l’IA à vérifier : {kind}",
    "heading_sorted": "Classé : {kind}",
    "urgency": "Urgence : {urgency}.",
    "stated_urgency": "Le message demande expressément une réponse rapide.",
    "group": "Groupe qui convient : {group}.",
    "group_kept": "Ce ticket reste dans le groupe qu’une personne a choisi. Le groupe qui conviendrait : {group}.",
    "group_unknown": "Les règles désignent le groupe « {group} », inconnu de ce helpdesk. Personne n’a été assigné.",
    "field_blocked": (
        "Le helpdesk a refusé la modification à cause du champ « {field} ». Ce qu’il acceptait encore a été enregistré."
    ),
    "route": "Quand et par qui : {route}.",
    "out_of_hours": "Nous sommes actuellement en dehors de vos heures de travail.",
    "own_words": "Dans les mots du client :",
    "feelings": "Ce que le client semble ressentir : {feelings}.",
    "needs": "Besoins d’accompagnement possibles, à confirmer par vos soins : {needs}.",
    "confidence": "Degré de certitude de l’IA : {percent} %. Autre hypothèse : {runner_up} ({runner_up_percent} %).",
    "confidence_alone": "Degré de certitude de l’IA : {percent} %.",
    "record_none": "Fiabilité constatée ici : pas encore connue, aucun ticket n’a été contrôlé.",
    "record": "Fiabilité constatée ici : juste pour {right} tickets contrôlés sur {audited}.",
    "sensitive": "Il semble s’agir de ceci : {kind}. Ces tickets vont toujours à des personnes, sans brouillon.",
    "extra_sensitive": "Selon vos règles, les tickets « {kind} » sont confiés à des personnes.",
    "extra_word": "Selon vos règles, les tickets contenant les mots « {word} » sont confiés à des personnes.",
    "prefers_human": "Ce client a déjà demandé à parler à une personne, et nous nous en souvenons.",
    "agent_asked_human": "Un membre de l’équipe a ajouté le tag ai_human à ce ticket.",
    "agent_said_wrong": "Un membre de l’équipe a ajouté le tag ai_wrong à ce ticket ; l’IA n’y touche donc plus.",
    "corrected": "Une personne de l’équipe a corrigé l’IA ici : {kind}.",
    "with_people_already": (
        "Cette conversation est déjà entre les mains de l’équipe et y reste jusqu’à ce qu’une personne ait répondu."
    ),
    "rule_off": "Vos règles désactivent l’IA pour « {kind} ».",
    "kind": "De quoi il s’agit : {kind}.",
    "abstained": "L’IA vous laisse ce ticket : {reason}.",
    "language": "Langue apparente du message : {language}. L’IA ne la traite pas ici.",
    "budget": "Le budget du jour est épuisé.",
    "draft_withheld": "Il n’y a pas de brouillon, et c’est voulu.",
    "draft_not_for_kind": "Aucun brouillon n’est préparé pour ce type de ticket.",
    "no_source": "Il n’y a pas de brouillon : ni macro, ni réponse prédéfinie, ni article public n’y répond.",
    "stop_sign": "Merci de bien relire avant l’envoi : {stop}.",
    "draft_intro": "Brouillon pour le client. Rien n’a été envoyé. À vous de le vérifier, modifier et envoyer :",
    "sources": "D’où vient le brouillon :",
    "source": "{title} ({kind}, {age})",
    "source_macro": "macro",
    "source_canned_response": "réponse prédéfinie",
    "source_article": "article public",
    "source_age": "dernière modification : {date}",
    "source_age_unknown": "date inconnue",
    "signed": "Cette note a été rédigée par Warm Handoff, une IA.",
    "undone": "Annulé",
    "undone_fields": "Ce que Warm Handoff avait changé sur ce ticket a été remis comme avant : tags, priorité et groupe.",
    "undone_kept": "Ce que des personnes ont changé depuis reste tel quel : {fields}.",
    "undone_notes": "Merci de ne plus tenir compte de ses notes précédentes : {references}.",
    "field_priority": "priorité",
    "field_group": "groupe",
    "footer": (
        "Cette note a été rédigée par Warm Handoff, une IA. Une erreur ? Ajoutez le tag ai_wrong. "
        "Une personne doit s’en charger ? ai_human. Tout annuler ? ai_undo. L’IA ne doit pas y toucher ? ai_skip."
    ),
}

KIND_NAMES: Final = {
    "order_tracking": "où est ma commande",
    "delivery_change": "modification d’une livraison",
    "return_how_to": "comment retourner un article",
    "product_info": "question sur un produit",
    "hours_location": "horaires ou adresse",
    "account_access": "connexion ou mot de passe",
    "invoice_copy": "copie d’une facture",
    "plan_info": "question sur l’abonnement",
    "appointment": "rendez-vous",
    "how_to": "question sur l’utilisation",
    "policy_faq": "question sur les conditions",
    "thanks_close": "merci, c’est résolu",
    "noise": "message automatique ou publicité",
    "refund_request": "demande de remboursement",
    "refund_status": "remboursement non reçu",
    "damaged_or_missing": "article endommagé, erroné ou manquant",
    "billing_question": "question sur un montant facturé",
    "cancellation": "résiliation ou annulation",
    "warranty": "garantie ou réparation",
    "bug_or_outage": "panne ou dysfonctionnement",
    "feature_request": "suggestion de fonctionnalité",
    "price_or_discount": "prix ou remise",
    "data_change": "modification des données client",
    "b2b_account": "compte professionnel",
    "complaint_informal": "client mécontent",
    "feedback": "avis ou remarque",
    "self_harm": "pensées suicidaires ou d’automutilation",
    "danger": "quelqu’un est peut-être en danger",
    "injury_safety": "blessure ou sécurité",
    "bereavement": "deuil",
    "health": "santé",
    "hardship": "difficultés financières",
    "scam_fraud": "arnaque ou fraude",
    "legal": "question juridique",
    "discrimination": "discrimination ou comportement déplacé",
    "data_rights": "droits sur les données personnelles",
    "formal_complaint": "réclamation formelle ou répétée",
    "human_request": "le client demande une personne",
    "minor": "la personne qui écrit semble avoir moins de 18 ans",
    "access_need": "besoin d’un aménagement",
    "media_vip": "presse ou grand compte",
    "manipulation": "tentative de manipulation",
}

URGENCY_NAMES: Final = {
    "U0": "aucune, rien à faire",
    "U1": "normale",
    "U2": "à traiter bientôt, le jour même",
    "U3": "élevée, d’ici une à deux heures",
    "U4": "critique, dans les minutes qui viennent",
}

EMOTION_NAMES: Final = {
    "neutral": "aucun sentiment exprimé",
    "confusion": "incompréhension",
    "worry": "inquiétude",
    "frustration": "frustration",
    "anger": "colère",
    "disappointment": "déception",
    "sadness_grief": "tristesse ou chagrin",
    "distress": "détresse",
    "shame": "honte",
    "gratitude_relief": "gratitude ou soulagement",
}

NEED_NAMES: Final = {
    "health": "plus de temps, moins d’étapes, le canal de son choix",
    "life_event": "un seul interlocuteur désigné, rien à répéter",
    "resilience": "aucune pression, des options claires",
    "capability": "des mots simples, une étape à la fois, peut-être un appel",
}

ROUTES: Final = {
    "self_harm": "tout de suite, une personne formée ; gardez le numéro d’écoute local à portée de main",
    "danger": "tout de suite, la personne chargée de la protection des personnes en danger",
    "injury_safety": "dans l’heure, la personne responsable de la sécurité",
    "bereavement": "le jour même, un interlocuteur désigné",
    "health": "le jour même",
    "hardship": "le jour même",
    "scam_fraud": "dans l’heure, l’équipe de sécurité",
    "legal": "le jour même, la direction",
    "discrimination": "le jour même, un responsable",
    "data_rights": "le délai légal court : un mois ; 30 jours pour accuser réception d’une réclamation au Royaume-Uni",
    "formal_complaint": "selon votre procédure de réclamation",
    "human_request": "sans attendre, une personne ; précisez qui répondra et dans quel délai",
    "minor": "selon vos règles concernant les mineurs",
    "access_need": "rapidement, de la manière qui convient au client",
    "media_vip": "le jour même, la direction",
    "manipulation": "l’équipe de sécurité ; ne suivez aucune instruction contenue dans le ticket",
}

LANGUAGE_NAMES: Final = {
    "en": "anglais",
    "de": "allemand",
    "fr": "français",
    "es": "espagnol",
    "it": "italien",
    "nl": "néerlandais",
    "pt": "portugais",
    "und": "une langue non reconnue",
    "other": "une autre langue ({code})",
}

DOUBTS: Final = {
    "empty": "il n’y a pas de texte à lire",
    "too_short": "le texte est trop court pour avoir une certitude",
    "low_confidence": "deux interprétations ou plus sont à peu près aussi probables",
    "out_of_scope": "le message ne ressemble à rien de ce que l’IA connaît",
    "unknown_language": "la langue n’a pas pu être reconnue",
    "model_failed": "la lecture a échoué ; l’erreur vient de notre côté",
    "attachment_only": "l’essentiel semble se trouver dans une pièce jointe",
    "auto_reply": "il s’agit peut-être d’une réponse automatique",
}

#: Why a ticket is not ours to touch.
LEFT: Final = {
    "closed": "Le ticket est fermé.",
    "spam": "Le ticket est marqué comme spam.",
    "deleted": "Le ticket est supprimé.",
    "outbound": "Votre équipe a commencé cette conversation ; il n’y a rien à trier tant que le client n’a pas répondu.",
    "other_ai": "Une autre IA travaille sur ce ticket.",
    "text_withheld": "Le helpdesk ne nous montre pas ce que le client a écrit.",
    "skip_tag": "Une personne de l’équipe a marqué le ticket ai_skip.",
    "undo_tag": "Une personne de l’équipe a marqué le ticket ai_undo.",
    "no_customer_message": "Il n’y a pas encore de message du client.",
    "answered_by_person": "Une personne a déjà répondu.",
    "gone": "Le helpdesk ne nous montre plus ce ticket.",
    "switched_off": "Warm Handoff est désactivé dans les paramètres du helpdesk.",
    "refused": "Le helpdesk a refusé ce que nous voulions écrire.",
    "gave_up": "Warm Handoff n'a pas terminé à temps ; veuillez regarder ce ticket vous-même.",
    "forgotten": "Ce qui a été lu ici a été oublié depuis, comme le prévoient vos règles de conservation.",
}

#: Why something asked for in the sidebar cannot be done, and what to do next.
REFUSALS: Final = {
    "question_open": "Veuillez d'abord répondre à la question sur ce ticket.",
    "no_question": "Il n'y a plus de question ouverte sur ce ticket ; rechargez pour voir où il en est.",
    "not_read": "Ce ticket n'a pas encore été lu ; réessayez dans un instant.",
    "forgotten": "Ce qui était conservé sur ce ticket a été oublié depuis ; plus rien ne peut être changé ici.",
    "nothing_to_undo": "Il n'y a rien de Warm Handoff à annuler sur ce ticket.",
    "no_draft": "Il n'y a pas de brouillon pour ce ticket ; rechargez pour voir où il en est.",
    "unknown_group": "Aucun groupe ne porte ce nom ; rechargez et choisissez-en un dans la liste.",
}
