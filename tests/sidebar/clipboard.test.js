import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "../../connector/web/sidebar/clipboard.js";

const paper = () => {
  const element = document.createElement("div");
  element.textContent = "Hello Mirela,";
  document.body.replaceChildren(element);
  return element;
};

afterEach(() => {
  delete navigator.clipboard;
  delete document.execCommand;
});

const allow = (writeText) => Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });

test("copies the text where the frame may", async () => {
  const writeText = vi.fn(() => Promise.resolve());
  allow(writeText);
  expect(await copyText(paper())).toBe("copied");
  expect(writeText).toHaveBeenCalledWith("Hello Mirela,");
});

test("copies the older way where the clipboard is denied", async () => {
  allow(() => Promise.reject(new DOMException("denied", "NotAllowedError")));
  document.execCommand = vi.fn(() => true);
  expect(await copyText(paper())).toBe("copied");
  expect(document.execCommand).toHaveBeenCalledWith("copy");
});

test("selects the text for the person where nothing else is left", async () => {
  document.execCommand = () => {
    throw new Error("no such command");
  };
  expect(await copyText(paper())).toBe("by_hand");
  expect(document.getSelection().toString()).toBe("Hello Mirela,");
});
