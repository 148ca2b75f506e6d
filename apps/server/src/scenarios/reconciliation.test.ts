/** From an invoice that differs to one that agrees: wrong price, correction, names, closed months, another zone's days. */
import { setTimeout as sleep } from "node:timers/promises";
import { addDays, AddReconciliation, type InvoiceSum, type UsageEvent } from "@ratecard/contract";
import { firstSentence } from "@ratecard/invoices";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeMonth } from "#server/features/months/close-month";
import { comparisonCsv } from "#server/features/reconciliation/comparison-csv";
import { findDays } from "#server/features/reconciliation/find-days";
import {
  addReconciliation,
  compareAgain,
  findReconciliation,
  listRememberedInvoices,
  listReconciliations,
  mapInvoiceName,
  removeReconciliation,
} from "#server/features/reconciliation/reconciliations";
import { confirmRecost } from "#server/features/recost/confirm-recost";
import { previewRecost, requireRun } from "#server/features/recost/preview-recost";
import type { RecostRun } from "#server/features/recost/rows";
import { ingestEvents } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice, editPrice } from "#server/testing/prices";
import { refusalOf } from "#server/testing/refusal-of";

let world: TestContext;
let version: number;

const today = new Date().toISOString().slice(0, "2026-01-31".length);
const monthBefore = (month: string) => addDays(`${month}-01`, -1).slice(0, "2026-01".length);
/** Over for more than a day, whatever day it is. */
const MONTH = monthBefore(monthBefore(today.slice(0, "2026-01".length)));
const [FIRST, SECOND] = [`${MONTH}-10`, `${MONTH}-11`];

beforeAll(async () => {
  world = await createTestContext();
  const price = {
    provider: "openai",
    inputPer1M: "5",
    outputPer1M: "10",
    effectiveFrom: `${monthBefore(MONTH)}-01T00:00:00Z`,
  };
  ({ version } = (await createPrice(world.ctx, { model: "gpt-4o", input: price })).price);
  await createPrice(world.ctx, { model: "our-bot", input: { ...price, inputPer1M: "1", outputPer1M: "1" } });
  await world.services.prices.refresh();
  await book("a", FIRST, { promptTokens: 60_000_000, cacheReadTokens: 10_000_000, completionTokens: 1_000_000 });
  await book("b", SECOND, { promptTokens: 40_000_000, completionTokens: 1_000_000 });
  await book("c", FIRST, { model: "our-bot", promptTokens: 1_000_000 });
  await book("d", FIRST, { model: "elsewhere", provider: "acme", promptTokens: 1000 });
});
afterAll(() => world.close());

const book = (requestId: string, day: string, fields: Partial<UsageEvent>) =>
  ingestEvents(world.services, {
    gateway: "g",
    events: [{ requestId, model: "gpt-4o", provider: "openai", occurredAt: `${day}T12:00:00Z`, ...fields }],
  });

const billed = (fields: Partial<InvoiceSum>): InvoiceSum => ({
  day: FIRST,
  lastDay: FIRST,
  provider: "openai",
  model: "gpt-4o-2024-08-06",
  kind: "input",
  lines: 1,
  quantity: null,
  cost: null,
  decimals: 10,
  ...fields,
});

let files = 0;
const invoice = (sums: readonly InvoiceSum[], fields: object = {}) => {
  files += 1;
  return AddReconciliation.parse({
    fileName: `costs-${files}.csv`,
    fileBytes: 1000,
    fileLines: sums.length,
    digest: String(files).padStart(64, "0"),
    format: "openai-costs",
    currency: "USD",
    providers: ["openai"],
    sums,
    ...fields,
  });
};

const INPUT = billed({ quantity: "50000000", cost: "125" });
const INPUT_LATER = billed({ day: SECOND, lastDay: SECOND, quantity: "40000000", cost: "100" });
const CACHED = billed({ kind: "cacheRead", quantity: "10000000", cost: "50" });
const OUTPUT = billed({ kind: "output", quantity: "2000000", cost: "20" });
const SUPPORT = billed({ kind: "not-usage", model: "Support fee", cost: "12.5" });

const partsOf = ({ comparison }: Awaited<ReturnType<typeof findReconciliation>>) =>
  Object.fromEntries(Object.entries(comparison.parts).filter(([, usd]) => usd !== "0"));

