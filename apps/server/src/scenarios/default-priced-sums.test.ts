/** The queue where sums are not those of their requests: reports that count none, and closed months that were corrected since. */
import { addDays, type UsageEvent } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findGroup } from "#server/features/default-priced/find-group";
import { countGroups, listGroups } from "#server/features/default-priced/list-groups";
import { closeMonth } from "#server/features/months/close-month";
import { confirmRecost } from "#server/features/recost/confirm-recost";
import { previewRecost, requireRun } from "#server/features/recost/preview-recost";
import { sumRequests } from "#server/features/requests/sum-requests";
import { ingestEvents } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice } from "#server/testing/prices";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
});
afterAll(() => test.close());

const today = new Date().toISOString().slice(0, 10);
/** Over for more than a day, whatever day it is. */
const month = addDays(`${addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)}-01`, -1).slice(0, 7);
const range = { from: `${month}-01`, to: today };

const book = (...events: readonly (Partial<UsageEvent> & Pick<UsageEvent, "requestId" | "model">)[]) =>
  ingestEvents(test.services, {
    gateway: "g",
    events: events.map((event) => ({ occurredAt: new Date().toISOString(), provider: "house", ...event })),
  });
const TOKENS = { promptTokens: 1_000_000, completionTokens: 0 };
const queue = async () =>
  (await listGroups(test.ctx, { reason: "default", ...range })).groups.map(({ model, requests }) => [model, requests]);
const counted = async () =>
  (await countGroups(test.ctx, range)).reasons.find(({ reason }) => reason === "default") ?? null;

describe("a report in sums", () => {
  it("that does not tell how many requests it is of has no cost by a price per request, and stands in the queue", async () => {
    await createPrice(test.ctx, {
      model: "reported-large",
      input: { provider: "house", inputPer1M: "3", outputPer1M: "1" },
    });
    const answer = await book({ requestId: "sum", model: "Reported-Large", sumOfRequests: 0, ...TOKENS });
    expect(answer).toMatchObject([{ costUsd: null, field: "sumOfRequests", code: "requests-uncounted" }]);
    const { rows } = await test.database.pool.query("SELECT cost_usd, flags FROM usage_logs WHERE request_id = 'sum'");
    expect(rows).toEqual([{ cost_usd: null, flags: ["default", "units-unknown"] }]);
    expect(await queue()).toEqual([["Reported-Large", 0]]);
    expect(await counted()).toEqual({ reason: "default", groups: 1, requests: 0, reports: 1 });
    const group = await findGroup(test.ctx, {
      model: "Reported-Large",
      provider: "house",
      reason: "default",
      ...range,
    });
    expect(group).toMatchObject({ tokens: "1000000", bookedUsd: "0", exposure: { probableUsd: "3" } });
    expect(await sumRequests(test.services, { ...range, isDefaultPriced: true })).toMatchObject({ tokens: "1000000" });
  });

  it("that tells how many is weighed by its tokens", async () => {
    await book({ requestId: "sum of ten", model: "REPORTED-LARGE", sumOfRequests: 10, ...TOKENS });
    const { groups } = await listGroups(test.ctx, { reason: "default", ...range });
    expect(groups.find(({ model }) => model === "REPORTED-LARGE")).toMatchObject({
      requests: 10,
      bookedUsd: "0.05",
      exposure: { probableUsd: "2.95" },
    });
  });
});

it("days that are still to come have an empty queue", async () => {
  const from = addDays(today, 700);
  expect(await listGroups(test.ctx, { reason: "default", from })).toMatchObject({
    range: { from, to: from },
    groups: [],
  });
});

describe("a closed month that was corrected since", () => {
  it("is no longer in the queue, and what is new in it is counted", async () => {
    const before = await queue();
    const late = { model: "mended", ...TOKENS };
    const at = `${month}-10T12:00:00Z`;
    await book({ requestId: "m1", occurredAt: at, ...late }, { requestId: "m2", occurredAt: at, ...late });
    expect(await queue()).toContainEqual(["mended", 2]);
    await closeMonth(test.ctx, { month, note: "" });
    await createPrice(test.ctx, { model: "mended", input: { provider: "house", inputPer1M: "3", outputPer1M: "1" } });
    await recost({ model: ["mended"] });
    expect(await queue()).toEqual(before);
    await book({ requestId: "new", model: "new", ...TOKENS });
    expect(await queue()).toEqual(expect.arrayContaining([...before, ["new", 1]]));
    expect(await counted()).toMatchObject({ groups: before.length + 1 });
  });
});

async function recost(scope: { model: readonly string[] }) {
  const { id } = await previewRecost(test.ctx, { scope });
  await expect.poll(async () => (await requireRun(test.ctx, id)).state).toBe("previewed");
  await confirmRecost(test.ctx, { id, reason: "it has a price" });
  await expect.poll(async () => (await requireRun(test.ctx, id)).state).toBe("done");
}
