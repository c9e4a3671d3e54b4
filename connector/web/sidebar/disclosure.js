/** The draft and the lines that go with it, with the agent's name where the helpdesk's app knows it. Pure. */

const NAME = "{name}";
const LONGEST_NAME = 80;

/** Return the draft to insert: its whole text, and the notice that it ends in. Without a name it is as the connector made it. */
export function disclosed({ text, notice, notice_named: named }, agent) {
  const name = shown(agent);
  if (!name || !notice || !text.endsWith(notice)) {
    return { text, notice };
  }
  const own = fill(named, name);
  return { text: text.slice(0, -notice.length) + own, notice: own };
}

/** Return the line for a reply that the agent wrote. */
export function personLine({ person_line: nameless, person_line_named: named }, agent) {
  const name = shown(agent);
  return name ? fill(named, name) : nameless;
}

function shown(agent) {
  return String(agent ?? "").trim().replace(/\s+/g, " ").slice(0, LONGEST_NAME);
}

function fill(line, name) {
  return line.split(NAME).join(name);
}
