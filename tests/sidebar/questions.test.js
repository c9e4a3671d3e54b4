import { expect, test } from "vitest";
import { opened } from "./stage.js";

const corrections = (record) => record.calls.filter(({ path }) => path.includes("/corrections")).map(({ body }) => body);

test.each(["draft", "audit", "people"])("nothing rests on the submission of a form, which a sandboxed frame forbids: %s", async (state) => {
  const { root, press, find } = await opened(state);
  if (find("correct-kind")) {
    await press("correct-kind");
  }
  expect(root.querySelectorAll("form, button:not([type=button])")).toHaveLength(0);
});

test("Save corrects where no submit event is ever fired", async () => {
  const { press, pick, record, find, focused, voice } = await opened("draft");
  await press("correct-group");
  expect(focused()).toBe("correct-group-choice");
  pick("correct-group-choice", "Warehouse");
  await press("correct-save");
  expect(corrections(record)).toEqual([{ kind: null, group: "Warehouse", urgency: null, needs_person: null }]);
  expect(find("correct-form")).toBeNull();
  expect(focused()).toBe("correct-title");
  expect(voice()).toBe("Thank you. Your correction is stored.");
});

test("Enter on the list saves, too", async () => {
  const { press, pick, type, record } = await opened("draft");
  await press("correct-urgency");
  pick("correct-urgency-choice", "U3");
  await type("correct-urgency-choice", "Enter");
  expect(corrections(record)).toEqual([{ kind: null, group: null, urgency: "U3", needs_person: null }]);
});

test("Save with nothing chosen asks nothing of the connector and stays at the list", async () => {
  const { press, record, focused } = await opened("draft");
  await press("correct-kind");
  await press("correct-save");
  expect(corrections(record)).toEqual([]);
  expect(focused()).toBe("correct-kind-choice");
});

test("Escape closes the question and goes back to the button that opened it", async () => {
  const { press, type, find, focused } = await opened("draft");
  await press("correct-kind");
  await type("correct-kind-choice", "Escape");
  expect(find("correct-form")).toBeNull();
  expect(focused()).toBe("correct-kind");
});

test("Enter on an answer of the blind question answers it", async () => {
  const { pick, type, record, text } = await opened("audit");
  pick("audit-kind", "refund_request");
  pick("audit-urgency-U1", "U1");
  pick("audit-needs_person-false", "false");
  await type("audit-needs_person-false", "Enter");
  expect(record.calls.at(-1)).toMatchObject({ method: "POST", path: "/tickets/41/audit?language=en", body: { kind: "refund_request", urgency: "U1", needs_person: false } });
  expect(text()).toContain("Your view and the AI’s");
});

test("a blind answer with gaps is not sent, and the focus goes to the first gap", async () => {
  const { pick, press, find, focused, record } = await opened("audit");
  await press("audit-submit");
  expect(focused()).toBe("audit-kind");
  pick("audit-kind", "refund_request");
  pick("audit-urgency-U3", "U3");
  await press("audit-submit");
  expect(focused()).toBe("audit-needs_person-true");
  expect(find("audit-incomplete").getAttribute("role")).toBe("alert");
  expect(find("audit-kind").value).toBe("refund_request");
  expect(find("audit-urgency-U3").checked).toBe(true);
  expect(record.calls).toHaveLength(1);
});
