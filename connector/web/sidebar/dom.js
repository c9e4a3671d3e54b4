/** Elements, made of text. Nothing here reads markup: what a customer wrote can only ever become words on the page. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Return a new element. An attribute that is `false`, `null` or `undefined` is left out, `true` is written empty; children are
 * elements, text, lists of both, or nothing. Throws where an attribute could carry script, style or an address.
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Return a new element of a drawing. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Return a link that opens beside the helpdesk, or plain words where the address is not https. */
export function link(address, words) {
  if (!/^https:\/\//i.test(address ?? "")) {
    return el("span", {}, words);
  }
  const element = el("a", { target: "_blank", rel: "noopener noreferrer" }, words);
  element.setAttribute("href", address);
  return element;
}

/**
 * Put these sections in place of the ones shown. A section that did not change stays the element it was, so that a screen reader
 * keeps its place; in one that did, what a person typed, opened and focused stays.
 */
export function swap(parent, sections) {
  const focused = document.activeElement?.id;
  const shown = new Map([...parent.children].map((child) => [child.id, child]));
  const wanted = sections.map((section) => (shown.has(section.id) ? carry(shown.get(section.id), section) : section));
  if (!isShowing(parent, wanted)) {
    parent.replaceChildren(...wanted);
  }
  if (focused && document.activeElement?.id !== focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

function isShowing(parent, wanted) {
  return wanted.length === parent.children.length && wanted.every((section, index) => section === parent.children[index]);
}

/** Return the old section where the new one is no different, else the new one with what a person did to the old. */
function carry(old, section) {
  keepOpened(old, section);
  if (old.isEqualNode(section)) {
    return old;
  }
  keepTyped(old, section);
  return section;
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (/^on|^style$|^href$|^src/i.test(name)) {
      throw new TypeError(`the attribute ${name} is not set from here`);
    }
    if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

function keepOpened(old, section) {
  for (const details of pairs(old, section, "details[id]")) {
    details.fresh.open = details.old.open;
  }
}

function keepTyped(old, section) {
  for (const field of pairs(old, section, "select[id], input[id], textarea[id]")) {
    field.fresh.value = field.old.value;
    field.fresh.checked = field.old.checked;
  }
}

function pairs(old, section, selector) {
  const before = new Map(found(old, selector).map((element) => [element.id, element]));
  return found(section, selector)
    .map((element) => ({ fresh: element, old: before.get(element.id) }))
    .filter((pair) => pair.old);
}

function found(section, selector) {
  return [section, ...section.querySelectorAll(selector)].filter((element) => element.matches(selector));
}
