import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PAGES } from "../browser/pages.js";
import { opened, settled } from "./stage.js";

const asked = (record, name) => record.calls.filter(({ method, path }) => method === "POST" && path.includes(name));

describe("loading", () => {
  test("asks once and changes nothing: neither the reply nor the ticket", async () => {
    const { record } = await opened("draft");
    expect(record.calls).toEqual([{ method: "GET", path: "/tickets/41?language=en", body: undefined }]);
    expect(record.reply).toBe("");
  });

  test("tells a screen reader what is there", async () => {
    const { voice, find } = await opened("people");
    expect(voice()).toBe("The AI’s reading of this ticket is here.");
    expect(find("voice").getAttribute("role")).toBe("status");
  });

  test.each(["unreachable", "expired", "forbidden", "missing", "busy", "fault"])("that failed (%s) says so, and trying again works", async (state) => {
    const { find, press, answerWith, text, focused } = await opened(state);
    expect(find("scene-failure")).not.toBeNull();
    answerWith("draft");
    await press("retry");
    await settled();
    expect(text()).toContain("A draft to check");
    expect(focused()).toBe("verdict-title");
  });

  test("a retry that fails, too, leaves the focus on the way on", async () => {
    const { press, focused } = await opened("unreachable");
    await press("retry");
    await settled();
    expect(focused()).toBe("retry");
  });

  test("a platform that cannot tell its ticket is a fault, not a blank", async () => {
    const { text } = await opened("draft", { prepare: ({ platform }) => (platform.ticketId = () => Promise.reject(new Error("no"))) });
    expect(text()).toContain("Something went wrong on our side");
  });
});

describe("looking again", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("while the AI reads, ever more slowly, until it is there", async () => {
    const { record, answerWith, text, voice } = await opened("pending");
    await vi.advanceTimersByTimeAsync(2000 + 3000);
    expect(record.calls).toHaveLength(3);
    answerWith("draft");
    await vi.advanceTimersByTimeAsync(5000);
    expect(text()).toContain("A draft to check");
    expect(voice()).toBe("The AI’s reading of this ticket is here.");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(record.calls).toHaveLength(4);
  });

  test("after a refusal for too many requests, when the connector said", async () => {
    const { record, answerWith, text } = await opened("busy");
    expect(text()).toContain("in about 20 seconds");
    answerWith("draft");
    await vi.advanceTimersByTimeAsync(19_000);
    expect(record.calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(text()).toContain("A draft to check");
  });

  test("not by itself when unreachable: the agent is not to be distracted", async () => {
    const { record } = await opened("unreachable");
    await vi.advanceTimersByTimeAsync(600_000);
    expect(record.calls).toHaveLength(1);
  });
});

describe("insert", () => {
  test("puts the draft into the reply once, tells the connector, and says so", async () => {
    const { press, record, focused, text } = await opened("draft");
    await press("insert");
    expect(record.reply).toBe(PAGES.draft.body.draft.text);
    expect(asked(record, "draft-inserted")).toHaveLength(1);
    expect(asked(record, "draft-inserted")[0].body).toEqual({});
    expect(text()).toContain("It is in your reply. Nothing has been sent");
    expect(focused()).toBe("outcome");
  });

  test("into an open reply offers to copy, and the connector hears nothing", async () => {
    const { press, record, focused } = await opened("draft_open");
    await press("insert");
    expect(record.reply).toBe("");
    expect(asked(record, "draft-inserted")).toHaveLength(0);
    expect(focused()).toBe("copy");
  });

  test("that the platform fails at offers to copy, and copying works", async () => {
    const written = [];
    Object.defineProperty(navigator, "clipboard", { value: { writeText: (text) => Promise.resolve(written.push(text)) }, configurable: true });
    const { press, text } = await opened("draft", { prepare: ({ platform }) => (platform.insertDraft = () => Promise.reject(new Error("gone"))) });
    await press("insert");
    expect(text()).toContain("It could not be inserted.");
    await press("copy");
    expect(written).toEqual([PAGES.draft.body.draft.text]);
    expect(text()).toContain("Copied.");
    delete navigator.clipboard;
  });

  test("twice in one breath inserts once", async () => {
    const insertDraft = vi.fn(() => settled().then(() => "inserted"));
    const { find } = await opened("draft", { prepare: ({ platform }) => (platform.insertDraft = insertDraft) });
    find("insert").click();
    find("insert").click();
    await settled();
    expect(insertDraft).toHaveBeenCalledTimes(1);
  });

  test("stands even where the connector cannot be told", async () => {
    const { press, answerWith, text } = await opened("draft");
    answerWith("unreachable");
    await press("insert");
    expect(text()).toContain("It is in your reply.");
  });
});

