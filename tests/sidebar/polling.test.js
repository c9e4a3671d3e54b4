import { expect, test } from "vitest";
import { isLong, nextLook } from "../../connector/web/sidebar/polling.js";

test.each(["pending", "undoing"])("looks less and less often while %s, and never stops", (state) => {
  const pauses = [0, 1, 2, 3, 4, 5, 6, 7, 100].map((looks) => nextLook({ state }, looks));
  expect(pauses).toEqual([2, 3, 5, 8, 13, 20, 30, 30, 30]);
});

test.each(["ready", "audit", "left", "undone", "unknown"])("does not look again when %s", (state) => {
  expect(nextLook({ state }, 0)).toBeNull();
});

test("does not look again without a page", () => expect(nextLook(null, 0)).toBeNull());

test("calls it long after half a minute of waiting", () => {
  expect(isLong(4)).toBe(false);
  expect(isLong(5)).toBe(true);
});
