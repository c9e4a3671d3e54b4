/**
 * Between the sidebar and Zendesk: what the sidebar asks of a helpdesk, in the words of the Zendesk Apps Framework v2.
 * https://developer.zendesk.com/api-reference/apps/apps-core-api/client_api/
 * https://developer.zendesk.com/api-reference/apps/apps-support-api/ticket_sidebar/
 */

const REGISTERED_WITHIN_MS = 15_000;
const ANSWER_WITHIN_MS = 20_000;
const RENEW_AT_SHARE_OF_LIFE = 0.8;
const RETRY_RENEWAL_MS = 10_000;
const NOTICE_MS = 6_000;

/**
 * Return the platform layer. `config` is what the connector wrote into the page: `api`, `token`, `expires_in` in seconds.
 * Throws Error("outside") when no Zendesk is around this page.
 */
export async function connect(config) {
  const client = globalThis.ZAFClient?.init();
  if (!client) {
    throw new Error("outside");
  }
  await registered(client);
  const session = openSession(config);
  return {
    name: "zendesk",
    language: () => language(client),
    ticketId: () => ticketId(client),
    agentName: () => agentName(client),
    call: session.call,
    insertDraft: (text, mark) => insertDraft(client, text, mark),
    readReply: () => readReply(client),
    notify: (kind, text) => quietly(client.invoke("notify", escaped(text), kind === "alert" ? "alert" : "notice", NOTICE_MS)),
    resize: (height) => quietly(client.invoke("resize", { width: "100%", height: `${Math.ceil(height)}px` })),
    onTicketChange: (callback) => onTicketChange(client, callback),
  };
}

/** The SDK answers only once Zendesk has replied to its greeting; a page of somebody else never replies. */
async function registered(client) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("outside")), REGISTERED_WITHIN_MS);
  });
  try {
    await Promise.race([client.context(), late]);
  } finally {
    clearTimeout(timer);
  }
}

// ── the ticket and the agent ─────────────────────────────────────────────────────────────────────────────────────────

async function language(client) {
  const locale = (await read(client, "currentUser.locale")) || globalThis.navigator?.language || "en";
  return String(locale).slice(0, 2).toLowerCase();
}

/** Who is signed in. The page itself was opened for this agent by a signed load. */
async function agentName(client) {
  return String((await read(client, "currentUser.name")) ?? "");
}

async function ticketId(client) {
  const id = (await read(client, "ticket.id")) ?? (await client.context()).ticketId;
  return String(id ?? "");
}

/** A property of the client, or undefined where this Zendesk has no such property. */
async function read(client, path) {
  try {
    return (await client.get(path))[path];
  } catch {
    return undefined;
  }
}

/** Each ticket has a page of its own in Zendesk, so “another ticket” is the pane of that ticket coming to the front. */
function onTicketChange(client, callback) {
  client.on("app.activated", (event) => {
    if (!event?.firstLoad) {
      callback();
    }
  });
  client.on("ticket.conversation.changed", () => callback());
}

// ── the composer ─────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Add the draft to the public reply, at the cursor. What the agent typed stays, and nothing is sent. `mark` names the notice in which
 * the text ends, its language and what it discloses, for machines; an editor that strips attributes leaves the words.
 */
async function insertDraft(client, text, mark) {
  try {
    if (!(await turnPublic(client))) {
      return "failed";
    }
    await insert(client, text, mark);
    return "inserted";
  } catch {
    return "failed";
  }
}

/** Leave an internal note for the public reply; any public channel that the agent chose stays. */
async function turnPublic(client) {
  if (isPublic(await read(client, "ticket.comment.type"))) {
    return true;
  }
  await client.set("ticket.comment.type", "publicReply");
  return isPublic(await read(client, "ticket.comment.type"));
}

function isPublic(type) {
  return Boolean(type) && type !== "internalNote";
}

/** Return what the agent is writing, as plain text. The rich text editor gives HTML; it is only read, never shown. */
async function readReply(client) {
  const written = String((await read(client, "ticket.comment.text")) ?? "");
  if ((await read(client, "comment.useRichText")) === false) {
    return written;
  }
  const marked = written.replace(/<br\s*\/?>/gi, "\n").replace(/<\/(p|div|li|h\d)>/gi, "\n");
  return new DOMParser().parseFromString(marked, "text/html").body.textContent.trim();
}

/** The rich text editor takes HTML; the older Markdown editor has no `ticket.editor` and takes text at the end. */
async function insert(client, text, mark) {
  if ((await read(client, "comment.useRichText")) === false) {
    await client.invoke("ticket.comment.appendText", text);
    return;
  }
  try {
    await client.invoke("ticket.editor.insert", marked(text, mark));
  } catch (error) {
    if (error?.name === "TimeoutError") {
      throw error; // it may be there already; a second try could put it there twice
    }
    await client.invoke("ticket.comment.appendText", text);
  }
}

/** The text as HTML, the last block, which holds the notice, in a paragraph with the mark. */
function marked(text, mark) {
  const lines = (words) => escaped(words).replaceAll("\n", "<br>");
  const start = mark?.notice && text.endsWith(mark.notice) ? text.lastIndexOf("\n\n") + 2 : 1;
  if (start < 2) {
    return lines(text);
  }
  const attributes = `data-ai-disclosure="${escaped(mark.state)}" lang="${escaped(mark.language)}"`;
  return `${lines(text.slice(0, start))}<p ${attributes}>${lines(text.slice(start))}</p>`;
}

function escaped(text) {
  return String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

// ── the connector ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Calls to the connector, which served this page and so has its origin. The token is replaced before it ends. */
function openSession(config) {
  let token = config.token;

  async function call(method, path, body) {
    let response;
    try {
      response = await fetch(config.api + path, request(method, body, token));
    } catch {
      throw new Error("unreachable");
    }
    return { status: response.status, body: await json(response), retryAfter: seconds(response.headers.get("Retry-After")) };
  }

  function renewAfter(ms) {
    setTimeout(renew, ms);
  }

  async function renew() {
    try {
      const answer = await call("POST", "/token", {});
      if (answer.status === 200) {
        token = answer.body.token;
        renewAfter(renewalDue(answer.body.expires_in));
      } else if (answer.status === 429 || answer.status >= 500) {
        renewAfter(Math.max(RETRY_RENEWAL_MS, 1000 * (answer.retryAfter ?? 0)));
      }
    } catch {
      renewAfter(RETRY_RENEWAL_MS);
    }
  }

  renewAfter(renewalDue(config.expires_in));
  return { call };
}

function renewalDue(expiresIn) {
  return 1000 * RENEW_AT_SHARE_OF_LIFE * expiresIn;
}

function request(method, body, token) {
  const sends = method !== "GET";
  return {
    method,
    headers: { Accept: "application/json", Authorization: `Bearer ${token}`, ...(sends && { "Content-Type": "application/json" }) },
    ...(sends && { body: JSON.stringify(body ?? {}) }),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  };
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function seconds(header) {
  return header && Number(header) > 0 ? Number(header) : null;
}

/** A notice that could not be shown, or a height that could not be set, is no reason to stop. */
function quietly(promise) {
  Promise.resolve(promise).catch(() => {});
}
