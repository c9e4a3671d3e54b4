/** What the connector may answer, one of each, with invented customers. The sidebar's tests and its preview show the same. */

const CHOICES = {
  kinds: [
    { key: "order_tracking", name: "where is my order", tier: "routine" },
    { key: "return_how_to", name: "how to return something", tier: "routine" },
    { key: "refund_request", name: "wants money back", tier: "judgement" },
    { key: "refund_status", name: "refund has not arrived", tier: "judgement" },
    { key: "damaged_or_missing", name: "damaged, wrong or missing goods", tier: "judgement" },
    { key: "bereavement", name: "bereavement", tier: "sensitive" },
    { key: "human_request", name: "the customer asks for a person", tier: "sensitive" },
  ],
  groups: ["Billing", "Support", "Warehouse"],
  urgencies: [
    { key: "U0", name: "none, no action needed" },
    { key: "U1", name: "normal" },
    { key: "U2", name: "soon, same day" },
    { key: "U3", name: "high, within one or two hours" },
    { key: "U4", name: "critical, within minutes" },
  ],
};

const NOTHING_SAID = { kind: null, group: null, urgency: null, needs_person: null };

const EMPTY = {
  state: "unknown",
  left_reason: "",
  mode: "assist",
  paused: false,
  settings_errors: [],
  level: null,
  reading: null,
  why: [],
  withheld: [],
  group: "",
  standing: "",
  brief: [],
  course: [],
  draft: null,
  prefers_human: false,
  prefers_human_until: null,
  prefers_channel: null,
  prefers_channel_until: null,
  can_undo: false,
  corrected: NOTHING_SAID,
  audit: null,
  choices: CHOICES,
};

const REFUND = {
  kind: { key: "refund_request", name: "wants money back" },
  also: [{ key: "damaged_or_missing", name: "damaged, wrong or missing goods" }],
  runner_up: { key: "refund_status", name: "refund has not arrived", percent: 16 },
  percent: 74,
  abstained: false,
  urgency: { key: "U2", name: "soon, same day" },
  stated_urgency: true,
  emotions: [
    { key: "disappointment", name: "disappointment", strength: 2, quotes: ["I had really been looking forward to it."] },
    { key: "worry", name: "worry", strength: 1, quotes: ["I need the money before the first."] },
  ],
  needs: [],
  quotes: ["The lamp came with a cracked shade, and I would like my money back, please."],
  language: "English",
};

const DRAFTED = {
  ...EMPTY,
  state: "ready",
  level: 2,
  reading: REFUND,
  why: ["What it is about: wants money back.", "Next guess: refund has not arrived (16%)."],
  withheld: ["Please look twice before you send: money."],
  group: "Billing",
  standing: "How often this was right here: 47 of 51 audited tickets.",
  draft: {
    text: "Hello Mirela,\n\nthank you for the photo. The shade of lamp 48213 arrived cracked, and you ask for your money back.\n\nYou can send the lamp back free of charge with the label in this message. As soon as it has arrived we pay the full amount back to the card you paid with; that usually takes three working days.\n\n--\nA first version of this reply was drafted with AI and checked by our team. Reply “human” if you would rather hear from a person.",
    language: "en",
    state: "ai_drafted",
    notice: "A first version of this reply was drafted with AI and checked by our team. Reply “human” if you would rather hear from a person.",
    notice_named: "A first version of this reply was drafted with AI and checked by {name}. Reply “human” if you would rather hear from a person.",
    person_line: "This reply was written by a person on our team.",
    person_line_named: "This reply was written by a person: {name}.",
    is_own: false,
    sources: [
      { title: "Refund for damaged goods", url: "https://acme.example/macros/17", kind: "macro", age: "last changed 2026-09-14" },
      { title: "How long does a refund take?", url: "https://acme.example/hc/articles/360", kind: "article", age: "date unknown" },
    ],
  },
  can_undo: true,
};

const PEOPLE = {
  ...EMPTY,
  state: "ready",
  level: 0,
  reading: {
    ...REFUND,
    kind: { key: "bereavement", name: "bereavement" },
    also: [],
    runner_up: null,
    percent: 97,
    urgency: { key: "U3", name: "high, within one or two hours" },
    stated_urgency: false,
    emotions: [{ key: "sadness_grief", name: "sadness or grief", strength: 3, quotes: ["My mother passed away in March."] }],
    needs: ["one named contact, nothing to repeat"],
    quotes: ["My mother passed away in March.", "I keep getting reminders in her name."],
  },
  why: ["This looks like: bereavement. Such tickets always go to people, without a draft."],
  withheld: ["There is no draft, on purpose."],
  group: "Support",
  standing: "How often this is right here: not known yet, no ticket has been audited.",
  brief: ["Who and when: the same day, one named person.", "Reminders still go out in her mother's name.", "Second message in four days."],
  course: ["first calm", "now sadness or grief (strong)"],
  prefers_human: true,
  prefers_human_until: "2027-02-01",
  prefers_channel: "call",
  prefers_channel_until: "2027-02-01",
  can_undo: true,
};

const AUDIT = { ...EMPTY, state: "audit", audit: { lapses_at: "2026-11-25T17:00:00Z" } };

const answered = (body) => ({ status: 200, body });
const refused = (status, remedy, retryAfter) => ({ status, body: { error: "refused", remedy }, retryAfter });

/** The answers by name: `status` and `body` as the platform layer hands them on, or nothing where the connector is out of reach. */
export const PAGES = {
  draft: answered(DRAFTED),
  draft_open: { ...answered(DRAFTED), insert: "open" },
  people: answered(PEOPLE),
  unsure: answered({
    ...PEOPLE,
    reading: { ...PEOPLE.reading, abstained: true, percent: 31, emotions: [], needs: [], urgency: { key: "U1", name: "normal" } },
    why: ["The AI leaves this one to you: two or more readings are about equally likely."],
    withheld: [],
    brief: ["The customer sent a photo and few words."],
    prefers_human: false,
    prefers_human_until: null,
  }),
  sorted: answered({ ...DRAFTED, level: 1, draft: null, withheld: ["No draft is prepared for this kind of ticket."], corrected: { ...NOTHING_SAID, group: "Warehouse", needs_person: true } }),
  shadow: answered({ ...DRAFTED, mode: "shadow", can_undo: false }),
  paused: answered({ ...DRAFTED, paused: true }),
  broken: answered({ ...DRAFTED, draft: null, level: 1, settings_errors: ["line 3: there is no kind “refnd_request”. Did you mean refund_request?", "line 7: audit_share is between 0 and 100."] }),
  hostile: answered({ ...PEOPLE, reading: { ...PEOPLE.reading, quotes: ["<img src=x onerror=alert(1)> <script>alert(2)</script> {{7*7}}"] }, brief: ["<b>not bold</b>"] }),
  pending: answered({ ...EMPTY, state: "pending" }),
  audit: answered(AUDIT),
  left: answered({ ...EMPTY, state: "left", left_reason: "A person has already answered." }),
  undoing: answered({ ...DRAFTED, state: "undoing" }),
  undone: answered({ ...EMPTY, state: "undone" }),
  unknown: answered(EMPTY),
  unreachable: null,
  expired: refused(401, ""),
  forbidden: refused(403, ""),
  missing: refused(404, "This ticket is not known here."),
  busy: refused(429, "", 20),
  fault: refused(500, ""),
};