describe("whose words they are", () => {
  test("the draft goes in with the agent's name and a mark, as it was shown", async () => {
    const { press, record, find } = await opened("draft", { prepare: (around) => (around.record.agent = "Ann  Ito") });
    expect(find("draft-text").textContent).toMatch(/drafted with AI and checked by Ann Ito\. Reply/);
    await press("insert");
    expect(record.reply).toBe(find("draft-text").textContent);
    expect(record.mark).toEqual({ notice: record.reply.slice(record.reply.lastIndexOf("\n") + 1), language: "en", state: "ai_drafted" });
  });

  test("are the agent's own only by their word, which gives the line of a person and can be taken back", async () => {
    const { press, record, find, focused, voice } = await opened("draft", { prepare: (around) => (around.record.agent = "Ann") });
    expect(find("person-line")).toBeNull();
    await press("wrote-it");
    expect(asked(record, "own-words").map(({ body }) => body)).toEqual([{ on: true }]);
    expect(find("person-line").textContent).toBe("This reply was written by a person: Ann.");
    expect(record.reply).toBe("");
    expect([voice(), focused()]).toEqual(["Recorded: you wrote this reply yourself.", "copy-line"]);
    await press("copy-line");
    expect(find("outcome")).not.toBeNull();
    await press("wrote-it");
    expect(asked(record, "own-words").at(-1).body).toEqual({ on: false });
    expect(find("person-line")).toBeNull();
  });

  test("are the draft's again once it is inserted anew", async () => {
    const { press, find, record } = await opened("draft");
    await press("wrote-it");
    expect(find("person-line").textContent).toBe("This reply was written by a person on our team.");
    await press("insert");
    expect(asked(record, "draft-inserted")).toHaveLength(1);
    expect(find("person-line")).toBeNull();
  });
});

describe("the pace", () => {
  test("three hurried inserts in a row give one gentle hint, kept in this browser alone", async () => {
    const { press, find, store, voice, record, focused, time } = await opened("draft", { kept: { hurried: 2 } });
    time.now = 5000;
    await press("insert");
    expect(find("draft").textContent).toContain("Only you see this.");
    expect(voice()).toContain("Only you see this.");
    expect(store.get("hurried")).toBe(0);
    expect(JSON.stringify(record.calls)).not.toMatch(/hurried|seconds|hint/);
    await press("hint-read");
    expect(find("hint-read")).toBeNull();
    expect(focused()).toBe("insert");
  });

  test("a draft that was read gives none", async () => {
    const { press, find, store, time } = await opened("draft", { kept: { hurried: 2 } });
    time.now = 15_000;
    await press("insert");
    expect(find("hint-read")).toBeNull();
    expect(store.get("hurried")).toBe(0);
  });
});

describe("one click", () => {
  test.each([
    ["correct-person", { kind: null, group: null, urgency: null, needs_person: true }],
    ["correct-runner-up", { kind: "refund_status", group: null, urgency: null, needs_person: null }],
  ])("%s corrects", async (id, told) => {
    const { press, record, find, voice, focused } = await opened("draft");
    await press(id);
    expect(asked(record, "corrections").map(({ body }) => body)).toEqual([told]);
    expect(find(id)).toBeNull();
    expect(voice()).toBe("Thank you. Your correction is stored.");
    expect(focused()).toBe("correct-title");
  });

  test("that is refused says why in its place, and nothing is lost", async () => {
    const { press, find, platform } = await opened("draft");
    platform.call = () => Promise.resolve({ status: 409, body: { error: "late", remedy: "This ticket was closed. Reopen it first." } });
    await press("correct-person");
    expect(find("correct").querySelector("[role=alert]").textContent).toBe("That was not accepted. This ticket was closed. Reopen it first.");
    expect(find("correct-person")).not.toBeNull();
  });
});

