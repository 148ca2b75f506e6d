import { ApplyChangeSet, type ModelPrice, PreviewChangeSet, problemsOfZod } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ChangeSet } from "#server/changes/change-set";
import { previewChange, writePreviewed } from "#server/testing/changes";
import { findBatch } from "./find-batches";
import { importRow, rates } from "./testing/import-row";
import { type DiscoveryTest, openDiscoveryTest } from "./testing/open-discovery-test";

let test: DiscoveryTest;
beforeAll(async () => {
  test = await openDiscoveryTest();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.empty();
  await test.database.pool.query("DELETE FROM model_price_versions WHERE model_name <> 'default'");
  await test.importRows([importRow("gpt-9", rates("3", "15"))]);
});

const LATER = "2099-01-01T00:00:00.000Z";
const BEFORE_LATER = "2098-12-31T23:59:59.999Z";
const LATEST = "2199-01-01T00:00:00.000Z";
const PAST = "2025-01-01T00:00:00.000Z";
const DEARER = importRow("gpt-9", rates("6", "15"));
const SEEN = { rows: [{ model: "gpt-9", seen: "0".repeat(32) }] };
const [OLD_COST, NEW_COST, DEFAULT_COST] = ["0.0105", "0.0135", "0.005"];

const importAt = (effectiveFrom: string | undefined, ...rows: ModelPrice[]) =>
  test.importRows(rows, "Dated", effectiveFrom);
const preview = async (effectiveFrom: string, ...rows: ModelPrice[]) =>
  (await test.previewRows(rows, effectiveFrom)).rows;
const entry = (modelName: string) => test.database.prisma.modelPricing.findUnique({ where: { modelName } });
const inputOf = async (model: string) => (await entry(model))?.pricePer1kInputTokens?.toString();

/** Windows that are believed, in the order of time: input price per 1K, start, end. */
async function windows(model: string) {
  const { rows } = await test.database.pool.query<{ input: string; since: Date | null; until: Date | null }>(
    `SELECT trim_scale(price_per_1k_input_tokens)::text AS input, valid_from AS since, valid_until AS until
     FROM model_price_versions WHERE model_name = $1 AND superseded_at IS NULL ORDER BY valid_from NULLS FIRST`,
    [model],
  );
  return rows.map(({ input, since, until }) => [input, since?.toISOString() ?? null, until?.toISOString() ?? null]);
}

it("an import that begins now begins now for new names too", async () => {
  const now = new Date().toISOString();
  await importAt(now, importRow("fresh", rates("1", "2")));
  expect(await windows("fresh")).toEqual([["0.001", now, null]]);
});

