import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { connect } from "../platform.js";

const DATA = { ticket: { id: 41, model_id: 9000000001 }, loggedInUser: { contact: { language: "pt-BR" } } };

/** A Freshdesk that answers from `data` and writes down what it is told. */
function freshdesk({ data = DATA, answer = { status: 200, response: '{"state": "ready"}' }, refuses = [] } = {}) {
  const told = [];
  const handlers = {};
  return {
    told,
    data,
    activate: () => Promise.all((handlers["app.activated"] ?? []).map((handler) => handler())),
    client: {
      data: { get: (name) => (data[name] ? Promise.resolve({ [name]: data[name] }) : Promise.reject(new Error("none"))) },
      events: { on: (name, handler) => (handlers[name] ??= []).push(handler) },
      instance: { resize: (size) => told.push(["resize", size]) },
      interface: {
        trigger: (action, options) => {
          told.push([action, options]);
          return refuses.includes(action) ? Promise.reject(new Error("no")) : Promise.resolve();
        },
      },
      request: {
        invokeTemplate: (name, options) => {
          told.push([name, options]);
          return answer.status >= 200 && answer.status < 300 ? Promise.resolve(answer) : Promise.reject(answer);
        },
      },
    },
  };
}

async function connected(desk) {
  globalThis.app = { initialized: () => Promise.resolve(desk.client) };
  return await connect({});
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  delete globalThis.app;
});

describe("outside Freshdesk", () => {
  it("is said when there is no client script, or it has no client to give", async () => {
    await expect(connect({})).rejects.toThrow("outside");
    globalThis.app = { initialized: () => Promise.reject(new Error("no")) };
    await expect(connect({})).rejects.toThrow("outside");
  });

  it("is said when nobody answers", async () => {
    globalThis.app = { initialized: () => new Promise(() => {}) };
    const attempt = expect(connect({})).rejects.toThrow("outside");
    await vi.advanceTimersByTimeAsync(15_000);
    await attempt;
  });
});

describe("the ticket and the agent", () => {
  it("knows the ticket by the number that people see", async () => {
    expect(await (await connected(freshdesk())).ticketId()).toBe("41");
    expect(await (await connected(freshdesk({ data: {} }))).ticketId()).toBe("");
  });

  it.each([
    [{ loggedInUser: { language: "de" } }, "de"],
    [DATA, "pt"],
    [{ loggedInUser: {} }, "fr"],
    [{}, "fr"],
  ])("reads the language from %o", async (data, wanted) => {
    vi.stubGlobal("navigator", { language: "fr-CA" });
    expect(await (await connected(freshdesk({ data }))).language()).toBe(wanted);
  });

  it("tells of a return and of another ticket, but not of the activation that goes with the load", async () => {
    const desk = freshdesk({ data: { ...DATA } });
    const changed = vi.fn();
    await (await connected(desk)).onTicketChange(changed);
    await desk.activate();
    expect(changed).not.toHaveBeenCalled();
    desk.data.ticket = { id: 42 };
    await desk.activate();
    expect(changed).toHaveBeenCalledTimes(1);
    desk.data.ticket = { id: 41 };
    vi.advanceTimersByTime(3001);
    await desk.activate();
    expect(changed).toHaveBeenCalledTimes(2);
  });
});

describe("the composer", () => {
  it("is opened with the draft in paragraphs, as text and never as markup", async () => {
    const desk = freshdesk();
    expect(await (await connected(desk)).insertDraft('Dear <b>Ada</b> & "Bo",\r\n\r\nthanks.\nSee you.\n\n\n')).toBe("inserted");
    expect(desk.told).toEqual([
      ["click", { id: "reply", text: "<p>Dear &lt;b&gt;Ada&lt;/b&gt; &amp; &quot;Bo&quot;,</p><p>thanks.<br>See you.</p>" }],
    ]);
  });

  it("marks the disclosure for machines, and names nobody whom nobody attests", async () => {
    const desk = freshdesk();
    const platform = await connected(desk);
    expect(await platform.agentName()).toBe("");
    await platform.insertDraft("Hello.\n\n--\nBy AI.", { notice: "By AI.", state: "ai_drafted", language: "de" });
    expect(desk.told[0][1].text).toBe('<p>Hello.</p><p data-ai-disclosure="ai_drafted" lang="de">--<br>By AI.</p>');
  });

  it("is left alone where Freshdesk declines", async () => {
    const desk = freshdesk({ refuses: ["click"] });
    expect(await (await connected(desk)).insertDraft("Hello")).toBe("open");
    expect(desk.told).toHaveLength(1);
  });
});

