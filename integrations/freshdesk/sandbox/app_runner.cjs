// Runs one handler of an app's server.js in a context of its own. Speaks JSON lines with app_server.py: the job comes in, then the
// answers to the requests that the handler makes; out go those requests, what was rendered and logged, and how it ended.
"use strict";

const readline = require("node:readline");
const vm = require("node:vm");

const pending = new Map();
const lines = readline.createInterface({ input: process.stdin });
let started = false;
let lastId = 0;

lines.on("line", (line) => {
  const message = JSON.parse(line);
  if (!started) {
    started = true;
    run(message);
    return;
  }
  const { resolve, reject } = pending.get(message.id);
  pending.delete(message.id);
  const succeeded = message.answer.status >= 200 && message.answer.status < 300;
  (succeeded ? resolve : reject)(message.answer);
});

function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function invokeTemplate(name, options = {}) {
  return new Promise((resolve, reject) => {
    lastId += 1;
    pending.set(lastId, { resolve, reject });
    say({ does: "invoke", id: lastId, name, options });
  });
}

async function run({ source, handler, args }) {
  const log = (...words) => say({ does: "log", line: words.map(String).join(" ") });
  const context = {
    exports: {},
    $request: { invokeTemplate },
    renderData: (...given) => say({ does: "render", given }),
    console: { log, info: log, warn: log, error: log },
  };
  try {
    vm.runInNewContext(source, context, { filename: "server.js" });
    await context.exports[handler](args);
  } catch (error) {
    say({ does: "fail", error: String(error?.message || "the handler failed") });
  }
  say({ does: "done" });
}
