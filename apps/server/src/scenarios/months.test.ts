import { addDays, ExploreQuery, RequestScope, type UsageEvent } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeZone } from "#server/features/ledger-zone/change-zone";
import { verifyLedger } from "#server/features/ledger-health/verify-ledger";
import { closeMonth, previewMonth } from "#server/features/months/close-month";
import { checkStatements, findStatement, listCorrections, listMonths } from "#server/features/months/list-months";
import { reopenMonth } from "#server/features/months/reopen-month";
import { statementCsv } from "#server/features/months/statement-csv";
import { sumRequests } from "#server/features/requests/sum-requests";
import { dashboard } from "#server/features/spend/dashboard";
import { explore } from "#server/features/spend/explore";
import { findQuarantined } from "#server/features/usage/quarantine/rows";
import { settleQuarantined } from "#server/features/usage/quarantine/settle-quarantined";
import { removeGatewayUsage } from "#server/features/usage/remove-gateway-usage";
import { ingestEvents } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { write } from "#server/write/write";

let world: TestContext;

const today = new Date().toISOString().slice(0, 10);
const monthBefore = (month: string) => addDays(`${month}-01`, -1).slice(0, 7);
const thisMonth = today.slice(0, 7);
/** Over for more than a day, whatever day it is. */
const second = monthBefore(monthBefore(thisMonth));
const first = monthBefore(second);
const [FIRST_DAY, SECOND_DAY] = [`${first}-10`, `${second}-10`];

beforeAll(async () => {
  world = await createTestContext();
  await world.database.pool.query(
    "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('priced', 0.01, 'openai')",
  );
  await world.services.prices.refresh();
  await book("g", FIRST_DAY, ["a", "b", "c"]);
  await book("g", SECOND_DAY, ["d", "e"]);
  await book("g", today, ["f"]);
});
afterAll(() => world.close());

const book = (gateway: string, day: string, ids: readonly string[], fields: Partial<UsageEvent> = {}) =>
  ingestEvents(world.services, {
    gateway,
    events: ids.map(
      (requestId): UsageEvent => ({
        requestId,
        model: "priced",
        occurredAt: `${day}T00:00:01Z`,
        team: "red",
        user: "ann",
        tags: ["x", "y"],
        promptTokens: 10,
        ...fields,
      }),
    ),
  });

async function costs(from: string, to: string, by: Partial<ExploreQuery> = {}) {
  const { total, corrections, readFrom } = await explore(world.services, ExploreQuery.parse({ from, to, ...by }));
  return { total: total.total, corrections: corrections.costUsd, readFrom };
}

const verified = () => verifyLedger(world.ctx, { repair: false }, { report: async () => {}, isCancelled: () => false });
const RIGHT = { wrongSums: 0, shown: [], wrongCounts: [] };
const close = (month: string) => closeMonth(world.as("finance"), { month, note: "handed to accounting" });

test("a month that is not over is refused with the day on which it can be closed", async () => {
  await expect(close(thisMonth)).rejects.toMatchObject({ code: "MONTH_NOT_OVER" });
  const { problem } = await previewMonth(world.services, { month: thisMonth });
  expect(problem).toContain(`${thisMonth} can be closed from `);
});

test("a statement says what the month was, and is bound and signed", async () => {
  expect(await previewMonth(world.services, { month: first })).toMatchObject({
    problem: null,
    totals: { requests: 3, costUsd: "0.03", promptTokens: "30" },
    coverage: { exact: { requests: 3, costUsd: "0.03" }, unpricedRequests: 0 },
  });
  expect(await close(first)).toMatchObject({ seq: 1 });
  const { statement, check } = await findStatement(world.services, { month: first });
  expect(check).toEqual({ isUnchanged: true, sentence: expect.stringContaining("the first statement") });
  expect(statement).toMatchObject({
    month: first,
    zone: "UTC",
    closedBy: "finance@example.com",
    note: "handed to accounting",
    byModel: [{ name: "priced", requests: 3, costUsd: "0.03" }],
    byTeam: [{ name: "red", requests: 3 }],
    byProvider: [{ name: "openai", requests: 3 }],
  });
  expect(statementCsv(statement).split("\n")[1]).toBe(`${first},total,,3,0.03,0.03,30,0,0`);
  await expect(close(first)).rejects.toMatchObject({ code: "MONTH_CLOSED" });
  await expect(close(monthBefore(first))).rejects.toMatchObject({ code: "MONTH_CLOSED" });
});

