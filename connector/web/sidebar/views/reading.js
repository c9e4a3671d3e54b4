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

/** Return what a person should know before writing. Only where the ticket is for people. */
export function brief(page, { say }) {
  return page.level === 0 && page.brief.length ? section("brief", say("brief"), bullets(page.brief)) : null;
}

/** Return how sure the AI is, what it would guess next, and who should answer how soon. */
export function facts(page, { say }) {
  const { reading } = page;
  if (!reading) {
    return null;
  }
  const rows = [
    [say("urgency"), reading.urgency.name, `urgency ${reading.urgency.key}`],
    [say("group"), page.group],
    [say("language"), reading.language],
  ].filter(([, value]) => value);
  return el(
    "div",
    { id: "facts", class: "facts" },
    !reading.abstained && confidence(reading, say),
    el("dl", {}, rows.map(([name, value, marks]) => el("div", {}, el("dt", {}, name), el("dd", { class: marks }, value)))),
    reading.stated_urgency && el("p", { class: "stated" }, icon("clock"), el("span", {}, say("stated_urgency"))),
  );
}

/** Return what the customer seems to feel and how that moved, with the words that led there, and what support they may need. */
export function feelings(page, { say }) {
  const { emotions, needs } = page.reading ?? { emotions: [], needs: [] };
  if (!emotions.length && !needs.length && !page.course.length) {
    return null;
  }
  const felt = emotions.length > 0 && el("ul", { class: "emotions" }, emotions.map((emotion) => feeling(emotion, say)));
  return section("feelings", say("feelings"), felt, listed(say("course"), bullets(page.course)), listed(say("needs"), bullets(needs)));
}

/** Return why: the reasons, the customer's words, what was left undone, and how often this was right here. */
export function why(page, { say }) {
  const said = page.reading?.quotes ?? [];
  const parts = [
    bullets(page.why),
    listed(say("own_words"), said.length ? quotes(said) : null),
    listed(say("withheld"), page.draft ? null : bullets(page.withheld)), // a draft shows it before its button
    page.standing && el("p", { class: "standing" }, page.standing),
  ];
  return parts.some(Boolean) ? section("why", say("why"), parts) : null;
}

function verdictWords(page, say) {
  const level = Math.min(page.level ?? 0, 2);
  return say(level === 0 && page.reading?.abstained ? "level_0_unsure" : `level_${level}`);
}

function confidence(reading, say) {
  const { percent, runner_up: next } = reading;
  return el(
    "div",
    { class: "confidence" },
    bar(percent),
    el("p", {}, say("percent", { percent })),
    next && el("p", { class: "runner-up" }, say("runner_up", { kind: next.name, percent: next.percent })),
  );
}

/** The same as the words beside it, for the eye. */
function bar(percent) {
  const part = (className, width) => svg("rect", { class: className, x: 0, y: 0, width, height: 4, rx: 2 });
  return svg(
    "svg",
    { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    part("whole", 100),
    part("sure", Math.max(0, Math.min(100, percent))),
  );
}

function feeling(emotion, say) {
  const name = el("span", { class: "name" }, emotion.name);
  const degree = el("span", { class: "strength" }, say(`strength_${emotion.strength}`));
  return el("li", {}, el("p", { class: "emotion" }, name, strength(emotion.strength), degree), quotes(emotion.quotes));
}

function listed(heading, content) {
  return content && [el("h3", {}, heading), content];
}

function strength(filled) {
  const dots = [1, 2, 3].map((dot) => svg("circle", { class: dot <= filled ? "full" : "empty", cx: dot * 10 - 5, cy: 5, r: 3.5 }));
  return svg("svg", { class: "dots", viewBox: "0 0 30 10", "aria-hidden": "true", focusable: "false" }, dots);
}
