import { beforeEach, expect, test } from "vitest";
import { remember } from "../../connector/web/sidebar/memory.js";

beforeEach(() => window.localStorage.clear());

test("remembers under a name of its own", () => {
  const memory = remember(() => window.localStorage);
  memory.write("hurried", 2);
  expect(window.localStorage.getItem("warm-handoff:hurried")).toBe("2");
  expect(memory.read("hurried", 0)).toBe(2);
});

test("gives the fallback for what it does not know, and for what is broken", () => {
  window.localStorage.setItem("warm-handoff:first-week", "{");
  const memory = remember(() => window.localStorage);
  expect(memory.read("first-week", null)).toBeNull();
  expect(memory.read("hurried", 0)).toBe(0);
});

test("a frame whose storage is forbidden forgets, and does not fail", () => {
  const memory = remember(() => {
    throw new DOMException("denied", "SecurityError");
  });
  memory.write("hurried", 2);
  expect(memory.read("hurried", 0)).toBe(0);
});
