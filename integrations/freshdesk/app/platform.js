/**
 * Between the sidebar and Freshdesk: what the sidebar asks of a helpdesk, in the words of the Freshworks app platform 3.0.
 * https://developers.freshworks.com/docs/app-sdk/v3.0/support_ticket/
 *
 * The page of the app holds no secret and calls nobody. Requests go by name to Freshworks, which fills in the connector's host and
 * the account's token from the settings and makes the call (config/requests.json).
 */

const TITLE = "Warm Handoff";
const READY_WITHIN_MS = 15_000;
const LONGEST_MESSAGE = 100;
const TALLEST = 700;
const SAME_ARRIVAL_MS = 3_000;

/** The request templates by what the sidebar calls. */
const TEMPLATES = {
  "GET ": "readTicket",
  "POST corrections": "correct",
  "POST undo": "undo",
  "POST prefers-human": "prefersHuman",
  "POST preferred-channel": "preferredChannel",
  "POST audit": "answerAudit",
  "POST draft-inserted": "draftInserted",
  "POST own-words": "ownWords",
  "POST coach": "coach",
};
const PATH = /^\/tickets\/([0-9A-Za-z_-]{1,32})(?:\/([a-z-]+))?(?:\?language=([a-z]{2}))?$/;

/** Return the platform layer. Throws Error("outside") when no Freshdesk is around this page. */
export async function connect() {
  const client = await initialized();
  return {
    name: "freshdesk",
    language: () => language(client),
    ticketId: () => ticketId(client),
    agentName: () => Promise.resolve(""), // nobody attests here who is signed in, so a draft is checked by “our team”
    call: (method, path, body) => call(client, method, path, body),
    insertDraft: (text, mark) => insertDraft(client, text, mark),
    notify: (kind, text) => notify(client, kind, text),
    resize: (height) => quietly(() => client.instance.resize({ height: `${Math.min(Math.ceil(height), TALLEST)}px` })),
    onTicketChange: (callback) => onTicketChange(client, callback),
  };
}

/** Freshworks' client script names itself `app`; without it, or without an answer, this page is somewhere else. */
async function initialized() {
  if (!globalThis.app?.initialized) {
    throw new Error("outside");
  }
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), READY_WITHIN_MS);
  });
  try {
    return await Promise.race([globalThis.app.initialized(), late]);
  } catch {
    throw new Error("outside");
  } finally {
    clearTimeout(timer);
  }
}

// ── the ticket and the agent ─────────────────────────────────────────────────────────────────────────────────────────

async function language(client) {
  const user = (await read(client, "loggedInUser")) ?? {};
  const spoken = [user.language, user.contact?.language, globalThis.navigator?.language].find(Boolean) ?? "en";
  return String(spoken).slice(0, 2).toLowerCase();
}

/** `id` is the number that people see and that the REST API takes. */
async function ticketId(client) {
  return String((await read(client, "ticket"))?.id ?? "");
}

async function read(client, name) {
  try {
    return (await client.data.get(name))[name];
  } catch {
    return undefined;
  }
}

/** The app is activated once when it is loaded, and that ticket is being shown already; later it is a return or another ticket. */
async function onTicketChange(client, callback) {
  const arrived = Date.now();
  const first = ticketId(client);
  client.events.on("app.activated", async () => {
    if (Date.now() - arrived > SAME_ARRIVAL_MS || (await first) !== (await ticketId(client))) {
      callback();
    }
  });
  await first;
}

// ── the composer ─────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Open the reply editor with the draft in it. Nothing is sent. Freshdesk has no way to add to an editor that is open already;
 * when it declines, the sidebar offers to copy instead, so that what the agent typed stays. `mark` names the notice in which the text
 * ends, its language and what it discloses, for machines; an editor that strips attributes leaves the words.
 */
async function insertDraft(client, text, mark) {
  try {
    await client.interface.trigger("click", { id: "reply", text: paragraphs(text, mark) });
    return "inserted";
  } catch {
    return "open";
  }
}

/** The text as HTML, the last paragraph, which holds the notice, with the mark. */
function paragraphs(text, mark) {
  const blocks = escaped(text).trim().split(/\n{2,}/);
  const attributes = mark?.notice && text.endsWith(mark.notice) ? ` data-ai-disclosure="${escaped(mark.state)}" lang="${escaped(mark.language)}"` : "";
  const isLast = (index) => index === blocks.length - 1;
  return blocks.map((block, index) => `<p${isLast(index) ? attributes : ""}>${block.replaceAll("\n", "<br>")}</p>`).join("");
}

function escaped(text) {
  const plain = String(text).replaceAll("\r\n", "\n");
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

// ── notices ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function notify(client, kind, text) {
  const message = text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE - 1)}…` : text;
  quietly(() => client.interface.trigger("showNotify", { type: kind === "alert" ? "danger" : "info", title: TITLE, message }));
}

/** A notice that could not be shown, or a height that could not be set, is no reason to stop. */
async function quietly(act) {
  try {
    await act();
  } catch {
    // Nothing depends on it.
  }
}

// ── the connector ────────────────────────────────────────────────────────────────────────────────────────────────────

async function call(client, method, path, body) {
  const { template, context } = request(method, path);
  const options = method === "GET" ? { context } : { context, body: JSON.stringify(body ?? {}) };
  return answer(await settled(client.request.invokeTemplate(template, options)));
}

function request(method, path) {
  const [, ticket, action = "", spoken = "en"] = PATH.exec(path) ?? [];
  const template = TEMPLATES[`${method} ${action}`];
  if (!ticket || !template) {
    throw new Error(`there is no request template for ${method} ${path}`);
  }
  return { template, context: { ticket, language: spoken } };
}

/** Every status but a success rejects, with the same shape as an answer. */
async function settled(invoked) {
  try {
    return await invoked;
  } catch (failure) {
    return failure;
  }
}

function answer(received) {
  const status = Number(received?.status);
  const body = json(received?.response);
  if (!isOurs(status, body)) {
    throw new Error("unreachable");
  }
  return { status, body, retryAfter: seconds(received.headers) };
}

/** Ours is JSON. What Freshworks itself says of a call that went wrong is not; only of its limit (429) the sidebar need know. */
function isOurs(status, body) {
  return status === 429 || (status >= 100 && body !== null && typeof body === "object");
}

function json(text) {
  try {
    return typeof text === "string" ? JSON.parse(text) : (text ?? null);
  } catch {
    return null;
  }
}

function seconds(headers) {
  const name = Object.keys(headers ?? {}).find((key) => key.toLowerCase() === "retry-after");
  const wait = name && Number([headers[name]].flat()[0]);
  return wait > 0 ? wait : null;
}