describe("what comes after the close", () => {
  test("a late request is a correction of the open month, in every answer", async () => {
    await book("g", FIRST_DAY, ["late"], { units: { inputImages: 2 } });
    expect(await costs(FIRST_DAY, FIRST_DAY)).toMatchObject({ total: "0.03", corrections: "0" });
    expect(await costs(today, today)).toMatchObject({ total: "0.02", corrections: "0.01" });
    const byRequests = { group: "user", subgroup: "model" } as const;
    expect(await costs(today, today, byRequests)).toMatchObject({ total: "0.02", corrections: "0.01" });
    expect(await costs(FIRST_DAY, today, { ...byRequests, team: ["red"] })).toMatchObject({ total: "0.07" });
    const shown = await dashboard(world.services, { from: today, to: today });
    expect(shown).toMatchObject({ corrections: { requests: 1, costUsd: "0.01" }, totals: { costUsd: "0.02" } });
    expect(shown.units).toEqual([{ unit: "inputImages", requests: 1, quantity: "2" }]);
    const { corrections } = await listCorrections(world.services, { from: today, to: today, limit: 10 });
    expect(corrections).toMatchObject([{ kind: "late", correctsOn: FIRST_DAY, postedOn: today, requestId: "late" }]);
    const { months } = await listMonths(world.services);
    expect(months.find(({ month }) => month === thisMonth)).toMatchObject({ correctionUsd: "0.01", state: "open" });
    expect(await verified()).toMatchObject(RIGHT);
    const ofDay = RequestScope.parse({ from: FIRST_DAY, to: FIRST_DAY });
    expect(await sumRequests(world.services, ofDay)).toMatchObject({ kind: "exact", requests: 4, costUsd: "0.04" });
  });

  test("a report that takes the place of a booked one is two corrections", async () => {
    await book("g", FIRST_DAY, ["a"], { promptTokens: 25 });
    const [waiting] = await findQuarantined(world.database.pool, null, null, 1);
    if (!waiting) throw new Error("Nothing waits.");
    const [settled] = await settleQuarantined(
      world.ctx,
      [{ item: waiting, event: { ...waiting.payload, model: "priced", requestId: "a" } }],
      { action: "take-later", reason: "the later one is right" },
    );
    expect(settled?.outcome).toBe("taken-later");
    expect(await costs(FIRST_DAY, FIRST_DAY, { metric: "promptTokens" })).toMatchObject({ total: "30" });
    expect(await costs(today, today, { metric: "promptTokens" })).toMatchObject({ total: "35" });
    expect((await listCorrections(world.services, { from: today, to: today, limit: 10 })).corrections).toMatchObject([
      { kind: "late", requestId: "a", requests: 1 },
      { kind: "removed", requestId: "a", requests: -1 },
      { kind: "late", requestId: "late" },
    ]);
    expect(await verified()).toMatchObject(RIGHT);
  });

  test("requests of a closed month are not removed, and the zone stays", async () => {
    const removing = write(world.ctx, { action: "test.remove", subject: "g" }, (tx) => removeGatewayUsage(tx, "g"));
    await expect(removing).rejects.toMatchObject({ code: "MONTH_CLOSED", details: { month: first } });
    await expect(changeZone(world.ctx, { zone: "Europe/Berlin" })).rejects.toMatchObject({ code: "ZONE_KEPT" });
  });

  test("a correction cannot be changed", async () => {
    await expect(world.database.pool.query("UPDATE usage_corrections SET cost_usd = 0")).rejects.toThrow("append-only");
  });
});

