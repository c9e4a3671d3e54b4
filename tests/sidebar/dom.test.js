import { beforeEach, describe, expect, test } from "vitest";
import { el, link, svg, swap } from "../../connector/web/sidebar/dom.js";

const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>{{7*7}}';

const attributesOf = (element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));

describe("text is text", () => {
  test("whatever it looks like", () => {
    const element = el("p", { title: HOSTILE }, HOSTILE);
    expect(element.children).toHaveLength(0);
    expect(element.textContent).toBe(HOSTILE);
    expect(element.getAttribute("title")).toBe(HOSTILE);
  });

  test.each(["onclick", "ONERROR", "style", "href", "src", "srcdoc"])("%s is not set from here", (name) => {
    expect(() => el("a", { [name]: "x" })).toThrow(TypeError);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "http://acme.example", "//acme.example", "/macros/1", " https://x", "", null, undefined])("no link leads to %j", (address) => {
    expect(link(address, "Macro").tagName).toBe("SPAN");
  });

  test("a link opens beside the helpdesk and tells it nothing", () => {
    const element = link("https://acme.example/macros/17", HOSTILE);
    expect(attributesOf(element)).toEqual({ target: "_blank", rel: "noopener noreferrer", href: "https://acme.example/macros/17" });
    expect(element.children).toHaveLength(0);
  });
});

test("attributes and children that are nothing are left out, and zero is something", () => {
  const element = el("p", { hidden: true, id: false, class: null, lang: undefined }, [0, null, [false, "a"]], undefined);
  expect(attributesOf(element)).toEqual({ hidden: "" });
  expect(element.textContent).toBe("0a");
});

test("a drawing is in the namespace of drawings", () => expect(svg("path").namespaceURI).toBe("http://www.w3.org/2000/svg"));

describe("swap", () => {
  let parent;
  const part = (id, ...children) => el("section", { id }, ...children);
  beforeEach(() => {
    parent = document.createElement("div");
    document.body.replaceChildren(parent);
  });

  test("a section that did not change stays the element it was", () => {
    swap(parent, [part("a", "one"), part("b", "two")]);
    const [first, second] = parent.children;
    swap(parent, [part("a", "one"), part("b", "changed")]);
    expect(parent.children[0]).toBe(first);
    expect(parent.children[1]).not.toBe(second);
    expect(parent.textContent).toBe("onechanged");
  });

  test("what was chosen, opened and focused stays", () => {
    const build = (note) =>
      part(
        "a",
        note,
        el("select", { id: "kind" }, el("option", { value: "" }), el("option", { value: "x" })),
        el("input", { type: "radio", id: "yes", value: "true" }),
        el("details", { id: "more" }, el("summary", {}, "more")),
      );
    swap(parent, [build("before")]);
    const find = (id) => document.getElementById(id);
    find("kind").value = "x";
    find("yes").checked = true;
    find("more").open = true;
    find("kind").focus();
    swap(parent, [build("after")]);
    expect(parent.textContent).toContain("after");
    expect([find("kind").value, find("yes").checked, find("more").open]).toEqual(["x", true, true]);
    expect(document.activeElement).toBe(find("kind"));
  });

  test("an opened guide that is its own section stays open", () => {
    const guide = (words) => el("details", { id: "first-week" }, el("summary", {}, words));
    swap(parent, [guide("one")]);
    parent.firstChild.open = true;
    swap(parent, [guide("two")]);
    expect(parent.firstChild.open).toBe(true);
  });

  test("a section that is gone is gone", () => {
    swap(parent, [part("a", "one"), part("b", "two")]);
    swap(parent, [part("b", "two")]);
    expect(parent.textContent).toBe("two");
  });
});
