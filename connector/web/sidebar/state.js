/** What the sidebar knows, and how each thing that happens changes it. Pure: no page, no clock, no network. */

/** Nothing known yet. */
export const NOTHING = Object.freeze({
  agent: "", // the agent's name, where the helpdesk's app knows it
  ticket: null,
  page: null,
  failure: null, // why there is no fresh page: {kind, remedy, retryIn}
  looks: 0, // how often we looked while the connector was at work
  busy: null, // the place of the action under way: "draft", "correct", "customer", "undo", "audit" or "coach"
  trouble: null, // an action that failed: {place, kind, remedy}
  opened: null, // the question that is open: "kind", "group", "urgency" or "undo"
  insert: null, // what became of the draft: "inserted", "open", "failed", "copied", "by_hand" or "line_copied"
  hint: false, // the gentle word about the pace
  judgement: null, // the agent's own blind answer
  coaching: null, // what the coach found in the agent's reply: {suggestions, hints}
  readsReply: false, // whether this helpdesk lets the reply be read that is being written
  incomplete: false, // a blind answer with gaps
  said: null, // the words that a screen reader is told: a key of the words
});

const HAPPENINGS = {
  /** A ticket is in front of the agent. Of another one nothing stays; coming back to the same one loses nothing. */
  ticket_opened: (model, { ticket, readsReply = false }) =>
    ticket === model.ticket ? model : { ...NOTHING, agent: model.agent, ticket, readsReply },

  loaded: (model, { page }) => ({
    ...model,
    ...kept(model, page),
    failure: null,
    page,
    said: newsOf(model.page, page) ?? model.said,
  }),

  load_failed: (model, { failure }) => ({ ...model, failure, said: `failure_${failure.kind}` }),

  retried: (model) => ({ ...model, failure: null, said: "loading" }),

  question_opened: (model, { question }) => ({
    ...model,
    opened: model.opened === question ? null : question,
    trouble: null,
    said: null,
  }),

  question_closed: (model) => ({ ...model, opened: null, trouble: null, said: null }),

  action_started: (model, { place }) => ({ ...model, busy: place, trouble: null, incomplete: false, said: null }),

  action_done: (model, { page, said, judgement }) => ({
    ...settled(model),
    page,
    judgement: judgement ?? model.judgement,
    looks: 0,
    opened: null,
    said: newsOf(model.page, page) ?? said ?? null,
  }),

  action_failed: (model, { place, failure }) => ({
    ...model,
    busy: null,
    trouble: { place, kind: failure.kind, remedy: failure.remedy },
    said: null,
  }),

  reply_read: (model, { coaching }) => ({ ...settled(model), coaching, said: "coach_done" }),

  reply_empty: (model) => ({ ...model, said: "coach_empty" }),

  audit_incomplete: (model) => ({ ...model, incomplete: true, said: null }),

  draft_placed: (model, { outcome, hint = false }) => ({
    ...model,
    busy: null,
    insert: outcome,
    hint: model.hint || hint,
    said: hint ? "hint" : null,
  }),

  hint_read: (model) => ({ ...model, hint: false, said: null }),
};

/**
 * Return the model after this. What belongs to a ticket that is no longer in front of the agent changes nothing: `about` names it.
 */
export function after(model, happening) {
  const isLate = happening.about !== undefined && happening.about !== model.ticket;
  return isLate ? model : HAPPENINGS[happening.type](model, happening);
}

/** Whether the AI may put anything into a reply at all: an admin's shadow mode and switch hold for the draft, too. */
export function mayInsert(page) {
  return page.mode === "assist" && !page.paused;
}

function settled(model) {
  return { ...model, failure: null, busy: null, trouble: null, incomplete: false };
}

/** What of the agent's doings stays when a page comes: an open question while the state is the same, the outcome while the draft is. */
function kept({ page, looks, opened, insert }, fresh) {
  const isSame = page?.state === fresh.state;
  return { looks: isSame ? looks + 1 : 0, opened: isSame ? opened : null, insert: isSameDraft(page, fresh) ? insert : null };
}

function isSameDraft(one, other) {
  return one?.draft?.text === other.draft?.text;
}

/** What is told aloud when the page is another than before. The first sight of a ticket is told, too. */
function newsOf(before, page) {
  return before?.state === page.state ? null : `news_${page.state}`;
}
