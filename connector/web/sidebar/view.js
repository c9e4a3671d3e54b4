/** What is shown for what is known. Each state is a list of parts, in the order a person needs them. */

import { isLong } from "./polling.js";
import { auditQuestion, comparison } from "./views/audit.js";
import { coach } from "./views/coach.js";
import { correction } from "./views/correction.js";
import { draft } from "./views/draft.js";
import { firstWeek } from "./views/first_week.js";
import { notices } from "./views/notices.js";
import { customer, undo } from "./views/people.js";
import { brief, facts, feelings, verdict, why } from "./views/reading.js";
import { failureScene, loadingScene, scene } from "./views/scene.js";

const STATES = {
  pending: (model, { say }) => [
    scene("pending", { drawing: "clock", title: say("pending_title"), text: say(isLong(model.looks) ? "pending_long" : "pending_text") }),
  ],
  audit: (model, words) => [auditQuestion(model, words)],
  left: ({ page }, { say }) => [scene("left", { drawing: "quiet", title: say("left_title"), text: page.left_reason })],
  undoing: (_, { say }) => [scene("undoing", { drawing: "back", title: say("undoing_title"), text: say("undoing_text") })],
  undone: (model, words) => [
    scene("undone", { drawing: "back", title: words.say("undone_title"), text: words.say("undone_text") }),
    customer(model, words),
  ],
  unknown: (_, { say }) => [scene("unknown", { drawing: "quiet", title: say("unknown_title"), text: say("unknown_text") })],
  ready: (model, words) => [
    verdict(model.page, words),
    comparison(model, words),
    brief(model.page, words),
    facts(model.page, words),
    draft(model, words),
    feelings(model.page, words),
    why(model.page, words),
    coach(model, words),
    correction(model, words),
    customer(model, words),
    undo(model, words),
  ],
};

/** Return the parts to show for this model, the first week's guide last. */
export function view(model, words, guide) {
  return [...present(model, words), guide && firstWeek(guide, words)].filter(Boolean);
}

function present(model, words) {
  const { page, failure } = model;
  if (!page) {
    return [failure ? failureScene(failure, words) : loadingScene(words)];
  }
  const state = STATES[page.state] ?? STATES.unknown;
  return [notices(model, words), ...state(model, words)];
}