describe("undo", () => {
  afterEach(() => vi.useRealTimers());

  test("asks first, in place", async () => {
    const { press, record, focused, find } = await opened("draft");
    await press("undo-open");
    expect(focused()).toBe("undo-question");
    expect(asked(record, "undo")).toHaveLength(0);
    await press("undo-no");
    expect(find("undo-question")).toBeNull();
    expect(focused()).toBe("undo-open");
  });

  test("once confirmed is asked for, and followed to its end", async () => {
    const { press, record, focused, text, voice } = await opened("draft");
    await press("undo-open");
    vi.useFakeTimers();
    const pressed = press("undo-yes");
    await vi.advanceTimersByTimeAsync(0);
    await pressed;
    expect(asked(record, "undo")).toHaveLength(1);
    expect(text()).toContain("Taking it back…");
    expect(focused()).toBe("scene-title");
    await vi.advanceTimersByTimeAsync(2000);
    expect(text()).toContain("Taken back");
    expect(voice()).toBe("The AI’s changes were taken back.");
    expect(focused()).toBe("scene-title");
  });
});

test("the wish for a person is switched on with its end, and off again", async () => {
  const { press, record, find, voice, focused, text } = await opened("draft");
  await press("prefers-human");
  expect(find("prefers-human").getAttribute("aria-checked")).toBe("true");
  expect(text()).toContain("Until February 1, 2027");
  expect(voice()).toBe("Remembered: this customer’s tickets go to people.");
  expect(focused()).toBe("prefers-human");
  await press("prefers-human");
  expect(asked(record, "prefers-human").map(({ body }) => body)).toEqual([{ on: true }, { on: false }]);
  expect(voice()).toBe("No longer remembered.");
});

test("how to reach the customer is remembered with its end, by Enter too, and forgotten again", async () => {
  const { press, pick, type, record, find, voice, focused } = await opened("draft");
  pick("channel", "call");
  await press("channel-save");
  expect(find("channel").value).toBe("call");
  expect(find("channel-until").textContent).toContain("Until February 1, 2027");
  expect(voice()).toBe("Remembered: how this customer wishes to be reached.");
  expect(focused()).toBe("channel");
  pick("channel", "");
  await type("channel", "Enter");
  expect(asked(record, "preferred-channel").map(({ body }) => body)).toEqual([{ channel: "call" }, { channel: null }]);
  expect(find("channel-until")).toBeNull();
  expect(voice()).toBe("No longer remembered how to reach this customer.");
});

test("a blind answer is followed by both views", async () => {
  const { pick, press, find, focused } = await opened("audit");
  expect(find("verdict")).toBeNull();
  pick("audit-kind", "refund_request");
  pick("audit-urgency-U2", "U2");
  pick("audit-needs_person-true", "true");
  await press("audit-submit");
  expect(focused()).toBe("compare-title");
  expect([...find("compare").querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent))).toEqual([
    ["Kind", "wants money back", "wants money back"],
    ["Urgency", "soon, same day", "soon, same day"],
    ["Does it need a person?", "Yes", "No"],
  ]);
});

test("the practice tickets give feedback, remember the step, and touch nothing", async () => {
  const { press, find, record, store, focused } = await opened("draft", { kept: { "first-week": null } });
  await press("practice-send");
  expect(find("practice-feedback").textContent).toMatch(/^Better not\./);
  await press("practice-check");
  expect(find("practice-feedback").textContent).toMatch(/^Yes\./);
  expect(focused()).toBe("practice-feedback");
  await press("practice-next");
  expect(store.get("first-week")).toEqual({ since: 0, step: 1 });
  for (const best of ["decide", "own_words", "take_over", "correct"]) {
    expect(focused()).toBe("practice-title");
    await press(`practice-${best}`);
    await press("practice-next");
  }
  expect(find("practice-title").textContent).toContain("That was all five.");
  await press("practice-again");
  expect(store.get("first-week").step).toBe(0);
  expect(record.calls).toHaveLength(1);
});
