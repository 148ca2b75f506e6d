/** Reports in sums that do not tell how many requests they are of: beside counted requests, wherever it is said how much has a price. */
import {
  addDays,
  type DayRange,
  ExploreQuery,
  FocusQuery,
  RequestScope,
  UNPRICED_HEADER,
  UNPRICED_REPORTS_HEADER,
  type UsageEvent,
} from "@ratecard/contract";
import { termsFromJson } from "@ratecard/pricing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findGroup } from "#server/features/default-priced/find-group";
import { countGroups, listGroups } from "#server/features/default-priced/list-groups";
import { closeMonth, previewMonth } from "#server/features/months/close-month";
import { findStatement, listMonths } from "#server/features/months/list-months";
import type { Statement } from "#server/features/months/statement";
import { statementCsv } from "#server/features/months/statement-csv";
import { sumRequests } from "#server/features/requests/sum-requests";
import { dashboard } from "#server/features/spend/dashboard";
import { explore } from "#server/features/spend/explore";
import { exportFocus } from "#server/features/spend/focus/export-focus";
import { ingestEvents } from "#server/features/usage/take-usage";
import { compareDay, compareMonths } from "#server/ledger/compare-day";
import { fillRollups } from "#server/ledger/keep-sums";
import { impactOfEdits } from "#server/impact/impact-of-edits";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice } from "#server/testing/prices";

let test: TestContext;
const today = new Date().toISOString().slice(0, 10);
const month = addDays(`${addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)}-01`, -1).slice(0, 7);
const day = `${month}-10`;
const range = { from: day, to: day };
const MIXED = { from: `${month}-12`, to: `${month}-12` };

const used = (requestId: string, model: string, event: Partial<UsageEvent> = {}): UsageEvent => ({
  requestId,
  model,
  provider: "house",
  occurredAt: `${day}T12:00:00Z`,
  promptTokens: 1_000_000,
  completionTokens: 0,
  ...event,
});

beforeAll(async () => {
  test = await createTestContext();
  await createPrice(test.ctx, { model: "by-token", input: { provider: "house", inputPer1M: "3", outputPer1M: "1" } });
  await createPrice(test.ctx, { model: "by-request", input: { provider: "house", perRequest: "0.01" } });
  const UNCOUNTED = { sumOfRequests: 0 };
  const events = [
    used("one", "by-token"),
    used("ten", "by-token", { sumOfRequests: 10 }),
    used("priced report", "by-token", UNCOUNTED),
    used("unpriced report", "by-request", UNCOUNTED),
    used("report by nothing", "nobody-knows", UNCOUNTED),
  ];
  await ingestEvents(test.services, { gateway: "g", events });
  await bookMixed();
});
afterAll(() => test.close());

/** On a day of its own, two reports of a name: one of them came when it had a price of its tokens. */
async function bookMixed(): Promise<void> {
  await createPrice(test.ctx, { model: "mixed", input: { provider: "house", perRequest: "0.01" } });
  const at = { occurredAt: `${MIXED.from}T12:00:00Z`, sumOfRequests: 0 };
  const events = [used("before", "mixed", at), used("now", "mixed", at)];
  await ingestEvents(test.services, { gateway: "g", events });
  await test.database.pool.query("UPDATE usage_logs SET cost_usd = 2, flags = '{}' WHERE request_id = 'before'");
  await compareDay(test.database.pool, MIXED.from, { repair: true });
}

const REPORTS = {
  requests: 11,
  unpricedRequests: 0,
  defaultRequests: 0,
  reports: 3,
  unpricedReports: 2,
  defaultReports: 0,
};

describe("days with uncounted reports", () => {
  it("the dashboard counts those without a price", async () => {
    const { totals, models } = await dashboard(test.services, range);
    expect(totals).toMatchObject({ ...REPORTS, costUsd: "9" });
    expect(models.find(({ name }) => name === "by-request")).toMatchObject({ requests: 0, unpricedReports: 1 });
  });

  it("Explore adds them up by name", async () => {
    const asked = ExploreQuery.parse({ ...range, metric: "unpricedReports", group: "model" });
    const { total, series } = await explore(test.services, asked);
    expect(total.total).toBe("2");
    expect(series.filter(({ total: own }) => own === "1").map(({ names: [name] }) => name)).toEqual([
      "by-request",
      "nobody-knows",
    ]);
  });

  it.each([{}, { team: [""] }, { requestId: "unpriced report" }])(
    "so do the totals of requests, of %j",
    async (scope) => {
      const totals = await sumRequests(test.services, RequestScope.parse({ ...range, ...scope }));
      const isOne = Object.hasOwn(scope, "requestId");
      expect(totals).toMatchObject({
        requests: isOne ? 0 : 11,
        reports: isOne ? 1 : 3,
        unpricedReports: isOne ? 1 : 2,
      });
    },
  );

  it("the FOCUS file says how many are no charge in it", async () => {
    const { headers } = await exportFocus(test.services, FocusQuery.parse(range));
    expect(headers).toEqual({ [UNPRICED_HEADER]: "0", [UNPRICED_REPORTS_HEADER]: "2" });
  });
});

