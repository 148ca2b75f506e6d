/** A file over days that are counted already: named before, by day and gateway, and brought in only when somebody accepts that. */
import type { PreviewUsageImport } from "@ratecard/contract";
import { aUsageEvent } from "@ratecard/fixtures";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { endUsageImport, startImport } from "#server/features/usage/import/imports";
import { findOverlap, previewImport } from "#server/features/usage/import/overlap";
import { takeRows } from "#server/features/usage/import/take-rows";
import { ingestEvents } from "#server/features/usage/take-usage";
import { closeMonth } from "#server/features/months/close-month";
import { fillRollups } from "#server/ledger/keep-sums";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { refusalOf } from "#server/testing/refusal-of";

let test: TestContext;
beforeAll(async () => {
  test = await createTestContext();
  await sql("INSERT INTO model_pricing (model_name, provider, price_per_request) VALUES ('overlapped', 'acme', 0.25)");
  await test.services.prices.refresh();
});
afterAll(() => test.close());

const sql = (text: string) => test.database.pool.query(text);
const requestAt = (occurredAt: string, requestId = occurredAt) => ({
  ...aUsageEvent({ requestId }),
  model: "overlapped",
  occurredAt,
});
const live = (gateway: string, ...times: string[]) =>
  ingestEvents(test.services, { gateway, events: times.map((at) => requestAt(at)) });
const file = (instants: string[], more: Partial<PreviewUsageImport> = {}): PreviewUsageImport => ({
  gateway: "history",
  fileName: "history.csv",
  fileBytes: 1000,
  fingerprint: "beginning",
  format: "columns",
  names: ["Model"],
  columns: { Model: "model" },
  instants,
  ...more,
});
const start = (instants: string[], acceptsOverlap: boolean) =>
  startImport(test.ctx, { ...file(instants), acceptsOverlap });
const refusalCodeOf = (call: Promise<unknown>) =>
  call.then(
    () => "taken",
    (error: unknown) => refusalOf(error as Parameters<typeof refusalOf>[0]),
  );

beforeEach(async () => {
  await sql(
    `TRUNCATE usage_logs, usage_keys, usage_sums, usage_units_by_model_day, intake_counts, usage_imports CASCADE`,
  );
  await sql("UPDATE usage_months SET zone = 'UTC'");
});

