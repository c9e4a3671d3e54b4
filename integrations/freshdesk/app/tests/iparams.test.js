import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const SOURCE = readFileSync(join(import.meta.dirname, "../source/config/assets/iparams.js"), "utf8");
const PACKED = '{ host: "triage.example.com", account: "acme", settings: ["people_group", "intake_groups", "rules"] }';
const TOKEN = "abcdefghijklmnopqrstuvwxyz012345";

let values;
let set;
let asked;
let answers;
let page;

/** The settings page of Freshdesk around the script, as far as the script knows it. */
function open(stored = {}) {
  values = { connector_host: "", connector_account: "", connector_token: "", people_group: "Choose a group", intake_groups: [], rules: "", ...stored };
  page = createContext({
    setTimeout,
    clearTimeout,
    utils: {
      get: (name) => values[name],
      set: (name, change) => {
        set.push([name, JSON.parse(JSON.stringify(change))]);
        values[name] = "value" in change ? change.value : values[name];
      },
    },
    app: {
      initialized: () =>
        Promise.resolve({
          request: {
            invokeTemplate: (name, options) => {
              asked.push({ name, ...JSON.parse(JSON.stringify(options)) });
              return (answers[name] ?? (() => Promise.resolve({ status: 200, response: '{"groups": ["Billing", "Support"]}' })))();
            },
          },
        }),
    },
  });
  runInContext(SOURCE.replace(/\/\* packed \*\/ \{.*\}/, PACKED), page);
  page.onFormLoad();
}

function reachable() {
  Object.assign(values, { connector_token: TOKEN });
}

/** What the page shows when a callback rejects, else an empty string. */
async function change(call) {
  const outcome = Promise.resolve(call()).then(() => "", (words) => words);
  await vi.advanceTimersByTimeAsync(600);
  return await outcome;
}

function offered(name) {
  return set.findLast(([field, what]) => field === name && what.values)?.[1].values;
}

beforeEach(() => {
  vi.useFakeTimers();
  [set, asked, answers] = [[], [], {}];
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the page as it opens", () => {
  it("knows host and account, and waits for the token", () => {
    open();
    expect([values.connector_host, values.connector_account]).toEqual(["triage.example.com", "acme"]);
    expect(offered("people_group")).toEqual(["Choose a group"]);
    expect(asked).toEqual([]);
  });

  it("keeps what was saved among the choices, and asks for the token once more", () => {
    open({ connector_host: "other.example.com", connector_account: "two", people_group: "Care", intake_groups: ["Front desk"] });
    expect([values.connector_host, values.connector_account]).toEqual(["other.example.com", "two"]);
    expect(offered("people_group")).toEqual(["Choose a group", "Care"]);
    expect(offered("intake_groups")).toEqual(["Front desk"]);
    expect(set.at(-1)[1].hint).toContain("once more");
  });
});

describe("the connection", () => {
  it("brings the groups, once all three are there and nobody types", async () => {
    open();
    expect(await change(() => page.hostChanged("triage.example.com"))).toBe("");
    expect(asked).toEqual([]);
    reachable();
    const hurried = page.tokenChanged("abc");
    expect(await change(() => page.tokenChanged(TOKEN))).toBe("");
    await hurried;
    expect(asked).toEqual([{ name: "groups", context: { host: "triage.example.com", account: "acme", token: TOKEN } }]);
    expect(offered("people_group")).toEqual(["Choose a group", "Billing", "Support"]);
    expect(offered("intake_groups")).toEqual(["Billing", "Support"]);
    expect(set.at(-1)[1].hint).toContain("Connected");
  });

  it("leaves the group that was chosen", async () => {
    open({ people_group: "Support", intake_groups: ["Billing"] });
    reachable();
    await change(() => page.accountChanged("acme"));
    expect([values.people_group, values.intake_groups]).toEqual(["Support", ["Billing"]]);
  });

  it.each(["https://triage.example.com", "triage.example.com/app", "two words", ""])("refuses the host %s at once", async (host) => {
    open();
    expect(await change(() => page.hostChanged(host))).toContain("the name alone");
    expect(asked).toEqual([]);
  });

  it.each([
    [{ status: 401 }, "app-token"],
    [{ status: 404 }, "no account of this name"],
    [{ status: 502 }, "No answer"],
    [new Error("offline"), "No answer"],
  ])("says what to do about %o", async (failure, words) => {
    open();
    reachable();
    answers.groups = () => Promise.reject(failure);
    expect(await change(() => page.tokenChanged(TOKEN))).toContain(words);
  });

  it("is not tried with a masked token", async () => {
    open();
    values.connector_token = "••••••••••••••••••••";
    await change(() => page.tokenChanged(values.connector_token));
    expect(asked).toEqual([]);
  });
});

describe("the rules", () => {
  it("are checked with the other settings, as they are typed", async () => {
    open({ people_group: "Support", intake_groups: ["Billing", "Care"] });
    reachable();
    answers.checkSettings = () => Promise.resolve({ status: 200, response: '{"accepted": false, "errors": ["line 1: no such kind", "line 2: …"]}' });
    expect(await change(() => page.rulesChanged("refunds: L1"))).toBe("line 1: no such kind line 2: …");
    const settings = { people_group: "Support", intake_groups: "Billing, Care", rules: "refunds: L1" };
    expect(JSON.parse(asked[0].body)).toEqual({ settings });
  });

  it("are well when the connector takes them, or cannot be asked", async () => {
    open();
    expect(await change(() => page.rulesChanged("x"))).toBe("");
    reachable();
    answers.checkSettings = () => Promise.resolve({ status: 200, response: '{"accepted": true, "errors": []}' });
    expect(await change(() => page.rulesChanged("x"))).toBe("");
    answers.checkSettings = () => Promise.reject({ status: 502 });
    expect(await change(() => page.rulesChanged("x"))).toBe("");
    expect(JSON.parse(asked[0].body).settings.people_group).toBe("");
  });

  it("and the connection do not keep each other waiting", async () => {
    open();
    reachable();
    const connection = page.tokenChanged(TOKEN);
    await change(() => page.rulesChanged(""));
    await connection;
    expect(asked.map((call) => call.name).sort()).toEqual(["checkSettings", "groups"]);
  });
});
