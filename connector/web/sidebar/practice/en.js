/** The first week in English. All customers are invented. The other languages have exactly these keys. */
export default {
  title: "Your first week",
  intro: "Five things to know, and five invented tickets to try them on. Nothing you do here touches a real ticket, and nobody sees your answers.",
  points: [
    "“For a person” means just that: the AI has stepped back, and what it found is there to help you.",
    "A draft is a suggestion. It goes nowhere until you put it into your reply and send it.",
    "Read before you send. The customer will be told that it was drafted with AI and checked by a person, and that person is you.",
    "If the AI is wrong, say so with one click. It is measured by what you say.",
    "You can take back everything it changed on a ticket.",
  ],
  practice: "Practice ticket {step} of {count}",
  message: "The customer writes",
  ai_says: "The AI says",
  question: "What would you do?",
  good: "Yes.",
  other: "Better not.",
  next: "Next ticket",
  finish: "Finish",
  done: "That was all five. Thank you for taking the time; your customers will notice.",
  again: "Start over",
  tickets: {
    routine: {
      subject: "Where is my parcel?",
      message: "Hello, I ordered a desk lamp last week (order 48213). Can you tell me when it will be here? Kind regards, Ines Albrook",
      verdict: "A draft to check: where is my order, 91% sure",
      draft: "Hello Ines, your parcel left us on Monday and usually takes two working days. You can follow it with the link in your order confirmation.",
      options: {
        send: "Insert the draft and send it",
        check: "Insert it, compare it with the order, then send",
        rewrite: "Ignore it and write from scratch",
      },
      feedback: {
        send: "The draft comes from a macro and does not know this order. If the parcel left on Thursday, Ines gets a wrong answer with your name on it.",
        check: "Routine, and the draft saves you typing. The date is what Ines will rely on, so it gets ten seconds of your time.",
        rewrite: "You may, always. But the draft is fine once the date is checked, and your time is worth more elsewhere.",
      },
    },
    judgement: {
      subject: "Return after 40 days",
      message: "I know your terms say 30 days, but I was in hospital when the chair came. Can I still send it back? Tomas Verhelm",
      verdict: "A draft to check: wants money back, 83% sure. Please look twice before you send: the customer asks for an exception",
      draft: "Hello Tomas, returns are possible within 30 days of delivery. Here is how our returns work: …",
      options: {
        insert: "Insert the draft: those are the terms",
        refuse: "Refuse in your own words",
        decide: "Decide on the exception first, or ask who may, then write",
      },
      feedback: {
        insert: "It is correct and cold. It passes over the hospital, which is what Tomas wrote about.",
        refuse: "Your words are kinder than a macro, but the decision came before anyone thought about it.",
        decide: "That is why the AI asks you to look twice. It can quote terms; whether to make an exception is for a person.",
      },
    },
    sensitive: {
      subject: "Account of my mother",
      message: "My mother passed away in March. I am trying to close her account and keep getting reminders in her name. Please help. Oda Lindqvane",
      verdict: "For a person, please: bereavement. There is no draft, on purpose",
      draft: "",
      options: {
        macro: "Look for the macro about closing accounts",
        own_words: "Write yourself, say who you are, and stop the reminders today",
        tomorrow: "Leave it for a quiet moment tomorrow",
      },
      feedback: {
        macro: "Its steps may be right, its tone will not be. Use it as your own checklist, not as the answer.",
        own_words: "One named person, few steps, and nothing that Oda has to explain twice. This is what the AI keeps free for you.",
        tomorrow: "Another reminder may go out tonight. A short message with your name now is better than a long one later.",
      },
    },
    human_request: {
      subject: "Please, a human being",
      message: "I have now had three automatic answers. Can I please just talk to a person? Pavel Ostrander",
      verdict: "For a person, please: the customer asks for a person",
      draft: "",
      options: {
        ask_why: "Ask what it is about, so that it can be sorted",
        article: "Send the article that probably answers it",
        take_over: "Answer now: your name, that you have read it all, what happens next",
      },
      feedback: {
        ask_why: "He has explained it three times. Read the earlier messages; a question back feels like a fourth machine.",
        article: "It may even be the right one. To Pavel it is automatic answer number four.",
        take_over: "The wish for a person is final here, and it is remembered for Pavel’s next tickets. You can see and change that under “This customer”.",
      },
    },
    ai_wrong: {
      subject: "Thanks a lot",
      message: "Well, thank you so much. The third lamp, and the third one in pieces. Wonderful service. Mirela Castoff",
      verdict: "Sorted: thanks, it is solved, 64% sure. Next guess: damaged, wrong or missing goods, 27%",
      draft: "",
      options: {
        close: "Close it: the customer says thank you",
        correct: "Correct the kind, then answer the complaint",
        leave: "Answer the complaint and leave the AI’s tags",
      },
      feedback: {
        close: "Read it once more. The words say thank you and mean the opposite; the AI fell for it.",
        correct: "One click on the next guess, and the ticket is in the right place. The mistake counts against the AI, as it should.",
        leave: "Mirela gets her answer, which matters most. But the mistake stays hidden and is made again. One click changes that.",
      },
    },
  },
};
