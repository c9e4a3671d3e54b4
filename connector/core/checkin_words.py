"""The words of check-ins, in the seven languages. A kind without a question here is never asked about again.

Left out on purpose: what is asked before buying, prices, plans and cancelling, because asking again would be advertising; money,
because it would sound like a promise; complaints and feedback, because a person follows those up. No word asks for a rating.
"""

from collections.abc import Mapping
from typing import Final

GREETINGS: Final[Mapping[str, str]] = {
    "en": "Hello,",
    "de": "Guten Tag,",
    "fr": "Bonjour,",
    "es": "Hola:",
    "it": "Buongiorno,",
    "nl": "Goedendag,",
    "pt": "Olá,",
}

CLOSINGS: Final[Mapping[str, str]] = {
    "en": "If so, there is nothing you need to do. If not, just reply to this message: a person reads it.",
    "de": "Wenn ja, brauchen Sie nichts zu tun. Wenn nicht, antworten Sie einfach auf diese Nachricht: Ein Mensch liest sie.",
    "fr": "Si oui, vous n’avez rien à faire. Sinon, répondez simplement à ce message : une personne le lira.",
    "es": "Si es así, no tiene que hacer nada. Si no, responda a este mensaje: lo leerá una persona.",
    "it": "Se è così, non deve fare nulla. Altrimenti risponda a questo messaggio: lo leggerà una persona.",
    "nl": "Zo ja, dan hoeft u niets te doen. Zo niet, beantwoord dan gewoon dit bericht: een medewerker leest het.",
    "pt": "Se sim, não precisa de fazer nada. Se não, basta responder a esta mensagem: será lida por uma pessoa.",
}

