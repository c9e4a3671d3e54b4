"""The labels and help of the admin's settings in every language but English, whose words are those of the schema itself."""

from collections.abc import Mapping
from typing import Final

#: Language → name of the setting → its label and its help. The same names in every language.
TRANSLATED: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "de": {
        "people_group": (
            "Gruppe für Menschen",
            "Die Gruppe von Menschen, die heikle, gefühlsbetonte und unsichere Tickets beantwortet. Nur diese Angabe ist Pflicht.",
        ),
        "intake_groups": (
            "Eingangsgruppen",
            "Gruppen, in denen neue Tickets zuerst landen. Nur von dort, oder ohne Gruppe, wird ein Ticket verschoben.",
        ),
        "languages": (
            "Sprachen",
            "Sprachen, in denen Entwürfe willkommen sind, zum Beispiel: en, de. Tickets in anderen Sprachen gehen an Menschen.",
        ),
        "working_hours": (
            "Arbeitszeiten",
            "Wann Menschen antworten, zum Beispiel: Mon-Fri 09:00-17:30 Europe/Amsterdam",
        ),
        "country": (
            "Land",
            "Wo Ihre Kundschaft lebt, zum Beispiel: DE, AT. Notizen zeigen Ihrem Team dann die Krisennummern dieses Landes.",
        ),
        "note_language": ("Sprache der Notizen", "Die Sprache, in der Ihr Team die internen Notizen liest."),
        "extra_sensitive_kinds": (
            "Weitere heikle Anliegen",
            "Anliegen, die hier immer an Menschen gehen, zusätzlich zu den sechzehn, für die das stets gilt.",
        ),
        "extra_sensitive_words": (
            "Weitere heikle Wörter",
            "Wörter, durch die ein Ticket immer an Menschen geht, durch Kommas getrennt.",
        ),
        "audit_share": (
            "Blindprüfungen, in Prozent",
            "Bei wie vielen von hundert Tickets ein Mensch urteilt, bevor die KI ihr Urteil zeigt. Braucht die Seitenleiste.",
        ),
        "retention_days": (
            "Aufbewahrung von Texten, in Tagen",
            "Wie lange der Connector behält, was Kunden schrieben und was entworfen wurde. Nie länger als seine eigene Grenze.",
        ),
        "tone": ("Ton der Entwürfe", "friendly behält die Anrede Ihrer Makros, formal beginnt mit einer förmlichen."),
        "greeting": ("Anrede der Entwürfe", "Statt unserer; name in geschweiften Klammern wird zum Vornamen."),
        "signature": ("Signatur der Entwürfe", "Unter jedem Entwurf; | beginnt eine neue Zeile. Leer heißt keine."),
        "prefer_human_days": (
            "Wünsche merken, in Tagen",
            "Wie lange der Wunsch nach einem Menschen oder nach einem Anruf gilt. Jede neue Bitte lässt die Zeit von vorn beginnen.",
        ),
        "mark_requesters": ("Wunsch am Kundenprofil", "Ob er dort als Tag steht: on, off. Braucht das Recht, Profile zu ändern."),
        "call_group": ("Gruppe für Rückrufe", "Die Gruppe für Tickets, in denen um einen Anruf gebeten wird."),
        "check_ins": ("Nachfragen", "Gelöste Anliegen, zu denen nachgefragt wird, etwa: how_to. Ein Mensch gibt jede frei."),
        "check_in_days": ("Nachfrage nach Arbeitstagen", "Wie viele Arbeitstage nach der Lösung sie zur Freigabe vorliegt."),
        "transcript_wait_minutes": (
            "Warten auf die Abschrift, in Minuten",
            "Wie lange ein Anruf auf seine Abschrift wartet, 0 bis 240, bevor er ungelesen an Menschen geht.",
        ),
        "outside_model": (
            "Externes KI-Modell",
            "Was ein externes Modell mit maskierten Texten von Routine-Tickets tun darf. Gilt nur, wenn Ihr Betreiber eines eingerichtet hat.",
        ),
        "second_reader": (
            "Wann es ein zweites Mal liest",
            "Nur wenn die erste Auswertung unsicher ist (unsure), oder immer (always). Immer heißt: Ohne zweite Auswertung entscheidet ein Mensch.",
        ),
        "rules": ("Regeln je Anliegen", "Eine Regel pro Zeile, zum Beispiel: refund_request: L1, group Billing"),
    },
    "fr": {
        "people_group": (
            "Groupe de personnes",
            "Le groupe de personnes qui répond aux tickets sensibles, chargés d’émotion ou incertains. Le seul réglage obligatoire.",
        ),
        "intake_groups": (
            "Groupes d’arrivée",
            "Les groupes où arrivent les nouveaux tickets. Un ticket n’est déplacé que s’il s’y trouve, ou s’il n’a pas de groupe.",
        ),
        "languages": (
            "Langues",
            "Les langues dans lesquelles un brouillon est bienvenu, par exemple : en, de. Dans une autre langue, une personne répond.",
        ),
        "working_hours": (
            "Heures de travail",
            "Quand des personnes répondent, par exemple : Mon-Fri 09:00-17:30 Europe/Amsterdam",
        ),
        "country": (
            "Pays",
            "Où vivent vos clients, par exemple : DE, AT. Les notes montrent alors à votre équipe les lignes d’écoute de ce pays.",
        ),
        "note_language": ("Langue des notes", "La langue dans laquelle votre équipe lit les notes internes."),
        "extra_sensitive_kinds": (
            "Autres demandes sensibles",
            "Les demandes toujours confiées à des personnes ici, en plus des seize qui le sont partout.",
        ),
        "extra_sensitive_words": (
            "Autres mots sensibles",
            "Les mots qui confient toujours un ticket à des personnes, séparés par des virgules.",
        ),
        "audit_share": (
            "Contrôles à l’aveugle, en pour cent",
            "Sur cent tickets, combien demandent l’avis d’un agent avant que l’IA montre le sien. Nécessite le panneau latéral.",
        ),
        "retention_days": (
            "Conservation des textes, en jours",
            "Combien de temps le connecteur garde les messages des clients et les brouillons. Jamais au-delà de sa propre limite.",
        ),
        "tone": ("Ton des brouillons", "friendly garde la formule d’appel de vos macros, formal en met une formelle."),
        "greeting": ("Formule d’appel des brouillons", "À la place de la nôtre ; name entre accolades devient le prénom."),
        "signature": ("Signature des brouillons", "Sous chaque brouillon ; | passe à la ligne. Vide : aucune."),
        "prefer_human_days": (
            "Mémoire des souhaits, en jours",
            "Combien de temps le souhait de parler à une personne ou d’être appelé est retenu. Chaque nouvelle demande le prolonge.",
        ),
        "mark_requesters": (
            "Souhait sur la fiche client",
            "S’il y figure comme tag : on, off. Il faut le droit de modifier les fiches.",
        ),
        "call_group": ("Groupe qui rappelle", "Le groupe pour les tickets où l’on demande à être appelé."),
        "check_ins": ("Messages de suivi", "Demandes résolues à suivre, par exemple : how_to. Une personne valide chacun."),
        "check_in_days": (
            "Délai du suivi, en jours ouvrés",
            "Combien de jours ouvrés après la résolution il attend la validation.",
        ),
        "transcript_wait_minutes": (
            "Attente de la transcription, en minutes",
            "Combien de temps un appel attend sa transcription, de 0 à 240, avant d’être confié à une personne sans avoir été lu.",
        ),
        "outside_model": (
            "Modèle externe",
            "Ce qu’un modèle externe peut faire du texte masqué des tickets courants. Ne compte que si votre exploitant en a installé un.",
        ),
        "second_reader": (
            "Quand il relit",
            "Seulement si la première lecture doute (unsure), ou toujours (always). Toujours : sans relecture, une personne décide.",
        ),
        "rules": ("Règles par type de demande", "Une règle par ligne, par exemple : refund_request: L1, group Billing"),
    },
    "es": {
        "people_group": (
            "Grupo de personas",
            "El grupo de personas que atiende los tickets delicados, con carga emocional o dudosos. Es el único ajuste obligatorio.",
        ),
        "intake_groups": (
            "Grupos de entrada",
            "Grupos a los que llegan los tickets nuevos. Un ticket solo se mueve si está en uno de ellos o no tiene grupo.",
        ),
        "languages": (
            "Idiomas",
            "Idiomas en los que se aceptan borradores, por ejemplo: en, de. Los tickets en otros idiomas los atienden personas.",
        ),
        "working_hours": (
            "Horario de atención",
            "Cuándo responden las personas, por ejemplo: Mon-Fri 09:00-17:30 Europe/Amsterdam",
        ),
        "country": (
            "País",
            "Dónde viven sus clientes, por ejemplo: DE, AT. Las notas muestran entonces a su equipo las líneas de atención en crisis de ese país.",
        ),
        "note_language": ("Idioma de las notas", "El idioma en el que su equipo lee las notas internas."),
        "extra_sensitive_kinds": (
            "Otros tipos de consulta delicados",
            "Tipos de consulta que aquí siempre van a personas, además de los dieciséis que lo hacen en todas partes.",
        ),
        "extra_sensitive_words": (
            "Otras palabras delicadas",
            "Palabras que siempre envían un ticket a personas, separadas por comas.",
        ),
        "audit_share": (
            "Comprobaciones a ciegas, en porcentaje",
            "En cuántos tickets de cada cien se pide el juicio de un agente antes de mostrar el de la IA. Requiere la barra lateral.",
        ),
        "retention_days": (
            "Días que se guardan los textos",
            "Cuánto tiempo guarda el conector lo que escribieron los clientes y los borradores. Nunca más que su propio límite.",
        ),
        "tone": ("Tono de los borradores", "friendly conserva el saludo de sus macros, formal pone uno formal."),
        "greeting": ("Saludo de los borradores", "En lugar del nuestro; name entre llaves pasa a ser el nombre de pila."),
        "signature": ("Firma de los borradores", "Al pie de cada borrador; | pasa de línea. Vacío: ninguna."),
        "prefer_human_days": (
            "Días que se recuerda una preferencia",
            "Cuánto tiempo se recuerda que un cliente pidió una persona o una llamada. Cada nueva petición empieza de nuevo.",
        ),
        "mark_requesters": (
            "Preferencia en la ficha del cliente",
            "Si figura allí como etiqueta: on, off. Requiere permiso para editarla.",
        ),
        "call_group": ("Grupo que llama", "El grupo para los tickets en los que se pide una llamada."),
        "check_ins": (
            "Seguimientos",
            "Consultas resueltas por las que se pregunta, por ejemplo: how_to. Los aprueba una persona.",
        ),
        "check_in_days": ("Plazo del seguimiento, en días hábiles", "Cuántos días hábiles tras resolver el ticket se propone."),
        "transcript_wait_minutes": (
            "Espera de la transcripción, en minutos",
            "Cuánto espera una llamada su transcripción, de 0 a 240, antes de pasar a una persona sin haberse leído.",
        ),
        "outside_model": (
            "Modelo externo",
            "Qué puede hacer un modelo externo con el texto enmascarado de tickets corrientes. Solo cuenta si su operador ha instalado uno.",
        ),
        "second_reader": (
            "Cuándo lee por segunda vez",
            "Solo si la primera lectura duda (unsure), o siempre (always). Siempre: sin segunda lectura decide una persona.",
        ),
        "rules": ("Reglas por tipo de consulta", "Una regla por línea, por ejemplo: refund_request: L1, group Billing"),
    },
    "it": {
        "people_group": (
            "Gruppo di persone",
            "Il gruppo di persone che risponde ai ticket delicati, carichi di emozione o incerti. L’unica voce obbligatoria.",
        ),
        "intake_groups": (
            "Gruppi di ingresso",
            "I gruppi in cui arrivano i nuovi ticket. Un ticket viene spostato solo se si trova lì o se non ha un gruppo.",
        ),
        "languages": (
            "Lingue",
            "Le lingue in cui le bozze sono benvenute, per esempio: en, de. I ticket in altre lingue vanno a persone.",
        ),
        "working_hours": (
            "Orario di lavoro",
            "Quando rispondono le persone, per esempio: Mon-Fri 09:00-17:30 Europe/Amsterdam",
        ),
        "country": (
            "Paese",
            "Dove vivono i vostri clienti, per esempio: DE, AT. Le note mostrano allora al vostro team le linee d’ascolto di quel paese.",
        ),
        "note_language": ("Lingua delle note", "La lingua in cui il vostro team legge le note interne."),
        "extra_sensitive_kinds": (
            "Altre richieste delicate",
            "Le richieste che qui vanno sempre a persone, oltre alle sedici che ci vanno comunque.",
        ),
        "extra_sensitive_words": (
            "Altre parole delicate",
            "Le parole che mandano sempre un ticket a persone, separate da virgole.",
        ),
        "audit_share": (
            "Controlli alla cieca, in percentuale",
            "Su cento ticket, in quanti si chiede il giudizio di un agente prima di mostrare quello dell’IA. Serve la barra laterale.",
        ),
        "retention_days": (
            "Giorni di conservazione dei testi",
            "Per quanto tempo il connettore conserva i messaggi dei clienti e le bozze. Mai oltre il suo stesso limite.",
        ),
        "tone": ("Tono delle bozze", "friendly mantiene il saluto delle vostre macro, formal ne mette uno formale."),
        "greeting": ("Saluto delle bozze", "Al posto del nostro; name tra parentesi graffe diventa il nome."),
        "signature": ("Firma delle bozze", "In fondo a ogni bozza; | va a capo. Vuoto: nessuna."),
        "prefer_human_days": (
            "Giorni in cui si ricorda una preferenza",
            "Per quanto tempo si ricorda che un cliente ha chiesto una persona o una chiamata. Ogni nuova richiesta fa ripartire il tempo.",
        ),
        "mark_requesters": (
            "Preferenza sulla scheda cliente",
            "Se vi compare come tag: on, off. Serve il diritto di modificarla.",
        ),
        "call_group": ("Gruppo che richiama", "Il gruppo per i ticket in cui si chiede una chiamata."),
        "check_ins": (
            "Messaggi di verifica",
            "Richieste risolte da verificare, per esempio: how_to. Una persona approva ognuno.",
        ),
        "check_in_days": (
            "Giorni lavorativi prima della verifica",
            "Quanti giorni lavorativi dopo la soluzione viene proposta.",
        ),
        "transcript_wait_minutes": (
            "Attesa della trascrizione, in minuti",
            "Quanto una chiamata aspetta la trascrizione, da 0 a 240, prima di passare a una persona senza essere letta.",
        ),
        "outside_model": (
            "Modello esterno",
            "Che cosa un modello esterno può fare con il testo mascherato dei ticket di routine. Vale solo se il gestore ne ha attivato uno.",
        ),
        "second_reader": (
            "Quando rilegge",
            "Solo se la prima lettura è incerta (unsure), o sempre (always). Sempre: senza seconda lettura decide una persona.",
        ),
        "rules": ("Regole per tipo di richiesta", "Una regola per riga, per esempio: refund_request: L1, group Billing"),
    },
    "nl": {
        "people_group": (
            "Groep voor mensen",
            "De groep mensen die gevoelige, emotionele en onzekere tickets beantwoordt. De enige instelling die verplicht is.",
        ),
        "intake_groups": (
            "Groepen voor binnenkomst",
            "Groepen waarin nieuwe tickets binnenkomen. Alleen daaruit, of zonder groep, wordt een ticket verplaatst.",
        ),
        "languages": (
            "Talen",
            "Talen waarin concepten welkom zijn, bijvoorbeeld: en, de. Tickets in andere talen gaan naar mensen.",
        ),
        "working_hours": (
            "Werktijden",
            "Wanneer mensen antwoorden, bijvoorbeeld: Mon-Fri 09:00-17:30 Europe/Amsterdam",
        ),
        "country": (
            "Land",
            "Waar uw klanten wonen, bijvoorbeeld: DE, AT. Notities tonen uw team dan de crisislijnen van dat land.",
        ),
        "note_language": ("Taal van de notities", "De taal waarin uw team de interne notities leest."),
        "extra_sensitive_kinds": (
            "Meer gevoelige vragen",
            "Soorten vragen die hier altijd naar mensen gaan, naast de zestien waarvoor dat altijd geldt.",
        ),
        "extra_sensitive_words": (
            "Meer gevoelige woorden",
            "Woorden waardoor een ticket altijd naar mensen gaat, gescheiden door komma’s.",
        ),
        "audit_share": (
            "Blinde controles, in procenten",
            "Bij hoeveel van de honderd tickets een medewerker oordeelt voordat de AI haar oordeel toont. Vereist de zijbalk.",
        ),
        "retention_days": (
            "Bewaartermijn van teksten, in dagen",
            "Hoelang de connector bewaart wat klanten schreven en wat is opgesteld. Nooit langer dan zijn eigen grens.",
        ),
        "tone": ("Toon van de concepten", "friendly houdt de aanhef van uw macro’s, formal begint met een formele."),
        "greeting": ("Aanhef van de concepten", "In plaats van de onze; name tussen accolades wordt de voornaam."),
        "signature": ("Ondertekening van de concepten", "Onder elk concept; | begint een nieuwe regel. Leeg: geen."),
        "prefer_human_days": (
            "Wensen onthouden, in dagen",
            "Hoelang de wens om een medewerker of om een telefoontje wordt onthouden. Elk nieuw verzoek laat de tijd opnieuw ingaan.",
        ),
        "mark_requesters": (
            "Wens bij de klant zelf",
            "Of die daar als tag staat: on, off. Vereist het recht om klanten te bewerken.",
        ),
        "call_group": ("Groep die terugbelt", "De groep voor tickets van klanten die gebeld willen worden."),
        "check_ins": ("Navraag", "Opgeloste vragen waarover wordt nagevraagd, zoals: how_to. Een mens keurt elke goed."),
        "check_in_days": ("Navraag na werkdagen", "Hoeveel werkdagen na de oplossing de navraag klaarstaat."),
        "transcript_wait_minutes": (
            "Wachten op het transcript, in minuten",
            "Hoelang een gesprek op zijn transcript wacht, 0 tot 240, voordat het ongelezen naar mensen gaat.",
        ),
        "outside_model": (
            "Extern model",
            "Wat een extern model mag doen met gemaskeerde tekst van routinetickets. Telt alleen als uw technisch beheerder er een heeft ingericht.",
        ),
        "second_reader": (
            "Wanneer het nog eens leest",
            "Alleen als de eerste beoordeling onzeker is (unsure), of altijd (always). Altijd: zonder tweede beoordeling beslist een mens.",
        ),
        "rules": ("Regels per soort vraag", "Eén regel per rij, bijvoorbeeld: refund_request: L1, group Billing"),
    },
    "pt": {
        "people_group": (
            "Grupo de pessoas",
            "O grupo de pessoas que responde aos tickets sensíveis, com carga emocional ou incertos. É a única definição obrigatória.",
        ),
        "intake_groups": (
            "Grupos de entrada",
            "Grupos onde chegam os tickets novos. Um ticket só muda de grupo se estiver num destes ou não tiver grupo.",
        ),
        "languages": (
            "Línguas",
            "Línguas em que os rascunhos são bem-vindos, por exemplo: en, de. Os tickets noutras línguas vão para pessoas.",
        ),
        "working_hours": (
            "Horário de atendimento",
            "Quando as pessoas respondem, por exemplo: Mon-Fri 09:00-17:30 Europe/Amsterdam",
        ),
        "country": (
            "País",
            "Onde vivem os seus clientes, por exemplo: DE, AT. As notas mostram então à sua equipa as linhas de apoio em crise desse país.",
        ),
        "note_language": ("Língua das notas", "A língua em que a sua equipa lê as notas internas."),
        "extra_sensitive_kinds": (
            "Outros tipos de pedido sensíveis",
            "Tipos de pedido que aqui vão sempre para pessoas, além dos dezasseis que para lá vão em qualquer caso.",
        ),
        "extra_sensitive_words": (
            "Outras palavras sensíveis",
            "Palavras que enviam sempre um ticket para pessoas, separadas por vírgulas.",
        ),
        "audit_share": (
            "Verificações às cegas, em percentagem",
            "Em quantos de cem tickets se pede a opinião de um agente antes de mostrar a da IA. Precisa da barra lateral.",
        ),
        "retention_days": (
            "Dias de conservação dos textos",
            "Quanto tempo o conector guarda o que os clientes escreveram e os rascunhos. Nunca mais do que o seu próprio limite.",
        ),
        "tone": ("Tom dos rascunhos", "friendly mantém a saudação das suas macros, formal põe uma formal."),
        "greeting": ("Saudação dos rascunhos", "Em vez da nossa; name entre chavetas passa a ser o nome próprio."),
        "signature": ("Assinatura dos rascunhos", "No fim de cada rascunho; | muda de linha. Vazio: nenhuma."),
        "prefer_human_days": (
            "Dias para lembrar uma preferência",
            "Durante quanto tempo se lembra que um cliente pediu uma pessoa ou um telefonema. Cada novo pedido recomeça a contagem.",
        ),
        "mark_requesters": (
            "Preferência na ficha do cliente",
            "Se fica lá como etiqueta: on, off. Precisa do direito de a editar.",
        ),
        "call_group": ("Grupo que telefona", "O grupo para os tickets em que se pede um telefonema."),
        "check_ins": ("Acompanhamentos", "Pedidos resolvidos a acompanhar, por exemplo: how_to. Uma pessoa aprova cada um."),
        "check_in_days": ("Prazo do acompanhamento, em dias úteis", "Quantos dias úteis após a resolução é proposto."),
        "transcript_wait_minutes": (
            "Espera pela transcrição, em minutos",
            "Quanto tempo uma chamada espera pela transcrição, de 0 a 240, antes de passar a uma pessoa sem ter sido lida.",
        ),
        "outside_model": (
            "Modelo externo",
            "O que um modelo externo pode fazer com o texto mascarado de tickets de rotina. Só conta se o seu operador tiver instalado um.",
        ),
        "second_reader": (
            "Quando lê uma segunda vez",
            "Só se a primeira leitura duvidar (unsure), ou sempre (always). Sempre: sem segunda leitura, decide uma pessoa.",
        ),
        "rules": ("Regras por tipo de pedido", "Uma regra por linha, por exemplo: refund_request: L1, group Billing"),
    },
}
