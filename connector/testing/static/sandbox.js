// Keeps the parts marked data-live fresh while a person wants it. Forms outside those parts are never touched, and a part
// that holds the keyboard focus waits. Without this file the pages work as well; the toggle then stays hidden.
"use strict";

const EVERY_MS = 2000;
const toggle = document.getElementById("live-toggle");

async function refresh() {
  if (!toggle.checked || document.hidden) return;
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (!next || part.contains(document.activeElement) || next.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...next.childNodes);
  }
}

if (toggle) {
  toggle.checked = sessionStorage.getItem("live") === "on";
  toggle.addEventListener("change", () => sessionStorage.setItem("live", toggle.checked ? "on" : "off"));
  toggle.closest("label").hidden = false;
  setInterval(() => refresh().catch(() => undefined), EVERY_MS);
}
