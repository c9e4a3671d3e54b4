/** The first week in German. All customers are invented. */
export default {
  title: "Ihre erste Woche",
  intro: "Fünf Dinge, die gut zu wissen sind, und fünf erfundene Tickets zum Ausprobieren. Nichts davon berührt ein echtes Ticket, und niemand sieht Ihre Antworten.",
  points: [
    "„Bitte persönlich übernehmen“ ist so gemeint: Die KI hat sich zurückgezogen, und was sie fand, soll Ihnen helfen.",
    "Ein Entwurf ist ein Vorschlag. Er geht nirgendwohin, bis Sie ihn in Ihre Antwort einfügen und senden.",
    "Lesen Sie, bevor Sie senden. In der Antwort steht, dass sie mit KI entworfen und von einem Menschen geprüft wurde, und dieser Mensch sind Sie.",
    "Liegt die KI falsch, sagen Sie es mit einem Klick. An dem, was Sie sagen, wird sie gemessen.",
    "Alles, was sie an einem Ticket geändert hat, können Sie zurücknehmen.",
  ],
  practice: "Übungsticket {step} von {count}",
  message: "Die Nachricht",
  ai_says: "Die KI sagt",
  question: "Was würden Sie tun?",
  good: "Ja.",
  other: "Besser nicht.",
  next: "Nächstes Ticket",
  finish: "Abschließen",
  done: "Das waren alle fünf. Danke, dass Sie sich die Zeit genommen haben; man wird es Ihren Antworten anmerken.",
  again: "Von vorn",
  tickets: {
    routine: {
      subject: "Wo ist mein Paket?",
      message: "Guten Tag, ich habe letzte Woche eine Schreibtischlampe bestellt (Bestellung 48213). Wann kommt sie an? Viele Grüße, Ines Albrook",
      verdict: "Ein Entwurf zum Prüfen: Verbleib einer Bestellung, 91 % sicher",
      draft: "Guten Tag, Ihr Paket hat uns am Montag verlassen und braucht in der Regel zwei Werktage. Mit dem Link in Ihrer Bestellbestätigung können Sie es verfolgen.",
      options: {
        send: "Den Entwurf einfügen und senden",
        check: "Einfügen, mit der Bestellung vergleichen, dann senden",
        rewrite: "Ihn übergehen und selbst schreiben",
      },
      feedback: {
        send: "Der Entwurf stammt aus einem Makro und kennt diese Bestellung nicht. Ging das Paket am Donnerstag ab, bekommt Ines eine falsche Auskunft mit Ihrem Namen darunter.",
        check: "Routine, und der Entwurf erspart Ihnen das Tippen. Auf den Tag wird Ines sich verlassen, deshalb bekommt er zehn Sekunden Ihrer Zeit.",
        rewrite: "Das dürfen Sie immer. Aber mit geprüftem Datum ist der Entwurf gut, und Ihre Zeit ist anderswo mehr wert.",
      },
    },
    judgement: {
      subject: "Rückgabe nach 40 Tagen",
      message: "Ich weiß, in Ihren Bedingungen stehen 30 Tage, aber ich lag im Krankenhaus, als der Stuhl kam. Kann ich ihn noch zurückschicken? Tomas Verhelm",
      verdict: "Ein Entwurf zum Prüfen: möchte Geld zurück, 83 % sicher. Bitte sehen Sie vor dem Senden zweimal hin: Es wird um eine Ausnahme gebeten",
      draft: "Guten Tag, Rückgaben sind innerhalb von 30 Tagen nach der Lieferung möglich. So läuft eine Rückgabe ab: …",
      options: {
        insert: "Den Entwurf einfügen: So sind die Bedingungen",
        refuse: "Mit eigenen Worten ablehnen",
        decide: "Erst über die Ausnahme entscheiden oder fragen, wer das darf, dann schreiben",
      },
      feedback: {
        insert: "Er ist richtig und kalt. Er übergeht das Krankenhaus, und davon hat Tomas geschrieben.",
        refuse: "Ihre Worte sind freundlicher als ein Makro, aber die Entscheidung fiel, bevor jemand darüber nachgedacht hat.",
        decide: "Darum bittet die KI Sie, zweimal hinzusehen. Bedingungen kann sie nennen; ob es eine Ausnahme gibt, entscheidet ein Mensch.",
      },
    },
    sensitive: {
      subject: "Konto meiner Mutter",
      message: "Meine Mutter ist im März gestorben. Ich versuche, ihr Konto zu schließen, und bekomme weiter Mahnungen auf ihren Namen. Bitte helfen Sie mir. Oda Lindqvane",
      verdict: "Bitte persönlich übernehmen: Trauerfall. Es gibt absichtlich keinen Entwurf",
      draft: "",
      options: {
        macro: "Das Makro zum Schließen von Konten suchen",
        own_words: "Selbst schreiben, sagen, wer Sie sind, und die Mahnungen noch heute stoppen",
        tomorrow: "Es für einen ruhigen Moment morgen liegen lassen",
      },
      feedback: {
        macro: "Die Schritte mögen stimmen, der Ton nicht. Nehmen Sie es als Merkzettel für sich, nicht als Antwort.",
        own_words: "Eine feste Ansprechperson, wenige Schritte, und nichts, was Oda zweimal erklären muss. Dafür hält die KI Ihnen den Rücken frei.",
        tomorrow: "Vielleicht geht heute Nacht noch eine Mahnung hinaus. Eine kurze Nachricht mit Ihrem Namen jetzt ist besser als eine lange später.",
      },
    },
    human_request: {
      subject: "Bitte ein Mensch",
      message: "Ich habe jetzt drei automatische Antworten bekommen. Kann ich bitte einfach mit einem Menschen sprechen? Pavel Ostrander",
      verdict: "Bitte persönlich übernehmen: möchte mit einem Menschen sprechen",
      draft: "",
      options: {
        ask_why: "Fragen, worum es geht, damit es einsortiert werden kann",
        article: "Den Artikel schicken, der es wahrscheinlich beantwortet",
        take_over: "Jetzt antworten: Ihr Name, dass Sie alles gelesen haben, was als Nächstes geschieht",
      },
      feedback: {
        ask_why: "Er hat es dreimal erklärt. Lesen Sie die früheren Nachrichten; eine Rückfrage fühlt sich an wie die vierte Maschine.",
        article: "Vielleicht ist es sogar der richtige. Für Pavel ist es die vierte automatische Antwort.",
        take_over: "Der Wunsch nach einem Menschen gilt hier endgültig, und er wird für Pavels nächste Tickets gemerkt. Sehen und ändern können Sie das unter „Diese Kundin, dieser Kunde“.",
      },
    },
    ai_wrong: {
      subject: "Vielen Dank auch",
      message: "Na, herzlichen Dank. Die dritte Lampe, und die dritte in Scherben. Großartiger Service. Mirela Castoff",
      verdict: "Einsortiert: danke, erledigt, 64 % sicher. Nächste Vermutung: beschädigte, falsche oder fehlende Ware, 27 %",
      draft: "",
      options: {
        close: "Schließen: Es wird doch Danke gesagt",
        correct: "Die Art berichtigen, dann die Beschwerde beantworten",
        leave: "Die Beschwerde beantworten und die Tags der KI lassen",
      },
      feedback: {
        close: "Lesen Sie noch einmal. Die Worte sagen Danke und meinen das Gegenteil; die KI ist darauf hereingefallen.",
        correct: "Ein Klick auf die nächste Vermutung, und das Ticket ist am richtigen Ort. Der Fehler zählt gegen die KI, wie es sein soll.",
        leave: "Mirela bekommt ihre Antwort, das ist das Wichtigste. Aber der Fehler bleibt verborgen und geschieht wieder. Ein Klick ändert das.",
      },
    },
  },
};
