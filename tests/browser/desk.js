/** A helpdesk of paper: it stands where Zendesk or Freshdesk would, answers as the connector would, and writes down what it was asked. */

import { PAGES } from "./pages.js";

/** What becomes of a page when the agent asks for something. */
const DEEDS = {
  corrections: (page, told) => ({ ...page, corrected: { ...page.corrected, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) } }),
  undo: (page) => ({ ...page, state: "undoing" }),
  "prefers-human": (page, { on }) => ({ ...page, prefers_human: on, prefers_human_until: on ? "2027-02-01" : null }),
  "preferred-channel": (page, { channel }) => ({ ...page, prefers_channel: channel, prefers_channel_until: channel && "2027-02-01" }),
  audit: () => PAGES.draft.body,
  "draft-inserted": (page) => ({ ...page, draft: { ...page.draft, is_own: false } }),
  "own-words": (page, { on }) => ({ ...page, draft: { ...page.draft, is_own: on } }),
};

/** What the coach says of any reply. */
const COACHING = {
  suggestions: ["Please acknowledge in your own words: bereavement; has written twice since 17 November."],
  hints: [
    { code: "empty_sympathy", quote: "I totally understand your frustration.", advice: "Nobody can know that. Name what happened to them instead." },
    { code: "no_next_step", quote: "", advice: "Say what happens next, or what they can do." },
  ],
};

/** Return a platform in this state, and the record of what happened on it. */
export function desk(state, language = "en") {
  let answer = PAGES[state];
  let change = () => {};
  const record = {
    coaching: structuredClone(COACHING), written: "I totally understand your frustration.", calls: [], reply: "", notices: [], agent: "",
    height: 0, ticket: "41", visit: () => change(),
  };
  const call = (method, path, body) => {
    record.calls.push({ method, path, body });
    if (!answer) {
      return Promise.reject(new Error("unreachable"));
    }
    const deed = DEEDS[path.split("?")[0].split("/")[3]];
    if (deed && answer.status === 200) {
      answer = { ...answer, body: deed(answer.body, body) };
    } else if (answer.body.state === "undoing" && record.calls.length > 1) {
      answer = PAGES.undone;
    }
    return Promise.resolve({ status: answer.status, body: structuredClone(answer.body), retryAfter: answer.retryAfter ?? null });
  };
  const coached = (method, path, body) => {
    record.calls.push({ method, path, body });
    return answer ? Promise.resolve({ status: 200, body: record.coaching, retryAfter: null }) : Promise.reject(new Error("unreachable"));
  };
  const platform = {
    name: "paper",
    language: () => Promise.resolve(language),
    ticketId: () => Promise.resolve(record.ticket),
    agentName: () => Promise.resolve(record.agent),
    call: (method, path, body) => (path.includes("/coach") ? coached : call)(method, path, body),
    insertDraft: (text, mark) => {
      const outcome = PAGES[state].insert ?? "inserted";
      record.reply += outcome === "inserted" ? text : "";
      record.mark = mark;
      return Promise.resolve(outcome);
    },
    readReply: () => Promise.resolve(record.written),
    notify: (kind, text) => record.notices.push({ kind, text }),
    resize: (height) => {
      record.height = height;
    },
    onTicketChange: (callback) => {
      change = callback;
    },
  };
  return { platform, record, answerWith: (name) => (answer = PAGES[name]) };
}

/** The platform layer of the preview; the address says which state and language. */
export function connect() {
  const asked = new URLSearchParams(window.location.search);
  if (asked.get("state") === "outside") {
    return Promise.reject(new Error("outside"));
  }
  const { platform, record } = desk(asked.get("state") ?? "draft", asked.get("language") ?? "en");
  window.desk = record;
  if (asked.get("state") === "loading") {
    platform.call = () => new Promise(() => {});
  }
  return Promise.resolve(platform);
}
