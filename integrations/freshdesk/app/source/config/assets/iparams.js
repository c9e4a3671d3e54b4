/* global app, utils */
/* The functions named in iparams.json are called by the settings page. */
/* eslint-disable no-unused-vars */

/**
 * The settings page, while an admin fills it in: the groups come from the connector once it can be reached, and the rules are
 * checked there as they are typed. Saved secrets never come back to this page, so on a later visit that needs the token once more.
 */

const PACKED = /* packed */ { host: "", account: "", settings: [] };
const NO_GROUP = "Choose a group";
const QUIET_MS = 600;
const HINTS = {
  paste: "Paste the token once more to load the groups again, and to have the rules checked here.",
  connected: "Connected. The groups of this helpdesk can be chosen below.",
  host: "Write the name alone, such as triage.example.com, without https:// and without a path.",
  noAnswer: "No answer from this host. Is the connector running, and reachable from the internet?",
  401: "The connector does not know this token. `handoff app-token` makes a new one.",
  404: "The connector has no account of this name. `handoff accounts` lists them."
};

const waiting = {};
let client;
const ready = app.initialized().then((given) => {
  client = given;
});

/** Fill in what is known when the app was packaged, and keep what was saved among the choices. */
function onFormLoad() {
  preset("connector_host", PACKED.host);
  preset("connector_account", PACKED.account);
  const group = utils.get("people_group");
  utils.set("people_group", { values: group && group !== NO_GROUP ? [NO_GROUP, group] : [NO_GROUP] });
  utils.set("intake_groups", { values: listed(utils.get("intake_groups")) });
  if (group && group !== NO_GROUP && !isToken(utils.get("connector_token"))) {
    utils.set("connector_token", { hint: HINTS.paste });
  }
}

function hostChanged(host) {
  if (!isHost(host)) {
    return Promise.reject(HINTS.host);
  }
  return connectionChanged();
}

function accountChanged() {
  return connectionChanged();
}

function tokenChanged() {
  return connectionChanged();
}

/** Ask for the groups, when all three are there. */
async function connectionChanged() {
  if (!(await isQuiet("connection")) || !isComplete()) {
    return undefined;
  }
  try {
    offer((await ask("groups")).groups);
    utils.set("connector_token", { hint: HINTS.connected });
    return undefined;
  } catch (failure) {
    return Promise.reject(HINTS[failure.status] || HINTS.noAnswer);
  }
}

/** Ask whether the rules can be understood. What the connector says is shown beside them. */
async function rulesChanged(rules) {
  if (!(await isQuiet("rules")) || !isComplete()) {
    return undefined;
  }
  const settings = { ...typed(), rules: String(rules || "") };
  const answer = await ask("checkSettings", { settings: settings }).catch(() => ({ accepted: true }));
  return answer.accepted ? undefined : Promise.reject(answer.errors.join(" "));
}

function offer(groups) {
  utils.set("people_group", { values: [NO_GROUP, ...groups], value: utils.get("people_group") || NO_GROUP });
  utils.set("intake_groups", { values: groups, value: listed(utils.get("intake_groups")) });
}

async function ask(template, body) {
  await ready;
  const context = { host: text("connector_host"), account: text("connector_account"), token: text("connector_token") };
  const answer = await client.request.invokeTemplate(template, body ? { context: context, body: JSON.stringify(body) } : { context: context });
  return JSON.parse(answer.response);
}

/** Wait until nobody types; of several calls about one thing only the last goes on. */
function isQuiet(about) {
  const earlier = waiting[about];
  clearTimeout(earlier?.timer);
  earlier?.resolve(false);
  return new Promise((resolve) => {
    waiting[about] = { resolve: resolve, timer: setTimeout(() => resolve(true), QUIET_MS) };
  });
}

function preset(name, value) {
  if (!text(name) && value) {
    utils.set(name, { value: value });
  }
}

function typed() {
  return Object.fromEntries(PACKED.settings.map((name) => [name, settingOf(utils.get(name))]));
}

function settingOf(value) {
  return Array.isArray(value) ? value.join(", ") : String(value ?? "").replace(NO_GROUP, "");
}

function listed(value) {
  return Array.isArray(value) ? value : [];
}

function text(name) {
  return String(utils.get(name) ?? "").trim();
}

function isComplete() {
  return isHost(text("connector_host")) && text("connector_account") !== "" && isToken(text("connector_token"));
}

function isHost(host) {
  return /^[a-z0-9.-]+(:[0-9]+)?$/i.test(String(host ?? "").trim());
}

/** A saved token comes back empty or masked. */
function isToken(token) {
  return /^[\w-]{16,}$/.test(String(token ?? ""));
}
