import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { connect } from "../platform.js";

const CONFIG = { api: "/app/v1/accounts/acme", token: "first", expires_in: 900 };

/** A Zendesk that answers from `properties` and writes down what it is told. */
function zendesk(properties = {}, { broken = {} } = {}) {
  const told = [];
  const handlers = {};
  const act = (verb, path, args) => {
    told.push([verb, path, ...args]);
    return path in broken ? Promise.reject(broken[path]) : Promise.resolve({ errors: {} });
  };
  return {
    told,
    emit: (name, event) => handlers[name]?.forEach((handler) => handler(event)),
    client: {
      context: () => Promise.resolve({ ticketId: 7 }),
      get: (path) => (path in properties ? Promise.resolve({ errors: {}, [path]: properties[path] }) : Promise.reject(new Error("none"))),
      set: (path, value) => {
        properties[path] = path in broken ? properties[path] : value;
        return act("set", path, [value]);
      },
      invoke: (path, ...args) => act("invoke", path, args),
      on: (name, handler) => (handlers[name] ??= []).push(handler),
    },
  };
}

async function connected(desk, config = CONFIG) {
  globalThis.ZAFClient = { init: () => desk.client };
  return await connect(config);
}

function answers(status, body, headers = {}) {
  return Promise.resolve(new Response(body === undefined ? "<html>" : JSON.stringify(body), { status, headers }));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", vi.fn());
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  delete globalThis.ZAFClient;
});

describe("the reply that is being written", () => {
  it.each([
    [{ "comment.useRichText": true, "ticket.comment.text": "<p>Dear Sam,</p><p>a &lt; b<br>Yours</p>" }, "Dear Sam,\na < b\nYours"],
    [{ "comment.useRichText": true, "ticket.comment.text": "<img src=x onerror=alert(1)><script>alert(2)</script>Hi" }, "alert(2)Hi"],
    [{ "comment.useRichText": false, "ticket.comment.text": "a < b" }, "a < b"],
    [{}, ""],
  ])("is read as plain text and not changed: %j", async (properties, text) => {
    const desk = zendesk(properties);
    expect(await (await connected(desk)).readReply()).toBe(text);
    expect(desk.told).toEqual([]);
  });
});

describe("outside Zendesk", () => {
  it("is said when there is no client script, or no address of a host", async () => {
    await expect(connect(CONFIG)).rejects.toThrow("outside");
    globalThis.ZAFClient = { init: () => false };
    await expect(connect(CONFIG)).rejects.toThrow("outside");
  });

  it("is said when nobody answers the greeting", async () => {
    const desk = zendesk();
    desk.client.context = () => new Promise(() => {});
    const attempt = expect(connected(desk)).rejects.toThrow("outside");
    await vi.advanceTimersByTimeAsync(15_000);
    await attempt;
  });
});

describe("the ticket and the agent", () => {
  it.each([["de", "de"], ["en-US", "en"], ["pt-BR", "pt"]])("reads the locale %s as %s", async (locale, wanted) => {
    expect(await (await connected(zendesk({ "currentUser.locale": locale }))).language()).toBe(wanted);
  });

  it("falls back to the browser's language", async () => {
    vi.stubGlobal("navigator", { language: "fr-CA" });
    expect(await (await connected(zendesk())).language()).toBe("fr");
  });

  it("knows the ticket by its property, else by the context", async () => {
    expect(await (await connected(zendesk({ "ticket.id": 41 }))).ticketId()).toBe("41");
    expect(await (await connected(zendesk())).ticketId()).toBe("7");
  });

  it("tells when the pane comes back and when the conversation changed, but not of the first load", async () => {
    const desk = zendesk();
    const changed = vi.fn();
    (await connected(desk)).onTicketChange(changed);
    desk.emit("app.activated", { firstLoad: true });
    expect(changed).not.toHaveBeenCalled();
    desk.emit("app.activated", { firstLoad: false });
    desk.emit("app.activated");
    desk.emit("ticket.conversation.changed");
    expect(changed).toHaveBeenCalledTimes(3);
  });
});

