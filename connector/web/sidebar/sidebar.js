/** The sidebar at work: it loads a ticket, shows it, does what the agent asks, and looks again while the connector is at work. */

import { Failure, callsOf } from "./api.js";
import { copyText } from "./clipboard.js";
import { disclosed } from "./disclosure.js";
import { el, swap } from "./dom.js";
import { nextLook } from "./polling.js";
import { choose, goOn, guideOf, startOver, toKeep } from "./practice.js";
import { afterInsert } from "./reading_time.js";
import { NOTHING, after, mayInsert } from "./state.js";
import { view } from "./view.js";

/**
 * Questions are no `<form>`: a helpdesk may sandbox our frame without `allow-forms`, and there no form is ever submitted, not even to a
 * listener. Enter answers all the same. https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 */
const QUESTIONS = ".question, .questions";
const ANSWERS = "select, input";
const OUTCOME_FIRST = new Set(["inserted", "copied", "line_copied"]);

/**
 * Run the sidebar inside this element. `memory` is this browser's own, `clock` gives milliseconds. Resolves once the first ticket
 * is shown, or the reason why it cannot be.
 */
export async function run({ platform, words, memory, root, clock = Date.now }) {
  let model = { ...NOTHING, agent: await platform.agentName().catch(() => "") };
  let guide = guideOf(memory.read("first-week", null), clock());
  let shownAt = clock();
  let timer = null;
  let deeds = 0; // actions begun: an answer to an earlier look must not undo what a later action showed
  let visits = 0; // tickets opened: the helpdesk may tell of the earlier one last
  const parts = el("div", { id: "parts" });
  const voice = el("p", { id: "voice", class: "unseen", role: "status" });
  root.replaceChildren(parts, voice);
  memory.write("first-week", toKeep(guide));

  function show() {
    swap(parts, view(model, words, guide));
    const said = model.said ? words.say(model.said, { seconds: model.failure?.retryIn ?? "" }) : "";
    if (voice.textContent !== said) {
      voice.textContent = said;
    }
  }

  function happen(happening) {
    const before = model.page?.draft?.text;
    model = after(model, happening);
    if (model.page?.draft?.text !== before) {
      shownAt = clock();
    }
    show();
    plan();
  }

  /** Look again while there is something to wait for. A new plan takes the place of the last. */
  function plan() {
    clearTimeout(timer);
    const seconds = model.failure?.retryIn ?? (model.failure ? null : nextLook(model.page, model.looks));
    timer = seconds === null ? null : setTimeout(load, seconds * 1000);
  }

  const calls = (ticket) => callsOf(platform, ticket, words.language);

  async function load() {
    const about = model.ticket;
    const before = deeds;
    const seen = await calls(about)
      .load()
      .then((page) => ({ type: "loaded", about, page }), (failure) => ({ type: "load_failed", about, failure }));
    if (deeds === before) {
      happen(seen);
    }
  }

  async function open() {
    visits += 1;
    const visit = visits;
    const ticket = await platform.ticketId().catch(() => null);
    if (visit !== visits) {
      return;
    }
    happen({ type: "ticket_opened", ticket, readsReply: Boolean(platform.readReply) });
    if (ticket === null) {
      happen({ type: "load_failed", about: null, failure: new Failure("fault") });
    } else {
      await load();
    }
  }

  /** Do what the agent asked, once, and move the focus to where it went on. */
  async function act(place, ask, { said, focus, judgement } = {}) {
    if (model.busy) {
      return;
    }
    const about = model.ticket;
    deeds += 1;
    happen({ type: "action_started", about, place });
    const done = await ask(calls(about)).then(
      (page) => ({ type: "action_done", about, page, said, judgement }),
      (failure) => ({ type: "action_failed", about, place, failure }),
    );
    happen(done);
    if (done.type === "action_done" && about === model.ticket) {
      focusOn(focus);
    }
  }

  async function insert() {
    if (model.busy || !mayInsert(model.page)) {
      return;
    }
    const about = model.ticket;
    const { language, state } = model.page.draft;
    const { text, notice } = disclosed(model.page.draft, model.agent);
    const secondsShown = (clock() - shownAt) / 1000;
    happen({ type: "action_started", about, place: "draft" });
    const outcome = await platform.insertDraft(text, { notice, language, state }).catch(() => "failed");
    placed(about, outcome, outcome === "inserted" && { text, secondsShown });
  }

  async function copy() {
    const about = model.ticket;
    const outcome = await copyText(document.getElementById("draft-text"));
    placed(about, outcome, false);
  }

  async function copyLine() {
    const about = model.ticket;
    const outcome = await copyText(document.getElementById("person-line"));
    placed(about, outcome === "copied" ? "line_copied" : outcome, false);
  }

  function claimOwnWords() {
    const on = !model.page.draft.is_own;
    return act("draft", (api) => api.claimOwnWords(on), {
      said: on ? "wrote_it_done" : "wrote_it_back_done",
      focus: on ? "copy-line" : "wrote-it",
    });
  }

  /** The connector hears only that the draft was used, never how fast. */
  function placed(about, outcome, reading) {
    const pace = reading ? afterInsert(memory.read("hurried", 0), reading) : null;
    if (pace) {
      memory.write("hurried", pace.hurriedInARow);
    }
    happen({ type: "draft_placed", about, outcome, hint: pace?.hint });
    focusOn(OUTCOME_FIRST.has(outcome) ? "outcome" : "copy");
    if (outcome === "inserted") {
      const before = deeds;
      const seen = (page) => deeds === before && happen({ type: "loaded", about, page });
      calls(about).draftInserted().then(seen, () => {}); // the draft is in the reply all the same
    }
  }

  function correct({ dataset: { kind, needsPerson } }) {
    const told = kind ? { kind } : needsPerson !== undefined ? { needs_person: true } : answersIn(root.querySelector("#correct-form"));
    if (!Object.values(told).every(Boolean)) {
      root.querySelector("#correct-form select").focus();
      return;
    }
    act("correct", (api) => api.correct(told), { said: "correct_done", focus: "correct-title" });
  }

  /** Have the reply read that stands in the coach's field. The page stays as it is. */
  async function coach() {
    const field = root.querySelector("#coach-reply");
    if (!field.value.trim()) {
      field.focus();
      return;
    }
    if (model.busy) {
      return;
    }
    const about = model.ticket;
    happen({ type: "action_started", about, place: "coach" });
    const read = await calls(about)
      .coach(field.value)
      .then((coaching) => ({ type: "reply_read", about, coaching }), (failure) => ({ type: "action_failed", about, place: "coach", failure }));
    happen(read);
    if (read.type === "reply_read" && about === model.ticket) {
      focusOn("coach-found");
    }
  }

  /** Take what the agent is writing in the helpdesk. Nothing in the helpdesk changes. */
  async function takeReply() {
    const about = model.ticket;
    const reply = await platform.readReply().catch(() => "");
    if (about !== model.ticket) {
      return;
    }
    if (reply.trim()) {
      root.querySelector("#coach-reply").value = reply;
    } else {
      happen({ type: "reply_empty" });
    }
    focusOn("coach-reply");
  }

  function answerAudit() {
    const given = answersIn(root.querySelector("#audit-form"));
    const missing = ["kind", "urgency", "needs_person"].find((name) => !given[name]);
    if (missing) {
      happen({ type: "audit_incomplete" });
      root.querySelector(`#audit-form [name="${missing}"]`).focus();
      return;
    }
    const judgement = { ...given, needs_person: given.needs_person === "true" };
    act("audit", (api) => api.answerAudit(judgement), { focus: "compare-title", judgement });
  }

  function practise(next, focus) {
    guide = next;
    memory.write("first-week", toKeep(guide));
    show();
    focusOn(focus);
  }

  const DEEDS = {
    retry: async () => {
      happen({ type: "retried" });
      await open();
      root.querySelector(model.failure ? "#retry" : "h1")?.focus();
    },
    insert,
    copy,
    copy_line: copyLine,
    wrote_it: claimOwnWords,
    hint_read: () => {
      happen({ type: "hint_read" });
      focusOn("insert");
    },
    open: ({ dataset: { question } }) => {
      happen({ type: "question_opened", question });
      focusOn(model.opened === "undo" ? "undo-question" : `correct-${question}-choice`);
    },
    close: () => {
      const question = model.opened;
      happen({ type: "question_closed" });
      focusOn(question === "undo" ? "undo-open" : `correct-${question}`);
    },
    correct,
    undo: () => act("undo", (api) => api.undo(), { focus: "scene-title" }),
    prefer_human: () => {
      const on = !model.page.prefers_human;
      return act("customer", (api) => api.preferHuman(on), { said: on ? "prefers_on_done" : "prefers_off_done" });
    },
    prefer_channel: () => {
      const channel = root.querySelector("#channel").value || null;
      return act("customer", (api) => api.preferChannel(channel), { said: channel ? "channel_on_done" : "channel_off_done", focus: "channel" });
    },
    audit: answerAudit,
    coach,
    coach_take: takeReply,
    practice_choose: ({ dataset: { option } }) => practise(choose(guide, option), "practice-feedback"),
    practice_next: () => practise(goOn(guide), "practice-title"),
    practice_again: () => practise(startOver(guide), "practice-title"),
  };

  root.addEventListener("click", (event) => {
    const source = event.target.closest("button[data-do]");
    if (source) {
      DEEDS[source.dataset.do](source);
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && model.opened) {
      DEEDS.close();
    }
    if (event.key === "Enter") {
      answerWith(event);
    }
  });
  platform.onTicketChange(open);
  await open();
}

/** Return the answers given among these fields, by their names. */
function answersIn(questions) {
  return Object.fromEntries([...questions.querySelectorAll(ANSWERS)].filter(isGiven).map(({ name, value }) => [name, value]));
}

function answerWith(event) {
  const field = event.target;
  if (field.matches(ANSWERS) && !isDroppedDown(field)) {
    event.preventDefault();
    field.closest(QUESTIONS)?.querySelector("button[data-answers]").click();
  }
}

/** Some browsers hand on the Enter that picks from an open list; it answers nothing yet. */
function isDroppedDown(field) {
  return Boolean(globalThis.CSS?.supports?.("selector(:open)")) && field.matches(":open");
}

function isGiven({ type, checked }) {
  return type !== "radio" || checked;
}

function focusOn(id) {
  if (id) {
    document.getElementById(id)?.focus();
  }
}
