"""The words by which questions and requests are known in seven languages, and those that say nothing about their matter."""

import re
from collections.abc import Mapping
from typing import Final

from connector.nlp.common_words import without_accents
from connector.nlp.stock_words import vocabulary

#: Words that open a question, with or without a question mark.
ASKING: Final[Mapping[str, str]] = {
    "en": r"how|what|when|where|who|which|whose|why",
    "de": r"wie|was|wann|wo|woher|wohin|wer|wen|wem|welche[rsnm]?|warum|wieso|weshalb|wozu|worin|womit|ob",
    "fr": r"comment|quand|où|qui|quel(?:le)?s?|pourquoi|combien|est-ce|qu['’]est-ce|que faire|que dois",
    "es": r"c[oó]mo|cu[aá]ndo|d[oó]nde|ad[oó]nde|qui[eé]n(?:es)?|cu[aá]l(?:es)?|qu[eé]|por qu[eé]|cu[aá]nt[oa]s?",
    "it": r"come|quando|dove|dov['’]è|chi|quale|quali|cosa|che cosa|perché|quant[oaie]",
    "nl": r"hoe|hoelang|hoeveel|wat|wanneer|waar|waarom|waarheen|waarmee|wie|welke?|of",
    "pt": r"como|quando|onde|aonde|quem|qual|quais|(?:o )?qu[eê]|porqu[eê]|por que|quant[oa]s?",
}
#: A verb before its subject, as a question begins that is answered by yes or no.
VERB_FIRST: Final[Mapping[str, str]] = {
    "en": r"(?:is|are|was|do|does|did|can|could|will|would|should|may|must|have|has) (?:it|there|they|you|i|we|this|that|these|he|she|somebody|someone|anyone)",
    "de": r"(?:ist|sind|gibt|geht|kann|können|könnt|muss|müssen|darf|soll|sollen|hat|haben|habt|kostet|wird|werden|liefer\w+|braucht) "
    r"(?:es|das|sie|ihr|ich|man|wir|er|die|der|mir|jemand)",
    "fr": r"\w{2,14}-(?:vous|tu|je|on|nous|t-il|t-elle|t-on|il|elle|ils|ce)|y a-t-il",
    "es": r"¿\w+|hay|se puede|es posible|puedo|podemos|tienen|ten[eé]is",
    "it": r"si può|posso|è possibile|c['’]è|ci sono|avete|possiamo",
    "nl": r"(?:is|zijn|kan|kun|kunt|kunnen|moet|mag|heb|hebben|hebt|heeft|zit|gaat|komt|wordt|kost) (?:er|het|dat|ik|je|jij|u|jullie|we|wij|men|hij|ze|die)",
    "pt": r"posso|podemos|é possível|dá para|há|têm|existe",
}
#: Openings that ask although no word of the list above stands first. Common words of a conjunction may not open a question.
NOT_OPENING: Final = frozenset({"ob", "of", "come", "como", "que", "wie", "quando", "quand", "when", "wenn", "qui", "while"})
INDIRECT: Final[Mapping[str, str]] = {
    "en": r"(?:i|we) (?:wonder|(?:am|was|were)(?: just)? wondering|would like to know|want to know|need to know|do(?:n['’]t| not) know|"
    r"am not sure|['’]m not sure)|(?:i|we)['’](?:d like to know|m wondering|re wondering)|(?:can|could|would) (?:you|someone|somebody|anyone) "
    r"(?:please |kindly )?(?:tell|let|explain|confirm|check|say|help|show|send|look)|let (?:me|us) know|tell (?:me|us)|my question",
    "de": r"(?:ich|wir) (?:frage|fragen) (?:mich|uns)|(?:könn\w+|würd\w+) (?:sie|du|ihr|man|jemand) (?:mir|uns|bitte)|"
    r"(?:weiß|weiss|wissen|wüsste|wüssten) (?:ich |wir )?(?:nicht|gern|leider nicht)|(?:ich|wir) (?:weiß|weiss|wissen|wüsste\w*) (?:nicht|gern\w*)|"
    r"(?:sagen|teilen|erklären) sie (?:mir|uns)|(?:möchte|wollte|würde) (?:ich |wir )?(?:gern\w* )?(?:wissen|fragen)|meine frage|mich interessiert",
    "fr": r"je (?:me demande|voudrais savoir|souhaite savoir|souhaiterais savoir|ne sais pas|veux savoir|ne comprends pas)|j['’]aimerais savoir|"
    r"(?:pouvez|pourriez|peux|pourrais)[ -](?:vous|tu) (?:me|m['’]|nous|s['’]il)|(?:dites|indiquez|expliquez|confirmez)-(?:moi|nous)|"
    r"savez-vous|ma question",
    "es": r"(?:me|nos) (?:pregunto|preguntamos|gustar[ií]a saber)|(?:no s[eé]|no sabemos) (?:si|c[oó]mo|cu[aá]ndo|d[oó]nde|qu[eé])|"
    r"(?:quisiera|quer[ií]a|quiero|necesito|querr[ií]a) saber|(?:pod[eé]is|pueden?|podr[ií]an?|podr[ií]ais|puedes|podr[ií]as) "
    r"(?:decirme|decirnos|indicarme|explicarme|confirmarme|ayudarme|enviarme|mandarme)|(?:me|nos) (?:pod[eé]is|pueden?|podr[ií]an?|puedes|podr[ií]as) \w+|mi pregunta",
    "it": r"(?:mi|ci) (?:chiedo|chiediamo|domando)|(?:vorrei|volevo|vorremmo) (?:sapere|chiedere)|non (?:so|sappiamo|capisco) (?:se|come|quando|dove|cosa)|"
    r"(?:potete|potreste|può|potrebbe|puoi|potresti) (?:dir|indicar|spiegar|confermar|aiutar|inviar|mandar)\w+|"
    r"(?:mi|ci) (?:potete|potreste|può|potrebbe|puoi|potresti|sapete|sa) \w+|la mia domanda",
    "nl": r"(?:ik|wij|we) (?:vraag|vragen) (?:me|mij|ons) af|(?:ik|we) (?:wou|wilde|wil|zou) (?:even |graag )*weten|(?:ik|we) weet (?:niet|niet goed) |"
    r"(?:kunt|kan|kunnen|zou|zouden) (?:u|je|jij|jullie|iemand) (?:me|mij|ons|misschien|even)|(?:laat|vertel|leg) (?:me|mij|ons)|mijn vraag",
    "pt": r"(?:gostava|gostaria|queria|quero|preciso) de (?:saber|perguntar)|(?:queria|quero) saber|não sei (?:se|como|quando|onde|qual)|"
    r"(?:podem|podiam|poderiam|pode|podia|poderia)(?:-me)? (?:dizer|indicar|explicar|confirmar|ajudar|enviar|mandar)\w*|pergunto-me|"
    r"(?:digam|diga|indiquem)-me|a minha pergunta",
}
REQUESTS: Final[Mapping[str, str]] = {
    "en": r"please (?:send|tell|change|cancel|let|check|confirm|help|advise|explain|move|book|refund|replace)|(?:i|we)(?: would|['’]d) like|"
    r"(?:i|we) (?:need|want) (?:a|an|the|my|our|to)|(?:can|could|may|would) (?:i|we|you)",
    "de": r"bitte (?:\w+ ){0,4}?(?:um|senden|schicken|teilen|ändern|prüfen|stornieren|bestätigen|erklären|helfen|sagen|geben|buchen)|"
    r"(?:ich|wir) (?:möchte\w*|würde\w*|brauche\w*|benötige\w*|hätte\w*)|(?:möchte|brauche|würde|hätte) (?:ich|gern)",
    "fr": r"(?:je|nous) (?:voudrais|voudrions|souhaite\w*|veux|voulons)|j['’](?:aimerais|ai besoin)|merci de|veuillez|"
    r"(?:pouvez|pourriez|peux|pourrais)-(?:vous|tu)|(?:puis-je|peut-on)",
    "es": r"(?:quisiera|querr[ií]a|quiero|queremos|necesito|necesitamos|me gustar[ií]a|nos gustar[ií]a)|por favor,? (?:envíen|mándenme|díganme|cambien|cancelen)|"
    r"(?:puedo|podemos|se puede)",
    "it": r"(?:vorrei|vorremmo|desidero|ho bisogno|abbiamo bisogno|mi servirebbe)|(?:potete|potreste|può|potrebbe)|(?:posso|si può|è possibile)",
    "nl": r"(?:ik|we|wij) (?:wil|willen|zou\w*|heb|hebben) (?:graag|nodig)|(?:graag|kunt u|kunnen jullie|kan ik|kun je)|wil ik graag",
    "pt": r"(?:queria|quero|queremos|gostava|gostaria|preciso|precisamos) |(?:por favor|agradeço que)|(?:podem|podiam|pode|posso|dá para|é possível)",
}
PLEASANTRIES: Final = re.compile(
    r"^\W*(?:(?:hi|hello|hey|hallo|hola|ciao|hoi|olá|oi|salut|bonjour)\W+)?(?:how are you\b|how['’]s it going|wie geht(?:['’]s| es)|comment (?:allez|vas)|"
    r"ça va\b|qué tal\b|cómo (?:est[áa]|anda)|come (?:sta|stai|state|va)\b|hoe gaat het|alles goed|como (?:está|vai)\b|tudo bem)[^.!]{0,30}\W*$",
    re.IGNORECASE,
)
#: “in Bremen”, “to Norway”: a place is a circumstance of the question and not what an answer has to name.
PLACE: Final = re.compile(
    r"\b(?:in|to|from|for|nach|aus|bei|à|au|aux|en|vers|a|para|desde|hacia|ad|da|per|naar|uit|em|no|na|ao|até)\s+[A-ZÀ-Þ][\w’'-]*"
)
#: What stands before a noun, so that “my refund” is known for a thing and “when does it arrive?” is not.
DETERMINER: Final = (
    r"\b(?:the|my|your|our|an?|any|mon|ma|mes|votre|vos|une?|les?|la|des|du|el|los|las|mi|mis|su|una|il|lo|gli|i|mi[oa]|het|de|een|mijn|o|os|as|"
    r"meu|minha|uma?|da|do|del|della|di)\s+|\b(?:l|d|un|dell|all|sull)['’]"
)
#: Words that are not among the commonest and yet say nothing about the matter: how, how much, whether, for whom.
UNTELLING: Final = frozenset(
    without_accents(word)
    for word in vocabulary(
        """
        somewhere anywhere myself yourself ourselves themselves itself actually exactly possible possibly perhaps maybe really else around
        later soon roughly approximately steps step best easy easier easily allowed able okay sure certain kind sort way ways best
        happen happens happened means mean normally usually still instead either whether thing things
        wondering wonder curious regarding exact quickly moment details info information advise advice explain next
        where when what which whose your with will from have this that there could somehow without difference possible longer least enough simply directly online myself there
        wann wohin woher mein meine meinen meiner meines ihre ihren ihrem unser unsere dieser diese dieses kommt habe haben
        daran darauf dafür davon dazu damit darüber eigentlich ungefähr vielleicht genau möglich überhaupt sonst selbst selber später bald etwa
        schritte schritt weiter einfach denn eben halt nochmal nochmals erstmal bereits insgesamt direkt online irgendwo irgendwie
        müsste sollte dürfte stattdessen nächste nächsten nächster tun falls jeweils zusätzlich außerdem wieviel
        quand votre notre cette avez avons sont pour dans avec
        exactement environ possible peut-être faire faut dois devons étapes étape plutôt vraiment ensuite après autrement moi-même ailleurs
        directement facilement serait soit combien comment choisir nouveau nouvelle savoir procéder suite actuellement
        esta este está están para como
        exactamente aproximadamente posible quizás hacer hago debo debemos pasos paso realmente después entonces mismo misma además más
        directamente decís decir vale valdría dónde cuánto tiempo saber seguir hacerlo tardará tarda cuántos cuántas
        come dove quando questo questa sono della dell nella per
        esattamente circa possibile forse fare faccio devo dobbiamo passi passaggi davvero poi allora stesso stessa inoltre direttamente
        sapere procedere qualcuno serve servono quanto tempo volta dovrei altrimenti farlo
        wanneer waar mijn jullie hebben heeft wordt deze voor naar
        precies ongeveer mogelijk misschien doen moet moeten stappen stap echt daarna anders zelf verder direct eigenlijk ergens iemand
        weten hoelang graag even kunnen eventueel daarvoor hierover daarover namelijk sowieso elk geval
        como onde para minha esta este está com uma
        exatamente aproximadamente possível talvez fazer faço devo devemos passos passo realmente depois então mesmo mesma diretamente
        saber quanto tempo certo tarde cedo demora prosseguir além
        offer offers sell provide bieten bietet anbieten verkaufen verkauft proposez offrez vendez ofrecen ofrecéis venden vendéis offrite vendete
        bieden verkopen oferecem vendem long longer once half second rather coming show course away whole single chance round near turned leave turn anyway already
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
        gilt reicht trotzdem statt laut erst drin lasst ihrer bleibt rein grad wirklich einmal vorher gerade dabei bevor gleich gibts fürs alte
        eure lassen lange länger beiden egal passiert stehen teilen ginge richtig irgendwas zeit seine sicher wofür sowas heißt gehört fällt
        kriegen bringen prüfen nimmt montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz juni juli oktober dezember
        dites mettre auriez sais veuillez autre autres juste aimerais existe reste coup seule seul partir cours temps parce plus côté dedans
        vient chose voir savez suffit prendre lieu seulement compris enfin point voudrais expliquer faisable envisageable donne trouve
        lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin juillet août octobre décembre
        devuelvo devuelve devuelven gustaría sale dice llevo poner viene podéis mandan lado pasar verdad tenéis lleva mandar quedan dentro sitio punto dejar mando habría
        hacen aunque venga fuera aparte mitad queda querría vosotros venir volver allí sería estamos mayor sirve sabe pido saben trae
        lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
        cosa mandate punto fate oppure bene ogni siete così fuori vero trovo soltanto però cioè modo chiedo indietro altri esiste desidero
        capire tanto vedere parte entro tenete qual prima spiegate sarebbe proprio quindi dite vanno stamattina visto pure scusate giusto sopra
        lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre novembre dicembre
        laat zetten blijft gewoon hoeveel laten weet geldt staan valt hoort andere volgende zien tweede zitten erbij vanaf ziet terecht
        voortaan blijven hoor ding boven kijken niks echte erin zoals gezien tijd nemen eens lang duurt vind ander zegt eigen eerst houden
        normaal tegelijk maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart juni juli augustus oktober
        fica dele deixar algum alguma mandam será manda levar dela coisa fazem assim existe ficar seria leva gente cadê digam convosco pede
        nesse qualquer disso caso conseguem jeito fosse seja veio passa verdade segunda terça quarta quinta sexta janeiro fevereiro março
        maio junho julho setembro outubro novembro dezembro
        """
    )
)