describe("the composer", () => {
  const RICH = { "comment.useRichText": true };

  it("adds the draft at the cursor, as text and never as markup", async () => {
    const desk = zendesk({ ...RICH, "ticket.comment.type": "publicReply" });
    expect(await (await connected(desk)).insertDraft("Dear <b>Ada</b> & Bo,\n\nthanks.")).toBe("inserted");
    expect(desk.told).toEqual([["invoke", "ticket.editor.insert", "Dear &lt;b&gt;Ada&lt;/b&gt; &amp; Bo,<br><br>thanks."]]);
  });

  it("marks the disclosure for machines, and knows who is signed in", async () => {
    const desk = zendesk({ ...RICH, "ticket.comment.type": "publicReply", "currentUser.name": "Ann Ito" });
    const platform = await connected(desk);
    expect(await platform.agentName()).toBe("Ann Ito");
    await platform.insertDraft('Hello "Ada".\n\n--\nBy AI & Ann.', { notice: "By AI & Ann.", state: "ai_drafted", language: "en" });
    expect(desk.told[0][2]).toBe(
      'Hello &quot;Ada&quot;.<br><br><p data-ai-disclosure="ai_drafted" lang="en">--<br>By AI &amp; Ann.</p>',
    );
    await platform.insertDraft("Hello", { notice: "By AI.", state: "ai_drafted", language: "en" });
    expect(desk.told[1][2]).toBe("Hello");
  });

  it("leaves an internal note for the public reply first", async () => {
    const desk = zendesk({ ...RICH, "ticket.comment.type": "internalNote" });
    expect(await (await connected(desk)).insertDraft("Hello")).toBe("inserted");
    expect(desk.told.map(([, path]) => path)).toEqual(["ticket.comment.type", "ticket.editor.insert"]);
    expect(desk.told[0][2]).toBe("publicReply");
  });

  it("keeps another public channel that the agent chose", async () => {
    const desk = zendesk({ ...RICH, "ticket.comment.type": "messaging" });
    await (await connected(desk)).insertDraft("Hello");
    expect(desk.told.map(([verb]) => verb)).toEqual(["invoke"]);
  });

  it("puts nothing into a note that cannot be left", async () => {
    const desk = zendesk({ ...RICH, "ticket.comment.type": "internalNote" }, { broken: { "ticket.comment.type": new Error("no") } });
    expect(await (await connected(desk)).insertDraft("Hello")).toBe("failed");
    const stubborn = zendesk({ ...RICH, "ticket.comment.type": "internalNote" });
    stubborn.client.set = () => Promise.resolve({});
    expect(await (await connected(stubborn)).insertDraft("Hello")).toBe("failed");
    expect([...desk.told, ...stubborn.told].filter(([verb]) => verb === "invoke")).toEqual([]);
  });

  it("appends plain text in the older editor, and where inserting is refused", async () => {
    const plain = zendesk({ "comment.useRichText": false, "ticket.comment.type": "publicReply" });
    expect(await (await connected(plain)).insertDraft("a < b\nc")).toBe("inserted");
    expect(plain.told).toEqual([["invoke", "ticket.comment.appendText", "a < b\nc"]]);
    const refusing = zendesk({ "ticket.comment.type": "publicReply" }, { broken: { "ticket.editor.insert": new Error("no") } });
    expect(await (await connected(refusing)).insertDraft("a < b")).toBe("inserted");
    expect(refusing.told[1]).toEqual(["invoke", "ticket.comment.appendText", "a < b"]);
  });

  it("does not try twice when nobody knows whether it is there", async () => {
    const late = Object.assign(new Error("late"), { name: "TimeoutError" });
    const desk = zendesk({ ...RICH, "ticket.comment.type": "publicReply" }, { broken: { "ticket.editor.insert": late } });
    expect(await (await connected(desk)).insertDraft("Hello")).toBe("failed");
    expect(desk.told).toHaveLength(1);
  });
});