describe("an invoice at another price than ours", () => {
  let id: string;

  test("names the price first, with what it explains, and leaves other providers out", async () => {
    const added = await addReconciliation(world.ctx, invoice([INPUT, INPUT_LATER, CACHED, OUTPUT, SUPPORT]));
    id = added.id;
    expect(added).toMatchObject({
      from: FIRST,
      to: SECOND,
      invoiceUsd: "307.5",
      ledgerUsd: "521",
      varianceUsd: "-213.5",
    });
    expect(partsOf(added)).toEqual({ price: "-225", "only-ledger": "-1", "not-usage": "12.5" });
    expect(firstSentence(added.comparison)).toBe(
      "gpt-4o: billed at $2.50 per 1M input, booked at $5.00, -$225.00 against a difference of -$213.50 in all",
    );
    expect(added.comparison.models.map(({ name, billedNames }) => [name, billedNames])).toEqual([
      ["gpt-4o", ["gpt-4o-2024-08-06"]],
      ["our-bot", []],
    ]);
  });

  test("is told day by day", async () => {
    expect(await findDays(world.ctx, { id, model: "gpt-4o" })).toEqual([
      { day: FIRST, invoiceUsd: "195", ledgerUsd: "310", varianceUsd: "-115" },
      { day: SECOND, invoiceUsd: "100", ledgerUsd: "210", varianceUsd: "-110" },
    ]);
    await expect(findDays(world.ctx, { id, model: "nobody" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("a name that somebody maps is remembered for the next invoice", async () => {
    const bot = billed({ model: "gpt-4o-mini", kind: "all", cost: "1" });
    const added = await addReconciliation(world.ctx, invoice([bot]));
    expect(partsOf(added)).toMatchObject({ "only-invoice": "1" });
    const mapped = await mapInvoiceName(world.ctx, { id: added.id, name: "gpt-4o-mini", model: "our-bot" });
    expect(mapped.comparison.mapped).toEqual({ "gpt-4o-mini": "our-bot" });
    expect(mapped.comparison.models).toContainEqual(expect.objectContaining({ name: "our-bot", varianceUsd: "0" }));
    const next = await addReconciliation(world.ctx, invoice([{ ...bot, cost: "3" }]));
    expect(partsOf(next)).toMatchObject({ "cost-only": "2" });
    await expect(mapInvoiceName(world.ctx, { id, name: "no such", model: "our-bot" }).catch(refusalOf)).resolves.toBe(
      "name: not-an-invoice-name",
    );
    const forgotten = await mapInvoiceName(world.ctx, { id: added.id, name: "gpt-4o-mini", model: null });
    expect(forgotten.comparison.mapped).toEqual({});
  });

  test("other providers may be chosen later; what the ledger has is told", async () => {
    const all = await compareAgain(world.ctx, { id, providers: [] });
    expect(all).toMatchObject({ providers: [], comparison: { bookedProviders: ["acme", "openai"] } });
    expect(all.comparison.models.map(({ name }) => name)).toContain("elsewhere");
    expect(await compareAgain(world.ctx, { id, providers: ["openai"] })).toMatchObject({ ledgerUsd: "521" });
  });

  test("in a closed month the correction is booked elsewhere; compared again, the price is explained away", async () => {
    await closeMonth(world.ctx, { month: MONTH, note: "closed" });
    const closed = await compareAgain(world.ctx, { id });
    expect(closed.comparison.months).toMatchObject([{ month: MONTH, correctedUsd: "0", hasMoved: false }]);
    const input = { inputPer1M: "2.5", cacheReadPer1M: "5", effectiveFrom: `${monthBefore(MONTH)}-01T00:00:00Z` };
    await editPrice(world.ctx, { model: "gpt-4o", input, version, mode: "edit" });
    const run = await until(await previewRecost(world.ctx, { scope: { model: ["gpt-4o"] } }), "previewing");
    await until(await confirmRecost(world.ctx, { id: run.id, reason: "as billed" }), "running");
    const again = await compareAgain(world.ctx, { id });
    expect(partsOf(again)).toEqual({ "only-ledger": "-1", elsewhere: "-225", "not-usage": "12.5" });
    expect(again.comparison.months).toMatchObject([{ correctedUsd: "-225", hasMoved: false }]);
  });

  test("is exported as it is shown, listed, and removed with a reason in the audit log", async () => {
    const { comparison } = await findReconciliation(world.ctx, { id });
    const [head, total] = comparisonCsv(comparison).split("\n");
    expect(head).toContain("invoiceUsd,ledgerUsd,varianceUsd,says,price,volume");
    expect(total).toBe("total,,307.5,521,-213.5,,0,0,0,0,0,-1,-225,12.5");
    const before = await listReconciliations(world.ctx);
    expect(before.map((row) => row.id)).toContain(id);
    expect(await removeReconciliation(world.ctx, { id, reason: "a draft" })).toHaveLength(before.length - 1);
    await expect(findReconciliation(world.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { rows } = await world.database.pool.query(
      "SELECT details->>'reason' AS reason FROM audit_log WHERE action = 'reconciliation.remove'",
    );
    expect(rows).toEqual([{ reason: "a draft" }]);
  });
});

test("how columns were taken is remembered, once for each way, with the terms of the newest", async () => {
  const taken = { columns: { Monat: "day", Dienst: "model", Betrag: "cost" }, isComma: true } as const;
  const mapped = (fields: object) => invoice([billed({ model: "our-bot2" })], { format: "columns", ...fields });
  await addReconciliation(world.ctx, mapped({ taken, zone: "UTC" }));
  const other = { ...taken, columns: { ...taken.columns, Art: "kind" } };
  await addReconciliation(world.ctx, mapped({ taken: other }));
  const last = await addReconciliation(world.ctx, mapped({ taken, zone: "Europe/Berlin", providers: ["acme"] }));
  const kinds = (await listRememberedInvoices(world.ctx)).filter(({ format }) => format === "columns");
  expect(kinds.map((kind) => kind.taken)).toEqual([taken, other]);
  expect(kinds[0]).toMatchObject({ fileName: last.fileName, zone: "Europe/Berlin", providers: ["acme"] });
  expect(() => mapped({ taken: { ...taken, columns: { Betrag: "price" } } })).toThrow("not-one-of");
});

test("a name that matches nothing comes with the names of the ledger that are near it", async () => {
  const { comparison } = await addReconciliation(world.ctx, invoice([billed({ model: "our-bott", cost: "1" }), INPUT]));
  expect(comparison.near).toEqual({ "our-bott": ["our-bot"] });
});

test("the same file is told again; another currency has a rate, or is refused in words", async () => {
  const input = invoice([INPUT]);
  await addReconciliation(world.ctx, input);
  await expect(addReconciliation(world.ctx, input).catch(refusalOf)).resolves.toBe("digest: invoice-compared-before");
  expect(() => invoice([INPUT], { currency: "EUR" })).toThrow("no-currency-rate");
  const euros = await addReconciliation(world.ctx, invoice([SUPPORT], { currency: "EUR", usdPerUnit: "1.08" }));
  expect(euros).toMatchObject({ usdPerUnit: "1.08", invoiceUsd: "13.5" });
  const strange = invoice([SUPPORT], { zone: "Mars/Olympus" });
  await expect(addReconciliation(world.ctx, strange).catch(refusalOf)).resolves.toBe("zone: not-a-zone");
});

test("hours by which days of the invoice's zone are others than ours are timing, exactly", async () => {
  const day = `${monthBefore(today.slice(0, "2026-01".length))}-15`;
  const at = (hour: string) => ({ occurredAt: `${day}T${hour}:00:00Z`, model: "zoned", promptTokens: 1_000_000 });
  await createPrice(world.ctx, {
    model: "zoned",
    input: { provider: "openai", inputPer1M: "1", outputPer1M: "1", effectiveFrom: `${MONTH}-01T00:00:00Z` },
  });
  await book("z1", day, at("02"));
  await book("z2", day, at("12"));
  await book("z3", day, { ...at("03"), occurredAt: `${addDays(day, 1)}T03:00:00Z`, promptTokens: 3_000_000 });
  const sum = billed({ day, lastDay: day, model: "zoned", quantity: "4000000", cost: "4" });
  const added = await addReconciliation(world.ctx, invoice([sum], { zone: "America/Los_Angeles" }));
  expect(added).toMatchObject({ ledgerUsd: "2", varianceUsd: "2" });
  expect(partsOf(added)).toEqual({ elsewhere: "2" });
});

async function until(run: RecostRun, state: RecostRun["state"]): Promise<RecostRun> {
  let current = run;
  while (current.state === state) {
    await sleep(20);
    current = await requireRun(world.ctx, run.id);
  }
  return current;
}
