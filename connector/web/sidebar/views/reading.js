/** What the AI read: the verdict, its second guess, what the customer feels and said, and why. */

import { el, svg } from "../dom.js";
import { bullets, icon, quotes, section } from "./parts.js";

const LEVELS = [
  { name: "people", drawing: "person" },
  { name: "sorted", drawing: "sorted" },
  { name: "drafted", drawing: "draft" },
  { name: "drafted", drawing: "draft" },
];

/** Return the verdict: who should act, and on what. */
export function verdict(page, words) {
  const { say } = words;
  const { reading } = page;
  const level = LEVELS[page.level ?? 0];
  return el(
    "header",
    { id: "verdict", class: `verdict ${level.name}` },
    el("p", { class: "by-ai" }, say("by_ai")),
    el("h1", { id: "verdict-title", tabindex: "-1" }, icon(level.drawing), el("span", {}, verdictWords(page, say))),
    reading && !reading.abstained && el("p", { class: "kind" }, reading.kind.name),
    reading?.also.length > 0 && el("p", { class: "also" }, say("also", { kinds: words.list(reading.also.map((kind) => kind.name)) })),
  );
}

/** Return how sure the AI is, what it would guess next, and who should answer how soon. */
export function strength(filled) {
  const dots = [1, 2, 3].map((dot) => svg("circle", { class: dot <= filled ? "full" : "empty", cx: dot * 10 - 5, cy: 5, r: 3.5 }));
  return svg("svg", { class: "dots", viewBox: "0 0 30 10", "aria-hidden": "true", focusable: "false" }, dots);
}
