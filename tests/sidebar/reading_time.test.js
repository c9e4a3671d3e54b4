import { expect, test } from "vitest";
import { afterInsert, roughly, secondsToRead } from "../../connector/web/sidebar/reading_time.js";

const text = Array(238).fill("word").join(" \n"); // one minute at the average pace

test("an average reader needs a minute for 238 words", () => {
  expect(secondsToRead(text)).toBe(60);
  expect(secondsToRead("  \n ")).toBe(0);
});

test.each([
  [0, 5],
  [7.4, 5],
  [8, 10],
  [61, 60],
])("%d seconds are said as about %d", (seconds, said) => expect(roughly(seconds)).toBe(said));

test("three hurried inserts in a row give one hint, and the count starts anew", () => {
  const hurried = { text, secondsShown: 23.9 };
  expect(afterInsert(0, hurried)).toEqual({ hurriedInARow: 1, hint: false });
  expect(afterInsert(1, hurried)).toEqual({ hurriedInARow: 2, hint: false });
  expect(afterInsert(2, hurried)).toEqual({ hurriedInARow: 0, hint: true });
});

test("40 percent of the reading time is enough to count as read", () => {
  expect(afterInsert(2, { text, secondsShown: 24 })).toEqual({ hurriedInARow: 0, hint: false });
});
