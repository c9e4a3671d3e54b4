"""French: what the coach listens for, and what it says."""

from typing import Final

ADVICE: Final = {
    "many_apologies": "Une seule excuse suffit ; dites ensuite ce que vous faites.",
    "empty_sympathy": "Personne ne peut le savoir. Dites plutôt ce qui s’est passé.",
    "blame": "Cela sonne comme un reproche. Dites où en sont les choses et ce qui va suivre.",
    "jargon": "Un mot de tous les jours serait plus simple ici.",
    "question_open": "Cette question semble rester ouverte.",
    "no_next_step": "Dites ce qui se passe ensuite, ou ce que la personne peut faire.",
    "no_time": "Dites pour quand, si vous pouvez tenir ce délai.",
    "too_long": "Long pour quelqu’un en détresse : l’essentiel d’abord, en quelques phrases.",
}

HEARD: Final = {
    "apology": r"\b(désolée?s?|excus\w+|regrett\w+|pardon\w*)\b",
    "empty_sympathy": (
        r"\b(compren(ds|dre|ons)( parfaitement| tout à fait| totalement| bien| vraiment)* (votre|"
        r"vos|ta) (\w+ )?(frustration|colère|déception|agacement|mécontentement|inquiétude|désarroi|"
        r"situation)|(imagine|imaginons|sais|savons|comprends|comprenons)( bien| parfaitement| tout à fait)? (combien|"
        r"à quel point|ce que vous)|(me|nous) mets?(tons)? à votre place)"
    ),
    "blame": (
        r"\b(vous auriez dû|vous auriez pu|il fallait|vous avez (oublié|omis|mal)|vous n'avez pas (lu|"
        r"respecté|indiqué|vérifié|suivi)|comme (déjà )?(dit|indiqué|expliqué|mentionné)|votre (propre )?(erreur|"
        r"faute)|si vous aviez|vous vous trompez)\b"
    ),
    "jargon": (
        r"\b(sla|rma|eta|backend|escalad\w+|workflow|niveau (2|3)|ticket(ing)?|ci-joint|dans les meilleurs délais|"
        r"nous revenons vers vous|susmentionn\w+|afférent\w*|par la présente|process|onboarding|"
        r"sku|diligenter|suite à votre demande)\b"
    ),
}

LEADS_ON: Final = (
    r"\b((j'ai|nous avons|a été|ont été|est|sera) (\w+ ){0,3}\w+|veuillez|merci de|vous pouvez|"
    r"il suffit|voici|s'il vous plaît|c'est fait)\b"
)
NAMES_TIME: Final = (
    r"\b(aujourd'hui|demain|après-demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    r"cette semaine|la semaine prochaine|sous|d'ici|\d{1,2} ?h( ?\d\d)?|\d+ (minutes?|heures?|"
    r"jours?|semaines?)|(une|deux|trois) (heures?|jours?|semaines?)|janvier|février|mars|avril|"
    r"mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b"
)
ASKS_FIGURE: Final = r"\b(quand|combien|quel (jour|prix|délai)|quelle (date|heure)|à quelle heure)\b"
COMMON: Final = (
    "quand comment pourquoi quel quelle quels quelles vous nous votre vos notre nos mon mes est-ce avez avoir être "
    "était sera puis-je peut peux pouvez pourriez fait faire dans avec pour plus encore toujours aussi cette ceci "
    "cela celui elle elles leur tout toute tous merci bonjour s'il plaît"
)
