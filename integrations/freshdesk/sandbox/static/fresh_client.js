// A client script of our own for apps in the sandbox: the part of Freshworks' client that an app beside a ticket uses. It asks the
// page around the frame over postMessage; an app on a real account loads Freshworks' script, whose protocol is not published.
"use strict";

(() => {
  const pending = new Map();
  const handlers = new Map();
  let lastId = 0;

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== location.origin || !event.data?.fresh) return;
    const { id, value, error, emits } = event.data;
    if (emits) {
      for (const handler of handlers.get(emits) ?? []) handler({ type: emits, helper: { getData: () => value } });
      return;
    }
    const { resolve, reject } = pending.get(id) ?? {};
    pending.delete(id);
    if (error !== undefined) reject?.(error);
    else resolve?.(value);
  });

  function ask(method, ...args) {
    return new Promise((resolve, reject) => {
      lastId += 1;
      pending.set(lastId, { resolve, reject });
      window.parent.postMessage({ fresh: true, id: lastId, method, args }, location.origin);
    });
  }

  const client = {
    data: { get: (name) => ask("data.get", name) },
    iparams: { get: (name) => ask("iparams.get", name) },
    interface: { trigger: (action, options) => ask("interface.trigger", action, options) },
    request: { invokeTemplate: (name, options = {}) => ask("request.invokeTemplate", name, options) },
    instance: { resize: (size) => void ask("instance.resize", size).catch(() => undefined), context: () => ask("instance.context") },
    events: {
      on(name, handler) {
        handlers.set(name, [...(handlers.get(name) ?? []), handler]);
        void ask("events.on", name);
      },
      off(name, handler) {
        handlers.set(name, (handlers.get(name) ?? []).filter((one) => one !== handler));
      },
    },
  };

  window.app = {
    async initialized() {
      if (window.parent === window) throw new Error("There is no Freshdesk around this page");
      await ask("initialize");
      return client;
    },
  };
})();