describe("an import over days that the ledger has", () => {
  const DAYS = ["2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z", "2026-03-05T10:00:00Z"];

  it("is told by day and gateway how many requests and USD are there, other days left out", async () => {
    await live("litellm-eu", "2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z", "2026-03-03T01:00:00Z");
    await live("litellm-us", "2026-03-01T03:00:00Z", "2026-03-05T23:59:59Z");
    const { goesOnBehind, booked } = await previewImport(test.services, file(DAYS));
    expect(goesOnBehind).toBeNull();
    expect(booked).toEqual({
      days: 2,
      from: "2026-03-01",
      to: "2026-03-05",
      requests: 4,
      costUsd: "1",
      requestsOfGateway: 0,
      rows: 3,
      shown: [
        { day: "2026-03-01", gateway: "litellm-eu", requests: 2, costUsd: "0.5" },
        { day: "2026-03-01", gateway: "litellm-us", requests: 1, costUsd: "0.25" },
        { day: "2026-03-05", gateway: "litellm-us", requests: 1, costUsd: "0.25" },
      ],
    });
  });

  it("is refused until somebody accepts it, and the audit log keeps what was accepted", async () => {
    await live("litellm-eu", ...DAYS);
    expect(await refusalCodeOf(start(DAYS, false))).toBe("acceptsOverlap: usage-overlaps");
    expect((await sql("SELECT FROM usage_imports")).rowCount).toBe(0);
    await start(DAYS, true);
    const { rows } = await sql("SELECT details FROM audit_log WHERE action = 'usage.import' ORDER BY seq DESC LIMIT 1");
    expect(rows[0].details.countedBeside).toEqual({
      days: 3,
      from: "2026-03-01",
      to: "2026-03-05",
      requests: 3,
      costUsd: "0.75",
    });
  });

  it("overlaps with an earlier file, too, and that one's own rows are told apart as possible duplicates", async () => {
    const { id } = await start(DAYS, false);
    const rows = DAYS.map((at) => ({ place: at, event: requestAt(at) }));
    await takeRows(test.ctx, { id, from: 0, bytesRead: 10, rows });
    await endUsageImport(test.ctx, id, "done");
    const { booked } = await previewImport(test.services, file(DAYS, { fingerprint: "another" }));
    expect(booked).toMatchObject({ days: 3, requests: 3, requestsOfGateway: 3 });
    expect(await refusalCodeOf(start(DAYS, false))).toBe("acceptsOverlap: usage-overlaps");
  });

  it("goes on after a break without being asked again: its own rows are no overlap", async () => {
    const { id } = await start(DAYS, false);
    await takeRows(test.ctx, { id, from: 0, bytesRead: 10, rows: [{ place: "2", event: requestAt(DAYS[0] ?? "") }] });
    expect(await previewImport(test.services, file(DAYS))).toEqual({ goesOnBehind: 1, booked: null });
    expect(await start(DAYS, false)).toMatchObject({ id, rowsDone: 1 });
  });

  it("is asked about nothing where the days are free, or no row has a time", async () => {
    await live("litellm-eu", "2026-03-03T01:00:00Z");
    expect((await previewImport(test.services, file(DAYS))).booked).toBeNull();
    expect((await previewImport(test.services, file([]))).booked).toBeNull();
  });

  it("days are days of the ledger's zone", async () => {
    await sql("UPDATE usage_months SET zone = 'Asia/Tokyo'");
    await live("litellm-eu", "2026-03-01T14:59:59Z", "2026-03-01T15:00:00Z");
    const { booked } = await previewImport(test.services, file(["2026-03-01T16:00:00Z"]));
    expect(booked).toMatchObject({ days: 1, from: "2026-03-02", to: "2026-03-02", requests: 1 });
  });

  it("sums of requests that nobody counted overlap by what they cost", async () => {
    await ingestEvents(test.services, {
      gateway: "report",
      events: [{ ...requestAt("2026-03-01T12:00:00Z"), sumOfRequests: 0, model: "unknown-to-all" }],
    });
    expect((await previewImport(test.services, file(DAYS))).booked).toMatchObject({ days: 1, requests: 0 });
  });

  it("sums by gateway that are not made yet are told without a gateway, and made from the requests", async () => {
    await live("litellm-eu", ...DAYS);
    await sql("DELETE FROM usage_by_gateway_day");
    const shown = [{ day: "2026-03-01", gateway: null, requests: 1, costUsd: "0.25" }];
    const [day = ""] = DAYS;
    expect((await previewImport(test.services, file([day]))).booked).toMatchObject({ shown });
    await fillRollups(test.database.pool, () => false);
    const named = [{ ...shown[0], gateway: "litellm-eu" }];
    expect((await previewImport(test.services, file([day]))).booked).toMatchObject({ shown: named });
  });

  it("what came late for a closed month is found under its own day, not under the one it is posted on", async () => {
    const day = "2026-01-05T10:00:00Z";
    await live("litellm-eu", day);
    await closeMonth(test.ctx, { month: "2026-01", note: "" });
    await live("litellm-us", "2026-01-05T11:00:00Z");
    expect((await previewImport(test.services, file([day]))).booked).toMatchObject({ days: 1, requests: 2 });
    const today = test.ctx.clock().toISOString();
    expect((await previewImport(test.services, file([today]))).booked).toBeNull();
  });
});

describe("a program that brings in a file", () => {
  const asKey = (...scopes: ("ingest" | "read")[]) => ({
    ...test.ctx,
    actor: { kind: "program" as const, id: "key", label: "key nightly", name: "nightly", scopes },
  });

  it("learns the days, and what others spent only where it may read that", async () => {
    const instants = ["2026-03-01T10:00:00Z"];
    await live("litellm-eu", ...instants);
    const days = { days: 1, from: "2026-03-01", to: "2026-03-01" };
    expect(await findOverlap(asKey("ingest"), { instants })).toEqual({ gateway: "nightly", booked: days });
    expect(await findOverlap(asKey("ingest", "read"), { instants })).toMatchObject({
      gateway: "nightly",
      booked: { ...days, requests: 1, costUsd: "0.25", shown: [{ gateway: "litellm-eu" }] },
    });
  });
});
