// A client script of our own that speaks the protocol of the Zendesk Apps Framework (2.0), for the sandbox alone. An app on a
// real account loads Zendesk's script from its own address. Here are only the parts that a ticket sidebar uses.
"use strict";

(() => {
  const ANSWER_WITHIN_MS = 5000;

  class Client {
    #handlers = new Map();
    #pending = new Map();
    #lastId = 0;
    #registered;
    #welcome = new Promise((resolve) => {
      this.#registered = resolve;
    });

    constructor(origin, guid) {
      this.origin = origin;
      this.guid = guid;
      window.addEventListener("message", (event) => this.#hear(event));
      this.#post({ key: "iframe.handshake", message: { version: "2.0-sandbox" } });
    }

    get(path) {
      return this.#ask("get", Array.isArray(path) ? path : [path], path);
    }

    set(path, value) {
      return this.#ask("set", typeof path === "string" ? { [path]: value } : path, path);
    }

    invoke(path, ...args) {
      return this.#ask("invoke", typeof path === "string" ? { [path]: args } : path, path);
    }

    on(name, handler) {
      const handlers = [...(this.#handlers.get(name) ?? []), handler];
      this.#handlers.set(name, handlers);
      this.#tell(`iframe.on:${name}`, { subscriberCount: handlers.length });
    }

    off(name, handler) {
      const handlers = (this.#handlers.get(name) ?? []).filter((one) => one !== handler);
      this.#handlers.set(name, handlers);
      this.#tell(`iframe.off:${name}`, { subscriberCount: handlers.length });
      return handler;
    }

    has(name, handler) {
      return (this.#handlers.get(name) ?? []).includes(handler);
    }

    trigger(name, data) {
      this.#tell(`iframe.trigger:${name}`, data);
    }

    async context() {
      return (await this.#welcome).context;
    }

    async metadata() {
      return (await this.#welcome).metadata;
    }

    async #ask(request, params, asked) {
      await this.#welcome;
      const id = ++this.#lastId;
      const answer = new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(Object.assign(new Error(`Timeout when invoking "${request}"`), { name: "TimeoutError" })), ANSWER_WITHIN_MS);
        this.#pending.set(id, (result) => {
          clearTimeout(timer);
          resolve(result);
        });
      });
      this.#post({ id, request, params });
      const result = await answer;
      const error = typeof asked === "string" && result.errors?.[asked];
      if (error) throw new Error(`"${asked}" ${error.message}`);
      return result;
    }

    async #tell(key, message) {
      await this.#welcome;
      this.#post({ key, message });
    }

    #post(message) {
      window.parent.postMessage(JSON.stringify({ ...message, appGuid: this.guid, instanceGuid: this.guid }), this.origin);
    }

    #hear(event) {
      if (event.origin !== this.origin || event.source !== window.parent || typeof event.data !== "string") return;
      const data = JSON.parse(event.data);
      if (data.id) {
        this.#pending.get(data.id)?.(data.result);
        this.#pending.delete(data.id);
      } else if (data.key === "zaf.app.registered") {
        this.#registered(data.message);
        this.#run("app.registered", data.message);
      } else if (data.key?.startsWith("zaf.")) {
        this.#run(data.key.slice("zaf.".length), data.message);
      }
    }

    #run(name, message) {
      for (const handler of this.#handlers.get(name) ?? []) handler(message);
    }
  }

  function init(callback) {
    const query = new URLSearchParams(location.search);
    const [origin, guid] = [query.get("origin"), query.get("app_guid")];
    if (!origin || !guid) return false;
    const client = new Client(origin, guid);
    if (callback) client.on("app.registered", callback);
    return client;
  }

  window.ZAFClient = { init };
})();