describe("an import that begins later", () => {
  it("leaves today's prices until then, adds names from then on, and its batch remembers the date", async () => {
    const { batchId, counts } = await importAt(LATER, DEARER, importRow("fresh", rates("1", "2")));
    expect(counts).toMatchObject({ added: 1, changed: 1 });
    expect(await inputOf("gpt-9")).toBe("0.003");
    expect(await windows("gpt-9")).toEqual([
      ["0.003", null, LATER],
      ["0.006", LATER, null],
    ]);
    expect(await windows("fresh")).toEqual([["0.001", LATER, null]]);
    expect([test.costOf("gpt-9"), test.costOf("gpt-9", BEFORE_LATER)].map(([, usd]) => usd)).toEqual([
      OLD_COST,
      OLD_COST,
    ]);
    expect(test.costOf("gpt-9", LATER)).toEqual(["local-exact", NEW_COST]);
    expect(test.costOf("fresh")).toEqual(["default", DEFAULT_COST]);
    const { batch, rows } = await findBatch(test.ctx, { id: batchId ?? "" });
    expect(batch).toMatchObject({ kind: "discovery", effectiveFrom: LATER });
    expect(rows).toMatchObject([
      { model: "fresh", change: "added" },
      { model: "gpt-9", change: "changed", differences: [{ field: "input", from: "3", to: "6" }, {}] },
    ]);
  });

  it("again changes nothing: not in the preview, and no second batch", async () => {
    const rows = [DEARER, importRow("fresh", rates("1", "2")), importRow("wide-*", rates("1", "2"))];
    await importAt(LATER, ...rows);
    const before = await test.database.prisma.modelPriceVersion.count();
    expect((await preview(LATER, ...rows)).map(({ outcome }) => outcome)).toEqual(["same", "same", "same"]);
    expect(await importAt(LATER, ...rows)).toMatchObject({ batchId: null, counts: { same: 3 } });
    expect(await importAt(LATEST, ...rows)).toMatchObject({ batchId: null, counts: { same: 3 } });
    expect(await test.database.prisma.modelPriceVersion.count()).toBe(before);
  });

  it("is not taken for what holds today: the same price from now on is still to be written", async () => {
    await importAt(LATER, importRow("fresh", rates("1", "2")));
    const now = importRow("fresh", rates("1", "2"));
    const [row] = (await test.previewRows([now])).rows;
    // Compared with what prices the name today, not with what is to come.
    expect(row).toMatchObject({
      outcome: "changed",
      rungBefore: "none",
      differences: [{ from: null, to: "1" }, {}, {}, { field: "isActive" }],
    });
    expect(await importAt(undefined, now)).toMatchObject({ counts: { changed: 1 } });
    expect(test.costOf("fresh")).toEqual(["local-exact", "0.002"]);
    expect(await importAt(undefined, now)).toMatchObject({ batchId: null, counts: { same: 1 } });
  });

  it("is compared with what will stand then, and says what it means beside a scheduled price", async () => {
    await importAt(LATER, DEARER);
    const row = importRow("gpt-9", rates("60", "15"));
    const [after] = await preview(LATEST, row);
    expect(after).toMatchObject({
      outcome: "changed",
      differences: [{ field: "input", from: "6", to: "60", move: "tenfold" }, {}],
      held: [{ kind: "move", field: "input" }],
      notes: ["The price scheduled for 2099-01-01 00:00 UTC holds until then."],
    });
    const [before] = await preview("2050-01-01T00:00:00Z", row);
    expect(before?.differences[0]).toMatchObject({ from: "3", to: "60" });
    expect(before?.notes).toEqual(["Holds until the price scheduled for 2099-01-01 00:00 UTC."]);
    const [same] = await preview(LATER, { ...row, terms: rates("7", "15") });
    expect(same?.notes).toEqual(["Replaces the price scheduled for the same time."]);
    expect(await importAt(LATEST, row)).toMatchObject({ batchId: null, heldCount: 1 });
  });

  it("says what prices a name until then", async () => {
    await importAt(LATER, importRow("wide-*", rates("1", "2")));
    const row = importRow("wide-a", rates("3", "15"));
    expect((await preview(LATEST, row))[0]).toMatchObject({
      rungBefore: "local-wildcard",
      differences: [{ from: "1" }, {}, {}],
    });
    expect((await preview(BEFORE_LATER, row))[0]).toMatchObject({ rungBefore: "none" });
  });

  it("two admins at once: the second sees which rows moved; with the same prices both succeed", async () => {
    const dearest = importRow("gpt-9", rates("7", "15"));
    const rivals = [
      { prices: [DEARER], effectiveFrom: LATER },
      { prices: [dearest], effectiveFrom: LATEST },
    ];
    const shown = await Promise.all(rivals.map(({ prices, effectiveFrom }) => test.previewRows(prices, effectiveFrom)));
    const answers = await Promise.allSettled(
      rivals.map(({ prices, effectiveFrom }, index) =>
        writePreviewed(test.ctx, { kind: "models", prices }, shown[index] as ChangeSet, { effectiveFrom }),
      ),
    );
    const lost = answers.filter((answer) => answer.status === "rejected");
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toMatchObject({ code: "VERSION_MOVED", details: { name: "gpt-9" } });

    await test.importRows([importRow("shared", rates("1", "2"))]);
    const row = importRow("shared", rates("2", "2"));
    const both = await Promise.all([importAt(LATER, row), importAt(LATER, row)]);
    expect(both.filter(({ batchId }) => batchId !== null)).toHaveLength(1);
  });
});

