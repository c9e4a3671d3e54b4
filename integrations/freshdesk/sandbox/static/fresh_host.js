// The host half of the app platform, as far as an app beside a ticket needs it: the reply editor, notices, data of the ticket, and
// requests, which the server makes. Only the app's own frame is listened to.

const FRESH_EVERY_MS = 2500;
const NOTICE_MS = 6000;
const TALLEST = 700;

const editor = document.getElementById("editor");
const textarea = document.getElementById("text");
const said = document.getElementById("editor-said");
const apps = document.getElementById("apps");
const host = apps && openHost(apps, JSON.parse(apps.dataset.config));

// ── the editor ───────────────────────────────────────────────────────────────────────────────────────────────────────

const KINDS = {
  reply: { title: `Reply to ${said.dataset.customer}`, button: "Send", done: "Your reply was sent.", sends: "ticket.sendReply" },
  note: { title: "Private note", button: "Add note", done: "Your note was added.", sends: "ticket.addNote" },
};

function openEditor(kind, text = "") {
  editor.hidden = false;
  editor.classList.toggle("editor--note", kind === "note");
  editor.elements.kind.value = kind;
  document.getElementById("editor-title").textContent = KINDS[kind].title;
  document.getElementById("send").textContent = KINDS[kind].button;
  textarea.value = text;
  said.textContent = "";
  textarea.focus();
}

function closeEditor() {
  editor.hidden = true;
  textarea.value = "";
}

/** What the rich text editor makes of HTML, in a field for plain text. */
function textOf(html) {
  const marked = String(html).replace(/<br\s*\/?>/gi, "\n").replace(/<\/(p|div|li)>/gi, "\n\n");
  return new DOMParser().parseFromString(`<pre>${marked}</pre>`, "text/html").body.textContent.trim();
}

for (const button of document.querySelectorAll("[data-opens]")) {
  button.addEventListener("click", () => {
    if (editor.hidden) openEditor(button.dataset.opens);
    else textarea.focus();
    host?.emit(button.dataset.opens === "reply" ? "ticket.replyClick" : "ticket.notesClick");
  });
}
document.getElementById("editor-close").addEventListener("click", () => {
  closeEditor();
  document.querySelector("[data-opens]").focus();
});

editor.addEventListener("submit", async (event) => {
  event.preventDefault();
  const kind = editor.elements.kind.value;
  const button = document.getElementById("send");
  button.disabled = true;
  try {
    const answer = await fetch(editor.action, { method: "POST", body: new URLSearchParams(new FormData(editor)) });
    if (!answer.ok) throw new Error(answer.status === 400 ? "Please write something first." : "That did not work. Try again.");
    closeEditor();
    said.textContent = KINDS[kind].done;
    await refresh();
    host?.emit(KINDS[kind].sends);
  } catch (error) {
    said.textContent = error.message;
  } finally {
    button.disabled = false;
  }
});

async function refresh() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const next = fresh.getElementById(part.id);
    if (!next || part.contains(document.activeElement) || next.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...next.childNodes);
    Object.assign(part.dataset, next.dataset);
  }
}

setInterval(() => document.hidden || refresh().catch(() => undefined), FRESH_EVERY_MS);

// ── the app ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function openHost(place, config) {
  const frame = document.getElementById("app-frame");
  const subscribed = new Set();
  let notice;

  const actions = {
    /** Opens the editor with this text. One that is open holds what the agent typed, and is not touched. */
    click({ id, text = "" }) {
      if (id !== "reply" && id !== "note") throw new Error(`There is nothing to click called ${id}`);
      if (!editor.hidden) throw new Error("The editor is open already");
      openEditor(id, textOf(text));
    },
    showNotify({ type, title = "", message }) {
      if (!["info", "success", "warning", "danger", "alert"].includes(type)) throw new Error(`There is no notice of type ${type}`);
      if (title.length > 30 || message.length > 100) throw new Error("A title has 30 characters at most, a message 100");
      const region = document.getElementById("apps-said");
      region.textContent = message;
      region.dataset.kind = type;
      clearTimeout(notice);
      notice = setTimeout(() => region.replaceChildren(), NOTICE_MS);
    },
  };

  const methods = {
    initialize: () => {
      subscribed.clear();
      return null;
    },
    "events.on": (name) => {
      const isNew = !subscribed.has(name);
      subscribed.add(name);
      if (isNew && name === "app.activated") emit(name);
      return null;
    },
    "data.get": (name) => {
      if (!(name in config.data)) throw new Error(`There is no data called ${name} here`);
      return { [name]: config.data[name] };
    },
    "iparams.get": (name) => (name ? { [name]: config.iparams[name] } : config.iparams),
    "instance.context": () => ({ instanceId: "1", location: "ticket_sidebar" }),
    "instance.resize": ({ height }) => {
      frame.style.height = `${Math.min(Math.max(parseInt(height, 10) || 0, 80), TALLEST)}px`;
      return null;
    },
    "interface.trigger": (action, options = {}) => {
      if (!actions[action]) throw new Error(`There is no action ${action}`);
      actions[action](options);
      return null;
    },
    "request.invokeTemplate": async (name, options) => {
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(place.dataset.invoke, { method: "POST", headers, body: JSON.stringify({ name, options }) });
      const answer = await response.json();
      if (answer.status < 200 || answer.status >= 300) throw answer;
      return answer;
    },
  };

  function post(message) {
    frame.contentWindow.postMessage({ fresh: true, ...message }, location.origin);
  }

  function emit(name, value = {}) {
    if (subscribed.has(name)) post({ emits: name, value });
  }

  window.addEventListener("message", async (event) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin || !event.data?.fresh) return;
    const { id, method, args } = event.data;
    try {
      post({ id, value: await methods[method](...args) });
    } catch (error) {
      post({ id, error: error instanceof Error ? { message: error.message } : error });
    }
  });

  document.addEventListener("visibilitychange", () => document.hidden || emit("app.activated"));
  frame.src = frame.dataset.src; // not before somebody listens here
  return { emit };
}
