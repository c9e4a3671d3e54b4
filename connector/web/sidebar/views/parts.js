/** The small pieces that every part of the sidebar is made of. */

import { el, svg } from "../dom.js";

const DRAWINGS = {
  person: ["M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z", "M2.5 14c.6-3 2.7-4.5 5.5-4.5s4.9 1.5 5.5 4.5"],
  sorted: ["M2 4h12", "M4 8h8", "M6.5 12h3"],
  draft: ["M3 13.5 3.6 10.6 11 3.200a1.4 1.4 0 0 1 2 2L5.7 12.600Z", "M9.5 4.700l2 2"],
  attention: ["M8 2 14.5 13.500h-13Z", "M8 6.500v3", "M8 11.600v.1"],
  quiet: ["M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z", "M5.5 8h5"],
  question: ["M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z", "M6.2 6.300a1.8 1.8 0 1 1 2.6 1.600c-.6.3-.8.7-.8 1.3", "M8 11.300v.1"],
  back: ["M6 3 2.5 6.5 6 10", "M2.5 6.500H10a3.5 3.5 0 0 1 0 7H6"],
  clock: ["M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z", "M8 4.800V8l2.2 1.4"],
};

/** Return a drawing. It says nothing that the words beside it do not. */
export function icon(name) {
  const paths = DRAWINGS[name].map((d) => svg("path", { d }));
  return svg("svg", { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" }, paths);
}

/** Return a section with a heading that names it, and that can take the focus where an action led to it. */
export function section(id, heading, ...children) {
  const title = el("h2", { id: `${id}-title`, tabindex: "-1" }, heading);
  return el("section", { id, class: `part ${id}`, "aria-labelledby": `${id}-title` }, title, children);
}

/** Return a button. What it does is a name that `sidebar.js` knows. */
export function button(id, does, words, attributes = {}) {
  return el("button", { type: "button", id, "data-do": does, ...attributes }, words);
}

/** Return a list of these lines, or nothing where there are none. */
export function bullets(lines, className = "lines") {
  return lines.length ? el("ul", { class: className }, lines.map((line) => el("li", { dir: "auto" }, line))) : null;
}

/** Return what the customer wrote, word for word. */
export function quotes(lines) {
  return lines.map((line) => el("blockquote", { dir: "auto" }, line));
}

/** Return why an action at this place failed, or nothing. */
export function trouble(model, place, { say }) {
  if (model.trouble?.place !== place) {
    return null;
  }
  const { kind, remedy } = model.trouble;
  const advice = kind === "busy" ? say("failure_busy_action") : remedy || say(`failure_${kind}_text`);
  return el("p", { class: "trouble", role: "alert" }, el("strong", {}, say(`failure_${kind}`), "."), " ", advice);
}

/** Return a choice of one among many. `groups` are lists of `{key, name}`, each with a label or without. */
export function select(id, name, { label, empty, groups, chosen = null }) {
  const option = ({ key, name: words }) => el("option", { value: key, selected: key === chosen }, words);
  const options = groups.map((group) =>
    group.label ? el("optgroup", { label: group.label }, group.items.map(option)) : group.items.map(option),
  );
  return [
    el("label", { for: id }, label),
    el("select", { id, name, required: true }, el("option", { value: "" }, empty), options),
  ];
}

/** Return the kinds in the groups of their tiers, for `select`. */
export function kindGroups(kinds, { say }) {
  return ["routine", "judgement", "sensitive"]
    .map((tier) => ({ label: say(`tier_${tier}`), items: kinds.filter((kind) => kind.tier === tier) }))
    .filter((group) => group.items.length);
}
