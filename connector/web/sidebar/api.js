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

/** Return the calls about one ticket. Each resolves to a TicketPage and rejects with a Failure, never with anything else. */
export function callsOf(platform, ticket, language) {
  const base = `/tickets/${encodeURIComponent(ticket)}`;
  const ask = (method, path, body) => call(platform, method, `${base}${path}?language=${language}`, body);
  return {
    load: () => ask("GET", ""),
    correct: (correction) => ask("POST", "/corrections", { kind: null, group: null, urgency: null, needs_person: null, ...correction }),
    undo: () => ask("POST", "/undo", {}),
    preferHuman: (on) => ask("POST", "/prefers-human", { on }),
    answerAudit: (answer) => ask("POST", "/audit", answer),
    draftInserted: () => ask("POST", "/draft-inserted", {}),
    claimOwnWords: (on) => ask("POST", "/own-words", { on }),
  };
}

async function call(platform, method, path, body) {
  const answer = await platform.call(method, path, body).catch(() => {
    throw new Failure("unreachable");
  });
  if (isPage(answer)) {
    return answer.body;
  }
  const kind = FAILURES[answer.status] ?? "fault";
  throw new Failure(kind, { remedy: answer.body?.remedy, retryIn: kind === "busy" ? wait(answer) : null });
}

function isPage({ status, body }) {
  return status >= 200 && status < 300 && Boolean(body?.state);
}

/** The platform layer hands on `Retry-After` in seconds where the helpdesk lets it see the header. */
function wait({ retryAfter }) {
  return retryAfter > 0 ? Math.ceil(retryAfter) : BUSY_FOR_SECONDS;
}
