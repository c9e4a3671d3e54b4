/** The draft: its sources, Insert on a click and never by itself, whose words the reply is, and a word about the pace. */

import { disclosed, personLine } from "../disclosure.js";
import { el, link } from "../dom.js";
import { roughly, secondsToRead } from "../reading_time.js";
import { mayInsert } from "../state.js";
import { bullets, button, icon, section, trouble } from "./parts.js";

/** What is said of each outcome, whether it is good news, and whether Copy is the way on. */
const OUTCOMES = {
  inserted: { words: "inserted", isGood: true },
  open: { words: "insert_open", offersCopy: true },
  failed: { words: "insert_failed", offersCopy: true },
  line_copied: { words: "copied", isGood: true },
  copied: { words: "copied", isGood: true, offersCopy: true },
  by_hand: { words: "copy_by_hand", offersCopy: true },
};

/** Return the draft, or nothing where there is none. */
export function draft(model, words) {
  const { page } = model;
  if (!page.draft) {
    return null;
  }
  const { say } = words;
  const { language, sources } = page.draft;
  const { text } = disclosed(page.draft, model.agent);
  return section(
    "draft",
    say("draft"),
    el("p", { class: "note" }, say("draft_note")),
    el("div", { id: "draft-text", class: "paper", lang: language, dir: "auto" }, text),
    el("p", { class: "reading-time" }, say("reading_time", { seconds: roughly(secondsToRead(text)) })),
    page.withheld.length > 0 && heed(page.withheld, say),
    mayInsert(page) ? placing(model, say) : el("p", { class: "note" }, say(page.paused ? "no_insert_paused" : "no_insert_shadow")),
    trouble(model, "draft", words),
    model.hint && hint(say),
    sources.length > 0 && [el("h3", {}, say("sources")), el("ul", { class: "sources" }, sources.map((source) => origin(source, say)))],
  );
}

/** What the AI held back, a stop sign among it, stands before the button and not below it. */
function heed(withheld, say) {
  return el("div", { class: "heed" }, icon("attention"), el("div", {}, el("h3", {}, say("heed")), bullets(withheld)));
}

function placing(model, say) {
  const outcome = OUTCOMES[model.insert];
  const insert = button("insert", "insert", say("insert"), {
    class: outcome ? "secondary" : "primary",
    "aria-disabled": model.busy === "draft" && "true",
  });
  const copy = outcome?.offersCopy && button("copy", "copy", say("copy"), { class: "primary" });
  return [
    outcome && el("p", { id: "outcome", class: outcome.isGood ? "outcome good" : "outcome", tabindex: "-1" }, say(outcome.words)),
    el("div", { class: "buttons" }, copy, insert),
    ownWords(model, say),
  ];
}

/** Whose words the reply is, is for the agent to say; nothing else ever says it. */
function ownWords({ page, agent, busy }, say) {
  const { is_own: isOwn, language } = page.draft;
  const toggle = button("wrote-it", "wrote_it", say(isOwn ? "wrote_it_back" : "wrote_it"), {
    class: "quiet",
    "aria-disabled": busy === "draft" && "true",
  });
  if (!isOwn) {
    return el("div", { class: "own-words" }, el("p", { class: "note" }, say("wrote_it_help")), toggle);
  }
  return el(
    "div",
    { class: "own-words" },
    el("p", { class: "note" }, say("wrote_it_said")),
    el("div", { id: "person-line", class: "paper", lang: language, dir: "auto" }, personLine(page.draft, agent)),
    el("div", { class: "buttons" }, button("copy-line", "copy_line", say("copy_line"), { class: "secondary" }), toggle),
  );
}

function hint(say) {
  return el(
    "div",
    { class: "hint" },
    el("p", {}, say("hint")),
    button("hint-read", "hint_read", say("hint_read"), { class: "quiet" }),
  );
}

function origin(source, say) {
  const about = [say(`source_${source.kind}`), source.age].filter(Boolean).join(", ");
  const title = link(source.url, source.title);
  if (title.tagName === "A") {
    title.append(el("span", { class: "unseen" }, ` (${say("opens_beside")})`));
  }
  return el("li", { dir: "auto" }, title, el("span", { class: "age" }, ` ${about}`));
}
