"""Words that tell seven languages apart where a text is short: the commonest of all, and those that customers write of.

A word that is common in several of the languages stands in each of these lists. Accents are left out, as many leave them out.
"""

import unicodedata
from collections.abc import Mapping
from typing import Final

from connector.nlp.stock_words import vocabulary


def without_accents(word: str) -> str:
    """Return a word in lower case without its accents: “Größe” is “grosse”."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_ENGLISH: Final = """
the a an and or but not no nor is are was were be been being am do does did done don't doesn't didn't can can't cannot could couldn't
will won't would wouldn't should shouldn't must may might shall have haven't has hasn't had having get gets got getting go goes going gone
went i i'm i've i'd i'll you you're you've your yours he he's she she's it it's its we we're we've our ours they they're them their us me my mine him his her
this that that's these those there there's here what what's when where where's which who whose why how how's of to in on at for from with without by about
into onto over under after before until till since during between through again against off out up down if because as than then so too very
just only still yet already never always ever also any anyone anything some someone something somebody nobody nothing every everything each both all
more most much many few other another same such now today yesterday tomorrow week month year please thanks thank hello hi dear sorry yes
orders ordered ordering delivery delivered deliver parcel package shipping shipped refund refunds refunded invoice invoices
receipt bill bills billing charge charged charges payment pay paid paying price prices money cancel cancelled cancellation return returned returning returns
exchange broken damaged missing wrong late lost password log logged sign address phone number change changed changing
updated help need needs needed want wants wanted know tell told ask asked asking question questions query problem problems issue issues
work works working worked stopped stop send sent sending receive received receiving book booking booked appointment open opening hours
closed close subscription membership size colour color item items product customer complaint feedback request
warranty repair replacement replace replaced spare part parts card bank debit fraud screen phone
wait waiting waited call called calling speak spoke talk someone human
new old first last next great good bad worst terrible useless time times day days one two three four five my
make makes made take takes took taken give gives given gave see seen saw look looking find found think buy bought use used using like love
can't arrived arrive arrives tracking status quick urgent
door come car son dont past part telephone article piece charge back says said left right monday friday don't keep reply well
regards username fee renewal annual enquiry inquiry review viewing reset offer upgrade discount certificate correct label rules club wine battery bike
"""
_GERMAN: Final = """
der die das den dem des ein eine einen einem einer eines kein keine keinen keiner und oder aber nicht nichts nie ist sind war waren bin bist sei sein seit
wird werden wurde wurden worden geworden hat habe haben hatte hatten hab habt kann kannst konnen konnte konnten koennen koennte muss mussen muessen
musste soll sollen sollte will wollen wollte mochte moechte mochten darf durfen mag ich du er sie es wir ihr ihnen ihm ihn mich mir dich dir uns euch
mein meine meinen meinem meiner meines dein deine deinen unser unsere unseren unserem ihre ihren ihrem ihrer dieser diese dieses diesen diesem
wo wann warum wieso weshalb wie was wer wen wem welche welcher welches woher wohin von vom zu zum zur mit ohne bei beim nach vor aus auf an am
im fur fuer uber ueber unter durch gegen um bis wahrend zwischen hinter neben noch schon immer wieder nur auch sehr mehr viel viele wenig
alle alles etwas jemand niemand dass weil wenn ob als dann da dort hier heute gestern morgen jetzt sofort bitte danke vielen dank hallo guten
tag sehr geehrte liebe grusse gruss ja nein doch mal so zuruck zurueck weg ab ans ins
bestellung bestellen bestellt bestellte bestellnummer lieferung liefern geliefert lieferzeit paket sendung versand verschickt
rechnung rechnungen erstattung erstatten erstattet geld bezahlt bezahlen zahlung zahlen abgebucht abbuchung preis kosten kostet gutschein rabatt
kundigung kuendigung kundigen kuendigen gekundigt gekuendigt storno stornieren storniert stornierung rucksendung ruecksendung retoure zuruckgeben zuruckschicken umtausch
umtauschen kaputt defekt beschadigt fehlt fehlen falsch falsche falsches falschen verloren konto passwort anmelden anmeldung
adresse anschrift nummer andern aendern geandert anderung aenderung hilfe brauche brauchen frage fragen problem fehler geht gehen funktioniert kommt kommen gekommen
angekommen bekommen erhalten warte warten termin offnungszeiten geoffnet abo vertrag tarif groesse grosse farbe artikel ware
kunde kundin kundendienst beschwerde garantie gewahrleistung reparatur ersatz ersatzteil karte bank
mensch menschen mitarbeiter sprechen reden anrufen angerufen telefon bescheid wissen sagen gesagt mochten gerne gern lieber leider
woche wochen monat monate jahr jahre tage uhr stunden neu neue neuen neues alt gut schlecht schnell dringend zwei drei vier funf
machen macht gemacht gibt geben gegeben liegt steht stimmt passt klappt gekauft kaufen schicken schickt senden danke anfrage auskunft angebot unfall
in mai also prima her beste abonnement mal sich frau weiss herr damit wegen sonst mann namens vertrag sim
lieferstatus besten anruf brief ansprechpartner quittung daten schaden kaution antwort antworten kundennummer sendungsnummer sendungsverfolgung versandkosten verspatet lauft wurd mitarbeiterin
"""
_FRENCH: Final = """
le la les un une des du de et ou mais ne pas plus jamais rien est sont etait etaient ete etre sera suis es sommes etes serait
a ai as avons avez ont avait avais aurait aurais avoir eu je tu il elle on nous vous ils elles me te se lui leur leurs y en
mon ma mes ton ta tes son sa ses notre nos votre vos ce cet cette ces ca cela ceci qui que qu quoi dont ou quand comment pourquoi combien quel quelle quels quelles
dans sur sous avec sans pour par chez vers entre depuis pendant avant apres contre jusqu jusque au aux
si comme car donc alors puis encore deja toujours aussi tres trop peu beaucoup moins tout toute tous toutes quelque quelqu'un personne
aujourd'hui hier demain maintenant ici bonjour bonsoir salut merci svp s'il plait madame monsieur cordialement oui non
peux peut pouvez pouvons puis pourrais pourriez pourrait dois doit devez faut veux veut voulez voudrais voulais souhaite souhaiterais fait faire fais faites va vais allez aller
commande commandes commander commande livraison livre livrer colis envoi expedie expedition facture factures remboursement rembourser rembourse
paiement payer paye payee prix argent annuler annulation annule retour retourner renvoyer echange echanger casse cassee abime abimee endommage
manque manquant manquante mauvais mauvaise perdu perdue compte passe connexion connecter adresse numero nom changer changement changement modifier
modification aide besoin question probleme erreur marche fonctionne recu recue recevoir recois attends attendre attente rendez-vous rdv horaires
ouvert ouverture ferme fermeture abonnement contrat taille couleur article produit client cliente reclamation plainte garantie reparation reparer
remplacement piece carte banque bancaire parler appeler appel telephone savoir dire dit demande demander avis
semaine semaines mois an ans annee jour jours heure heures nouveau nouvelle ancien bon bonne premier deux trois quatre cinq
toujours urgent arrive arrivee jamais envoye envoyer acheter achete acces bien
part mai ni ci charge mal j'ai c'est moi m'a meme fois matin n'ai d'un d'une l'ai qu'il n'est
suivi identifiant duplicata devis assurance logiciel dossier attendu reponse delai frais matin soir mot
"""
_SPANISH: Final = """
el la los las un una unos unas lo de del y e o u pero no ni nunca nada es son era eran fue ser sido soy somos estoy esta estan estaba este estar
ha he has han hemos habia haber hay tengo tiene tienen tenemos tenia tener yo tu usted ustedes el ella ellos nosotros me te se le les nos lo
mi mis tu tus su sus nuestro nuestra nuestros esta estas estos ese esa eso esos aquel que quien quienes cual cuales cuando cuanto cuanta cuantos
donde como por porque para con sin sobre entre desde hasta hacia en a al segun durante antes despues contra
si ya aun todavia siempre tambien muy mas menos mucho mucha muchos poco todo toda todos todas algo alguien nadie alguno otra otro
hoy ayer manana ahora aqui hola buenos buenas dias tardes gracias favor senor senora saludos vale
puedo puede pueden podemos podria podrian pueda debo debe deben quiero quiere queremos quisiera queria hacer hago hace hecho voy va ir van
pedido pedidos pedir compra comprar comprado compre entrega entregar entregado envio enviar enviado enviaron paquete factura facturas
reembolso reembolsar devolucion devoluciones devolver devuelto dinero pago pagos pagar pagado precio cobro cobrado cobrar cargo cancelar cancelacion baja anular
cambio cambiar cambiado roto rota danado danada estropeado falta faltan faltaba equivocado perdido cuenta contrasena clave entrar acceso acceder direccion numero nombre
ayuda necesito necesita pregunta consulta problema funciona funcionan llega llego llegado llegar recibido recibir recibi espero esperando esperar
cita horario horarios abierto abren abre abrir cerrado suscripcion contrato tarifa talla tamano color articulo producto cliente clienta atencion servicio queja reclamacion garantia
reparacion reparar recambio pieza tarjeta banco hablar llamar llamada llamado telefono saber decir dicho solicitud duda
semana semanas mes meses ano anos dia hora horas nuevo nueva viejo bueno buena primero dos tres cuatro cinco urgente
solo sigue sigo nadie correo descuento seguimiento alguien
bien tarde uno carta mal dan seguro recibo asi veces esto adjunto tienda
cuota sugerencia reserva pendiente domicilio catalogo plazo alta agente curso codigo agua maquina respuesta orden
"""
_ITALIAN: Final = """
il lo la i gli le un uno una un' di del dello della dei degli delle e ed o ma non ne mai niente nulla e' sono era erano stato stata essere sei siamo
ho ha hai hanno abbiamo avete aveva avevo avere io tu lui lei noi voi loro mi ti si ci vi me te
mio mia miei mie tuo tua suo sua suoi sue vostro vostra vostri nostro nostra questo questa questi queste quello quella quel che chi cui quale quali quando quanto quanta quanti
dove dov'e cos'e com'e come perche per con senza su sul sulla sui da dal dalla dai dalle nel nella nei nelle al allo alla ai agli alle tra fra dopo prima contro fino
se anche ancora gia sempre molto piu meno poco troppo tutto tutta tutti tutte qualcosa qualcuno nessuno altro altra
oggi ieri domani adesso ora qui buongiorno buonasera ciao salve grazie mille favore prego gentile saluti si
posso puo potete possiamo potrei potreste devo deve dovete voglio vorrei vuole volevo fare faccio fatto fa vado va andare
ordine ordini ordinato ordinare acquisto consegna consegnato consegnare spedizione spedito spedire pacco fattura fatture rimborso
rimborsare reso resi restituire restituzione soldi pagamento pagare pagato prezzo addebito addebitato annullare annullamento disdetta disdire cambio cambiare
rotto rotta rotti danneggiato danneggiata manca mancano mancante sbagliato sbagliata perso persa conto password accesso accedere indirizzo numero nome
aiuto bisogno serve domanda problema errore funziona funzionano arriva arrivato arrivata arrivare ricevuto ricevuta ricevere aspetto aspettare aspettando appuntamento orari orario
aperto aperti apertura chiuso abbonamento contratto taglia misura colore articolo prodotto cliente servizio assistenza reclamo garanzia riparazione
riparare ricambio pezzo carta banca parlare chiamare chiamato telefono sapere dire detto richiesta informazione informazioni
settimana settimane mese mesi anno anni giorno giorni ora ore nuovo nuova vecchio buono primo due tre quattro cinque urgente
solo sconto tracciamento bolletta biglietto cancellare modifica modificare comprato dall all dell nell sull quest
in a so ben sa ce carte pago sera vale c'e l'ho dell'ordine signora stesso
domicilio spesa offerta conferma preventivo codice attesa palestra catalogo agente risposta sito assicurazione ordinazione
"""
_DUTCH: Final = """
de het een en of maar niet geen nooit niets is zijn was waren ben bent geweest wordt worden werd werden heb hebt heeft hebben had hadden
kan kunt kunnen kon konden zal zullen zou zouden moet moeten moest mag mogen wil willen wilt wilde ik jij je u hij zij ze wij we jullie hem haar mij me ons
mijn jouw uw zijn haar onze hun deze dit die dat wat wie waar waarom wanneer hoe welke welk van voor met zonder bij naar uit op aan in om over onder
door tegen tot sinds tijdens tussen na nog al altijd weer opnieuw alleen ook heel erg zeer meer minder veel weinig alle alles iets iemand niemand
omdat als dan dus daar hier er vandaag gisteren morgen nu meteen graag alsjeblieft alstublieft bedankt dank hallo hoi goedendag goedemorgen beste geachte groet groeten ja nee wel toch
bestelling bestellingen bestellen besteld bestelnummer levering leveren geleverd bezorging bezorgd bezorgen pakket pakketje zending verzending verzonden verstuurd factuur facturen
terugbetaling terugbetalen terugbetaald geld betaling betalen betaald prijs kosten kost afgeschreven afschrijving opzeggen opzegging opgezegd annuleren geannuleerd annulering
retour retourneren retourzending terugsturen ruilen omruilen kapot stuk defect beschadigd ontbreekt ontbreken verkeerd verkeerde kwijt verloren rekening wachtwoord inloggen
adres nummer naam wijzigen gewijzigd wijziging veranderen hulp helpen nodig vraag vragen probleem fout werkt werken doet komt komen gekomen aangekomen ontvangen krijg
krijgen gekregen wacht wachten afspraak openingstijden open dicht gesloten abonnement maat kleur artikel product klant klantenservice klacht garantie reparatie
repareren vervanging onderdeel kaart bank mens spreken praten bellen gebeld telefoon weten zeggen gezegd verzoek
week weken maand maanden jaar dag dagen uur nieuw nieuwe oud goed slecht snel dringend twee drie vier vijf
gaat ging gaan staat ligt klopt past gekocht kopen sturen stuur korting verzekering maken gemaakt geef geven bestaat bon bonnetje
te want pas weg prima ter ai terug zit keer zo echt af binnen
tarief handleiding verzendkosten opgelost storing verzetten medewerker btw mvg antwoord waarborg cursus levertijd geen klantnummer ordernummer
"""
_PORTUGUESE: Final = """
o a os as um uma uns umas de do da dos das e ou mas nao nem nunca nada sao era eram foi ser sido sou somos estou esta estao estava estar
tem tenho temos tinha ter ha houve havia eu tu voce voces ele ela eles nos me te se lhe lhes vos
meu minha meus minhas teu tua seu sua seus suas vosso vossa nosso nossa este esta estes estas esse essa isso isto aquele que quem qual quais quando quanto quanta quantos
onde como por porque para pelo pela pelos com sem sobre entre desde ate em no na nos nas num numa ao aos a as apos antes depois contra
ja ainda sempre tambem muito muita muitos mais menos pouco tudo todo toda todos alguem algo ninguem outro outra
hoje ontem amanha agora aqui ola bom boa dia tarde noite obrigado obrigada favor senhor senhora cumprimentos
posso pode podem podemos poderia podia devo deve devia quero quer queria gostaria gostava fazer faco faz feito fiz vou vai ir
encomenda encomendas encomendei pedido pedidos compra comprar comprei comprado entrega entregar entregue envio enviar enviado enviaram pacote fatura faturas
reembolso reembolsar devolucao devolver devolvido dinheiro pagamento pagar pago paguei preco cobranca cobrado cobraram cancelar cancelamento anular anulacao troca trocar alterar
alteracao mudar partido partida quebrado danificado estragado avariado falta faltam errado errada perdido conta senha palavra-passe entrar acesso aceder morada endereco numero nome
ajuda preciso precisa pergunta duvida problema erro funciona funcionam chega chegou chegar recebi recebido receber espera espero esperar consulta marcacao horario horarios aberto abre
fechado assinatura subscricao contrato tarifa tamanho cor artigo produto cliente atendimento servico reclamacao queixa garantia reparacao reparar
peca cartao banco falar ligar liguei telefone saber dizer disse pedido
semana semanas mes meses ano anos dias hora horas novo nova velho primeiro dois duas tres quatro cinco urgente
so desconto ninguem continua comprovativo recibo fiquei ficou gostei seguro
sei pedir abrir serve ta carta livre dei mal vale passe va loja vezes segunda mesmo
resposta prazo ferias codigo agua maquina curso reserva mensalidade estacionamento catalogo agente palavra nota portes
"""
_LISTS: Final = {
    "en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH, "it": _ITALIAN, "nl": _DUTCH, "pt": _PORTUGUESE,
}  # fmt: skip


def _speakers() -> Mapping[str, tuple[str, ...]]:
    words = {language: {without_accents(word) for word in vocabulary(text)} for language, text in _LISTS.items()}
    return {word: tuple(code for code in words if word in words[code]) for word in set().union(*words.values())}


#: In which of the languages a word is common.
COMMON: Final = _speakers()
