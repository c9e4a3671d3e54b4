/** The first week: five invented tickets to practise on, and how far the agent is with them. Pure. */

const WEEK = 7 * 24 * 3600 * 1000;

/** The tickets in their order. `level` is how the AI would have put them, `best` what serves the customer. */
export const TICKETS = Object.freeze([
  { key: "routine", level: 2, options: ["send", "check", "rewrite"], best: "check" },
  { key: "judgement", level: 2, options: ["insert", "refuse", "decide"], best: "decide" },
  { key: "sensitive", level: 0, options: ["macro", "own_words", "tomorrow"], best: "own_words" },
  { key: "human_request", level: 0, options: ["ask_why", "article", "take_over"], best: "take_over" },
  { key: "ai_wrong", level: 1, options: ["close", "correct", "leave"], best: "correct" },
]);

/** Return the guide as it stands: `kept` is what this browser remembers, or nothing on the first day. */
export function guideOf(kept, now) {
  const since = kept?.since ?? now;
  const step = Math.min(Math.max(0, kept?.step ?? 0), TICKETS.length);
  return { since, step, chosen: null, isOpen: now - since < WEEK && step < TICKETS.length };
}

/** Return the guide after the agent chose an answer to the ticket in front of them. */
export function choose(guide, option) {
  return TICKETS[guide.step]?.options.includes(option) ? { ...guide, chosen: option } : guide;
}

/** Return the guide at the next ticket. */
export function goOn(guide) {
  return { ...guide, step: Math.min(guide.step + 1, TICKETS.length), chosen: null };
}

/** Return the guide at its first ticket again. */
export function startOver(guide) {
  return { ...guide, step: 0, chosen: null };
}

/** Return what this browser should remember. */
export function toKeep({ since, step }) {
  return { since, step };
}
