/** The first week in Italian. All customers are invented. */
export default {
  title: "La Sua prima settimana",
  intro: "Cinque cose da sapere e cinque ticket inventati per provarle. Nulla di ciò che fa qui tocca un ticket vero, e nessuno vede le Sue risposte.",
  points: [
    "«Da affidare a una persona» vuol dire proprio questo: l’IA si è fatta da parte, e ciò che ha trovato serve ad aiutare Lei.",
    "Una bozza è una proposta. Non arriva a nessuno finché Lei non la mette nella Sua risposta e la invia.",
    "Legga prima di inviare. Il cliente saprà che ha scritto un’IA e che una persona ha controllato, e quella persona è Lei.",
    "Se l’IA sbaglia, lo dica con un clic. È in base a ciò che dice Lei che viene valutata.",
    "Può annullare tutto ciò che ha cambiato in un ticket.",
  ],
  practice: "Ticket di prova {step} di {count}",
  message: "Il cliente scrive",
  ai_says: "L’IA dice",
  question: "Che cosa farebbe?",
  good: "Sì.",
  other: "Meglio di no.",
  next: "Ticket successivo",
  finish: "Fine",
  done: "Erano tutti e cinque. Grazie per il tempo che ha dedicato; i Suoi clienti se ne accorgeranno.",
  again: "Ricomincia",
  tickets: {
    routine: {
      subject: "Dov’è il mio pacco?",
      message: "Buongiorno, la settimana scorsa ho ordinato una lampada da scrivania (ordine 48213). Potete dirmi quando arriverà? Cordiali saluti, Ines Albrook",
      verdict: "Una bozza da controllare: dov’è il mio ordine, 91 % di certezza",
      draft: "Buongiorno, il Suo pacco è partito lunedì e di solito impiega due giorni lavorativi. Può seguirlo con il link nella conferma dell’ordine.",
      options: {
        send: "Inserire la bozza e inviarla",
        check: "Inserirla, confrontarla con l’ordine e poi inviarla",
        rewrite: "Ignorarla e scrivere da capo",
      },
      feedback: {
        send: "La bozza viene da una macro e non conosce questo ordine. Se il pacco è partito giovedì, Ines riceve una risposta sbagliata a nome Suo.",
        check: "È ordinaria amministrazione, e la bozza Le risparmia la fatica di scrivere. Ines conterà sulla data: merita dieci secondi del Suo tempo.",
        rewrite: "Può farlo sempre. Ma una volta controllata la data la bozza va bene, e il Suo tempo vale di più altrove.",
      },
    },
    judgement: {
      subject: "Reso dopo 40 giorni",
      message: "So che le vostre condizioni dicono 30 giorni, ma quando è arrivata la sedia ero in ospedale. Posso ancora restituirla? Tomas Verhelm",
      verdict: "Una bozza da controllare: richiesta di rimborso, 83 % di certezza. Prima di inviare, ricontrolli bene: il cliente chiede un’eccezione",
      draft: "Buongiorno, i resi sono possibili entro 30 giorni dalla consegna. Ecco come funzionano: …",
      options: {
        insert: "Inserire la bozza: le condizioni sono quelle",
        refuse: "Rifiutare con parole Sue",
        decide: "Decidere prima sull’eccezione, o chiedere a chi può, e poi scrivere",
      },
      feedback: {
        insert: "È corretta, ma fredda. Non dice nulla dell’ospedale, ed è di quello che ha scritto Tomas.",
        refuse: "Le Sue parole sono più gentili di una macro, ma la decisione è arrivata prima che qualcuno ci pensasse.",
        decide: "Per questo l’IA Le chiede di ricontrollare. Può citare le condizioni; decidere se fare un’eccezione spetta a una persona.",
      },
    },
    sensitive: {
      subject: "Account di mia madre",
      message: "Mia madre è mancata a marzo. Cerco di chiudere il suo account e continuano ad arrivare solleciti a suo nome. Aiutatemi, per favore. Oda Lindqvane",
      verdict: "Da affidare a una persona: lutto. Non c’è una bozza, ed è voluto",
      draft: "",
      options: {
        macro: "Cercare la macro sulla chiusura degli account",
        own_words: "Scrivere Lei, dire chi è e fermare i solleciti oggi stesso",
        tomorrow: "Lasciarlo per un momento tranquillo domani",
      },
      feedback: {
        macro: "I passaggi possono essere giusti, il tono no. La usi come promemoria, non come risposta.",
        own_words: "Un unico referente, pochi passaggi, e nulla che Oda debba spiegare due volte. È per questo che l’IA Le lascia spazio.",
        tomorrow: "Stanotte potrebbe partire un altro sollecito. Un breve messaggio con il Suo nome adesso vale più di uno lungo dopo.",
      },
    },
    human_request: {
      subject: "Un essere umano, per favore",
      message: "Ho già ricevuto tre risposte automatiche. Posso semplicemente parlare con una persona? Pavel Ostrander",
      verdict: "Da affidare a una persona: il cliente chiede di parlare con una persona",
      draft: "",
      options: {
        ask_why: "Chiedere di che cosa si tratta, per poterlo smistare",
        article: "Inviare l’articolo che probabilmente risponde",
        take_over: "Rispondere ora: il Suo nome, che ha letto tutto, che cosa succede adesso",
      },
      feedback: {
        ask_why: "L’ha spiegato tre volte. Legga i messaggi precedenti; un’altra domanda sembra la quarta macchina.",
        article: "Potrebbe perfino essere quello giusto. Per Pavel è la quarta risposta automatica.",
        take_over: "Qui la richiesta di parlare con una persona è definitiva, e viene annotata per i prossimi ticket di Pavel. Può vederla e cambiarla in «Questo cliente».",
      },
    },
    ai_wrong: {
      subject: "Grazie mille",
      message: "Beh, grazie davvero. La terza lampada, e la terza in pezzi. Un servizio magnifico. Mirela Castoff",
      verdict: "Smistato: grazie, è risolto, 64 % di certezza. Seconda ipotesi: merce danneggiata, sbagliata o mancante, 27 %",
      draft: "",
      options: {
        close: "Chiuderlo: la cliente ringrazia",
        correct: "Correggere il tipo, poi rispondere al reclamo",
        leave: "Rispondere al reclamo e lasciare i tag dell’IA",
      },
      feedback: {
        close: "Rilegga. Le parole ringraziano e vogliono dire il contrario; l’IA ci è cascata.",
        correct: "Un clic sulla seconda ipotesi e il ticket è al posto giusto. L’errore conta contro l’IA, come è giusto.",
        leave: "Mirela riceve la sua risposta, ed è ciò che più conta. Ma l’errore resta nascosto e si ripeterà. Basta un clic per cambiare le cose.",
      },
    },
  },
};
