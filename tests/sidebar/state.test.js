import { describe, expect, test } from "vitest";
import { Failure } from "../../connector/web/sidebar/api.js";
import { NOTHING, after, mayInsert } from "../../connector/web/sidebar/state.js";
import { pageOf } from "./stage.js";

const seen = (name, changes) => after({ ...NOTHING, ticket: "41" }, { type: "loaded", about: "41", page: pageOf(name, changes) });

describe("a ticket", () => {
  test("of another one nothing stays", () => {
    const model = { ...seen("draft"), insert: "inserted", judgement: { kind: "refund_request" }, opened: "undo" };
    expect(after(model, { type: "ticket_opened", ticket: "42" })).toEqual({ ...NOTHING, ticket: "42" });
  });

  test("coming back to the same one loses nothing", () => {
    const model = { ...seen("draft"), opened: "kind" };
    expect(after(model, { type: "ticket_opened", ticket: "41" })).toBe(model);
  });

  test.each([
    { type: "loaded", page: pageOf("people") },
    { type: "load_failed", failure: new Failure("fault") },
    { type: "action_done", page: pageOf("people"), judgement: { kind: "bereavement" } },
    { type: "action_failed", place: "undo", failure: new Failure("fault") },
    { type: "draft_placed", outcome: "inserted" },
  ])("what belongs to an earlier one changes nothing: $type", (happening) => {
    const model = seen("draft");
    expect(after(model, { ...happening, about: "40" })).toBe(model);
  });
});

describe("a look", () => {
  test("is counted while the state is the same, and starts anew with another", () => {
    let model = seen("pending");
    model = after(model, { type: "loaded", about: "41", page: pageOf("pending") });
    expect(model.looks).toBe(1);
    expect(after(model, { type: "loaded", about: "41", page: pageOf("draft") }).looks).toBe(0);
  });

  test("keeps an open question and the outcome of the draft while both still belong", () => {
    const model = { ...seen("draft"), opened: "kind", insert: "inserted" };
    const again = after(model, { type: "loaded", about: "41", page: pageOf("draft") });
    expect([again.opened, again.insert]).toEqual(["kind", "inserted"]);
    const other = after(model, { type: "loaded", about: "41", page: pageOf("draft", { draft: { text: "Another", language: "en", sources: [] } }) });
    expect(other.insert).toBeNull();
    expect(after(model, { type: "loaded", about: "41", page: pageOf("undoing") }).opened).toBeNull();
  });

  test("that failed keeps the page, and one that works clears the failure", () => {
    const failed = after(seen("draft"), { type: "load_failed", about: "41", failure: new Failure("unreachable") });
    expect(failed.page.level).toBe(2);
    expect(failed.said).toBe("failure_unreachable");
    expect(after(failed, { type: "loaded", about: "41", page: pageOf("draft") }).failure).toBeNull();
  });

  test("tells a state once, not with every look", () => {
    const model = seen("pending");
    expect(model.said).toBe("news_pending");
    const silent = { ...model, said: null };
    expect(after(silent, { type: "loaded", about: "41", page: pageOf("pending") }).said).toBeNull();
  });
});

describe("an action", () => {
  test("opens and closes one question at a time", () => {
    const opened = after(seen("draft"), { type: "question_opened", question: "kind" });
    expect(opened.opened).toBe("kind");
    expect(after(opened, { type: "question_opened", question: "undo" }).opened).toBe("undo");
    expect(after(opened, { type: "question_opened", question: "kind" }).opened).toBeNull();
  });

  test("that failed says where and why, and leaves the page as it was", () => {
    const begun = after(seen("draft"), { type: "action_started", about: "41", place: "undo" });
    expect(begun.busy).toBe("undo");
    const failed = after(begun, { type: "action_failed", about: "41", place: "undo", failure: new Failure("refused", { remedy: "Already undone." }) });
    expect(failed).toMatchObject({ busy: null, page: begun.page, trouble: { place: "undo", kind: "refused", remedy: "Already undone." } });
  });

  test("that is done keeps the blind answer it brought", () => {
    const judgement = { kind: "refund_request", urgency: "U1", needs_person: false };
    const done = after(seen("audit"), { type: "action_done", about: "41", page: pageOf("pending"), judgement });
    expect(done.judgement).toEqual(judgement);
    expect(after(done, { type: "loaded", about: "41", page: pageOf("draft") }).judgement).toEqual(judgement);
  });
});

test.each([
  ["assist", false, true],
  ["assist", true, false],
  ["shadow", false, false],
  ["shadow", true, false],
])("a draft may be inserted in mode %s, paused %s: %s", (mode, paused, may) => {
  expect(mayInsert({ mode, paused })).toBe(may);
});