describe("the queue", () => {
  const queue = async (reason: "unpriced" | "default", days: DayRange) => {
    const { groups } = await listGroups(test.ctx, { reason, ...days });
    const rows = groups.map(({ model, requests, reports, tokens }) => [model, requests, reports, tokens] as const);
    return rows.toSorted(([left], [right]) => (left < right ? -1 : 1));
  };

  it("has those without a price, and of their tokens only", async () => {
    expect(await queue("unpriced", range)).toEqual([
      ["by-request", 0, 1, "1000000"],
      ["nobody-knows", 0, 1, "1000000"],
    ]);
    expect(await queue("unpriced", MIXED)).toEqual([["mixed", 0, 1, "1000000"]]);
    expect(await queue("default", range)).toEqual([["nobody-knows", 0, 1, "1000000"]]);
    const { reasons } = await countGroups(test.ctx, range);
    const counted = { reason: "unpriced", groups: 2, requests: 0, reports: 2 };
    expect(reasons.find(({ reason }) => reason === "unpriced")).toEqual(counted);
  });

  it("does not say of a price per request that it would give such a report a cost", async () => {
    const group = await findGroup(test.ctx, { model: "by-request", provider: "house", reason: "unpriced", ...range });
    expect(group).toMatchObject({ isPricedNow: false, exposure: null, reports: 1 });
    expect(group.candidates).toMatchObject([{ evidence: "name", costUsd: null }]);
    expect(group.days.find((each) => each.day === day)).toMatchObject({ requests: 0, reports: 1 });
  });
});

it("the statement of their month has them", async () => {
  const figures = {
    totals: { requests: 11, reports: 5 },
    coverage: { exact: { requests: 11, reports: 2 }, unpricedRequests: 0, unpricedReports: 3 },
    openRequests: 0,
    openReports: 3,
  };
  expect(await previewMonth(test.services, { month })).toMatchObject(figures);
  const { months } = await listMonths(test.services);
  expect(months.find((each) => each.month === month)).toMatchObject({
    requests: 11,
    reports: 5,
    exactPercent: "100.0",
    unpricedRequests: 0,
    unpricedReports: 3,
  });
  await closeMonth(test.as("finance"), { month, note: "closed" });
  const { statement } = await findStatement(test.services, { month });
  expect(statement).toMatchObject(figures);
  expect(statementCsv(statement).split("\n")).toEqual(
    expect.arrayContaining([
      "month,part,name,requests,costUsd,bookedCostUsd,promptTokens,completionTokens,reports",
      expect.stringMatching(new RegExp(`^${month},total,,11,.*,5$`)),
      `${month},model,nobody-knows,0,0,0,1000000,0,1`,
      expect.stringMatching(new RegExp(`^${month},coverage,exact,11,[\\d.]+,,,,2$`)),
      `${month},coverage,not priced,0,,,,,3`,
    ]),
  );
});

it("a statement of before they were counted does not say how many there are", () => {
  const of = { requests: 3, costUsd: "1", bookedCostUsd: "1", promptTokens: "5", completionTokens: "2" };
  const share = { requests: 3, costUsd: "1" };
  const none = { requests: 0, costUsd: "0" };
  const old = {
    month: "2026-01",
    totals: of,
    coverage: { exact: share, flagged: none, default: none, unpricedRequests: 4 },
    byModel: [{ name: "m", ...of }],
    byProvider: [],
    byTeam: [],
  } as unknown as Statement;
  expect(statementCsv(old).trim().split("\n").slice(1)).toEqual([
    "2026-01,total,,3,1,1,5,2,",
    "2026-01,model,m,3,1,1,5,2,",
    "2026-01,coverage,exact,3,1,,,,",
    "2026-01,coverage,with a warning,0,0,,,,",
    "2026-01,coverage,default-priced,0,0,,,,",
    "2026-01,coverage,not priced,4,,,,,",
  ]);
});

