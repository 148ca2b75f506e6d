/** What waits in quarantine is mended and taken, taken in place of the first report, or discarded; every sum agrees at each step. */
import { ListQuarantine, SettleQuarantineGroup } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { checkEvent } from "../check-event";
import { takeUsage } from "../take-usage";
import { findQuarantinedItem, listQuarantine, quarantineCount, quarantineGroups } from "./list-quarantine";
import { settleGroup } from "./settle-group";
import { settleOneQuarantined } from "./settle-quarantined";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
  await test.database.pool.query(
    `INSERT INTO model_pricing (model_name, provider, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens)
     VALUES ('m', 'acme', 0.002, 0.001, 0.002)`,
  );
  await test.services.prices.refresh();
});
afterAll(() => test.close());

const AT = "2026-03-10T12:00:00Z";
const report = (...events: object[]) =>
  takeUsage(
    test.services,
    "main",
    events.map((event) =>
      checkEvent({ model: "m", occurredAt: AT, promptTokens: 0, completionTokens: 0, ...event }, Date.now()),
    ),
  );
const waiting = async () => (await listQuarantine(test.services, ListQuarantine.parse({}))).items;
const idOf = async (requestId: string) => (await waiting()).find((item) => item.requestId === requestId)?.id ?? "";
const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await test.database.pool.query<Row>(text, values)).rows;

/** Ledger, rollups and counts say the same. */
async function expectSumsToAgree() {
  const [ledger] = await sql(`SELECT count(*)::int AS requests, coalesce(sum(cost_usd), 0)::text AS cost,
    coalesce(sum(prompt_tokens), 0)::text AS prompt FROM usage_logs`);
  const [rollup] =
    await sql(`SELECT coalesce(sum(requests), 0)::int AS requests, coalesce(sum(cost_usd), 0)::text AS cost,
    coalesce(sum(prompt_tokens), 0)::text AS prompt FROM usage_by_model_day`);
  expect(rollup).toEqual(ledger);
  const [counts] = await sql<{ accepted: number; quarantined: number }>(
    "SELECT sum(accepted)::int AS accepted, sum(quarantined)::int AS quarantined FROM intake_counts",
  );
  const [kept] = await sql<{ kept: number }>(
    `SELECT count(*)::int AS kept FROM usage_quarantine WHERE resolution IS NULL OR resolution NOT IN ('taken', 'taken-later', 'duplicate')`,
  );
  const [replaced] = await sql<{ replaced: number }>(
    "SELECT count(*)::int AS replaced FROM usage_quarantine WHERE resolution = 'taken-later'",
  );
  expect(counts).toEqual({
    accepted: (ledger as { requests: number }).requests,
    quarantined: (kept?.kept ?? 0) + (replaced?.replaced ?? 0),
  });
}

describe("one event", () => {
  it("is mended and booked as of its own time, once; its units come along", async () => {
    await report({ requestId: "mend", promptTokens: 5, cacheReadTokens: 6, units: { queries: 2 } });
    const id = await idOf("mend");
    const { item } = await findQuarantinedItem(test.services, { id });
    expect(item).toMatchObject({ reasonCode: "invalid", field: "promptTokens", payload: { units: { queries: 2 } } });
    const decision = {
      action: "take" as const,
      event: { ...item.payload, promptTokens: 1_000_000, cacheReadTokens: 0 },
    };
    expect(await settleOneQuarantined(test.ctx, { id, decision })).toMatchObject({ outcome: "taken", costUsd: "1" });
    expect(await sql("SELECT occurred_at, units FROM usage_logs WHERE request_id = 'mend'")).toEqual([
      { occurred_at: new Date(AT), units: { queries: 2 } },
    ]);
    await expect(settleOneQuarantined(test.ctx, { id, decision })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expectSumsToAgree();
    expect(await sql("SELECT action, subject FROM audit_log ORDER BY seq DESC LIMIT 1")).toEqual([
      { action: "quarantine.take", subject: "mend" },
    ]);
  });

  it("that is still wrong goes on waiting, and says why", async () => {
    await report({ requestId: "wrong", promptTokens: -1 });
    const id = await idOf("wrong");
    const decision = { action: "take" as const, event: { requestId: "wrong", model: "m", promptTokens: -2 } };
    await expect(settleOneQuarantined(test.ctx, { id, decision })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { issues: [{ field: "promptTokens", problem: expect.stringContaining("whole number") }] },
    });
    expect(await idOf("wrong")).toBe(id);
    await settleOneQuarantined(test.ctx, { id, decision: { action: "discard", reason: "a test of the gateway" } });
    expect(await idOf("wrong")).toBe("");
    await expectSumsToAgree();
  });

  it("with other counts under a known id is shown beside the first, and takes its place", async () => {
    await report({ requestId: "twice", promptTokens: 1000, units: { queries: 1 } });
    await report({ requestId: "twice", promptTokens: 3000, units: { queries: 4 } });
    const id = await idOf("twice");
    expect(await findQuarantinedItem(test.services, { id })).toMatchObject({
      item: { reasonCode: "conflict", payload: { promptTokens: 3000 } },
      booked: { promptTokens: 1000, costUsd: "0.001" },
    });
    const decision = { action: "take-later" as const, reason: "the stream had not ended" };
    expect(await settleOneQuarantined(test.ctx, { id, decision })).toMatchObject({
      outcome: "taken-later",
      costUsd: "0.003",
    });
    expect(await sql("SELECT prompt_tokens, cost_usd::float8 FROM usage_logs WHERE request_id = 'twice'")).toEqual([
      { prompt_tokens: "3000", cost_usd: 0.003 },
    ]);
    expect(await sql("SELECT unit, quantity FROM usage_units_by_model_day ORDER BY unit")).toEqual([
      { unit: "queries", quantity: "6" },
    ]);
    const [audit] = await sql<{ details: { replaced: readonly object[] } }>(
      "SELECT details FROM audit_log ORDER BY seq DESC LIMIT 1",
    );
    expect(audit?.details.replaced).toMatchObject([{ request_id: "twice", prompt_tokens: 1000 }]);
    await expectSumsToAgree();
  });

  it("of two people, one settles it; the other is told", async () => {
    await report({ requestId: "raced", promptTokens: -1 });
    const id = await idOf("raced");
    const event = { requestId: "raced", model: "m", promptTokens: 1, completionTokens: 1 };
    const both = await Promise.allSettled(
      ["first", "second"].map((reason) =>
        settleOneQuarantined(test.ctx, { id, decision: { action: "take", event, reason } }),
      ),
    );
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set(["fulfilled", "rejected"]));
    expect(await sql("SELECT count(*)::int AS booked FROM usage_logs WHERE request_id = 'raced'")).toEqual([
      { booked: 1 },
    ]);
    await expectSumsToAgree();
  });
});

