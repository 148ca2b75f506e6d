import { expect, it, test } from "vitest";
import { readIds } from "./read-ids";

const payload = {
  id: "chatcmpl-1",
  litellm_call_id: "call-1",
  status: "success",
  startTime: 1767225600.25,
  call_type: "acompletion",
};
const key = (more: object = {}) => readIds({ ...payload, ...more }).requestId;

it.each<[string, object]>([
  ["the failure of a first try", { id: "call-1", status: "failure" }],
  ["another answer under one call id", { startTime: 1767225600.250001 }],
  ["another upstream id", { id: "chatcmpl-2" }],
  ["another call", { litellm_call_id: "call-2" }],
  ["a cache hit", { litellm_call_id: "call-3", id: "chatcmpl-1_cache_hit1767225601.1" }],
])("%s is a record of its own", (_, more) => expect(key(more)).not.toBe(key()));

test("the same payload delivered again has the same key, which begins with the call id", () => {
  expect(key()).toBe(key({ endTime: 5 }));
  expect(key()).toMatch(/^call-1\.[0-9a-f]{12}$/);
  expect(readIds(payload).upstreamId).toBe("chatcmpl-1");
});

it.each<[string, object, unknown, string | undefined]>([
  ["no call id: the id", { litellm_call_id: null }, "chatcmpl-1", "chatcmpl-1"],
  ["neither", { litellm_call_id: "", id: null }, null, undefined],
  ["an id that is the call id is told once", { id: "call-1" }, expect.stringMatching(/^call-1\./), undefined],
  ["a look at a batch, whoever looks", { call_type: "aretrieve_batch", id: "batch_9" }, "batch:batch_9", "batch_9"],
  ["a call id with blanks", { litellm_call_id: "a b\n" }, expect.stringMatching(/^[0-9a-f]{64}$/), "chatcmpl-1"],
  ["a call id of 400", { litellm_call_id: "c".repeat(400) }, expect.stringMatching(/^[0-9a-f]{64}$/), "chatcmpl-1"],
  [
    "an id beyond 1,000 characters is not kept",
    { id: "r".repeat(1001) },
    expect.stringMatching(/^call-1\./),
    undefined,
  ],
  ["an id of control characters is not kept", { id: "a\u0000" }, expect.stringMatching(/^call-1\./), undefined],
])("%s", (_, more, requestId, upstreamId) => {
  expect(readIds({ ...payload, ...more })).toEqual({ requestId, ...(upstreamId && { upstreamId }) });
});

test("an id of 400 characters without a call id is shortened to a key", () => {
  const long = key({ litellm_call_id: null, id: "r".repeat(400) });
  expect(String(long)).toHaveLength(165);
  expect(long).not.toBe(key({ litellm_call_id: null, id: "r".repeat(401) }));
});