describe("an import of the past", () => {
  it("corrects backwards from that date, and again changes nothing", async () => {
    const { batchId } = await importAt(PAST, DEARER);
    expect(await windows("gpt-9")).toEqual([
      ["0.003", null, PAST],
      ["0.006", PAST, null],
    ]);
    expect(test.costOf("gpt-9", "2024-12-31T23:59:59.999Z")[1]).toBe(OLD_COST);
    expect(test.costOf("gpt-9", PAST)[1]).toBe(NEW_COST);
    expect(await inputOf("gpt-9")).toBe("0.006");
    expect((await findBatch(test.ctx, { id: batchId ?? "" })).batch.effectiveFrom).toBe(PAST);
    expect(await importAt(PAST, DEARER)).toMatchObject({ batchId: null, counts: { same: 1 } });
    expect(await importAt("2025-06-01T00:00:00Z", DEARER)).toMatchObject({ batchId: null, counts: { same: 1 } });
  });

  it("writes today's price where it holds only since later", async () => {
    await importAt(undefined, DEARER);
    const [row] = await preview(PAST, DEARER);
    expect(row).toMatchObject({ outcome: "changed", differences: [], held: [] });
    await importAt(PAST, DEARER);
    expect(await windows("gpt-9")).toEqual([
      ["0.003", null, PAST],
      ["0.006", PAST, null],
    ]);
  });

  it("keeps what is scheduled", async () => {
    await importAt(LATER, DEARER);
    await importAt(PAST, importRow("gpt-9", rates("4", "15")));
    expect(await windows("gpt-9")).toEqual([
      ["0.003", null, PAST],
      ["0.004", PAST, LATER],
      ["0.006", LATER, null],
    ]);
  });
});

it.each([
  ["tomorrow", "not-an-instant"],
  ["2026-01-31T09:30:00", "not-an-instant"],
  ["1969-12-31T00:00:00Z", "year-too-early"],
  ["2026-01-31T09:30:00+15:00", "offset-too-far"],
])("the date %s is refused as %s", (effectiveFrom, code) => {
  const source = { kind: "models", prices: [DEARER] };
  for (const [shape, more] of [[PreviewChangeSet, {}] as const, [ApplyChangeSet, SEEN] as const]) {
    const read = shape.safeParse({ source, effectiveFrom, ...more });
    expect(read.error && problemsOfZod(read.error)).toMatchObject([{ field: "effectiveFrom", code }]);
  }
});

describe("taking a dated import back", () => {
  it("before it begins calls it off: today's price holds on, names that were to come are gone", async () => {
    const { batchId } = await importAt(LATER, DEARER, importRow("fresh", rates("1", "2")));
    const id = batchId ?? "";
    const { rows } = await previewChange(test.ctx, { kind: "revert", batchId: id });
    expect(rows).toMatchObject([
      { model: "fresh", outcome: "changed", provider: null },
      { model: "gpt-9", outcome: "changed", differences: [{ field: "input", from: "6", to: "3" }, {}] },
    ]);
    await test.revert(id);
    expect(await windows("gpt-9")).toEqual([["0.003", null, null]]);
    expect([await entry("fresh"), await windows("fresh")]).toEqual([null, []]);
    expect(test.costOf("gpt-9", LATER)[1]).toBe(OLD_COST);
    expect(await test.revert(id)).toMatchObject({ batchId: null, counts: { same: 2 } });
  });

  it("once it has begun puts the price of before back, from where it began", async () => {
    const { batchId } = await importAt(LATER, DEARER);
    const begun = await begin(LATER);
    expect(await inputOf("gpt-9")).toBe("0.006");
    expect(test.costOf("gpt-9")[1]).toBe(NEW_COST);
    expect(await test.revert(batchId ?? "")).toMatchObject({ counts: { changed: 1 } });
    expect(await inputOf("gpt-9")).toBe("0.003");
    expect(await windows("gpt-9")).toEqual([
      ["0.003", null, begun],
      ["0.003", begun, null],
    ]);
  });

  it("of the past corrects again, from the same date", async () => {
    const { batchId } = await importAt(PAST, DEARER);
    await test.revert(batchId ?? "");
    expect(await windows("gpt-9")).toEqual([
      ["0.003", null, PAST],
      ["0.003", PAST, null],
    ]);
  });
});

/** As if the date had come an hour ago: everything that was to begin then begins there, and the entries follow. */
async function begin(date: string): Promise<string> {
  const begun = new Date(Date.now() - 3_600_000).toISOString();
  const { pool } = test.database;
  await pool.query("UPDATE model_price_versions SET valid_until = $2 WHERE valid_until = $1", [date, begun]);
  await pool.query("UPDATE model_price_versions SET valid_from = $2 WHERE valid_from = $1", [date, begun]);
  await pool.query("UPDATE import_batches SET effective_from = $2 WHERE effective_from = $1", [date, begun]);
  await pool.query("SELECT follow_scheduled_prices(), pricing_changed()");
  await test.ctx.prices.refresh();
  return begun;
}