describe("the order of months", () => {
  test("the next one is closed next, and only the newest is opened again", async () => {
    expect(await close(second)).toMatchObject({ seq: 2 });
    const early = reopenMonth(world.ctx, { month: first, reason: "a mistake" });
    await expect(early).rejects.toMatchObject({ code: "MONTH_OUT_OF_ORDER", details: { next: second } });
    await expect(reopenMonth(world.ctx, { month: thisMonth, reason: "x" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("of two who open it again the second one read that there is no such month", async () => {
    const both = await Promise.allSettled([
      reopenMonth(world.ctx, { month: second, reason: "an invoice came late" }),
      reopenMonth(world.as("admin"), { month: second, reason: "the same invoice" }),
    ]);
    const [refused, ...others] = both.flatMap((each) => (each.status === "rejected" ? [each.reason as unknown] : []));
    expect(others).toEqual([]);
    const { reopened } = await findStatement(world.services, { month: second });
    const details = { month: second, by: reopened?.by, day: today };
    expect(refused).toMatchObject({ code: "MONTH_REOPENED", details });
    expect(refused).toHaveProperty("message", expect.stringContaining(`${second} is open already: ${reopened?.by}`));
  });

  test("what arrives for a month that was opened again is of its own day; corrections stay", async () => {
    await book("g", SECOND_DAY, ["late again"]);
    expect(await costs(SECOND_DAY, SECOND_DAY)).toMatchObject({ total: "0.03" });
    await book("g", FIRST_DAY, ["still late"]);
    expect(await costs(today, today)).toMatchObject({ total: "0.03", corrections: "0.02" });
    await reopenMonth(world.ctx, { month: first, reason: "that one too" });
    await book("g", FIRST_DAY, ["in time now"]);
    expect(await costs(FIRST_DAY, FIRST_DAY)).toMatchObject({ total: "0.04" });
    expect(await costs(today, today)).toMatchObject({ total: "0.03", corrections: "0.02" });
    expect(await verified()).toMatchObject(RIGHT);
  });

  test("closed again it has a second statement, bound to those before; the audit log tells all of it", async () => {
    expect(await close(first)).toMatchObject({ seq: 3 });
    expect(await findStatement(world.services, { month: first })).toMatchObject({
      reopened: null,
      check: { isUnchanged: true, sentence: expect.stringContaining("bound to the statement before it") },
      earlier: [{ seq: 1, why: "that one too" }],
      statement: { totals: { costUsd: "0.04" } },
    });
    expect(await checkStatements(world.services)).toMatchObject({ isUnchanged: true });
    const { rows } = await world.database.pool.query<{ action: string; subject: string }>(
      "SELECT action, subject FROM audit_log WHERE action LIKE 'month.%' ORDER BY seq",
    );
    expect(rows.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      `month.close ${first}`,
      `month.close ${second}`,
      `month.reopen ${second}`,
      `month.reopen ${first}`,
      `month.close ${first}`,
    ]);
  });
});

test("while late requests arrive, each is in the statement or a correction", async () => {
  const late = async (sender: number) => {
    for (let call = 0; call < 25; call += 1) await book(`late ${sender}`, SECOND_DAY, [`${call}`, `${call} more`]);
  };
  const arriving = Promise.all([1, 2, 3, 4].map(late));
  await close(second);
  await arriving;
  const { statement } = await findStatement(world.services, { month: second });
  expect(await costs(`${second}-01`, addDays(`${second}-01`, 27))).toMatchObject({ total: statement.totals.costUsd });
  const { rows } = await world.database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM usage_corrections WHERE gateway LIKE 'late %'",
  );
  expect(statement.totals.requests + (rows[0]?.count ?? 0)).toBe(3 + 200);
  expect(await verified()).toMatchObject(RIGHT);
});

test("corrections are listed newest first, each once, on however many pages", async () => {
  const ids: number[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await listCorrections(world.services, { from: today, to: today, limit: 7, cursor });
    ids.push(...page.corrections.map(({ id }) => Number(id)));
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  expect(ids).toEqual(ids.toSorted((left, right) => right - left));
  const { rows } = await world.database.pool.query("SELECT FROM usage_corrections");
  expect(ids).toHaveLength(rows.length);
  expect(ids.length).toBeGreaterThan(10);
  const foreign = listCorrections(world.services, { from: today, to: today, limit: 7, cursor: "abc" });
  await expect(foreign).rejects.toMatchObject({ details: { issues: [{ field: "cursor", code: "not-a-cursor" }] } });
});

test.each([
  ["a figure", "UPDATE month_statements SET body = replace(body, '0.04', '0.03') WHERE seq = 3", "changed"],
  ["a note", "UPDATE month_statements SET note = 'nothing' WHERE seq = 2", "says something else"],
  ["one that is gone", "DELETE FROM month_statements WHERE seq = 1", "is missing"],
])("%s that somebody changed by SQL is found", async (_what, sql, words) => {
  const client = await world.database.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("ALTER TABLE month_statements DISABLE TRIGGER month_statements_kept");
    await client.query(sql);
    const services = { ...world.services, db: { ...world.services.db, pool: client as never } };
    const { statements, isUnchanged } = await checkStatements(services);
    expect(isUnchanged).toBe(false);
    expect(statements.map(({ sentence }) => sentence).join(" ")).toContain(words);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});

test("a statement is never changed by accident", async () => {
  await expect(world.database.pool.query("UPDATE month_statements SET body = '{}'")).rejects.toThrow("never changed");
  await expect(world.database.pool.query("DELETE FROM month_statements")).rejects.toThrow("never changed");
});
