import { expect, test } from "vitest";
import { disclosed, personLine } from "../../connector/web/sidebar/disclosure.js";
import { PAGES } from "../browser/pages.js";

const DRAFT = PAGES.draft.body.draft;

test.each(["", "  ", null, undefined])("without a name (%o) the draft is as the connector made it", (agent) => {
  expect(disclosed(DRAFT, agent)).toEqual({ text: DRAFT.text, notice: DRAFT.notice });
  expect(personLine(DRAFT, agent)).toBe(DRAFT.person_line);
});

test.each(["Ann", "$& $1 {name}", "A\nB", "x".repeat(500), "<b>"])("a name (%o) changes nothing but the notice, and never ends it", (agent) => {
  const { text, notice } = disclosed(DRAFT, agent);
  const above = DRAFT.text.slice(0, -DRAFT.notice.length);
  expect(text).toBe(above + notice);
  expect(notice).toMatch(/^A first version of this reply was drafted with AI and checked by .+\. Reply “human” if you would rather hear from a person\.$/);
  expect(notice.length).toBeLessThan(DRAFT.notice.length + 80);
  expect(personLine(DRAFT, agent)).toMatch(/^This reply was written by a person: .+\.$/);
});

test("a text that does not end in its notice is left alone", () => {
  const odd = { ...DRAFT, text: `${DRAFT.text} ` };
  expect(disclosed(odd, "Ann").text).toBe(odd.text);
});
