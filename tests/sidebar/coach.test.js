import { describe, expect, test } from "vitest";
import { opened, pageOf, settled, shown } from "./stage.js";

const asked = ({ calls }) => calls.filter(({ path }) => path.includes("/coach"));
const withoutComposer = { prepare: ({ platform }) => delete platform.readReply };

describe("the coach", () => {
  test("is closed until it is asked for, on every ticket that was read", () => {
    for (const name of ["people", "draft", "sorted", "shadow"]) {
      expect(shown(pageOf(name)).querySelector("#coach").open, name).toBe(false);
    }
    for (const name of ["audit", "pending", "left", "unknown"]) {
      expect(shown(pageOf(name)).querySelector("#coach"), name).toBeNull();
    }
  });

  test("reads what the agent pasted, on a click, and shows the words with the advice", async () => {
    const { find, press, pick, record, focused, voice } = await opened("people");
    pick("coach-reply", "Dear Ms Ellis, I totally understand your frustration.");
    await press("coach-read");
    expect(asked(record)).toEqual([
      { method: "POST", path: "/tickets/41/coach?language=en", body: { reply: "Dear Ms Ellis, I totally understand your frustration." } },
    ]);
    expect(find("coach-found").querySelector("blockquote").textContent).toBe("I totally understand your frustration.");
    expect(find("coach-found").textContent).toContain("Say what happens next");
    expect(find("coach-found").textContent).toContain("has written twice");
    expect(find("coach-reply").value).toContain("Dear Ms Ellis");
    expect(focused()).toBe("coach-found");
    expect(voice()).toBe("Your reply was read.");
    expect(record.reply).toBe("");
  });

  test("says so when nothing stood out", async () => {
    const { find, press, pick, record } = await opened("people");
    record.coaching = { suggestions: [], hints: [] };
    pick("coach-reply", "The refund of 89 euros went out this morning.");
    await press("coach-read");
    expect(find("coach-found").textContent).toBe("Nothing stood out. Your judgement counts for more than this.");
  });

  test("asks nobody about an empty field", async () => {
    const { press, record, focused } = await opened("people");
    await press("coach-read");
    expect(asked(record)).toEqual([]);
    expect(focused()).toBe("coach-reply");
  });

  test("takes the reply from the composer where the helpdesk lets it, and changes nothing there", async () => {
    const { find, press, record, voice, focused } = await opened("people");
    await press("coach-take");
    expect(find("coach-reply").value).toBe("I totally understand your frustration.");
    expect([focused(), record.reply]).toEqual(["coach-reply", ""]);
    find("coach-reply").value = "";
    record.written = " ";
    await press("coach-take");
    expect(voice()).toBe("There is nothing in your reply yet.");
  });

  test("is pasted into where the helpdesk has no way to read the reply", async () => {
    expect((await opened("people", withoutComposer)).find("coach-take")).toBeNull();
  });

  test("says why it could not, and keeps what was pasted", async () => {
    const { find, press, pick, answerWith } = await opened("people");
    pick("coach-reply", "Dear Ms Ellis,");
    answerWith("unreachable");
    await press("coach-read");
    expect(find("coach").querySelector(".trouble").textContent).toContain("Warm Handoff cannot be reached");
    expect(find("coach-reply").value).toBe("Dear Ms Ellis,");
  });

  test("an answer about a ticket that is no longer in front of the agent is dropped", async () => {
    const { find, pick, record } = await opened("people");
    pick("coach-reply", "Dear Ms Ellis,");
    find("coach-read").click();
    record.ticket = "42";
    record.visit();
    await settled();
    expect(find("coach-found")).toBeNull();
  });

  test("words stay words", async () => {
    const { find, press, pick, record } = await opened("people");
    record.coaching.hints[0].quote = "<img src=x onerror=alert(1)>";
    pick("coach-reply", "x");
    await press("coach-read");
    expect(find("coach-found").querySelector("img")).toBeNull();
    expect(find("coach-found").textContent).toContain("<img src=x");
  });
});
