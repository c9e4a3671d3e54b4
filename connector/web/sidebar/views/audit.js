/** The blind question, asked before anything of the AI is shown, and the two views side by side afterwards. */

import { el } from "../dom.js";
import { button, icon, kindGroups, section, select, trouble } from "./parts.js";

/** Return the three questions. */
export function auditQuestion(model, words) {
  const { page } = model;
  const { say } = words;
  const isBusy = model.busy === "audit" && "true";
  return el(
    "section",
    { id: "audit", class: "part audit", "aria-labelledby": "audit-title" },
    el("h1", { id: "audit-title", tabindex: "-1" }, icon("question"), el("span", {}, say("audit_title"))),
    el("p", {}, say("audit_text")),
    el(
      "div",
      { id: "audit-form", class: "questions" },
      select("audit-kind", "kind", { label: say("audit_kind"), empty: say("please_choose"), groups: kindGroups(page.choices.kinds, words) }),
      oneOf("urgency", say("audit_urgency"), page.choices.urgencies),
      oneOf("needs_person", say("audit_person"), [
        { key: "true", name: say("yes") },
        { key: "false", name: say("no") },
      ]),
      model.incomplete && el("p", { id: "audit-incomplete", class: "trouble", role: "alert" }, say("audit_incomplete")),
      trouble(model, "audit", words),
      el(
        "div",
        { class: "buttons" },
        button("audit-submit", "audit", say(isBusy ? "saving" : "audit_submit"), { class: "primary", "aria-disabled": isBusy, "data-answers": true }),
      ),
    ),
    page.audit?.lapses_at && el("p", { class: "note" }, say("audit_until", { time: words.moment(page.audit.lapses_at) })),
  );
}

/** Return both views in a table, once the agent has answered and the AI's is known. */
export function comparison(model, words) {
  const { judgement, page } = model;
  if (!judgement || !page.reading) {
    return null;
  }
  const { say } = words;
  const rows = compared(judgement, page, say);
  return section(
    "compare",
    say("compare"),
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, ["question", "you", "ai"].map((name) => el("th", { scope: "col" }, say(`compare_${name}`))))),
      el("tbody", {}, rows.map(row)),
    ),
    el("p", { class: "note" }, say(rows.every(isAlike) ? "compare_same" : "compare_differs")),
  );
}

function compared(judgement, page, say) {
  const { kinds, urgencies } = page.choices;
  const name = (choices, key) => choices.find((choice) => choice.key === key)?.name ?? key;
  const answer = (isYes) => say(isYes ? "yes" : "no");
  const { kind, urgency } = page.reading;
  return [
    [say("correct_kind"), name(kinds, judgement.kind), kind.name],
    [say("urgency"), name(urgencies, judgement.urgency), urgency.name],
    [say("audit_person"), answer(judgement.needs_person), answer(goesToPeople(page.reading, kinds))],
  ];
}

/** Not the level: that was decided anew, with the agent's word in it. */
function goesToPeople(reading, kinds) {
  return reading.abstained || kinds.find(({ key }) => key === reading.kind.key)?.tier === "sensitive";
}

function isAlike([, mine, its]) {
  return mine === its;
}

function row(cells) {
  const [question, ...views] = cells;
  return el("tr", { class: isAlike(cells) ? "alike" : "differs" }, el("th", { scope: "row" }, question), views.map((view) => el("td", {}, view)));
}

function oneOf(name, legend, choices) {
  const field = ({ key, name: words }) =>
    el("label", { class: "radio" }, el("input", { type: "radio", id: `audit-${name}-${key}`, name, value: key }), el("span", {}, words));
  return el("fieldset", {}, el("legend", {}, legend), choices.map(field));
}
