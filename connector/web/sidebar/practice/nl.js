/** The first week in Dutch. All customers are invented. */
export default {
  title: "Uw eerste week",
  intro: "Vijf dingen om te weten en vijf verzonnen tickets om ze uit te proberen. Niets wat u hier doet, raakt een echt ticket, en niemand ziet uw antwoorden.",
  points: [
    "‘Voor een medewerker’ betekent precies dat: de AI heeft zich teruggetrokken, en wat ze vond, is er om u te helpen.",
    "Een concept is een voorstel. Het gaat nergens heen tot u het in uw antwoord zet en verstuurt.",
    "Lees voordat u verstuurt. In het antwoord staat dat het met AI is opgesteld en door een mens is nagekeken, en die mens bent u.",
    "Heeft de AI het mis, zeg het dan met één klik. Aan wat u zegt, wordt ze getoetst.",
    "U kunt alles terugdraaien wat ze aan een ticket heeft veranderd.",
  ],
  practice: "Oefenticket {step} van {count}",
  message: "De klant schrijft",
  ai_says: "De AI zegt",
  question: "Wat zou u doen?",
  good: "Ja.",
  other: "Liever niet.",
  next: "Volgend ticket",
  finish: "Afronden",
  done: "Dat waren ze alle vijf. Dank u dat u er de tijd voor nam; uw klanten zullen het merken.",
  again: "Opnieuw beginnen",
  tickets: {
    routine: {
      subject: "Waar is mijn pakket?",
      message: "Hallo, ik heb vorige week een bureaulamp besteld (bestelling 48213). Kunt u zeggen wanneer die komt? Vriendelijke groet, Ines Albrook",
      verdict: "Een concept om na te kijken: waar is mijn bestelling, 91% zeker",
      draft: "Hallo, uw pakket is maandag vertrokken en is meestal twee werkdagen onderweg. Met de link in uw bestelbevestiging kunt u het volgen.",
      options: {
        send: "Het concept invoegen en versturen",
        check: "Invoegen, met de bestelling vergelijken, dan versturen",
        rewrite: "Het negeren en zelf schrijven",
      },
      feedback: {
        send: "Het concept komt uit een macro en kent deze bestelling niet. Vertrok het pakket donderdag, dan krijgt Ines een fout antwoord met uw naam eronder.",
        check: "Routine, en het concept scheelt u typewerk. Op die datum rekent Ines, dus die krijgt tien seconden van uw tijd.",
        rewrite: "Dat mag altijd. Maar met een gecontroleerde datum is het concept goed, en uw tijd is elders meer waard.",
      },
    },
    judgement: {
      subject: "Retour na 40 dagen",
      message: "Ik weet dat in uw voorwaarden 30 dagen staat, maar ik lag in het ziekenhuis toen de stoel kwam. Kan ik hem nog terugsturen? Tomas Verhelm",
      verdict: "Een concept om na te kijken: wil geld terug, 83% zeker. Kijk twee keer voordat u verstuurt: de klant vraagt om een uitzondering",
      draft: "Hallo, retourneren kan binnen 30 dagen na levering. Zo gaat dat in zijn werk: …",
      options: {
        insert: "Het concept invoegen: zo zijn de voorwaarden",
        refuse: "In eigen woorden weigeren",
        decide: "Eerst over de uitzondering beslissen, of vragen wie dat mag, en dan schrijven",
      },
      feedback: {
        insert: "Het klopt en het is kil. Het gaat voorbij aan het ziekenhuis, en daarover schreef Tomas.",
        refuse: "Uw woorden zijn vriendelijker dan een macro, maar het besluit viel voordat iemand erover had nagedacht.",
        decide: "Daarom vraagt de AI u om twee keer te kijken. Voorwaarden kan ze noemen; over een uitzondering beslist een mens.",
      },
    },
    sensitive: {
      subject: "Account van mijn moeder",
      message: "Mijn moeder is in maart overleden. Ik probeer haar account te sluiten en krijg nog steeds herinneringen op haar naam. Help mij alstublieft. Oda Lindqvane",
      verdict: "Voor een medewerker: overlijden of rouw. Er is bewust geen concept",
      draft: "",
      options: {
        macro: "De macro over het sluiten van accounts zoeken",
        own_words: "Zelf schrijven, zeggen wie u bent en de herinneringen vandaag nog stoppen",
        tomorrow: "Het bewaren voor een rustig moment morgen",
      },
      feedback: {
        macro: "De stappen kloppen misschien, de toon niet. Gebruik hem als geheugensteun voor uzelf, niet als antwoord.",
        own_words: "Eén vast aanspreekpunt, weinig stappen, en niets wat Oda twee keer moet uitleggen. Daarvoor houdt de AI de ruimte vrij.",
        tomorrow: "Vannacht gaat er misschien nog een herinnering uit. Een kort bericht met uw naam nu is beter dan een lang bericht later.",
      },
    },
    human_request: {
      subject: "Een mens, alstublieft",
      message: "Ik heb nu drie automatische antwoorden gekregen. Kan ik alstublieft gewoon met iemand praten? Pavel Ostrander",
      verdict: "Voor een medewerker: de klant vraagt om een medewerker",
      draft: "",
      options: {
        ask_why: "Vragen waar het over gaat, zodat het gesorteerd kan worden",
        article: "Het artikel sturen dat er waarschijnlijk antwoord op geeft",
        take_over: "Nu antwoorden: uw naam, dat u alles hebt gelezen, en wat er nu gebeurt",
      },
      feedback: {
        ask_why: "Hij heeft het drie keer uitgelegd. Lees de eerdere berichten; een wedervraag voelt als een vierde machine.",
        article: "Het is misschien zelfs het goede. Voor Pavel is het automatisch antwoord nummer vier.",
        take_over: "De wens om een mens te spreken is hier definitief, en wordt onthouden voor Pavels volgende tickets. U kunt dat zien en veranderen onder ‘Deze klant’.",
      },
    },
    ai_wrong: {
      subject: "Hartelijk dank",
      message: "Nou, hartelijk dank hoor. De derde lamp, en de derde aan scherven. Geweldige service. Mirela Castoff",
      verdict: "Gesorteerd: bedankt, het is opgelost, 64% zeker. Volgende mogelijkheid: beschadigd, verkeerd of ontbrekend artikel, 27%",
      draft: "",
      options: {
        close: "Sluiten: de klant zegt dank u",
        correct: "De soort corrigeren en dan de klacht beantwoorden",
        leave: "De klacht beantwoorden en de tags van de AI laten staan",
      },
      feedback: {
        close: "Lees het nog eens. De woorden zeggen dank en bedoelen het tegendeel; de AI is erin getrapt.",
        correct: "Eén klik op de volgende mogelijkheid en het ticket staat op de juiste plek. De fout telt tegen de AI, zoals het hoort.",
        leave: "Mirela krijgt haar antwoord, dat is het belangrijkste. Maar de fout blijft verborgen en komt terug. Eén klik verandert dat.",
      },
    },
  },
};
