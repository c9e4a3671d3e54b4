// The host half of the Zendesk Apps Framework, as far as a ticket sidebar needs it. The client script in the frame greets with
// “iframe.handshake” and is answered with “zaf.app.registered”; it then asks with get, set and invoke, each with an id, and
// subscribes to events. Messages are JSON texts. Only the app's own frame and origin are listened to.
// The protocol is that of https://github.com/zendesk/zendesk_app_framework_sdk (2.0).

const FRESH_EVERY_MS = 2500;
const TALLEST = 4000;
const CHANNELS = ["publicReply", "internalNote"];

const composer = document.getElementById("composer");
const textarea = document.getElementById("text");
const said = document.getElementById("composer-said");
const apps = document.getElementById("apps");
const host = apps && openHost(apps, JSON.parse(apps.dataset.config));

// ── the composer ─────────────────────────────────────────────────────────────────────────────────────────────────────

function commentType() {
  return composer.elements.type.value;
}

function insertAtCursor(text) {
  const at = textarea.selectionEnd ?? textarea.value.length;
  textarea.setRangeText(text, at, at, "end");
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

function append(text) {
  textarea.value += (textarea.value && !textarea.value.endsWith("\n") ? "\n" : "") + text;
}

/** What the rich text editor makes of HTML, in a field for plain text. */
function textOf(html) {
  const marked = String(html).replace(/<br\s*\/?>/gi, "\n").replace(/<\/(p|div|li)>/gi, "\n");
  return new DOMParser().parseFromString(`<pre>${marked}</pre>`, "text/html").body.textContent;
}

async function refresh() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const before = document.getElementById("conversation").dataset.comments;
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const next = fresh.getElementById(part.id);
    if (!next || part.contains(document.activeElement) || next.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...next.childNodes);
    Object.assign(part.dataset, next.dataset);
  }
  if (document.getElementById("conversation").dataset.comments !== before) host?.emit("ticket.conversation.changed");
}

composer.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = composer.querySelector("button");
  button.disabled = true;
  host?.emit("ticket.submit.start");
  try {
    const answer = await fetch(composer.action, { method: "POST", body: new URLSearchParams(new FormData(composer)) });
    if (!answer.ok) throw new Error(answer.status === 400 ? "Please write something first." : "That did not work. Try again.");
    textarea.value = "";
    said.textContent = "Your comment was added.";
    await refresh();
    host?.emit("ticket.submit.done");
  } catch (error) {
    said.textContent = error.message;
    host?.emit("ticket.submit.fail");
  } finally {
    button.disabled = false;
  }
});

composer.elements.type.forEach((radio) => radio.addEventListener("change", () => host?.emit("ticket.comment.type.changed", commentType())));
setInterval(() => document.hidden || refresh().catch(() => undefined), FRESH_EVERY_MS);

// ── the app ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function openHost(place, config) {
  const frame = document.getElementById("app-frame");
  const form = document.getElementById("app-load");
  const subscribed = new Set();
  let notice;

  const getters = {
    "comment.type": commentType,
    "comment.text": () => textarea.value,
    "comment.useRichText": () => config.rich,
  };
  const setters = {
    "comment.type": (value) => {
      if (!CHANNELS.includes(value)) throw new Error(`is not a channel of this ticket: ${value}`);
      composer.querySelector(`[value="${value}"]`).checked = true;
      emit("ticket.comment.type.changed", value);
    },
    "comment.text": (value) => {
      textarea.value = textOf(value);
    },
  };
  const actions = {
    "comment.appendText": append,
    "comment.appendHtml": (html) => append(textOf(html)),
    resize: ({ height }) => {
      frame.style.height = `${Math.min(Math.max(parseInt(height, 10) || 0, 80), TALLEST)}px`;
    },
    notify: notify,
  };
  if (config.rich) actions["ticket.editor.insert"] = (html) => insertAtCursor(textOf(html));

  function notify(text, kind = "notice", milliseconds = 6000) {
    const region = document.getElementById("apps-said");
    region.textContent = textOf(text);
    region.dataset.kind = kind;
    clearTimeout(notice);
    if (Number(milliseconds) > 0) notice = setTimeout(() => region.replaceChildren(), milliseconds);
  }

  /** “ticket.comment.type” and “comment.type” are the same thing. */
  const plain = (path) => path.replace(/^ticket\.comment\./, "comment.");

  function get(path) {
    if (path in config.properties) return config.properties[path];
    if (plain(path) in getters) return getters[plain(path)]();
    throw new Error("Could not be found");
  }

  function carryOut(table, path, args) {
    const act = table[plain(path)];
    if (!act) throw new Error("Could not be found");
    return act(...args) ?? null;
  }

  const requests = {
    get: (paths) => each(paths, get),
    set: (values) => each(Object.keys(values), (path) => carryOut(setters, path, [values[path]])),
    invoke: (calls) => each(Object.keys(calls), (path) => carryOut(actions, path, calls[path])),
  };

  function each(paths, act) {
    const result = { errors: {} };
    for (const path of paths) {
      try {
        result[path] = act(path);
      } catch (error) {
        result.errors[path] = { name: "Error", path, message: error.message };
      }
    }
    return result;
  }

  function post(message) {
    frame.contentWindow.postMessage(JSON.stringify(message), config.origin);
  }

  function emit(name, message) {
    if (subscribed.has(name)) post({ key: `zaf.${name}`, message });
  }

  function subscribe(name, count) {
    const isNew = count > 0 && !subscribed.has(name);
    subscribed[count > 0 ? "add" : "delete"](name);
    if (isNew && name === "app.activated") emit(name, { firstLoad: true });
  }

  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== config.origin || typeof event.data !== "string") return;
    const data = JSON.parse(event.data);
    if (data.appGuid !== config.guid) return;
    if (data.key === "iframe.handshake") {
      subscribed.clear();
      post({ key: "zaf.app.registered", message: { context: config.context, metadata: config.metadata } });
    } else if (data.key?.startsWith("iframe.on:") || data.key?.startsWith("iframe.off:")) {
      subscribe(data.key.slice(data.key.indexOf(":") + 1), data.message?.subscriberCount ?? 0);
    } else if (data.key?.startsWith("request:")) {
      subscribed.add(`${data.key}.fail`);
      emit(`${data.key}.fail`, { responseArgs: [{ status: 0, responseText: "The sandbox passes on no requests." }] });
    } else if (requests[data.request]) {
      post({ id: data.id, result: requests[data.request](data.params) });
    }
  });

  document.addEventListener("visibilitychange", () => document.hidden || emit("app.activated", { firstLoad: false }));
  document.getElementById("apps-again").addEventListener("click", async () => {
    const answer = await fetch(place.dataset.token, { cache: "no-store" });
    form.elements.token.value = (await answer.json()).token;
    form.submit();
  });
  form.submit();
  return { emit };
}
