import { expect, test } from "vitest";
import { TICKETS, choose, goOn, guideOf, startOver, toKeep } from "../../connector/web/sidebar/practice.js";

const DAY = 24 * 3600 * 1000;

test("five tickets: routine, judgement, sensitive, a wish for a person, and one where the AI is wrong", () => {
  expect(TICKETS.map(({ key }) => key)).toEqual(["routine", "judgement", "sensitive", "human_request", "ai_wrong"]);
  expect(TICKETS.every(({ options, best }) => options.includes(best))).toBe(true);
});

test("the best answer is not always in the same place", () => {
  expect(new Set(TICKETS.map(({ options, best }) => options.indexOf(best))).size).toBeGreaterThan(1);
});

test.each([
  [null, true],
  [{ since: 0, step: 2 }, true],
  [{ since: 0, step: 5 }, false],
  [{ since: -8 * DAY, step: 0 }, false],
])("the guide is open in the first week until it is finished: %j", (kept, isOpen) => {
  expect(guideOf(kept, 1000).isOpen).toBe(isOpen);
});

test.each([{ since: 0, step: -3 }, { since: 0, step: 99 }])("a step that cannot be is brought back: %j", (kept) => {
  const { step } = guideOf(kept, 0);
  expect(step).toBeGreaterThanOrEqual(0);
  expect(step).toBeLessThanOrEqual(5);
});

test("choosing is free, going on clears it, starting over begins at the first", () => {
  const guide = guideOf(null, 0);
  const chosen = choose(choose(guide, "send"), "check");
  expect(chosen.chosen).toBe("check");
  expect(goOn(chosen)).toMatchObject({ step: 1, chosen: null });
  expect(startOver(goOn(chosen))).toMatchObject({ step: 0, chosen: null });
});

test("an answer that this ticket does not have changes nothing, nor does one after the last", () => {
  const guide = guideOf(null, 0);
  expect(choose(guide, "take_over")).toBe(guide);
  const finished = guideOf({ since: 0, step: 5 }, 0);
  expect(choose(finished, "send")).toBe(finished);
  expect(goOn(finished).step).toBe(5);
});

test("only the day and the step are remembered, never an answer", () => {
  expect(toKeep(choose(guideOf(null, 7), "send"))).toEqual({ since: 7, step: 0 });
});
