import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

import { beforeEach, describe, expect, it, vi } from "vitest";

const SOURCE = readFileSync(join(import.meta.dirname, "../server/server.js"), "utf8");
const TOKEN = "t0ken-of-the-account";
const IPARAMS = {
  connector_host: "triage.example.com",
  connector_account: "acme",
  connector_token: TOKEN,
  people_group: "Support",
  intake_groups: ["Billing", "Front desk"],
  audit_share: 5,
  working_hours: null,
  rules: "refund_request: L1",
};
const SETTINGS = {
  people_group: "Support",
  intake_groups: "Billing, Front desk",
  audit_share: "5",
  working_hours: "",
  rules: "refund_request: L1",
};

let answers;
let asked;
let rendered;
let logged;
let handlers;

beforeEach(() => {
  answers = {};
  asked = [];
  rendered = [];
  logged = [];
  const sandbox = {
    exports: {},
    $request: {
      invokeTemplate: (name, options) => {
        asked.push({ name, ...options, body: JSON.parse(options.body) });
        const answer = answers[name] ?? { status: 200, response: '{"accepted": true, "errors": []}' };
        return answer.status >= 200 && answer.status < 300 ? Promise.resolve(answer) : Promise.reject(answer);
      },
    },
    renderData: (...given) => rendered.push(given),
    console: { error: (...words) => logged.push(words.join(" ")) },
  };
  runInNewContext(SOURCE, sandbox);
  handlers = sandbox.exports;
});

function plain(value) {
  return JSON.parse(JSON.stringify(value));
}

describe("an installation", () => {
  const install = (changes) => handlers.onAppInstallHandler({ iparams: { ...IPARAMS, ...changes } });

  it("is checked, handed over and then completed", async () => {
    await install();
    const context = { host: "triage.example.com", account: "acme", token: TOKEN };
    expect(plain(asked)).toEqual([
      { name: "checkSettings", context, body: { settings: SETTINGS } },
      { name: "sendSettings", context, body: { settings: SETTINGS } },
    ]);
    expect(rendered).toEqual([[]]);
  });

  it.each(["https://triage.example.com", "triage.example.com/app", "", undefined])("is refused with the host %s", async (host) => {
    await install({ connector_host: host });
    expect(rendered).toEqual([[{ message: "Connector host: the name alone, without https:// or a path." }]]);
    expect(asked).toEqual([]);
  });

  it("is refused while no group for people is chosen", async () => {
    await install({ people_group: "Choose a group" });
    expect(rendered[0][0].message).toContain("Choose the group for people");
  });

  it("is refused with the mistake in the rules, and nothing is handed over", async () => {
    answers.checkSettings = { status: 200, response: '{"accepted": false, "errors": ["line 3: there is no kind “refunds”", "line 4"]}' };
    await install();
    expect(rendered).toEqual([[{ message: "line 3: there is no kind “refunds”" }]]);
    expect(asked.map((call) => call.name)).toEqual(["checkSettings"]);
  });

  it.each([401, 403, 404, 429, 503, 500, 502, undefined])("is refused when the connector answers %s", async (status) => {
    answers.checkSettings = { status, response: "" };
    await install();
    expect(rendered).toHaveLength(1);
    expect(rendered[0][0].message).toMatch(/connector/i);
  });

  it("is refused when what answers is not the connector", async () => {
    answers.checkSettings = { status: 200, response: "<html>" };
    await install();
    expect(rendered[0][0].message).toContain("No answer from the connector host");
  });

  it("is refused when the settings could be checked but not handed over", async () => {
    answers.sendSettings = { status: 503, response: "" };
    await install();
    expect(rendered[0][0].message).toContain("busy");
  });

  it("never says more than the sixty characters that are shown", async () => {
    answers.checkSettings = { status: 200, response: JSON.stringify({ accepted: false, errors: ["x".repeat(200)] }) };
    await install();
    await install({ connector_host: "https://" });
    await install({ people_group: "" });
    for (const status of [401, 404, 429, 500]) {
      answers.checkSettings = { status };
      await install();
    }
    expect(rendered).toHaveLength(7);
    expect(Math.max(...rendered.map(([{ message }]) => message.length))).toBe(60);
  });
});

describe("an update and a removal", () => {
  it("hands the settings over again, and goes on whatever comes of it", async () => {
    await handlers.afterAppUpdateHandler({ iparams: IPARAMS });
    expect(asked.map((call) => call.name)).toEqual(["sendSettings"]);
    answers.sendSettings = { status: 401, response: "" };
    await handlers.afterAppUpdateHandler({ iparams: IPARAMS });
    expect(rendered).toEqual([[], []]);
  });

  it("is never in the way of being removed", () => {
    handlers.onAppUninstallHandler({ iparams: IPARAMS });
    expect(rendered).toEqual([[]]);
    expect(asked).toEqual([]);
  });
});

describe("a ticket", () => {
  const words = { subject: "My order", description: "<p>Where is it?</p>", description_text: "Where is it?" };

  it("is told by its number, with the settings, and without a word of it or of the secret", async () => {
    await handlers.onTicketCreateHandler({ iparams: IPARAMS, data: { ticket: { id: 41, ...words }, requester: { name: "Sam Example" } } });
    expect(plain(asked)).toEqual([{ name: "ring", context: {}, body: { ticket_id: "41", event: "ticket_created", settings: SETTINGS } }]);
    expect(JSON.stringify(asked)).not.toMatch(/Where|Sam|order/);
    expect(JSON.stringify(asked)).not.toContain(TOKEN);
    expect(rendered).toEqual([]);
  });

  const said = (conversation, actor, ticket) =>
    handlers.onConversationCreateHandler({
      iparams: IPARAMS,
      data: { conversation: { incoming: true, private: false, ticket_id: 41, body: "Hello?", ...conversation }, actor, ticket },
    });

  it.each([{ type: "requester" }, { type: "contact" }, { type: "system", id: 0 }, undefined])("is told again when the customer wrote: %o", async (actor) => {
    await said({}, actor);
    expect(asked[0].body).toMatchObject({ ticket_id: "41", event: "ticket_replied" });
    expect(JSON.stringify(asked)).not.toContain("Hello");
  });

  it("goes by the ticket's own number where it is there", async () => {
    await said({ ticket_id: 9000000001 }, { type: "requester" }, { id: 41 });
    expect(asked[0].body.ticket_id).toBe("41");
  });

  it.each([
    ["an agent's reply", { incoming: false }, { type: "agent" }],
    ["our own note", { incoming: false, private: true }, { type: "agent" }],
    ["a private remark", { private: true }, { type: "requester" }],
    ["an agent by the older mark", {}, { helpdesk_agent: true }],
    ["what an agent entered", {}, { type: "agent" }],
  ])("is not told of %s", async (_, conversation, actor) => {
    await said(conversation, actor);
    expect(asked).toEqual([]);
  });

  it("that could not be told leaves a line without anything of it", async () => {
    const failed = vi.fn();
    answers.ring = { status: 503, response: "Where is it?" };
    await handlers.onTicketCreateHandler({ iparams: IPARAMS, data: { ticket: { id: 41, ...words } } }).catch(failed);
    answers.ring = {};
    await said({}, {});
    expect(failed).not.toHaveBeenCalled();
    expect(logged).toEqual([
      "Warm Handoff: the connector did not hear of a ticket (503)",
      "Warm Handoff: the connector did not hear of a ticket (no answer)",
    ]);
  });
});
