/** A whole state without details: a drawing, a heading, a sentence and perhaps a way on. */

import { el } from "../dom.js";
import { button, icon } from "./parts.js";

/** Return the scene. Its heading takes the focus where an action led here. */
export function scene(name, { drawing, title, text }, ...children) {
  return el(
    "section",
    { id: `scene-${name}`, class: `scene ${name}`, "aria-labelledby": "scene-title" },
    el("h1", { id: "scene-title", tabindex: "-1" }, icon(drawing), el("span", {}, title)),
    text && el("p", {}, text),
    children,
  );
}

/** Return the scene of a ticket that cannot be shown, and what to do next. */
export function failureScene(failure, { say }) {
  const text = failure.kind === "busy" ? say("failure_busy_text", { seconds: failure.retryIn }) : failure.remedy || say(`failure_${failure.kind}_text`);
  const retry = failure.kind !== "outside" && el("div", { class: "buttons" }, button("retry", "retry", say("retry"), { class: "secondary" }));
  return scene("failure", { drawing: "attention", title: say(`failure_${failure.kind}`), text }, retry);
}

/** Return the scene while the first answer is on its way. */
export function loadingScene({ say }) {
  const lines = ["wide", "narrow", "wide"].map((width) => el("span", { class: `bone ${width}` }));
  return el(
    "section",
    { id: "scene-loading", class: "scene loading", "aria-busy": "true", "aria-labelledby": "scene-title" },
    el("h1", { id: "scene-title", tabindex: "-1" }, say("loading")),
    el("div", { class: "bones", "aria-hidden": "true" }, lines),
  );
}
