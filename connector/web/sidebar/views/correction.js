/** Telling the AI that it is wrong: one click for what is likeliest, one question for the rest. */

import { el } from "../dom.js";
import { button, kindGroups, section, select, trouble } from "./parts.js";

/** Return the ways to correct, and what was corrected already. */
export function correction(model, words) {
  const { page } = model;
  const { say } = words;
  return section(
    "correct",
    say("correct"),
    corrected(page, words),
    el("div", { class: "buttons" }, likeliest(page, say), questions(page).map((question) => opener(question, model, say))),
    questionForm(model, words),
    trouble(model, "correct", words),
  );
}

function likeliest(page, say) {
  const next = page.reading?.runner_up;
  const isTold = page.corrected.kind !== null;
  return [
    page.level !== 0 && !page.corrected.needs_person &&
      button("correct-person", "correct", say("correct_person"), { class: "secondary", "data-needs-person": true }),
    next && !isTold &&
      button("correct-runner-up", "correct", say("correct_runner_up", { kind: next.name }), { class: "secondary", "data-kind": next.key }),
  ];
}

function questions(page) {
  return ["kind", "group", "urgency"].filter((name) => choices(page, name).length);
}

function opener(question, model, say) {
  return button(`correct-${question}`, "open", `${say(`correct_${question}`)}…`, {
    class: "secondary",
    "data-question": question,
    "aria-expanded": String(model.opened === question),
    "aria-controls": model.opened === question && "correct-form",
  });
}

function questionForm(model, words) {
  const { say } = words;
  const question = model.opened;
  const isBusy = model.busy === "correct" && "true";
  if (!questions(model.page).includes(question)) {
    return null;
  }
  return el(
    "div",
    { id: "correct-form", class: "question", role: "group", "aria-labelledby": `correct-${question}` },
    select(`correct-${question}-choice`, question, {
      label: say(`correct_${question}`),
      empty: say("please_choose"),
      groups: question === "kind" ? kindGroups(model.page.choices.kinds, words) : [{ items: choices(model.page, question) }],
      chosen: model.page.corrected[question],
    }),
    el(
      "div",
      { class: "buttons" },
      button("correct-save", "correct", say(isBusy ? "saving" : "save"), { class: "primary", "aria-disabled": isBusy, "data-answers": true }),
      button("correct-cancel", "close", say("cancel"), { class: "quiet" }),
    ),
  );
}

function choices(page, question) {
  const { kinds, groups, urgencies } = page.choices;
  return { kind: kinds, group: groups.map((name) => ({ key: name, name })), urgency: urgencies }[question] ?? [];
}

function corrected(page, { say }) {
  const { needs_person: person } = page.corrected;
  const told = ["kind", "group", "urgency"]
    .filter((question) => page.corrected[question] !== null)
    .map((question) => `${say(`correct_${question}`)}: ${nameOf(page, question)}`);
  const lines = person ? [...told, say("corrected_person")] : told;
  return lines.length > 0 && el("p", { class: "corrected" }, el("strong", {}, say("corrected"), ": "), lines.join(" · "));
}

function nameOf(page, question) {
  const key = page.corrected[question];
  return choices(page, question).find((choice) => choice.key === key)?.name ?? key;
}
