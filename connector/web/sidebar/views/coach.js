/** The coach: a reply is read on a click, before it is sent. It is kept nowhere, and nobody is scored. */

import { el } from "../dom.js";
import { bullets, button, trouble } from "./parts.js";

/** The longest reply that the connector reads. */
const LONGEST = 20_000;

/** Return the place where a reply can be read, closed until it is asked for. */
export function coach(model, words) {
  const { say } = words;
  const isBusy = model.busy === "coach" && "true";
  return el(
    "details",
    { id: "coach", class: "part coach" },
    el("summary", {}, el("h2", {}, say("coach"))),
    el("p", { id: "coach-note", class: "note" }, say("coach_note")),
    el("label", { for: "coach-reply" }, say("coach_reply")),
    el("textarea", { id: "coach-reply", rows: 6, maxlength: LONGEST, dir: "auto", "aria-describedby": "coach-note" }),
    el(
      "div",
      { class: "buttons" },
      button("coach-read", "coach", say(isBusy ? "saving" : "coach_read"), { class: "primary", "aria-disabled": isBusy }),
      model.readsReply && button("coach-take", "coach_take", say("coach_take"), { class: "secondary" }),
    ),
    trouble(model, "coach", words),
    model.coaching && found(model.coaching, say),
  );
}

function found({ suggestions, hints }, say) {
  return el(
    "div",
    { id: "coach-found", class: "found", tabindex: "-1", role: "group", "aria-label": say("coach_found") },
    hints.length === 0 && el("p", {}, say("coach_fine")),
    hints.length > 0 && [el("h3", {}, say("coach_hints")), el("ul", { class: "hints" }, hints.map(hint))],
    suggestions.length > 0 && [el("h3", {}, say("coach_acknowledge")), bullets(suggestions)],
  );
}

function hint({ quote, advice }) {
  return el("li", {}, quote && el("blockquote", { dir: "auto" }, quote), el("p", {}, advice));
}