describe("a report whose price has a fee for each request", () => {
  it("costs its tokens with a warning, and stands in the queue and in what is not priced exactly", async () => {
    const input = { provider: "house", inputPer1M: "3", outputPer1M: "1", requestFee: "0.01" };
    await createPrice(test.ctx, { model: "with-fee", input });
    const at = { occurredAt: new Date().toISOString() };
    await ingestEvents(test.services, { gateway: "g", events: [used("fee", "with-fee", { ...at, sumOfRequests: 0 })] });
    const { rows } = await test.database.pool.query(
      "SELECT cost_usd::float8 AS cost, flags, not_priced FROM usage_logs WHERE request_id = 'fee'",
    );
    expect(rows).toEqual([{ cost: 3, flags: ["usage-not-priced"], not_priced: ["requestFee"] }]);
    const { groups } = await listGroups(test.ctx, { reason: "usage-not-priced", from: today, to: today });
    expect(groups).toMatchObject([{ model: "with-fee", requests: 0, bookedUsd: "3" }]);
    const { totals } = await dashboard(test.services, { from: today, to: today });
    expect(totals).toMatchObject({ reports: 1, flaggedReports: 1, flaggedCostUsd: "3", unpricedReports: 0 });
  });
});

describe("sums of before they were counted", () => {
  it("get their numbers in the background, and nothing else", async () => {
    const { pool } = test.database;
    await pool.query("UPDATE usage_sums SET reports = 0, unpriced_reports = 0, default_reports = 0");
    await pool.query("UPDATE usage_sums SET cost_usd = cost_usd + 1 WHERE rollup = 'total_day'");
    await pool.query("UPDATE usage_months SET measures_to_fill = '{reports,unpriced_reports,default_reports}'");
    await fillRollups(pool, () => false);
    const { totals } = await dashboard(test.services, range);
    expect(totals).toMatchObject({ ...REPORTS, costUsd: "10" });
    const { wrong } = await compareDay(pool, day, { repair: false });
    expect(wrong).toMatchObject([{ rollup: "total_day", requests: 0, costUsd: "-1" }]);
    expect((await compareMonths(pool, { repair: false })).wrong).toMatchObject([{ rollup: "total_month" }]);
    const { rows } = await pool.query("SELECT measures_to_fill AS left FROM usage_months");
    expect(rows).toEqual([{ left: [] }]);
  });
});

it("the preview of a price counts a report of ten as ten, and uncounted ones beside requests", async () => {
  const model = "impacted";
  await createPrice(test.ctx, { model, input: { provider: "house", inputPer1M: "3", outputPer1M: "1" } });
  const at = { occurredAt: new Date().toISOString() };
  const events = [
    used("i1", model, at),
    used("i10", model, { ...at, sumOfRequests: 10 }),
    used("i0", model, { ...at, sumOfRequests: 0 }),
  ];
  await ingestEvents(test.services, { gateway: "g", events });
  const read = termsFromJson({ perRequest: "0.01" });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const edits = new Map([[model, { provider: "house", isActive: true, terms: read.terms }]]);
  expect(await impactOfEdits(test.ctx, edits, "by-sent-name")).toMatchObject({
    requests: 11,
    reports: 1,
    beforeUsd: "9",
    afterUsd: "0.11",
    unpricedBefore: 0,
    unpricedAfter: 0,
    unpricedReportsBefore: 0,
    unpricedReportsAfter: 1,
  });
});

it("nor is the report of a name lost whose other requests sums tell the cost of", async () => {
  const model = "also-reported";
  await createPrice(test.ctx, { model, input: { provider: "house", inputPer1M: "3", outputPer1M: "1" } });
  const at = { occurredAt: new Date().toISOString() };
  await ingestEvents(test.services, {
    gateway: "g",
    events: [used("a1", model, at), used("a0", model, { ...at, sumOfRequests: 0 })],
  });
  const edits = new Map([[model, null]]);
  expect(await impactOfEdits(test.ctx, edits, "by-sent-name")).toMatchObject({
    requests: 1,
    reports: 1,
    beforeUsd: "6",
    unpricedReportsAfter: 1,
  });
});
