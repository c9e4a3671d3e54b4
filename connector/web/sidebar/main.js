/** Where the sidebar starts, on every helpdesk: its page, its platform layer, its language. */

import { Failure } from "./api.js";
import { el } from "./dom.js";
import { remember } from "./memory.js";
import { run } from "./sidebar.js";
import { failureScene } from "./views/scene.js";
import { languageOf, wordsOf } from "./words.js";

const root = pageRoot();
const config = JSON.parse(document.getElementById("handoff")?.textContent ?? "{}");

try {
  const { connect } = await import(new URL(config.platform ?? "./platform.js", import.meta.url).href);
  await start(await connect(config));
} catch (error) {
  await explain(error);
}

async function start(platform) {
  const words = await useLanguage(await platform.language().catch(() => navigator.language));
  fitHeight(platform);
  await run({ platform, words, memory: remember(() => window.localStorage), root });
}

/** Without a platform there is no agent's language; the browser's is the next best. */
async function explain(error) {
  const words = await useLanguage(navigator.language);
  const failure = new Failure(error.message === "outside" ? "outside" : "fault");
  root.replaceChildren(failureScene(failure, words));
  document.getElementById("retry")?.addEventListener("click", () => window.location.reload());
}

async function useLanguage(said) {
  const words = await wordsOf(languageOf(said));
  document.documentElement.lang = words.language;
  document.title = words.say("title");
  root.setAttribute("aria-label", words.say("title"));
  return words;
}

/** The frame is as high as what it shows: one scrollbar, the helpdesk's. */
function fitHeight(platform) {
  new ResizeObserver(() => platform.resize(Math.ceil(root.getBoundingClientRect().height))).observe(root);
}

/** A helpdesk that hosts our files links the styles where it put them; elsewhere they lie beside this script. */
function pageRoot() {
  if (!document.querySelector('link[rel="stylesheet"][href$="sidebar.css"]')) {
    const styles = document.createElement("link");
    styles.rel = "stylesheet";
    styles.href = new URL("sidebar.css", import.meta.url).href;
    document.head.append(styles);
  }
  const main = document.querySelector("main") ?? el("main");
  main.classList.add("sidebar");
  document.body.append(main);
  return main;
}
