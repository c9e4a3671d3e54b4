import { describe, expect, test } from "vitest";
import { Failure } from "../../connector/web/sidebar/api.js";
import { NOTHING, after } from "../../connector/web/sidebar/state.js";
import { guideOf } from "../../connector/web/sidebar/practice.js";
import { view } from "../../connector/web/sidebar/view.js";
import { PAGES } from "../browser/pages.js";
import { pageOf, shown, words } from "./stage.js";

const order = (root) => [...root.children].map(({ id }) => id);
const failed = (kind, details) => ({ type: "load_failed", about: "41", failure: new Failure(kind, details) });
const withPages = Object.entries(PAGES).filter(([, answer]) => answer?.status === 200);

describe("every page", () => {
  test.each(withPages)("%s has one main heading, ids that are its own, and names for its controls", (_, { body }) => {
    const root = shown(body);
    expect(root.querySelectorAll("h1")).toHaveLength(1);
    const ids = [...root.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const control of root.querySelectorAll("button, select, textarea")) {
      const names = [control.textContent.trim(), control.getAttribute("aria-labelledby"), ...(control.labels ?? [])];
      expect(names.some(Boolean), control.id).toBe(true);
    }
    for (const part of root.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
      for (const id of `${part.getAttribute("aria-labelledby") ?? ""} ${part.getAttribute("aria-describedby") ?? ""}`.split(" ").filter(Boolean)) {
        expect(document.getElementById(id), id).not.toBeNull();
      }
    }
  });

  test.each(withPages.filter(([, { body }]) => body.state === "ready"))("%s says that an AI prepared it", (_, { body }) => {
    expect(shown(body).textContent).toContain("Prepared by an AI. You decide.");
  });
});

describe("a ticket for people", () => {
  test("has the brief before everything that the AI thinks", () => {
    expect(order(shown(pageOf("people")))).toEqual(["verdict", "brief", "facts", "feelings", "why", "coach", "correct", "customer", "undo", "first-week"]);
  });

  test("shows feelings with their strength in words and the customer's own", () => {
    const feelings = shown(pageOf("people")).querySelector("#feelings");
    expect(feelings.textContent).toContain("sadness or grief");
    expect(feelings.textContent).toContain("strongly");
    expect(feelings.querySelectorAll("circle.full")).toHaveLength(3);
    expect(feelings.querySelector("blockquote").textContent).toBe("My mother passed away in March.");
  });

  test("shows how feelings moved within the conversation, where they did", () => {
    const feelings = shown(pageOf("people")).querySelector("#feelings");
    expect([...feelings.querySelectorAll("li")].map((item) => item.textContent)).toContain("now sadness or grief (strong)");
    expect(shown(pageOf("people", { course: [] })).querySelector("#feelings").textContent).not.toContain("Over this conversation");
  });

  test("that the AI is not sure of claims no kind and no percentage", () => {
    const root = shown(pageOf("unsure"));
    expect(root.querySelector("h1").textContent).toBe("For a person: the AI is not sure");
    expect(root.textContent).not.toContain("bereavement");
    expect(root.textContent).not.toContain("31 %");
  });

  test("does not ask whether it should have gone to a person", () => {
    expect(shown(pageOf("people")).querySelector("#correct-person")).toBeNull();
  });

  test("a brief belongs to people alone", () => {
    expect(shown(pageOf("draft", { brief: ["not for this one"] })).textContent).not.toContain("not for this one");
  });
});