describe("all of one reason", () => {
  const run = async (input: unknown) => {
    const job = await settleGroup(test.ctx, SettleQuarantineGroup.parse(input));
    await expect.poll(async () => (await test.services.jobs.find(job.id))?.state).not.toBe("running");
    return (await test.services.jobs.find(job.id))?.result;
  };

  it("is mended by setting one field; what is wrong otherwise waits on with its sentence", async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({
      requestId: `far ${at}`,
      occurredAt: "1970-01-01T00:00:00Z",
    }));
    await report(...many, {
      requestId: "far and wrong",
      occurredAt: "1970-01-01T00:00:00Z",
      promptTokens: 1,
      cacheReadTokens: 2,
    });
    const group = { reasonCode: "invalid", field: "occurredAt" } as const;
    expect(await quarantineGroups(test.services)).toMatchObject([{ ...group, count: 61 }]);
    const result = await run({ group, decision: { action: "take", set: { field: "occurredAt", value: AT } } });
    expect(result).toEqual({
      settled: 60,
      waiting: 1,
      sentences: [expect.stringContaining("promptTokens: is 1, less than its parts")],
    });
    expect(await quarantineCount(test.services)).toEqual({ open: 1, isMore: false });
    await expectSumsToAgree();
  });

  it("takes the later report of each, or discards them all", async () => {
    const first = Array.from({ length: 5 }, (_, at) => ({ requestId: `again ${at}`, promptTokens: 1 }));
    await report(...first);
    await report(...first.map((event) => ({ ...event, promptTokens: 2 })));
    const group = { reasonCode: "conflict", field: "requestId" } as const;
    expect(await run({ group, decision: { action: "take-later", reason: "sent too early" } })).toMatchObject({
      settled: 5,
    });
    expect(await sql("SELECT DISTINCT prompt_tokens FROM usage_logs WHERE request_id LIKE 'again%'")).toEqual([
      { prompt_tokens: "2" },
    ]);
    const rest = { reasonCode: "invalid", field: "occurredAt" } as const;
    expect(await run({ group: rest, decision: { action: "discard", reason: "a broken clock" } })).toMatchObject({
      settled: 1,
    });
    expect(await quarantineCount(test.services)).toEqual({ open: 0, isMore: false });
    await expectSumsToAgree();
  });
});

it("is paged, newest first, by reason where one is asked for", async () => {
  await report({ requestId: "page 1", promptTokens: -1 }, { requestId: "page 2", model: "" });
  const group = { reasonCode: "invalid" as const, field: "model" };
  const ofModel = await listQuarantine(test.services, ListQuarantine.parse({ group }));
  expect(ofModel.items.map(({ requestId }) => requestId)).toEqual(["page 2"]);
  const first = await listQuarantine(test.services, ListQuarantine.parse({ limit: 1 }));
  const second = await listQuarantine(test.services, ListQuarantine.parse({ limit: 5, cursor: first.nextCursor }));
  expect(new Set([...first.items, ...second.items].map(({ requestId }) => requestId))).toEqual(
    new Set(["page 1", "page 2"]),
  );
});

it.each([
  ["2026-01-01T00:00:00.000000Z", "1"],
  ["1", "00000000-0000-4000-8000-000000000000"],
])("a page behind %s and %s, which no list gave, is refused", async (...parts) => {
  const cursor = Buffer.from(JSON.stringify(parts)).toString("base64url");
  const asked = listQuarantine(test.services, ListQuarantine.parse({ cursor }));
  await expect(asked).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

it("is refused without a reason where one is needed", () => {
  const group = { reasonCode: "conflict", field: "requestId" };
  for (const decision of [{ action: "discard" }, { action: "take-later", reason: " " }, { action: "burn" }]) {
    expect(SettleQuarantineGroup.safeParse({ group, decision }).success).toBe(false);
  }
});
