import { expect, test } from "vitest";
import { Failure, callsOf } from "../../connector/web/sidebar/api.js";

function answering(answer) {
  const asked = [];
  const call = (method, path, body) => {
    asked.push({ method, path, body });
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { asked, calls: callsOf({ call }, "4/1", "de") };
}

test("every call names the ticket, escaped, and the language", async () => {
  const { asked, calls } = answering({ status: 200, body: { state: "ready", hints: [], suggestions: [] } });
  await calls.load();
  await calls.correct({ kind: "refund_request" });
  await calls.undo();
  await calls.preferHuman(true);
  await calls.preferChannel("call");
  await calls.answerAudit({ kind: "refund_request", urgency: "U1", needs_person: false });
  await calls.draftInserted();
  await calls.claimOwnWords(true);
  await calls.coach("Dear Sam,");
  expect(asked).toEqual([
    { method: "GET", path: "/tickets/4%2F1?language=de", body: undefined },
    { method: "POST", path: "/tickets/4%2F1/corrections?language=de", body: { kind: "refund_request", group: null, urgency: null, needs_person: null } },
    { method: "POST", path: "/tickets/4%2F1/undo?language=de", body: {} },
    { method: "POST", path: "/tickets/4%2F1/prefers-human?language=de", body: { on: true } },
    { method: "POST", path: "/tickets/4%2F1/preferred-channel?language=de", body: { channel: "call" } },
    { method: "POST", path: "/tickets/4%2F1/audit?language=de", body: { kind: "refund_request", urgency: "U1", needs_person: false } },
    { method: "POST", path: "/tickets/4%2F1/draft-inserted?language=de", body: {} },
    { method: "POST", path: "/tickets/4%2F1/own-words?language=de", body: { on: true } },
    { method: "POST", path: "/tickets/4%2F1/coach?language=de", body: { reply: "Dear Sam," } },
  ]);
});

test.each([
  [400, "refused"],
  [401, "expired"],
  [403, "forbidden"],
  [404, "missing"],
  [409, "refused"],
  [413, "refused"],
  [422, "refused"],
  [429, "busy"],
  [503, "busy"],
  [500, "fault"],
  [302, "fault"],
])("status %i means %s", async (status, kind) => {
  const { calls } = answering({ status, body: { error: "code", remedy: "Do this next." } });
  await expect(calls.load()).rejects.toMatchObject({ kind, remedy: "Do this next." });
});

test.each([null, "<html>", {}, undefined])("a success without a page is a fault of ours: %j", async (body) => {
  const { calls } = answering({ status: 200, body });
  await expect(calls.load()).rejects.toMatchObject({ kind: "fault" });
});

test("a reply that was read comes back as coaching and nothing else", async () => {
  const coaching = { hints: [], suggestions: ["a"] };
  await expect(answering({ status: 200, body: coaching }).calls.coach("x")).resolves.toEqual(coaching);
  await expect(answering({ status: 200, body: { state: "ready" } }).calls.coach("x")).rejects.toMatchObject({ kind: "fault" });
});

test("a platform that cannot reach us says unreachable, whatever it threw", async () => {
  const failure = await answering(new TypeError("NetworkError")).calls.load().catch((error) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ kind: "unreachable", retryIn: null });
});

test.each([
  [429, 12.2, 13],
  [503, null, 30],
  [429, -1, 30],
  [500, 12, null],
])("status %i with Retry-After %s waits %s seconds", async (status, retryAfter, retryIn) => {
  await expect(answering({ status, body: null, retryAfter }).calls.load()).rejects.toMatchObject({ retryIn });
});
