"""How customers say by which way they wish, or do not wish, to be reached. Written as the other phrases are.

What is not wished comes first: it is searched first, and hides what stands inside it.
"""

from collections.abc import Mapping, Sequence
from typing import Final

#: Language → channel → (not this way, please this way).
CONTACT_WISHES: Final[Mapping[str, Mapping[str, tuple[Sequence[str], Sequence[str]]]]] = {
    "en": {
        "call": (
            (
                "(do not|don't|never|stop|please no) (ever |please |just |try to |try |and )*(call|calling|phone|phoning|ring|ringing|telephone|telephoning)( and| or| me| us| him| her| them| my~| the house| the number| the old| the landline| the office| at| on| here| please| again| back| after|,|\\.|!|$)",
                "(do not|don't|never|stop) (ever |please )*(leave|leaving) (me )?(a |any )?(voicemails?|voice messages?|messages? on)",
                "(please no|no more) (phone |telephone )?calls",
                "no (phone |telephone )?calls,? (please|thank)~",
                "not (on|to) (my|the|this) (mobile|phone|landline|cell|cell phone|number|home number|home phone|work phone)",
                "not (by|over|on) (the )?(phone|telephone)",
                "(can't|cannot|unable to|not able to|am not allowed to) (talk on the|talk by|speak on (the|a)|speak by|talk over the|take (a |any )?calls?|be called|answer (the |my )?(phone|telephone)|use (the |a )?(phone|telephone))( phone| telephone)?",
                "(i|we) (can't|cannot) (really )?(talk|speak)( now| here| right now| out loud| loud|,|\\.|$)",
                "(he|she|they|husband|wife|ex|partner|boyfriend|girlfriend|dad|father|mum|mother|son|daughter) (always |also |regularly )?(reads|checks|has|takes|looks at|goes through|answers|listens to|can see|sees|controls|monitors|picks up) (my |all my |the |our |every )*(phone|mobile|texts|calls|call|voicemails?|cell)",
                "(hate|dislike|rather not|prefer not to|don't like to|don't like|don't want to|uncomfortable) (talk|talking|speak|speaking|use|using|being called)( on| by| over)?( the) (phone|telephone)",
                "(don't|do not) want (to be called|to be phoned|a (phone )?call|(phone )?calls|anyone (to call|calling|phoning)|you to call)",
                "than (have|having) (you|someone|somebody) (call|phone|ring) me",
                "(instead of|rather than) (calling|phoning|ringing|a (phone )?call)( me)?",
            ),
            (
                "(please|could you|can you|can someone|could someone|can somebody|could somebody|would you|would someone|want you to|want someone to|like you to|like someone to|need someone to|need you to) (please |just |kindly )*(call|phone|ring|telephone) (me|us|my|back)~",
                "give (me|us) a (call|ring|bell|quick call)",
                "(somebody|someone|person|human|human being|doctor|manager|engineer|technician|lady|gentleman|gentlemen|colleague|you) (please |kindly |just )?(call|phone|ring) me( please| asap| now| on| at| after| before| back| instead| about|,|\\.|!|\\?|$)",
                "(call|phone|ring) (me|us)( please)?,? (not|instead|rather|asap|now|urgently|don't)",
                "(call|phone|ring) (me|us) (back )?(please|on (my|this|0|\\+|\\d)|after|before|at|between|any time|anytime|from|when|in the)~",
                "(i would |i'd |we'd |we would )?(prefer|like|want|appreciate|request|need) (a |to have a |to get a |to receive a )?(phone call|call back|callback|telephone call)",
                "(i would |i'd |we'd |we would |would be )?(prefer|rather|easier|better|best|like) * (talk|speak|do this|discuss|be contacted|by|over|on) (this |it )?(by |over |on |via )?(the )?(phone|telephone)",
                "(reach|contact|get) me (by|on|via|over) (my |the )?(phone|mobile|cell|landline|telephone)",
                "my daytime number is",
            ),
        ),
        "email": (
            (
                "(do not|don't|never|stop|please no) (ever |please |just )*(e-?mail|e-?mailing|e-?mails)( me| us)?",
                "(do not|don't|never) (ever |please )*(write|reply|answer|respond|send anything|send (any )?(messages|mails?)) (back )?(to |at |on |via |by )*(this|my|the|our|that) (old |other |shared |joint |home )*(e-?mail|address|account|inbox)",
                "not (by|via|to|at) (this |my |the |our )?(shared |old |joint )?e-?mail",
                "(he|she|they|husband|wife|ex|partner|boyfriend|girlfriend|dad|father|mum|mother) (always |also |regularly )?(reads|checks|has access to|can see|sees|opens|controls|monitors|can read|has the password (to|for)) (my |all my |the |our )*(e-?mails?|inbox|mails?|account|messages)",
            ),
            (
                "(only|just|please|rather|strictly|exclusively|preferably|prefer|best|easier|better) (only |just |always |contact |contact me |be contacted |reply |answer |write |write to me |reach me |respond |communicate |keep this |get in touch |to be contacted |to communicate |to do this )*(by|via|through|over|per) (e-?mail)( only)?",
                "(by|via|through) e-?mail (only|please|instead|rather than)",
                "e-?mails? only",
                "(in writing|written) (only|please|answer please)",
                "(only|please|rather|prefer|everything|answer me|reply) in writing",
                "(prefer|like) (an |to get an |to have an )?(e-?mail|written (reply|answer))( instead| rather)?",
                "(please|could you|rather|instead|better) (also |just )?(e-?mail|write to|write) (me|us)( instead| only| rather| not|,|\\.|$)",
                "(please|could you|rather|instead|better) (also |just )?(e-?mail|write to|write) (my (daughter|son|sister|brother|wife|husband|partner|mother|father|mum|dad|carer|friend|lawyer|solicitor|work|neighbour|guardian))( instead| only)?",
                "(e-?mail|write to) (me|us) (instead|only|rather)",
                "(use|reply to|write to|answer to|contact me (on|at|via|under)) (only )?(this|my other|my new|my work|the other|another|a different|my sister's|my friend's|my mother's) (e-?mail )?(address|e-?mail|account)( only)?",
            ),
        ),
        "letter": (
            (
                "(do not|don't|never|please no|stop) (please |ever )*(send|post|mail|sending|posting) (me )?(anything|letters?|a letter|post|any letters|any post|any mail|parcels?|it|paper)( (to|at|by) (the|my|our|this) (house|home|address|old address|post|flat))?",
                "(nothing|no letters|no post|no mail) (sent )?(to|at|through) (the|my|our|this) (house|home|address|flat|letterbox|post)",
                "(he|she|they|husband|wife|ex|partner|dad|father|mum|mother|neighbour)( always| also)? (opens|reads|gets|takes|collects) (my |the |all my |our |all the )+(post|letters?|mail|parcels?)",
            ),
            (
                "(please|only|rather|prefer|could you|can you|strictly|i need|i want|i'd like|i would like) (only |to |reply |answer |respond |write |write to me |contact me |send (me )?(it |everything |this |that |all |your reply |an answer )|an answer |a reply |everything |it |this |letters )*(by|per|via|in the) (post|letter|ordinary mail)",
                "(answer|reply|write|respond) (to me )?(by|in the|per) (post|letter)( please)?",
                "(prefer|like|want|need|send me|write me) (a )?(paper )?letters?( please| by post)?",
                "(on|in) paper( please|, please| form)",
            ),
        ),
        "chat": (
            (
                "(do not|don't|never|no|stop) (want |like |use |do |please |ever )*(to )?(use )?(the )?(chat|whatsapp|text me|texting|texts|sms)",
            ),
            (
                "(prefer|rather|only|please|better) (use |by |via |over |on |in |through |contact me |reply |reach me )*(the |live )?(chat|whatsapp|text message|text messages|sms|texts)",
                "(please|only|just|better|rather) text (me|us|only)",
                "text me (instead|please|only|back)",
            ),
        ),
        "in_person": (
            (
                "(do not|don't|never|please no|nobody should|no one should) (please |ever )*(come|visit|call|turn up|stop|send (anyone|someone|somebody|a driver|people)) (to |round |over |by |at |to my |around )*(the |my |our )*(house|home|door|flat|address|place)",
                "(no|without) (home )?visits?( please)",
            ),
            (
                "(prefer|want|rather|can i|could i|may i|need) * (in person|face to face)",
                "(i'd like to |i would like to |i'd rather |i would rather |i want to )?(speak|talk|come in|meet) (to |with |someone |somebody |you |a person )*(in person|face to face)",
            ),
        ),
    },
    "de": {
        "call": (
            (
                "(bitte )?(nicht|keinesfalls|auf keinen fall|niemals|nie) (mehr |bitte )*(anrufen|zurückrufen|telefonisch|per telefon)~",
                "(nicht|keinesfalls|auf keinen fall|niemals|nie) (mehr |bitte )*(auf|unter|an|über) (dem |das |mein |meinem |meinen |dieser |diese |der |die )*(handy|handynummer|festnetz|mailbox|telefon|nummer|mobilnummer|telefonnummer)( anrufen| zurückrufen)?",
                "(rufen|ruft|ruf) (sie |ihr )?(mich |uns |hier |dort |bei mir )*(bitte |auf |mehr |unter )*(keinesfalls|nicht|nie|niemals|auf keinen fall)( mehr)?( an| zurück)?",
                "(bitte |will |möchte |wünsche |wünschen |wollen )+(keine|keinen|kein) (weiteren |mehr )*(anrufe?|telefonate?|rückrufe?|telefonische kontakt)~",
                "rückruf (gewünscht|erwünscht): nein",
                "keine (anrufe|telefonate|nachrichten auf (die|der|meine|meiner) mailbox)( bitte)?",
                "(kann|darf|könnte|möchte|mag) (hier |gerade |zu hause |im moment |derzeit |ich )*(nicht|ungern|nur ungern) (am telefon (sprechen|reden)|laut (sprechen|reden)|frei (sprechen|reden)|telefonieren)",
                "(er|sie|mann|frau|ex|partner|partnerin|vater|mutter|freund|sohn|tochter) (immer |auch |ständig )?(liest|kontrolliert|hat|überwacht|durchsucht|hört|sieht|nimmt|geht an) (immer |auch |mein |meine |das |alle |alle meine )*(handy|telefon|smartphone|sms|anrufe|mailbox|nachrichten auf)~( mit| ab)?",
            ),
            (
                "(bitte |könnten sie |können sie |kann |könnte |dass |würden sie |um |wäre |bitte um |wünsche |möchte |hätte gern |hätte gerne )+(mich |uns |jemand |mich jemand |mir |einen |ein |einen kurzen |lieber |gerne |gern )*(anrufen|zurückrufen|rückruf|anruf|telefonat|telefonisch)( erreichbar| kontaktieren| melden| besprechen| klären)?",
                "(kann|könnte|soll|sollte|möge|möchte|lassen sie) * (mich|uns) * (anrufen|zurückrufen)",
                "dass (mich|uns) * (anruft|zurückruft)",
                "(rückruf|anruf) (wird )?(gewünscht|erbeten|erwünscht|wäre)~",
                "(rufen|ruft) (sie |ihr )?(mich|uns|bitte|meine~ (tochter|sohn|mann|frau|schwester|bruder|betreuer)~) (bitte |doch |lieber |gerne |nur |erst )*(unter|ab|nach|vor|zwischen|an|zurück|morgens|abends|vormittags|nachmittags|mobil|auf)",
                "(am besten|lieber|bevorzugt|nur|gern|gerne|vorzugsweise) (bitte )?(telefonisch|per telefon|am telefon|mobil|auf dem handy)",
                "(erreichen|erreicht) (sie |ihr )?(mich|uns) (am besten |nur |tagsüber |gut )*(telefonisch|mobil|unter|auf dem handy|per telefon)",
            ),
        ),
        "email": (
            (
                "(nicht|keinesfalls|auf keinen fall|nie|niemals) (mehr |bitte |an |auf |per |über )+(dies|mein|uns|die|der|das|dem)~ (alte |gemeinsame |alten |gemeinsamen )*(e-?mail|mail|postfach|adresse|mailadresse|e-?mail-?adresse)~",
                "(nicht|keinesfalls|nie|niemals) (mehr |bitte )*(per|via|über) (e-?mail|mail)",
                "keine (e-?mails?|mails)( mehr| bitte)( schicken| senden| schreiben)?",
                "(er|sie|mann|frau|ex|partner|partnerin|vater|mutter|freund) (immer |auch )?(liest|kontrolliert|kann|hat zugriff auf|hat zugang zu|sieht|öffnet|überwacht) (immer |auch |mein |meine |meinem |alle |die |das |alle meine |meinen )*(e-?mails?|mails|postfach|konto|mailkonto|nachrichten)( mit| lesen| sehen)?",
            ),
            (
                "(nur|ausschließlich|bitte|lieber|am besten|bevorzugt|möglichst|vorzugsweise|gern|gerne) (noch |mir |uns |auch |bitte |nur |die antwort |antworten |kontakt |antwort )*(per|via|über) (e-?mail|mail)",
                "(per|via) (e-?mail|mail) (wäre|ist|bitte|antworten|genügt|reicht|am besten|kontaktieren)~",
                "(nur|bitte|lieber|ausschließlich|bevorzugt) (auch |nur )?(schriftlich|in schriftform)",
                "(schreiben|schreibt|mailen|antworten) (sie )?(bitte |lieber |nur )*(mir|uns|meine[rmn]? (tochter|sohn|mann|frau|schwester|bruder|mutter|vater|betreuer|anwalt|anwältin|freundin))~ (bitte |lieber |nur |eine |per )+(mail|e-?mail)?",
                "(schreiben|mailen) (sie )?(bitte |lieber )+(meine[rmn]? (tochter|sohn|mann|frau|schwester|bruder|mutter|vater|betreuer|anwalt|anwältin|freundin))~",
                "(bitte |lieber |nur )+(an )?meine[rmn]? (tochter|sohn|mann|frau|schwester|bruder|mutter|vater|betreuer|anwalt|anwältin|freundin)~ (schreiben|mailen|antworten|wenden)",
                "(nur|bitte|lieber) (noch |nur )?(an|unter|über) (diese|meine (neue|andere|dienstliche|private)|die (neue|andere|adresse meiner)) (e-?mail-?|mail-?)?(adresse|mail|e-?mail)~",
            ),
        ),
        "letter": (
            (
                "(schicken|senden|schickt|sendet) (sie )?(mir |uns |bitte |auf keinen fall |keinesfalls )*(nichts|keine post|keine briefe|keinen brief)",
                "nichts (mehr |bitte )*(mit der post|per post|nach hause|zu mir nach hause|an meine adresse|an unsere adresse|in den briefkasten)",
                "(nicht|keinesfalls) (mehr |bitte )*(per|mit der) (post|brief)",
                "keine (briefe|post|schreiben)( mehr| bitte| an meine adresse| nach hause| zu mir)+( schicken| senden)?",
                "(er|sie|mann|frau|ex|partner|vater|mutter|nachbar) (immer |auch )?(öffnet|liest|nimmt|holt|leert) (immer |auch |mein |meine |den |die |alle )*(post|briefe?|briefkasten|pakete?)",
            ),
            (
                "(nur|bitte|lieber|am besten|bevorzugt|ausschließlich|gern|gerne) (mir |alles |es |das |auch |eine antwort |antwort )*(per|mit der|in) (post|brief|briefform)",
                "(bitte |möchte |hätte gern |wünsche |brauche |lieber )+(es |alles |das |einen |die antwort |mir )*(brief|auf papier|in papierform|postalisch)~",
                "(per|mit der) post (schicken|senden|zuschicken|zusenden|bitte)",
            ),
        ),
        "chat": (
            (
                "(nicht|kein|keine) (mehr |bitte )*(per|über|via|im) (den |die )?(chat|whatsapp|sms)",
                "(kein|keinen|keine) (chat|whatsapp|sms),? (bitte|mehr|schicken|nutzen)",
            ),
            (
                "(nur|bitte|lieber|am besten|gern|gerne|bevorzugt) (mir |auch |eine )*(per|über|im|via) (den |die )?(chat|whatsapp|sms|messenger)",
                "(schicken|schreiben) (sie )?(mir )?(bitte |lieber )+(eine )?(sms|whatsapp)",
            ),
        ),
        "in_person": (
            (
                "(nicht|niemanden|niemand|keinesfalls) (mehr |bitte |zu |bei )+(mir|uns|hause|meiner wohnung|mir nach hause)( kommen| schicken| vorbeikommen| vorbei| klingeln)+",
                "(kommen|schicken) sie (bitte |auf )*(keinesfalls|nicht|niemanden|keinen fall) (zu |bei |vorbei)~",
                "keine (hausbesuche|besuche)( bitte)?",
            ),
            (
                "(lieber|am liebsten|möchte|würde|gern|gerne|kann ich|könnte ich|bitte um) * (persönlich|vor ort|im laden|in der filiale|von angesicht)( sprechen| reden| vorbeikommen| klären| besprechen| treffen| kommen| gespräch)+",
            ),
        ),
    },
    "fr": {
        "call": (
            (
                "(ne |n')(me |nous |m')*(appelez|appeler|téléphonez|téléphoner|rappelez|rappeler|contactez|joindre|joignez) (surtout )?(pas|plus|jamais)( sur| par| au| le| mon| ma| téléphone| portable| fixe)*",
                "(surtout |merci de ne |prière de ne |veuillez ne )+(pas|plus|jamais) (me |m'|nous )*(appeler|téléphoner|rappeler|joindre)( sur| par| au| mon| téléphone| portable| domicile)*",
                "(pas|plus) (d'appels?|de coups? de fil|de messages? vocaux|de message sur (mon|le) répondeur)( s'il| svp| merci)?",
                "pas (sur|au|par) (mon |le |ce |la )?(portable|téléphone|fixe|numéro|mobile|répondeur)",
                "(ne |n')(peux|puis|veux|souhaite|aime) (pas )(parler|répondre|téléphoner|être appelée?|être rappelée?)( au| par)?( téléphone)?",
                "(il|elle|mari|femme|ex|conjoint|compagnon|compagne|père|mère) (lit|regarde|surveille|contrôle|fouille|a|écoute|répond|vérifie|consulte) (sur |à |toujours |tous |tout |mon |mes |le |les )*(téléphone|portable|sms|appels|messages vocaux|répondeur)",
            ),
            (
                "(merci de |pouvez vous |pourriez vous |veuillez |je souhaite |j'aimerais |je voudrais |je préfère |prière de )+(bien vouloir |être |que quelqu'un |qu'on |que l'on )*(me |m'|nous )?(appeler|rappeler|téléphoner|appelée?|rappelée?|rappelle|appelle|contacter par téléphone|contacter au)( au| par téléphone| demain| ce soir| ce matin| cet| dès| après| avant| entre| sur| à| au plus| rapidement|,|\\.| \\?|\\?| s'il| svp| merci|$)",
                "(appelez|rappelez|téléphonez)( |-)(moi|nous)",
                "(un |d'un |le )?(appel|rappel|coup de fil) (s'il vous|svp|serait|de votre part|téléphonique)~",
                "(plutôt|de préférence|uniquement|mieux|préfère|préférerais|souhaite) (me joindre |me contacter |être |contactée? |jointe? |échanger |parler |en parler )*(par|au) téléphone",
                "(joindre|joignable|contacter) (au|par téléphone|sur mon portable|sur le)( 0| \\d| \\+)?",
            ),
        ),
        "email": (
            (
                "(ne |n')(me |m'|nous )*(écrivez|écrire|répondez|envoyez|contactez) (surtout )?(pas|plus|jamais|rien) (plus |à |sur |par |rien )*(cette |mon |mes |l'|le |mon ancienne )*(adresse|mail|mails|e-?mail|courriel|boîte)~",
                "(pas|plus|jamais) par (mails?|e-?mails?|courriels?)",
                "(pas|plus) de (mails?|e-?mails?|courriels?),? (s'il|svp|merci)~",
                "(il|elle|mari|femme|ex|conjoint|compagnon|compagne|père|mère) (lit|regarde|surveille|contrôle|consulte|a accès à|voit|ouvre) (toujours |tous |tout |mon |mes |ma |à )*(mails?|e-?mails?|courriels?|boîte|compte|messagerie|messages)",
            ),
            (
                "(uniquement|seulement|plutôt|de préférence|merci de |exclusivement|préfère|préférerais|je souhaite|svp|veuillez) (me |m'|répondre |être |contactée? |contacter |écrire |échanger |une réponse |que l'on |communiquer )*(par|via) (mail|e-?mail|courriel|écrit)",
                "par (mail|e-?mail|courriel|écrit) (uniquement|seulement|svp|s'il|de préférence|merci|plutôt)",
                "(écrivez|envoyez un mail)( |-)(moi|nous|plutôt|à (ma|mon) (fille|fils|sœur|frère|mari|femme|mère|père|tuteur|avocat|avocate|amie))~",
                "(écrire|répondre|adresser|vous adresser) (plutôt )?à (ma|mon) (fille|fils|sœur|frère|mari|femme|mère|père|tuteur|tutrice|avocat|avocate|amie)",
                "(utilisez|écrivez à|utiliser|répondre à|répondez à) (plutôt )?(cette|mon autre|ma nouvelle|l'autre|une autre) (adresse|boîte)~",
            ),
        ),
        "letter": (
            (
                "(ne |n')(m'|me |nous )*(envoyez|envoyer|adressez|expédiez) (surtout )?(rien|pas|plus|jamais) (de |par |à |chez |la |mon |rien |plus )*(courriers?|lettres?|poste|domicile|maison|adresse|moi)",
                "(pas|plus) de (courriers?|lettres?)( à| chez| par| s'il| svp)~",
                "(il|elle|mari|femme|ex|conjoint|compagnon|père|mère|voisin) (ouvre|lit|prend|relève|récupère) (toujours |tout |tous |mon |mes |le |les )*(courriers?|lettres?|colis|boîte aux lettres)",
            ),
            (
                "(uniquement|seulement|plutôt|de préférence|merci de |préfère|je souhaite|svp|veuillez|pouvez vous) (me |m'|répondre |l'|une réponse |le |tout |envoyer )*(par|via) (courrier|lettre|la poste|voie postale)( papier| postal)?",
                "(par courrier|par lettre|par la poste|sur papier) (postal |papier )?(svp|s'il|uniquement|merci|de préférence)",
            ),
        ),
        "chat": (
            ("(pas|plus) (de|par|via|sur|le) (le )?(chat|tchat|whatsapp|sms|textos?)",),
            (
                "(uniquement|seulement|plutôt|de préférence|merci de|préfère|veuillez) (me |m'|répondre |contacter |écrire )*(par|via|sur) (le )?(chat|tchat|whatsapp|sms|texto)",
            ),
        ),
        "in_person": (
            (
                "(ne |n')(venez|venir|envoyez|passez|envoyer|passer) (surtout )?(pas|plus|jamais|personne) (chez moi|à mon domicile|à la maison|chez nous|personne chez|à domicile)",
                "pas de visite~",
            ),
            ("(préfère|souhaite|aimerais|voudrais|puis-?je|peut-?on) * (en personne|de vive voix|face à face)",),
        ),
    },
    "es": {
        "call": (
            (
                "(no|nunca|jamás|dejen de|deje de) (me |nos |por favor |más |quiero que |quiero |deseo )*(llam(e|en|es|éis|ar|arme|arnos|ando|adas)|telefone~|que me llamen)( más| a| al| mi| móvil| teléfono| casa| por teléfono)*",
                "(sin|nada de|no más|no quiero) (más )?(llamadas|mensajes de voz)( por favor)?",
                "no (al|a mi|en el|en mi|por) (móvil|teléfono|celular|fijo|número)",
                "no (puedo|quiero|me gusta|debo) (hablar por|atender|contestar|coger|responder)( al| el)?( teléfono| llamadas)",
                "(él|ella|marido|mujer|esposo|esposa|ex|pareja|novio|novia|padre|madre) (me |siempre |también )*(lee|mira|revisa|controla|vigila|tiene|escucha|coge|contesta) (siempre |todo |todos |mi |mis |el |los )*(móvil|teléfono|celular|sms|llamadas|buzón de voz)",
            ),
            (
                "(por favor|pueden|puede|podrían|podría|podéis|quiero que|quisiera que|me gustaría que|necesito que) (alguien |por favor |me |nos )*(llam(ar|arme|arnos|en|e|éis)|telefonear(me)?)",
                "(llám(e|en)(me|nos)) (por favor |a partir |después |antes |al |a |mañana |por la |entre |cuando |luego )*",
                "(prefiero|preferiría|mejor|solo|sólo|quisiera|necesito) (que sea |una |hablar |ser atendid[oa] )*(por teléfono|llamada( telefónica)?)",
                "(localizarme|contactarme|contacten conmigo|contactar conmigo|encontrarme) (en el|por|al) (teléfono|móvil|celular|número)",
            ),
        ),
        "email": (
            (
                "(no|nunca|jamás) (me |nos |por favor )*(escrib(a|an|ir|irme|irnos)|respond(a|an|er)|envíen?|manden?|contest(e|en)) (nada |más |a |al |por |en )*(este |esta |mi |ese |el |la )*(correo|e-?mail|mail|dirección|cuenta|buzón)",
                "no (por|al|a mi|a este) (correo|e-?mail|mail)( electrónico)?",
                "(él|ella|marido|mujer|esposo|esposa|ex|pareja|novio|novia|padre|madre) (siempre |también )*(lee|mira|revisa|controla|ve|abre|tiene acceso a|puede leer|puede ver) (siempre |todo |todos |mi |mis |el |los )*(correos?|e-?mails?|mails|cuenta|bandeja|mensajes)",
            ),
            (
                "(solo|sólo|únicamente|por favor|prefiero|preferiría|mejor|solamente|exclusivamente|preferiblemente) (me |contacten |contacte |contactar |que sea |que me |respondan |respóndanme |responder |escriban |escríbanme |la respuesta |contesten |hablar )*(por|vía|a través de) (correo( electrónico)?|e-?mail|mail|escrito)",
                "por (correo( electrónico)?|e-?mail|mail|escrito),? (solo|únicamente|mejor)",
                "(escriba|escriban|escríbale|escríbanle|contacten|respondan) (por favor |mejor |a |con )+(mi (hij[oa]|herman[oa]|marido|mujer|madre|padre|tutora?|abogad[oa]|amiga?))",
                "(usen|use|escriban a|escríbanme a|respondan a) (solo |mejor )?(esta|mi otra|mi otro|mi nueva|mi nuevo|la otra|otro|otra) (dirección|correo|cuenta|e-?mail)",
            ),
        ),
        "letter": (
            (
                "(no|nunca|nada) (me |nos |por favor )*(envíen?|manden?|enviar|mandar|quiero recibir) (nada |más |cartas? |correo )*(a casa|a mi casa|a mi domicilio|por correo postal|cartas|a mi dirección|a esta dirección|a la dirección)",
                "(sin|no más) cartas",
                "(él|ella|marido|mujer|esposo|esposa|ex|pareja|padre|madre|vecino) (siempre |también )*(abre|lee|recoge|coge) (siempre |todo |todas |mi |mis |el |las |la )*(correspondencia|cartas?|buzón|paquetes?|correo postal)",
            ),
            (
                "(solo|sólo|por favor|prefiero|preferiría|mejor|quiero|quisiera|necesito|pueden) (me |la respuesta |lo |que |recibirlo |enviarlo |enviarme |una |todo |enviármelo )*(por (correo postal|carta)|en papel|carta)",
            ),
        ),
        "chat": (
            ("no (quiero |me gusta |uso |puedo usar |por |usar )*(el )?(chat|whatsapp|sms)",),
            (
                "(solo|sólo|prefiero|preferiría|mejor|por favor) (contacten |contactarme |escriban |escríbanme |que sea |me )*(por|vía|en) (el )?(chat|whatsapp|sms|mensaje de texto)",
            ),
        ),
        "in_person": (
            (
                "(no|nunca|nadie) (por favor |me |que )*(vengan?|venir|pasen|envíen|manden|enviar|mandar|visiten?) (a nadie |nadie |por |a )*(mi casa|casa|mi domicilio|mi puerta|domicilio)",
                "sin visitas",
            ),
            ("(prefiero|preferiría|quiero|quisiera|me gustaría|puedo|podría) * (en persona|cara a cara|presencialmente)",),
        ),
    },
    "it": {
        "call": (
            (
                "(non|mai|vi prego di non|per favore non|smettete di) (mi |ci |più |voglio |desidero |dovete )*(chiam(i|ate|are|armi|arci|ino|atemi|ateci|atela)|telefon(i|ate|are|armi|atemi)|richiam(i|ate|are|atemi|armi)|essere chiamat[oa]|ricevere (telefonate|chiamate))( più| mai| al| sul| mio| cellulare| telefono| casa)*",
                "(niente|nessuna|basta) (più )?(telefonate|chiamate|messaggi vocali)( per favore| grazie)?",
                "non (al|sul|per|a) (mio |il )?(cellulare|telefono|fisso|numero)",
                "non (posso|voglio|mi piace|riesco a) (parlare al|rispondere al|stare al|parlare per) (telefono|cellulare)",
                "(lui|lei|marito|moglie|ex|compagno|compagna|fidanzato|padre|madre) (mi |sempre |anche )*(legge|guarda|controlla|spia|ha|ascolta|risponde al|prende) (sempre |tutto |tutti |il |i |mio |miei |le |mie )*(cellulare|telefono|sms|chiamate|segreteria)",
            ),
            (
                "(per favore|può|potete|potreste|potrebbe|vorrei che|vorrei essere|preferirei essere|chiedo di essere|desidero essere) (qualcuno |per favore |mi |ci )*(chiam(armi|arci|are|i|ate|asse|at[oa])|telefonarmi|richiamarmi|richiamat[oa]|ricontattat[oa] telefonicamente)",
                "(mi chiami|mi chiamate|chiamatemi|richiamatemi|telefonatemi|mi richiami|mi telefoni) (per favore |al |dopo |prima |domani |alle |tra |quando |sul |pure )*",
                "(preferisco|preferirei|meglio|solo|soltanto|vorrei) (una |parlare |essere contattat[oa] |sentirci )*(per telefono|al telefono|telefonicamente|telefonata)",
                "(contattarmi|raggiungermi|trovarmi|contattatemi) (al|sul|per) (cellulare|telefono|numero|mio)",
            ),
        ),
        "email": (
            (
                "(non|mai) (mi |ci |più |per favore )*(scriv(a|ete|ere|ermi)|rispond(a|ete|ere)|invi(i|ate|are|armi)|mand(i|ate|are)) (più |niente |nulla |a |all'|alla |per |via |su )*(questo |questa |mio |mia |il |la |quest')*(indirizzo|e-?mail|mail|posta|casella|account)",
                "non (per|via|alla|a questa) (mia )?(e-?mail|mail|posta elettronica)",
                "(lui|lei|marito|moglie|ex|compagno|compagna|padre|madre) (sempre |anche )*(legge|guarda|controlla|vede|apre|ha accesso|può leggere|può vedere) (sempre |tutto |tutte |alla |la |le |mia |mie |i miei )*(e-?mail|mail|posta|casella|account|messaggi)",
            ),
            (
                "(solo|soltanto|esclusivamente|per favore|preferisco|preferirei|meglio|unicamente|possibilmente) (mi |contattatemi |contattarmi |essere contattat[oa] |rispondete |rispondere |rispondetemi |scrivetemi |una risposta |comunicare )*(per|via|tramite) (e-?mail|mail|posta elettronica|iscritto)",
                "(per|via) (e-?mail|mail|iscritto),? (solo|soltanto|possibilmente)",
                "(scriva|scrivete|scrivere|rispondete|rivolgetevi|contattate) (per favore |piuttosto |invece |a |al |alla )*(mi[ao] (figli[ao]|sorella|fratello|marito|moglie|madre|padre|tutore|avvocato|amica))",
                "(usate|usi|scrivete a|scrivetemi a|rispondete a|utilizzate) (solo |piuttosto )?(questo|l'altro|un altro|il mio nuovo|il mio altro) (indirizzo|account|e-?mail)",
            ),
        ),
        "letter": (
            (
                "(non|niente|nulla) (mi |ci |più |per favore )*(invi(i|ate|are)|mand(i|ate|are)|sped(isca|ite|ire)|voglio ricevere) (più |niente |nulla |lettere |posta )*(a casa|al mio indirizzo|per posta|a questo indirizzo|lettere)",
                "(niente|basta) (lettere|posta)( a casa| per favore)?",
                "(lui|lei|marito|moglie|ex|compagno|padre|madre|vicino) (sempre |anche )*(apre|legge|ritira|prende) (sempre |tutta |la |le |mia |mie |i miei )*(posta|lettere?|corrispondenza|pacchi|cassetta)",
            ),
            (
                "(solo|soltanto|per favore|preferisco|preferirei|meglio|vorrei|potete|può) (mi |una |tutto |la risposta |riceverlo |inviarmelo |inviarmi |averlo )*(per posta( ordinaria)?|per lettera|su carta|in forma cartacea|lettera)",
            ),
        ),
        "chat": (
            ("(non|niente) (voglio |uso |mi piace |via |per |più |usare )*(la |le )?(chat|whatsapp|sms)",),
            (
                "(solo|soltanto|preferisco|preferirei|meglio|per favore) (contattatemi |contattarmi |scrivetemi |rispondete |mi )*(via|su|per|in|tramite) (la )?(chat|whatsapp|sms)",
            ),
        ),
        "in_person": (
            (
                "(non|mai|nessuno) (per favore |più |deve |mandate |mandi )*(venga|venite|venire|passate|passi|nessuno|suoni|suonate) (a |da |nessuno |più )*(casa|me|casa mia|domicilio|mio domicilio)",
                "niente visite",
            ),
            ("(preferisco|preferirei|vorrei|posso|potrei|desidero) * (di persona|faccia a faccia)",),
        ),
    },
    "nl": {
        "call": (
            (
                "(gelieve|graag|liever|alstublieft|a\\.u\\.b\\.|aub|svp|mij|me|ons|dus|en|sturen) (mij |me |ons )*(niet|nooit) (meer |te |naar huis |naar mijn werk )*(bellen|opbellen|terugbellen|telefoneren)",
                "(niet|nooit) (meer |alstublieft )*(op|naar|via) (mijn |dit |het |ons |de )*(oude |andere )?(mobiel|mobiele nummer|telefoon|nummer|vaste lijn|voicemail)( bellen)?",
                "niet naar (huis|mijn huis|mijn werk) bellen",
                "(bel|bellen) (u |jullie )?(me |mij |ons |mijn )*(alstublieft |a\\.u\\.b\\. |alsjeblieft |aub )*(niet|nooit|liever niet)( meer| op| terug)*",
                "(geen|zonder) (telefoontjes|telefonisch contact|belletjes|voicemails?)( alstublieft| aub| meer)?",
                "(kan|mag|wil) (hier |nu |thuis |echt |ik )*(niet|niet goed|liever niet) (vrijuit praten|hardop praten|bellen|telefoneren|aan de telefoon|opnemen)",
                "(hij|zij|ze|man|vrouw|ex|partner|vriend|vriendin|vader|moeder) (altijd |ook )*(leest|controleert|heeft|kijkt in|bekijkt|luistert|neemt|ziet) (altijd |ook |al |mijn |de |alle )*(telefoon|mobiel|sms|sms'jes|appjes|oproepen|voicemail)~( mee| af| op)?",
            ),
            (
                "(kunt u|kunnen jullie|kan iemand|wilt u|wil iemand|zou u|zou iemand|mag iemand|graag|wil graag|ik wil|alstublieft|verzoek|medewerker|monteur|dames|assistente) (mij |me |ons |alstublieft |graag |even |iemand |worden )*(bellen|terugbellen|opbellen|gebeld|teruggebeld|een telefoontje|een belletje)( worden)?",
                "(bel|belt u|bel me|belt) (me|mij|ons|mijn (dochter|zoon|man|vrouw|zus|broer)) (alstublieft |aub |gerust |even |graag )*(terug|op|na|voor|tussen|vanaf|om|morgen|overdag)",
                "(liever|het liefst|bij voorkeur|graag) (contact )?(telefonisch|via de telefoon|per telefoon|over de telefoon)",
                "(bereikbaar|te bereiken|bereiken) (op|via) (mijn |het |de )?(mobiel|telefoon|nummer|0|\\d)~",
            ),
        ),
        "email": (
            (
                "(niet|nooit|niets) (meer |alstublieft |graag |naar |op |via |per )+(dit |deze |mijn |het |de |ons )*(oude |gezamenlijke )*(mail|e-?mail|mailadres|e-?mailadres|adres|account|inbox)",
                "(niet|nooit|geen) (meer )?(mailen|e-?mailen|e-?mails|mails|mailtjes)",
                "(hij|zij|ze|man|vrouw|ex|partner|vriend|vriendin|vader|moeder) (altijd |ook )*(leest|controleert|ziet|opent|kan|heeft toegang tot|bekijkt) (altijd |ook |al |mijn |de |alle |in )*(mail|e-?mails?|mails|mailbox|account|berichten|inbox)( mee| lezen| zien)?",
            ),
            (
                "(alleen|uitsluitend|graag|liever|het liefst|bij voorkeur|alstublieft|enkel) (contact |antwoord |reageren |reactie |nog |mij |een antwoord |antwoorden |bericht )*(per|via) (de )?(mail|e-?mail)",
                "(per|via) (de )?(mail|e-?mail) (alleen|antwoorden|heeft de voorkeur|is prima|reageren)",
                "(alleen|graag|liever|uitsluitend) schriftelijk",
                "(schrijf|mail|schrijft u|mailt u|stuur) (alstublieft |liever |aub |een bericht )*(naar |aan )?mijn (dochter|zoon|man|vrouw|zus|broer|moeder|vader|bewindvoerder|advocaat|vriendin|mentor)",
                "(graag|liever|alstublieft|wilt u|kunt u) (naar |aan )?mijn (dochter|zoon|man|vrouw|zus|broer|moeder|vader|bewindvoerder|advocaat|vriendin|mentor) (schrijven|mailen|een bericht sturen|aanschrijven)",
                "(gebruik|mail naar|schrijf naar|antwoord op|gebruikt u) (alleen |liever )?(dit|mijn andere|mijn nieuwe|mijn werk|een ander|het andere) (mail|e-?mail)?(adres|account)?",
            ),
        ),
        "letter": (
            (
                "(niets|niet|nooit) (meer |alstublieft )*(per post|met de post|naar huis|naar mijn huis|naar mijn adres|naar dit adres|naar mijn huisadres) (sturen|bezorgen)",
                "(stuur|stuurt u|sturen) (mij |me |alstublieft |aub )*(niets|niks|geen post|geen brieven)( meer)?( naar| per)*( huis| post)?",
                "geen (brieven|post|pakketten|papieren)( meer| naar| aan| sturen| alstublieft)~",
                "(hij|zij|ze|man|vrouw|ex|partner|vader|moeder|buurman) (altijd |ook )*(opent|leest|pakt|haalt|maakt) (altijd |ook |al |mijn |de |alle )*(post|brieven|pakketten|brievenbus)( open| weg| op)?",
            ),
            (
                "(graag|liever|alleen|alstublieft|kunt u|wilt u|bij voorkeur|het liefst) (het |alles |een |antwoord |mij |dit |dat )*(per|met de|via de) (post|brief)",
                "(graag|liever|wil|stuur mij) (een )?(papieren )?brief( ontvangen| graag| alstublieft)?",
            ),
        ),
        "chat": (
            (
                "niet (meer |graag )*(via|per) (de )?(chat|whatsapp|sms)",
                "geen (chat|whatsapp|sms'jes|appjes),? (graag|meer|alstublieft|aub|sturen)",
            ),
            (
                "(alleen|graag|liever|het liefst|bij voorkeur) (contact |antwoord |reactie |mij )*(via|per) (de )?(chat|whatsapp|sms)",
                "(stuur|app) (me|mij) (alstublieft |liever |graag )+(een )?(sms|appje|whatsapp)",
            ),
        ),
        "in_person": (
            (
                "(niet|niemand|nooit) (meer |alstublieft |naar |bij )+(mij|me|mijn huis|mijn deur|huis|ons|mij thuis)( thuis| komen| langskomen| sturen| aanbellen)+",
                "(kom|komt u|stuur) (alstublieft |aub )*(niet|nooit|niemand) (langs|naar|bij)~",
                "geen (huisbezoek|bezoek)~",
            ),
            (
                "(liever|het liefst|graag|wil|kan ik|zou ik) * (persoonlijk|face to face|oog in oog) (praten|spreken|bespreken|langskomen)",
            ),
        ),
    },
    "pt": {
        "call": (
            (
                "(não|nunca|jamais|deixem de|parem de) (me |nos |por favor |mais |quero que |quero |desejo )*(lig(ue|uem|ar|arem|ues)|telefon(e|em|ar)|me liguem|receber (chamadas|ligações))( mais| para| ao| o| meu| telemóvel| celular| telefone| casa| me)*",
                "(sem|nada de|não quero) (mais )?(chamadas|telefonemas|ligações|mensagens de voz)( por favor)?",
                "não (para o|no|por|ao|pelo) (meu )?(telemóvel|celular|telefone|fixo|número)",
                "não (posso|quero|gosto de|consigo) (falar ao|falar por|atender o|atender ao|falar pelo) (telefone|telemóvel|celular)",
                "(ele|ela|marido|mulher|esposo|esposa|ex|companheiro|companheira|namorado|namorada|pai|mãe) (me |sempre |também )*(lê|vê|controla|vigia|tem|ouve|atende|mexe no|verifica) (sempre |tudo |todas |o |as |os |meu |minhas |meus )*(telemóvel|celular|telefone|sms|chamadas)",
            ),
            (
                "(por favor|podem|pode|poderiam|poderia|gostava que|gostaria que|queria que|quero que|preciso que|agradeço que) (alguém |por favor |me |nos )*(lig(ar|ue|uem|assem|asse)|telefon(ar|em|e))( me|-me| nos)?",
                "(ligue|liguem|telefone|telefonem)( |-)(me|nos)( por favor| depois| antes| a partir| amanhã| para| entre| às)*",
                "(prefiro|preferia|preferiria|melhor|só|apenas|agradeço) (falar |ser contactad[oa] |um |uma |ser contatad[oa] )*(por telefone|pelo telefone|telefonema|chamada telefónica|ligação)",
                "(contactar-me|contactem-me|contatar|encontrar-me|entrar em contacto comigo) (pelo|no|por|através do) (telefone|telemóvel|celular|número)",
            ),
        ),
        "email": (
            (
                "(não|nunca|jamais) (me |nos |por favor |mais )*(escrev(a|am|er)|respond(a|am|er)|envi(e|em|ar)|mand(e|em|ar)) (nada |mais |para |a |por )*(este |esta |o |a |meu |minha |esse )*(e-?mail|mail|endereço|conta|caixa de correio)",
                "não (por|para o|para este) (meu )?(e-?mail|mail)",
                "(ele|ela|marido|mulher|esposo|esposa|ex|companheiro|companheira|pai|mãe) (sempre |também )*(lê|vê|controla|abre|tem acesso a|tem acesso ao|consegue ler|pode ver) (sempre |tudo |todos |o |os |a |meu |meus |minha |aos )*(e-?mails?|mails|caixa de correio|conta|mensagens)",
            ),
            (
                "(só|somente|apenas|unicamente|por favor|prefiro|preferia|preferiria|melhor|exclusivamente|de preferência|agradeço) (me |contactem-?me |contactar-?me |ser contactad[oa] |que |respondam |respondam-?me |responder |a resposta |escrevam-?me |contacto )*(por|via|através de) (e-?mail|mail|escrito|correio eletrónico|correio eletrônico)",
                "por (e-?mail|mail|escrito),? (apenas|só|de preferência)",
                "(escreva|escrevam|respondam|contactem|falem) (por favor |antes |para |à |ao |com )*(a |o )?(minha|meu) (filh[oa]|irmã|irmão|marido|mulher|mãe|pai|tutora?|advogad[oa]|amiga?)",
                "(usem|use|escrevam para|respondam para|utilizem) (só |antes |apenas )?(este|o meu outro|o meu novo|outro|um outro) (endereço|e-?mail|mail)",
            ),
        ),
        "letter": (
            (
                "(não|nunca|nada) (me |nos |por favor )*(envi(e|em|ar)|mand(e|em|ar)|quero receber) (nada |mais |cartas? |correio )*(para casa|para minha casa|para a minha casa|por correio|para a minha morada|cartas|para esta morada|para o meu endereço)",
                "(sem|não quero) cartas",
                "(ele|ela|marido|mulher|esposo|esposa|ex|companheiro|pai|mãe|vizinho) (sempre |também )*(abre|lê|recolhe|apanha|levanta) (sempre |toda |todas |o |a |as |meu |minha |minhas )*(correio|cartas?|correspondência|encomendas?)",
            ),
            (
                "(só|apenas|por favor|prefiro|preferia|melhor|gostava de|gostaria de|podem|quero) (me |uma |tudo |a resposta |receber |enviar |enviar-?me |isso )*(por correio( normal| postal)?|por carta|em papel|carta)",
            ),
        ),
        "chat": (
            ("não (quero |uso |gosto de |por |pelo |usar )*(o )?(chat|whatsapp|sms)",),
            (
                "(só|apenas|prefiro|preferia|melhor|por favor|de preferência) (contactem-?me |contactar-?me |respondam |escrevam-?me )*(por|pelo|via|no) (o )?(chat|whatsapp|sms|mensagem de texto)",
            ),
        ),
        "in_person": (
            (
                "(não|nunca|ninguém) (por favor |me )*(venham?|vir|passem|enviem|mandem|visitem?) (ninguém |a |para )*(minha casa|casa|cá a casa|à minha porta|a minha casa|domicílio)",
                "sem visitas",
            ),
            (
                "(prefiro|preferia|preferiria|gostava|gostaria|queria|posso|poderia) * (pessoalmente|em pessoa|cara a cara|presencialmente)",
            ),
        ),
    },
}
#: Words before a wish by which somebody tells of what others said or did, as in “you said you would call me back”.
REPORTED: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "would",
        "will",
        "you'd",
        "you'll",
        "he'd",
        "she'd",
        "they'd",
        "he'll",
        "promised",
        "said",
        "told",
        "did",
        "didn't",
        "nobody",
        "never",
        "to",
        "who",
        "they",
        "keep",
        "keeps",
    ),
    "de": (
        "wollten",
        "wollte",
        "würde",
        "würden",
        "versprochen",
        "sagte",
        "sagten",
        "gesagt",
        "hat",
        "haben",
        "niemand",
        "hätte",
        "hätten",
        "wurde",
    ),
    "fr": ("devait", "deviez", "devaient", "promis", "dit", "personne", "a", "avez", "ont", "allait"),
    "es": ("iban", "iba", "dijeron", "dijo", "prometieron", "prometido", "nadie", "han", "ha", "había", "debían"),
    "it": ("dovevate", "doveva", "dovevano", "detto", "promesso", "nessuno", "hanno", "ha", "avete", "avreste"),
    "nl": ("zou", "zouden", "beloofd", "gezegd", "niemand", "heeft", "hebben", "had", "werd", "ging"),
    "pt": ("iam", "ia", "disseram", "disse", "prometeram", "ninguém", "ficaram", "deviam", "tinham"),
}
