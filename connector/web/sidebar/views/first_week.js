/** The guide of the first week: open while it lasts, one click away afterwards. */

import { el } from "../dom.js";
import { TICKETS } from "../practice.js";
import { button } from "./parts.js";

/** Return the guide with the practice ticket in front of the agent. */
export function firstWeek(guide, { practice }) {
  const ticket = TICKETS[guide.step];
  return el(
    "details",
    { id: "first-week", class: "part first-week", open: guide.isOpen },
    el("summary", {}, el("h2", {}, practice.title)),
    el("p", {}, practice.intro),
    el("ol", { class: "points" }, practice.points.map((point) => el("li", {}, point))),
    ticket ? exercise(guide, ticket, practice) : finished(practice),
  );
}

function exercise(guide, ticket, practice) {
  const told = practice.tickets[ticket.key];
  const heading = practice.practice.replace("{step}", guide.step + 1).replace("{count}", TICKETS.length);
  return el(
    "div",
    { class: "exercise" },
    el("h3", { id: "practice-title", tabindex: "-1" }, heading),
    el("p", { class: "label" }, practice.message),
    el("div", { class: "paper" }, el("strong", {}, told.subject), el("p", {}, told.message)),
    el("p", { class: "label" }, practice.ai_says),
    el("div", { class: `paper level-${ticket.level}` }, el("strong", {}, told.verdict), told.draft && el("p", {}, told.draft)),
    el("p", { id: "practice-question", class: "label" }, practice.question),
    el(
      "div",
      { class: "buttons column", role: "group", "aria-labelledby": "practice-question" },
      ticket.options.map((option) => choice(option, guide, told)),
    ),
    guide.chosen && feedback(guide, ticket, practice),
    guide.chosen &&
      button("practice-next", "practice_next", guide.step + 1 < TICKETS.length ? practice.next : practice.finish, { class: "primary" }),
  );
}

function choice(option, guide, told) {
  return button(`practice-${option}`, "practice_choose", told.options[option], {
    class: "secondary",
    "data-option": option,
    "aria-pressed": String(guide.chosen === option),
  });
}

function feedback({ chosen }, ticket, practice) {
  const isBest = chosen === ticket.best;
  return el(
    "p",
    { id: "practice-feedback", class: isBest ? "feedback good" : "feedback", tabindex: "-1" },
    el("strong", {}, isBest ? practice.good : practice.other),
    " ",
    practice.tickets[ticket.key].feedback[chosen],
  );
}

function finished(practice) {
  return el(
    "div",
    { class: "exercise" },
    el("p", { id: "practice-title", tabindex: "-1" }, practice.done),
    button("practice-again", "practice_again", practice.again, { class: "secondary" }),
  );
}