describe("notices and height", () => {
  it("shows text as text, and asks for whole pixels", async () => {
    const desk = zendesk();
    const platform = await connected(desk);
    platform.notify("alert", "a <b> & c");
    platform.notify("notice", "done");
    platform.resize(411.2);
    expect(desk.told).toEqual([
      ["invoke", "notify", "a &lt;b&gt; &amp; c", "alert", 6000],
      ["invoke", "notify", "done", "notice", 6000],
      ["invoke", "resize", { width: "100%", height: "412px" }],
    ]);
  });

  it("goes on when Zendesk does neither", async () => {
    const platform = await connected(zendesk({}, { broken: { notify: new Error("no"), resize: new Error("no") } }));
    platform.notify("notice", "x");
    platform.resize(1);
    await vi.advanceTimersByTimeAsync(1);
  });
});

describe("calls to the connector", () => {
  it("carry the token and no cookie, and resolve for every status", async () => {
    const platform = await connected(zendesk());
    fetch.mockReturnValueOnce(answers(200, { state: "ready" }));
    expect(await platform.call("GET", "/tickets/41?language=de")).toEqual({ status: 200, body: { state: "ready" }, retryAfter: null });
    const [address, sent] = fetch.mock.calls[0];
    expect(address).toBe("/app/v1/accounts/acme/tickets/41?language=de");
    expect(sent).toMatchObject({ method: "GET", credentials: "omit", redirect: "error", cache: "no-store" });
    expect(sent.headers).toEqual({ Accept: "application/json", Authorization: "Bearer first" });
    expect(sent.body).toBeUndefined();
    fetch.mockReturnValueOnce(answers(429, { error: "busy" }, { "Retry-After": "12" }));
    expect(await platform.call("POST", "/tickets/41/undo", {})).toEqual({ status: 429, body: { error: "busy" }, retryAfter: 12 });
    expect(fetch.mock.calls[1][1]).toMatchObject({ method: "POST", body: "{}" });
    fetch.mockReturnValueOnce(answers(502));
    expect(await platform.call("GET", "/groups")).toEqual({ status: 502, body: null, retryAfter: null });
  });

  it("reject as unreachable when no answer comes", async () => {
    const platform = await connected(zendesk());
    fetch.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    await expect(platform.call("GET", "/groups")).rejects.toThrow("unreachable");
  });
});

describe("the token", () => {
  it("is replaced at four fifths of its life, again and again", async () => {
    const platform = await connected(zendesk());
    fetch.mockReturnValueOnce(answers(200, { token: "second", expires_in: 900 }));
    await vi.advanceTimersByTimeAsync(719_000);
    expect(fetch).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fetch.mock.calls[0][0]).toBe("/app/v1/accounts/acme/token");
    fetch.mockReturnValueOnce(answers(200, {}));
    await platform.call("GET", "/groups");
    expect(fetch.mock.calls[1][1].headers.Authorization).toBe("Bearer second");
    fetch.mockReturnValueOnce(answers(200, { token: "third", expires_in: 900 }));
    await vi.advanceTimersByTimeAsync(720_000);
    expect(fetch.mock.calls[2][1].headers.Authorization).toBe("Bearer second");
  });

  it("is asked for again when the connector is away or busy, and no more once it is refused", async () => {
    await connected(zendesk());
    fetch.mockRejectedValueOnce(new TypeError("Failed to fetch"));
    fetch.mockReturnValueOnce(answers(503, {}, { "Retry-After": "30" }));
    fetch.mockReturnValueOnce(answers(401, { error: "expired" }));
    await vi.advanceTimersByTimeAsync(720_000);
    expect(fetch).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fetch).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(fetch).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fetch).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(fetch).toHaveBeenCalledTimes(3);
  });
});
