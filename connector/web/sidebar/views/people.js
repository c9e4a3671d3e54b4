/** The customer's wish for a person, and taking back what the AI changed. */

import { el } from "../dom.js";
import { button, icon, section, trouble } from "./parts.js";

const CHANNELS = ["call", "email", "letter", "chat"];

/** Return the switch that remembers who wants a person, and the choice that remembers how to reach them. */
export function customer(model, words) {
  const { page } = model;
  const { say } = words;
  const isOn = page.prefers_human;
  const until = isOn && page.prefers_human_until && say("prefers_human_until", { date: words.date(page.prefers_human_until) });
  return section(
    "customer",
    say("customer"),
    el(
      "div",
      { class: "switch-row" },
      el("span", { id: "prefers-human-name" }, say("prefers_human")),
      button("prefers-human", "prefer_human", el("span", { class: "knob" }), {
        class: "switch",
        role: "switch",
        "aria-checked": String(isOn),
        "aria-labelledby": "prefers-human-name",
        "aria-describedby": "prefers-human-help",
        "aria-disabled": model.busy === "customer" && "true",
      }),
    ),
    el("p", { id: "prefers-human-help", class: "note" }, say("prefers_human_help"), until && ` ${until}`),
    channel(model, words),
    trouble(model, "customer", words),
  );
}

function channel({ page, busy }, words) {
  const { say } = words;
  const chosen = page.prefers_channel;
  const option = (key, name) => el("option", { value: key, selected: key === (chosen ?? "") }, say(name));
  const isBusy = busy === "customer" && "true";
  return el(
    "div",
    { class: "questions channel" },
    el("label", { for: "channel" }, say("prefers_channel")),
    el(
      "div",
      { class: "channel-row" },
      el("select", { id: "channel", name: "channel" }, option("", "prefers_channel_none"), CHANNELS.map((key) => option(key, `channel_${key}`))),
      button("channel-save", "prefer_channel", say("prefers_channel_save"), { class: "secondary", "aria-disabled": isBusy, "data-answers": true }),
    ),
    chosen && page.prefers_channel_until && el("p", { id: "channel-until", class: "note" }, say("prefers_human_until", { date: words.date(page.prefers_channel_until) })),
  );
}

/** Return the way back, with a question in place. Nothing where there is nothing to take back. */
export function undo(model, words) {
  const { page } = model;
  if (!page.can_undo) {
    return null;
  }
  const { say } = words;
  return el(
    "div",
    { id: "undo", class: "part undo" },
    model.opened === "undo"
      ? question(model, say)
      : button("undo-open", "open", [icon("back"), el("span", {}, say("undo"))], { class: "quiet", "data-question": "undo" }),
    trouble(model, "undo", words),
  );
}

function question(model, say) {
  const isBusy = model.busy === "undo" && "true";
  return el(
    "div",
    { class: "question", role: "group", "aria-labelledby": "undo-question" },
    el("p", { id: "undo-question", tabindex: "-1" }, say("undo_question")),
    el(
      "div",
      { class: "buttons" },
      button("undo-yes", "undo", say(isBusy ? "saving" : "undo_yes"), { class: "primary", "aria-disabled": isBusy }),
      button("undo-no", "close", say("undo_no"), { class: "quiet" }),
    ),
  );
}
