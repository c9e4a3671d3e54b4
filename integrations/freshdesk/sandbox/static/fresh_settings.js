// What the platform puts around an app's settings script: `utils` to read and change the fields, and `app` with a client that makes
// requests. It comes before the app's own script; fresh_settings_start.js comes after it.
"use strict";

(() => {
  const form = document.getElementById("settings");

  function place(name) {
    const found = form.querySelector(`[data-iparam="${CSS.escape(name)}"]`);
    if (!found) throw new Error(`There is no field ${name}`);
    return found;
  }

  function field(name) {
    return place(name).querySelector("input, select, textarea");
  }

  function read(name) {
    const element = field(name);
    if (element.type === "checkbox") return element.checked;
    return element.multiple ? [...element.selectedOptions].map((option) => option.value) : element.value;
  }

  function choose(element, value) {
    if (element.type === "checkbox") element.checked = Boolean(value);
    else if (element.multiple) for (const option of element.options) option.selected = [value].flat().includes(option.value);
    else element.value = value;
  }

  const changes = {
    values: (name, values) => {
      const element = field(name);
      const chosen = [read(name)].flat();
      element.replaceChildren(...values.map((value) => new Option(value, value, false, chosen.includes(value))));
    },
    value: (name, value) => choose(field(name), value),
    hint: (name, words) => (document.getElementById(`iparam_${name}_hint`).textContent = words),
    label: (name, words) => (place(name).querySelector("[data-label]").textContent = words),
    visible: (name, shown) => (place(name).hidden = !shown),
    disabled: (name, off) => (field(name).disabled = Boolean(off)),
  };

  async function invokeTemplate(name, options = {}) {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(form.dataset.invoke, { method: "POST", headers, body: JSON.stringify({ name, options }) });
    const answer = await response.json();
    if (answer.status < 200 || answer.status >= 300) throw answer;
    return answer;
  }

  /** A rejected promise of the callback is what is wrong with the field. */
  async function changed(name, callback) {
    const error = document.getElementById(`iparam_${name}_error`);
    const show = (words) => {
      error.textContent = words;
      field(name).setAttribute("aria-invalid", words ? "true" : "false");
    };
    try {
      await callback(read(name));
      show("");
    } catch (words) {
      show(words instanceof Error ? "This could not be checked." : String(words));
    }
  }

  window.utils = {
    get: read,
    set(name, wanted) {
      for (const change of ["values", "value", "hint", "label", "visible", "disabled"]) {
        if (change in wanted) changes[change](name, wanted[change]);
      }
    },
  };
  window.app = {
    initialized: () =>
      Promise.resolve({
        request: { invokeTemplate },
        data: { get: (name) => Promise.resolve({ [name]: { subscribed_modules: ["support_ticket"] } }) },
      }),
  };
  window.startSettings = () => {
    for (const one of form.querySelectorAll("[data-change]")) {
      const callback = window[one.dataset.change];
      if (callback) field(one.dataset.iparam).addEventListener("input", () => changed(one.dataset.iparam, callback));
    }
    window.onFormLoad?.();
  };
})();
