/** A sidebar on a stage: the paper helpdesk, English words, a memory and a clock of the test's own. */

import { PAGES } from "../browser/pages.js";
import { desk } from "../browser/desk.js";
import { NOTHING, after } from "../../connector/web/sidebar/state.js";
import { guideOf } from "../../connector/web/sidebar/practice.js";
import { run } from "../../connector/web/sidebar/sidebar.js";
import { view } from "../../connector/web/sidebar/view.js";
import { wordsOf } from "../../connector/web/sidebar/words.js";

export const words = await wordsOf("en");
const DONE_WITH_PRACTICE = { since: 0, step: 5 };

/** Return a running sidebar in this state, and everything around it. `prepare` may change the platform before it starts. */
export async function opened(state, { prepare = () => {}, kept = {} } = {}) {
  const around = desk(state);
  const store = new Map(Object.entries({ "first-week": DONE_WITH_PRACTICE, ...kept }));
  const memory = { read: (key, fallback) => store.get(key) ?? fallback, write: (key, value) => store.set(key, value) };
  const time = { now: 0 };
  const root = document.createElement("main");
  document.body.replaceChildren(root);
  prepare(around);
  await run({ platform: around.platform, words, memory, root, clock: () => time.now });
  return { ...around, store, time, root, ...hands(root) };
}

/** Return the parts that are shown for this page after these happenings, in a document of their own. */
export function shown(page, ...happenings) {
  const start = after({ ...NOTHING, ticket: "41" }, { type: "loaded", about: "41", page });
  const model = happenings.reduce(after, start);
  const root = document.createElement("main");
  root.append(...view(model, words, guideOf({ since: 0, step: 5 }, Date.now())));
  document.body.replaceChildren(root);
  return root;
}

/** Return a copy of a page by its name, with changes. */
export function pageOf(name, changes = {}) {
  return { ...structuredClone(PAGES[name].body), ...changes };
}

/** Resolve once what was begun has come to rest. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function hands(root) {
  const find = (id) => root.querySelector(`#${id}`);
  const press = (id) => {
    find(id).focus();
    find(id).click();
    return settled();
  };
  const type = (id, key) => {
    find(id).focus();
    find(id).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return settled();
  };
  const pick = (id, value) => {
    const field = find(id);
    field.value = value;
    field.checked = true;
  };
  return { find, press, type, pick, text: () => root.textContent, focused: () => document.activeElement?.id, voice: () => find("voice").textContent };
}