describe("a draft", () => {
  test("comes with its kind, the runner-up in percent, sources, reading time, and the stop sign before the button", () => {
    const root = shown(pageOf("draft"));
    const text = root.textContent;
    for (const part of ["wants money back", "74% sure", "Next guess: refund has not arrived, 16%", "About 20 seconds to read", "macro, last changed 2026-09-14", "47 of 51"]) {
      expect(text).toContain(part);
    }
    const heed = root.querySelector(".heed");
    expect(heed.compareDocumentPosition(root.querySelector("#insert")) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    expect(text.match(/look twice/g)).toHaveLength(1);
  });

  test.each([
    ["inserted", "It is in your reply.", false],
    ["open", "Your reply is open already", true],
    ["failed", "It could not be inserted.", true],
    ["copied", "Copied.", true],
    ["by_hand", "The draft is selected.", true],
  ])("that was %s says so", (outcome, said, offersCopy) => {
    const root = shown(pageOf("draft"), { type: "draft_placed", about: "41", outcome });
    expect(root.querySelector("#outcome").textContent).toContain(said);
    expect(Boolean(root.querySelector("#copy"))).toBe(offersCopy);
  });

  test.each([
    ["shadow", "In shadow mode drafts are for reading only."],
    ["paused", "While the AI is switched off, drafts are for reading only."],
  ])("cannot be inserted while %s, and says why", (name, reason) => {
    const root = shown(pageOf(name));
    expect(root.querySelector("#draft-text").textContent).toContain("Hello Mirela,");
    expect(root.querySelector("#insert")).toBeNull();
    expect(root.querySelector("#draft").textContent).toContain(reason);
  });

  test("is marked with its language and direction", () => {
    const paper = shown(pageOf("draft")).querySelector("#draft-text");
    expect([paper.lang, paper.dir]).toEqual(["en", "auto"]);
  });
});

describe("what the customer wrote", () => {
  test("stays text, wherever it is shown", () => {
    const root = shown(pageOf("hostile"));
    expect(root.querySelectorAll("img, script, b")).toHaveLength(0);
    expect(root.textContent).toContain("<img src=x onerror=alert(1)>");
    expect(root.textContent).toContain("<b>not bold</b>");
  });
});

describe("corrections", () => {
  test("that are stored are named, and not offered again", () => {
    const root = shown(pageOf("draft", { corrected: { kind: "refund_status", group: null, urgency: "U3", needs_person: true } }));
    expect(root.querySelector(".corrected").textContent).toBe(
      "Corrected by your team: Kind: refund has not arrived · Urgency: high, within one or two hours · should go to a person",
    );
    expect(root.querySelector("#correct-runner-up, #correct-person")).toBeNull();
  });

  test("have no group to choose where the helpdesk has none", () => {
    const { choices } = pageOf("draft");
    expect(shown(pageOf("draft", { choices: { ...choices, groups: [] } })).querySelector("#correct-group")).toBeNull();
  });

  test("list the kinds by what they ask of people", () => {
    const root = shown(pageOf("draft"), { type: "question_opened", question: "kind" });
    expect([...root.querySelectorAll("optgroup")].map(({ label }) => label)).toEqual(["Routine", "Needs judgement", "Sensitive, always for people"]);
  });
});

describe("a blind question", () => {
  test("asks three things and shows nothing of the AI's", () => {
    const root = shown(pageOf("audit"));
    expect(order(root)).toEqual(["audit", "first-week"]);
    expect(root.querySelectorAll("select")).toHaveLength(1);
    expect(root.querySelectorAll("fieldset legend")).toHaveLength(2);
    expect(root.querySelectorAll(":checked:not(option)")).toHaveLength(0);
    expect(root.textContent).toContain("The question closes by itself:");
  });

  test.each([
    [{ kind: "refund_request", urgency: "U2", needs_person: false }, "You and the AI see it alike.", 0],
    [{ kind: "order_tracking", urgency: "U2", needs_person: true }, "You see it differently. Your answer counts", 2],
  ])("answered %j compares", (judgement, said, differing) => {
    const root = shown(pageOf("audit"), { type: "action_done", about: "41", page: pageOf("draft"), judgement });
    const table = root.querySelector("#compare");
    expect(table.textContent).toContain(said);
    expect(table.querySelectorAll("tr.differs")).toHaveLength(differing);
    expect(order(root).indexOf("compare")).toBe(1);
  });
});

test("the AI is not given the agent's own word as its view: the level was decided with it", () => {
  const judgement = { kind: "refund_request", urgency: "U2", needs_person: true };
  const table = shown(pageOf("audit"), { type: "action_done", about: "41", page: pageOf("draft", { level: 0, draft: null }), judgement }).querySelector("#compare");
  expect([...table.querySelectorAll("tr.differs td")].map((cell) => cell.textContent)).toEqual(["Yes", "No"]);
});

describe("a state without details", () => {
  test.each([
    ["pending", "The AI is reading this ticket"],
    ["left", "A person has already answered."],
    ["undoing", "Taking it back…"],
    ["undone", "What people changed since then stays."],
    ["unknown", "Nothing prepared for this ticket"],
  ])("%s says so", (name, said) => {
    const root = shown(pageOf(name));
    expect(root.textContent).toContain(said);
    expect(root.querySelector("#draft, #verdict")).toBeNull();
  });

  test("pending is patient with the person, not the other way round", () => {
    const looks = Array(6).fill({ type: "loaded", about: "41", page: pageOf("pending") });
    expect(shown(pageOf("pending"), ...looks).textContent).toContain("Please go ahead without it.");
  });

  test("a state of a newer connector says nothing rather than something wrong", () => {
    expect(shown(pageOf("unknown", { state: "from_tomorrow" })).textContent).toContain("Nothing prepared");
  });

  test("nothing known yet is loading, and says so to everyone", () => {
    const [loading] = view({ ...NOTHING, ticket: "41" }, words, null);
    expect(loading.getAttribute("aria-busy")).toBe("true");
    expect(loading.textContent).toContain("Loading what the AI prepared…");
  });
});

describe("a failure", () => {
  const first = (failure) => {
    const [scene] = view(after({ ...NOTHING, ticket: "41" }, failure), words, null);
    return scene;
  };

  test.each(["unreachable", "expired", "forbidden", "missing", "busy", "refused", "fault"])("%s has its words and a way on", (kind) => {
    const scene = first(failed(kind, { retryIn: kind === "busy" ? 20 : null }));
    expect(scene.querySelector("h1").textContent).toBe(words.say(`failure_${kind}`));
    expect(scene.querySelector("#retry").textContent).toBe("Try again");
    expect(scene.textContent).not.toMatch(/undefined|null|\{/);
  });

  test("the connector's own advice comes first", () => {
    expect(first(failed("missing", { remedy: "This ticket is not known here." })).textContent).toContain("This ticket is not known here.");
  });

  test("after a page was shown keeps the page, and says that it may be old", () => {
    const root = shown(pageOf("draft"), failed("unreachable"));
    expect(root.querySelector("#notices").textContent).toContain("Warm Handoff cannot be reached. What you see may be out of date.");
    expect(root.querySelector("#draft-text")).not.toBeNull();
  });

  test("of an action stands where the action was", () => {
    const failure = new Failure("busy", { retryIn: 20 });
    const root = shown(pageOf("draft"), { type: "question_opened", question: "undo" }, { type: "action_failed", about: "41", place: "undo", failure });
    expect(root.querySelector("#undo [role=alert]").textContent).toBe("Too many requests at the moment. Nothing was changed. Please try again in a moment.");
  });
});

describe("notices", () => {
  test("name every error of the settings, and that the last good rules hold", () => {
    const root = shown(pageOf("broken"));
    expect(root.querySelectorAll("#notices li")).toHaveLength(2);
    expect(root.querySelector("#notices").textContent).toContain("The last good rules stay in force.");
  });

  test.each([
    ["shadow", "Shadow mode"],
    ["paused", "switched off for this helpdesk"],
  ])("say %s", (name, said) => expect(shown(pageOf(name)).querySelector("#notices").textContent).toContain(said));

  test("are not there when all is well", () => expect(shown(pageOf("draft")).querySelector("#notices")).toBeNull());
});

describe("the customer's wish", () => {
  test("is a switch with its end", () => {
    const root = shown(pageOf("people"));
    const toggle = root.querySelector("#prefers-human");
    expect([toggle.getAttribute("role"), toggle.getAttribute("aria-checked")]).toEqual(["switch", "true"]);
    expect(root.querySelector("#prefers-human-help").textContent).toContain("Until February 1, 2027");
  });
});

describe("the way to reach the customer", () => {
  test("shows what is remembered, and until when", () => {
    const root = shown(pageOf("people"));
    expect(root.querySelector("#channel option[selected]").textContent).toBe("By phone");
    expect(root.querySelector("label[for=channel]").textContent).toBe("How to reach them");
    expect(root.querySelector("#channel-until").textContent).toContain("Until February 1, 2027");
  });

  test("is open where nothing is known", () => {
    const root = shown(pageOf("draft"));
    expect(root.querySelector("#channel option[selected]").textContent).toBe("No wish known");
    expect(root.querySelector("#channel-until")).toBeNull();
  });
});

describe("the first week", () => {
  test.each([
    [null, true],
    [{ since: 0, step: 5 }, false],
  ])("is open while it lasts: %j", (kept, open) => {
    const parts = view(after({ ...NOTHING, ticket: "41" }, { type: "loaded", about: "41", page: pageOf("draft") }), words, guideOf(kept, 0));
    expect(parts.at(-1).open).toBe(open);
  });
});
