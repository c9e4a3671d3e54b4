/** The first week in French. All customers are invented. */
export default {
  title: "Votre première semaine",
  intro: "Cinq choses à savoir, et cinq tickets inventés pour s’exercer. Rien de ce que vous faites ici ne touche un vrai ticket, et personne ne voit vos réponses.",
  points: [
    "« À confier à une personne » veut dire exactement cela : l’IA s’est retirée, et ce qu’elle a trouvé est là pour vous aider.",
    "Un brouillon est une proposition. Il ne parvient à personne tant que vous ne l’avez pas mis dans votre réponse et envoyé.",
    "Lisez avant d’envoyer. Le client saura qu’une IA a écrit et qu’une personne a vérifié, et cette personne, c’est vous.",
    "Si l’IA se trompe, dites-le d’un clic. C’est d’après ce que vous dites qu’elle est évaluée.",
    "Vous pouvez annuler tout ce qu’elle a changé sur un ticket.",
  ],
  practice: "Ticket d’exercice {step} sur {count}",
  message: "Le client écrit",
  ai_says: "L’IA dit",
  question: "Que feriez-vous ?",
  good: "Oui.",
  other: "Mieux vaut éviter.",
  next: "Ticket suivant",
  finish: "Terminer",
  done: "Voilà les cinq. Merci d’avoir pris ce temps ; vos clients s’en apercevront.",
  again: "Recommencer",
  tickets: {
    routine: {
      subject: "Où est mon colis ?",
      message: "Bonjour, j’ai commandé une lampe de bureau la semaine dernière (commande 48213). Pouvez-vous me dire quand elle arrivera ? Cordialement, Ines Albrook",
      verdict: "Un brouillon à vérifier : où est ma commande, 91 % de certitude",
      draft: "Bonjour, votre colis est parti lundi et met en général deux jours ouvrés. Vous pouvez le suivre avec le lien de votre confirmation de commande.",
      options: {
        send: "Insérer le brouillon et l’envoyer",
        check: "L’insérer, le comparer à la commande, puis l’envoyer",
        rewrite: "L’ignorer et tout écrire soi-même",
      },
      feedback: {
        send: "Le brouillon vient d’une macro et ne connaît pas cette commande. Si le colis est parti jeudi, Ines reçoit une réponse fausse sous votre nom.",
        check: "C’est courant, et le brouillon vous évite de taper. Ines comptera sur la date ; elle mérite donc dix secondes de votre temps.",
        rewrite: "Vous le pouvez toujours. Mais une fois la date vérifiée, le brouillon convient, et votre temps vaut plus ailleurs.",
      },
    },
    judgement: {
      subject: "Retour après 40 jours",
      message: "Je sais que vos conditions disent 30 jours, mais j’étais à l’hôpital quand la chaise est arrivée. Puis-je encore la renvoyer ? Tomas Verhelm",
      verdict: "Un brouillon à vérifier : demande de remboursement, 83 % de certitude. Merci de bien relire avant l’envoi : le client demande une exception",
      draft: "Bonjour, les retours sont possibles dans les 30 jours suivant la livraison. Voici comment procéder : …",
      options: {
        insert: "Insérer le brouillon : ce sont les conditions",
        refuse: "Refuser avec vos propres mots",
        decide: "Décider d’abord de l’exception, ou demander à qui peut en décider, puis écrire",
      },
      feedback: {
        insert: "Il est exact, mais froid. Il ne dit rien de l’hôpital, et c’est de cela que Tomas a parlé.",
        refuse: "Vos mots sont plus aimables qu’une macro, mais la décision a été prise avant que quelqu’un y réfléchisse.",
        decide: "C’est pourquoi l’IA vous demande de bien relire. Elle peut citer des conditions ; faire une exception revient à une personne.",
      },
    },
    sensitive: {
      subject: "Compte de ma mère",
      message: "Ma mère est décédée en mars. J’essaie de fermer son compte et je reçois toujours des rappels à son nom. Aidez-moi, s’il vous plaît. Oda Lindqvane",
      verdict: "À confier à une personne : deuil. Il n’y a pas de brouillon, et c’est voulu",
      draft: "",
      options: {
        macro: "Chercher la macro sur la fermeture de compte",
        own_words: "Écrire vous-même, dire qui vous êtes et arrêter les rappels dès aujourd’hui",
        tomorrow: "Le garder pour un moment calme demain",
      },
      feedback: {
        macro: "Les étapes sont peut-être justes, le ton ne le sera pas. Servez-vous-en comme aide-mémoire, pas comme réponse.",
        own_words: "Un seul interlocuteur, peu d’étapes, et rien qu’Oda doive expliquer deux fois. C’est pour cela que l’IA vous laisse la place.",
        tomorrow: "Un rappel partira peut-être encore cette nuit. Un court message avec votre nom maintenant vaut mieux qu’un long plus tard.",
      },
    },
    human_request: {
      subject: "Un être humain, s’il vous plaît",
      message: "J’ai déjà reçu trois réponses automatiques. Puis-je simplement parler à quelqu’un ? Pavel Ostrander",
      verdict: "À confier à une personne : le client demande à parler à une personne",
      draft: "",
      options: {
        ask_why: "Demander de quoi il s’agit, pour pouvoir trier",
        article: "Envoyer l’article qui répond sans doute à la question",
        take_over: "Répondre maintenant : votre nom, que vous avez tout lu, ce qui va suivre",
      },
      feedback: {
        ask_why: "Il l’a expliqué trois fois. Lisez les messages précédents ; une question de plus ressemble à une quatrième machine.",
        article: "C’est peut-être le bon. Pour Pavel, c’est la quatrième réponse automatique.",
        take_over: "Ici, la demande de parler à une personne ne se discute pas, et elle est retenue pour les prochains tickets de Pavel. Vous pouvez la voir et la modifier sous « Ce client ».",
      },
    },
    ai_wrong: {
      subject: "Merci beaucoup",
      message: "Eh bien, merci infiniment. La troisième lampe, et la troisième en morceaux. Quel service ! Mirela Castoff",
      verdict: "Trié : merci, c’est résolu, 64 % de certitude. Autre hypothèse : article endommagé, erroné ou manquant, 27 %",
      draft: "",
      options: {
        close: "Fermer : la cliente dit merci",
        correct: "Corriger le type, puis répondre à la réclamation",
        leave: "Répondre à la réclamation et laisser les tags de l’IA",
      },
      feedback: {
        close: "Relisez. Les mots disent merci et veulent dire le contraire ; l’IA s’y est laissé prendre.",
        correct: "Un clic sur l’autre hypothèse, et le ticket est à sa place. L’erreur compte contre l’IA, comme il se doit.",
        leave: "Mirela reçoit sa réponse, c’est l’essentiel. Mais l’erreur reste cachée et se répétera. Un clic y remédie.",
      },
    },
  },
};
