/** What concerns the whole helpdesk rather than this ticket: shadow mode, the switch, broken settings, an old page. */

import { el } from "../dom.js";
import { bullets, button, icon } from "./parts.js";

/** Return the notices that hold now, or nothing. */
export function notices(model, words) {
  const { page, failure } = model;
  const { say } = words;
  const held = [
    failure && stale(failure, words),
    page.settings_errors.length > 0 &&
      notice("settings", "attention", say("settings_broken"), bullets(page.settings_errors)),
    page.paused && notice("paused", "quiet", say("paused")),
    page.mode === "shadow" && notice("shadow", "quiet", say("shadow")),
  ].filter(Boolean);
  return held.length ? el("div", { id: "notices" }, held) : null;
}

function stale(failure, { say }) {
  const retry = button("retry", "retry", say("retry"), { class: "quiet" });
  return notice("stale", "attention", `${say(`failure_${failure.kind}`)}. ${say("stale")}`, retry);
}

function notice(name, drawing, text, ...children) {
  return el("div", { class: `notice ${name}` }, icon(drawing), el("div", {}, el("p", {}, text), children));
}