#: Language → kind → the question. The matter is named by its kind and by nothing that the customer wrote.
QUESTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "order_tracking": "You recently asked us where your order was. Has it arrived?",
        "delivery_change": "You recently asked us to change a delivery. Did that work out?",
        "return_how_to": "You recently asked us how to return something. Did the return work out?",
        "account_access": "You recently wrote to us about signing in. Can you get into your account now?",
        "invoice_copy": "You recently asked us for an invoice or a receipt. Did it reach you?",
        "appointment": "You recently wrote to us about an appointment. Is everything settled now?",
        "how_to": "You recently asked us how something works. Does it work for you now?",
        "damaged_or_missing": "You recently told us that something was wrong with a delivery. Has that been put right?",
        "warranty": "You recently told us about a faulty product. Has that been put right?",
        "bug_or_outage": "You recently told us that something was not working. Is it working now?",
        "data_change": "You recently asked us to change your details. Is everything correct now?",
    },
    "de": {
        "order_tracking": "Sie haben uns kürzlich gefragt, wo Ihre Bestellung bleibt. Ist sie angekommen?",
        "delivery_change": "Sie haben uns kürzlich gebeten, eine Lieferung zu ändern. Hat das geklappt?",
        "return_how_to": "Sie haben uns kürzlich gefragt, wie eine Rücksendung abläuft. Hat sie geklappt?",
        "account_access": "Sie haben uns kürzlich wegen der Anmeldung geschrieben. Kommen Sie jetzt in Ihr Konto?",
        "invoice_copy": "Sie haben uns kürzlich um eine Rechnung oder einen Beleg gebeten. Ist das Dokument angekommen?",
        "appointment": "Sie haben uns kürzlich wegen eines Termins geschrieben. Ist jetzt alles geklärt?",
        "how_to": "Sie haben uns kürzlich gefragt, wie etwas funktioniert. Klappt es jetzt?",
        "damaged_or_missing": "Sie haben uns kürzlich geschrieben, dass mit einer Lieferung etwas nicht stimmte. Ist das inzwischen in Ordnung?",
        "warranty": "Sie haben uns kürzlich wegen eines defekten Produkts geschrieben. Ist das inzwischen in Ordnung?",
        "bug_or_outage": "Sie haben uns kürzlich geschrieben, dass etwas nicht funktionierte. Funktioniert es jetzt?",
        "data_change": "Sie haben uns kürzlich gebeten, Ihre Daten zu ändern. Stimmt jetzt alles?",
    },
    "fr": {
        "order_tracking": "Vous nous avez récemment demandé où en était votre commande. Est-elle arrivée ?",
        "delivery_change": "Vous nous avez récemment demandé de modifier une livraison. Tout s’est-il bien passé ?",
        "return_how_to": "Vous nous avez récemment demandé comment retourner un article. Le retour a-t-il pu se faire ?",
        "account_access": "Vous nous avez récemment écrit au sujet de votre connexion. Accédez-vous maintenant à votre compte ?",
        "invoice_copy": "Vous nous avez récemment demandé une facture ou un reçu. Le document vous est-il parvenu ?",
        "appointment": "Vous nous avez récemment écrit au sujet d’un rendez-vous. Tout est-il réglé maintenant ?",
        "how_to": "Vous nous avez récemment demandé comment quelque chose fonctionne. Cela fonctionne-t-il maintenant ?",
        "damaged_or_missing": "Vous nous avez récemment signalé un problème avec une livraison. Est-il résolu ?",
        "warranty": "Vous nous avez récemment signalé un produit défectueux. Le problème est-il résolu ?",
        "bug_or_outage": "Vous nous avez récemment signalé que quelque chose ne fonctionnait pas. Cela fonctionne-t-il maintenant ?",
        "data_change": "Vous nous avez récemment demandé de modifier vos coordonnées. Tout est-il correct maintenant ?",
    },
    "es": {
        "order_tracking": "Hace poco nos preguntó dónde estaba su pedido. ¿Le ha llegado?",
        "delivery_change": "Hace poco nos pidió cambiar una entrega. ¿Ha salido bien?",
        "return_how_to": "Hace poco nos preguntó cómo hacer una devolución. ¿Ha podido hacerla?",
        "account_access": "Hace poco nos escribió sobre el acceso a su cuenta. ¿Puede entrar ahora?",
        "invoice_copy": "Hace poco nos pidió una factura o un recibo. ¿Le ha llegado?",
        "appointment": "Hace poco nos escribió sobre una cita. ¿Está ya todo resuelto?",
        "how_to": "Hace poco nos preguntó cómo funciona algo. ¿Le funciona ahora?",
        "damaged_or_missing": "Hace poco nos avisó de un problema con una entrega. ¿Está ya resuelto?",
        "warranty": "Hace poco nos avisó de un producto defectuoso. ¿Está ya resuelto?",
        "bug_or_outage": "Hace poco nos avisó de que algo no funcionaba. ¿Funciona ahora?",
        "data_change": "Hace poco nos pidió cambiar sus datos. ¿Está ya todo correcto?",
    },
    "it": {
        "order_tracking": "Di recente ci ha chiesto dove fosse il Suo ordine. È arrivato?",
        "delivery_change": "Di recente ci ha chiesto di modificare una consegna. È andato tutto bene?",
        "return_how_to": "Di recente ci ha chiesto come restituire un articolo. Il reso è andato a buon fine?",
        "account_access": "Di recente ci ha scritto a proposito dell’accesso. Ora riesce a entrare nel Suo account?",
        "invoice_copy": "Di recente ci ha chiesto una fattura o una ricevuta. Le è arrivata?",
        "appointment": "Di recente ci ha scritto a proposito di un appuntamento. Ora è tutto a posto?",
        "how_to": "Di recente ci ha chiesto come funziona qualcosa. Ora funziona?",
        "damaged_or_missing": "Di recente ci ha segnalato un problema con una consegna. È stato risolto?",
        "warranty": "Di recente ci ha segnalato un prodotto difettoso. Il problema è stato risolto?",
        "bug_or_outage": "Di recente ci ha segnalato che qualcosa non funzionava. Ora funziona?",
        "data_change": "Di recente ci ha chiesto di modificare i Suoi dati. Ora è tutto corretto?",
    },
    "nl": {
        "order_tracking": "U vroeg ons onlangs waar uw bestelling was. Is die aangekomen?",
        "delivery_change": "U vroeg ons onlangs een levering te wijzigen. Is dat gelukt?",
        "return_how_to": "U vroeg ons onlangs hoe u iets kunt terugsturen. Is het terugsturen gelukt?",
        "account_access": "U schreef ons onlangs over het inloggen. Kunt u nu inloggen?",
        "invoice_copy": "U vroeg ons onlangs om een factuur of bon. Hebt u die ontvangen?",
        "appointment": "U schreef ons onlangs over een afspraak. Is alles nu geregeld?",
        "how_to": "U vroeg ons onlangs hoe iets werkt. Lukt het nu?",
        "damaged_or_missing": "U liet ons onlangs weten dat er iets mis was met een levering. Is dat inmiddels opgelost?",
        "warranty": "U liet ons onlangs weten dat een product niet goed was. Is dat inmiddels opgelost?",
        "bug_or_outage": "U liet ons onlangs weten dat iets niet werkte. Werkt het nu?",
        "data_change": "U vroeg ons onlangs uw gegevens te wijzigen. Klopt alles nu?",
    },
    "pt": {
        "order_tracking": "Perguntou-nos recentemente onde estava a sua encomenda. Já chegou?",
        "delivery_change": "Pediu-nos recentemente para alterar uma entrega. Correu tudo bem?",
        "return_how_to": "Perguntou-nos recentemente como devolver um artigo. Conseguiu fazer a devolução?",
        "account_access": "Escreveu-nos recentemente sobre o acesso à sua conta. Já consegue entrar?",
        "invoice_copy": "Pediu-nos recentemente uma fatura ou um recibo. Já o recebeu?",
        "appointment": "Escreveu-nos recentemente sobre uma marcação. Já está tudo tratado?",
        "how_to": "Perguntou-nos recentemente como funciona algo. Já funciona?",
        "damaged_or_missing": "Informou-nos recentemente de um problema com uma entrega. Já está resolvido?",
        "warranty": "Informou-nos recentemente de um produto com defeito. Já está resolvido?",
        "bug_or_outage": "Informou-nos recentemente de que algo não funcionava. Já funciona?",
        "data_change": "Pediu-nos recentemente para alterar os seus dados. Já está tudo correto?",
    },
}

#: The kinds that may be asked about again, where the admin's rules say so.
ASKABLE: Final = tuple(QUESTIONS["en"])
