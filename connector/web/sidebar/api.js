/** The calls of the sidebar, and what each answer means for the person in front of it. */

const BUSY_FOR_SECONDS = 30;

/** What to show for a status, where it is not a success. Everything else is a fault on our side. */
const FAILURES = {
  400: "refused",
  401: "expired",
  403: "forbidden",
  404: "missing",
  409: "refused",
  413: "refused",
  422: "refused",
  429: "busy",
  503: "busy",
};

/** A call that brought no page: `kind` is a row of the words, `remedy` the connector's own advice, `retryIn` seconds where it asked to wait. */
export class Failure extends Error {
  constructor(kind, { remedy = "", retryIn = null } = {}) {
    super(kind);
    this.kind = kind;
    this.remedy = remedy;
    this.retryIn = retryIn;
  }
}

/**
 * Return the calls about one ticket. Each resolves to a TicketPage, `coach` to a Coaching, and rejects with a Failure, never with
 * anything else.
 */
export function callsOf(platform, ticket, language) {
  const base = `/tickets/${encodeURIComponent(ticket)}`;
  const ask = (method, path, body, isRight = isPage) => call(platform, method, `${base}${path}?language=${language}`, body, isRight);
  return {
    load: () => ask("GET", ""),
    correct: (correction) => ask("POST", "/corrections", { kind: null, group: null, urgency: null, needs_person: null, ...correction }),
    undo: () => ask("POST", "/undo", {}),
    preferHuman: (on) => ask("POST", "/prefers-human", { on }),
    preferChannel: (channel) => ask("POST", "/preferred-channel", { channel }),
    answerAudit: (answer) => ask("POST", "/audit", answer),
    draftInserted: () => ask("POST", "/draft-inserted", {}),
    claimOwnWords: (on) => ask("POST", "/own-words", { on }),
    coach: (reply) => ask("POST", "/coach", { reply }, isCoaching),
  };
}

async function call(platform, method, path, body, isRight) {
  const answer = await platform.call(method, path, body).catch(() => {
    throw new Failure("unreachable");
  });
  if (answer.status >= 200 && answer.status < 300 && isRight(answer.body)) {
    return answer.body;
  }
  const kind = FAILURES[answer.status] ?? "fault";
  throw new Failure(kind, { remedy: answer.body?.remedy, retryIn: kind === "busy" ? wait(answer) : null });
}

function isPage(body) {
  return Boolean(body?.state);
}

function isCoaching(body) {
  return Array.isArray(body?.hints) && Array.isArray(body.suggestions);
}

/** The platform layer hands on `Retry-After` in seconds where the helpdesk lets it see the header. */
function wait({ retryAfter }) {
  return retryAfter > 0 ? Math.ceil(retryAfter) : BUSY_FOR_SECONDS;
}