describe("notices and height", () => {
  it("keep to what Freshdesk shows", async () => {
    const desk = freshdesk({ refuses: ["showNotify"] });
    const platform = await connected(desk);
    platform.notify("alert", "x".repeat(150));
    platform.notify("notice", "done");
    platform.resize(411.2);
    platform.resize(5000);
    await vi.advanceTimersByTimeAsync(0);
    expect(desk.told).toEqual([
      ["showNotify", { type: "danger", title: "Warm Handoff", message: `${"x".repeat(99)}…` }],
      ["showNotify", { type: "info", title: "Warm Handoff", message: "done" }],
      ["resize", { height: "412px" }],
      ["resize", { height: "700px" }],
    ]);
  });
});

describe("the connector", () => {
  it.each([
    ["GET", "/tickets/41?language=de", undefined, "readTicket", "de"],
    ["POST", "/tickets/41/corrections?language=fr", { kind: "refund_request" }, "correct", "fr"],
    ["POST", "/tickets/41/undo?language=en", {}, "undo", "en"],
    ["POST", "/tickets/41/prefers-human", { on: true }, "prefersHuman", "en"],
    ["POST", "/tickets/41/preferred-channel?language=pt", { channel: "call" }, "preferredChannel", "pt"],
    ["POST", "/tickets/41/audit?language=nl", { urgency: "U1" }, "answerAudit", "nl"],
    ["POST", "/tickets/41/own-words?language=it", { on: true }, "ownWords", "it"],
    ["POST", "/tickets/41/draft-inserted?language=it", undefined, "draftInserted", "it"],
    ["POST", "/tickets/41/coach?language=pt", { reply: "Dear Sam," }, "coach", "pt"],
  ])("is asked by name: %s %s", async (method, path, body, template, language) => {
    const desk = freshdesk();
    const platform = await connected(desk);
    expect(await platform.call(method, path, body)).toEqual({ status: 200, body: { state: "ready" }, retryAfter: null });
    const context = { ticket: "41", language };
    const sent = method === "GET" ? { context } : { context, body: JSON.stringify(body ?? {}) };
    expect(desk.told).toEqual([[template, sent]]);
  });

  it.each(["/tickets/../settings?language=en", "/groups", "/tickets/41/delete", "/tickets/4 1", "/tickets/41?language=en&x=1"])("is not asked for %s", async (path) => {
    const desk = freshdesk();
    await expect((await connected(desk)).call("GET", path)).rejects.toThrow("no request template");
    expect(desk.told).toEqual([]);
  });

  it.each([401, 404, 422, 503])("answers %s, which is an answer", async (status) => {
    const desk = freshdesk({ answer: { status, headers: { "Retry-After": "7" }, response: '{"error": "x", "remedy": "Do this."}' } });
    const answer = await (await connected(desk)).call("GET", "/tickets/41?language=en");
    expect(answer).toEqual({ status, body: { error: "x", remedy: "Do this." }, retryAfter: 7 });
  });

  it("is busy when Freshworks' own limit is reached", async () => {
    const desk = freshdesk({ answer: { status: 429, headers: { "retry-after": ["12"] }, response: "Too many requests" } });
    expect(await (await connected(desk)).call("GET", "/tickets/41?language=en")).toEqual({ status: 429, body: null, retryAfter: 12 });
  });

  it.each([
    { status: 502, response: "Error in establishing a connection." },
    { status: 504, response: "<html>" },
    { status: 0, response: "" },
    { message: "gone" },
    undefined,
    { status: 200, response: "<html>" },
  ])("is unreachable when Freshworks says %o", async (failure) => {
    const desk = freshdesk();
    desk.client.request.invokeTemplate = () => (failure?.status === 200 ? Promise.resolve(failure) : Promise.reject(failure));
    await expect((await connected(desk)).call("GET", "/tickets/41?language=en")).rejects.toThrow("unreachable");
  });

  it("reads an answer that was parsed on the way", async () => {
    const desk = freshdesk({ answer: { status: 200, response: { state: "pending" } } });
    expect((await (await connected(desk)).call("GET", "/tickets/41?language=en")).body).toEqual({ state: "pending" });
  });
});
