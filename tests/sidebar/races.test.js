import { describe, expect, test } from "vitest";
import { opened, pageOf, settled } from "./stage.js";

/** Return calls that answer when they are told to. */
function held(platform) {
  const waiting = [];
  platform.call = (method, path) => new Promise((resolve) => waiting.push({ method, path, answer: (body) => resolve({ status: 200, body }) }));
  return waiting;
}

async function visit(around, ticket) {
  around.record.ticket = ticket;
  around.record.visit();
  await settled();
}

describe("another ticket", () => {
  test("shows nothing of the last one while it loads", async () => {
    const around = await opened("people");
    held(around.platform);
    await visit(around, "42");
    expect(around.text()).toContain("Loading what the AI prepared…");
    expect(around.text()).not.toContain("bereavement");
  });

  test("an answer about the last one that comes late is dropped", async () => {
    const around = await opened("draft");
    const waiting = held(around.platform);
    await visit(around, "42");
    await visit(around, "43");
    expect(waiting.map(({ path }) => path)).toEqual(["/tickets/42?language=en", "/tickets/43?language=en"]);
    waiting[1].answer(pageOf("sorted"));
    await settled();
    waiting[0].answer(pageOf("people"));
    await settled();
    expect(around.find("verdict").textContent).toContain("Sorted");
  });

  test("a helpdesk that tells of the earlier ticket last does not bring it back", async () => {
    const around = await opened("draft");
    const tickets = [];
    around.platform.ticketId = () => new Promise((resolve) => tickets.push(resolve));
    around.record.visit();
    around.record.visit();
    tickets[1]("43");
    await settled();
    tickets[0]("42");
    await settled();
    expect(around.record.calls.map(({ path }) => path)).toEqual(["/tickets/41?language=en", "/tickets/43?language=en"]);
  });

  test("a blind answer given on the last one does not become this one's", async () => {
    const around = await opened("audit");
    around.pick("audit-kind", "refund_request");
    around.pick("audit-urgency-U2", "U2");
    around.pick("audit-needs_person-true", "true");
    const waiting = held(around.platform);
    await around.press("audit-submit");
    await visit(around, "42");
    waiting[1].answer(pageOf("draft"));
    await settled();
    waiting[0].answer(pageOf("people"));
    await settled();
    expect(around.find("verdict").textContent).toContain("A draft to check");
    expect(around.find("compare")).toBeNull();
  });

  test("an insert that ends after the ticket changed is not told of this one", async () => {
    let end;
    const around = await opened("draft", { prepare: ({ platform }) => (platform.insertDraft = () => new Promise((resolve) => (end = resolve))) });
    await around.press("insert");
    await visit(around, "42");
    end("inserted");
    await settled();
    expect(around.find("outcome")).toBeNull();
    expect(around.record.calls.filter(({ path }) => path.includes("draft-inserted")).map(({ path }) => path)).toEqual(["/tickets/41/draft-inserted?language=en"]);
  });
});

describe("the same ticket", () => {
  test("a look that began before an action does not undo what the action showed", async () => {
    const around = await opened("draft");
    const waiting = held(around.platform);
    around.record.visit();
    await settled();
    await around.press("prefers-human");
    waiting[1].answer(pageOf("draft", { prefers_human: true }));
    await settled();
    waiting[0].answer(pageOf("draft"));
    await settled();
    expect(around.find("prefers-human").getAttribute("aria-checked")).toBe("true");
  });

  test("one action at a time: a second click waits for nobody and does nothing", async () => {
    const around = await opened("draft");
    const waiting = held(around.platform);
    await around.press("prefers-human");
    await around.press("correct-person");
    expect(waiting).toHaveLength(1);
    expect(around.find("prefers-human").getAttribute("aria-disabled")).toBe("true");
  });

  test("coming back keeps an open question and what was chosen", async () => {
    const around = await opened("draft");
    await around.press("correct-kind");
    around.pick("correct-kind-choice", "bereavement");
    await visit(around, "41");
    expect(around.find("correct-kind-choice").value).toBe("bereavement");
    expect(around.focused()).toBe("correct-kind-choice");
  });
});
