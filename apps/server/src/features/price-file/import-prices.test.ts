/** Files of prices on a real database: units, columns, far moves, one batch; and the screen's preview of the same. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { compressBody } from "#server/pricing/snapshot-body";
import { bookState } from "#server/testing/book-state";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { findPrice } from "#server/entries/rows";
import { findVersions } from "#server/entries/version-rows";
import { createPrice, editPrice } from "#server/features/price-book/save-price";
import { importOrder } from "./import-order";
import { importPriceFile } from "./import-price-file";
import { importPrices } from "./import-prices";
import { previewPriceFile } from "./preview-price-file";

let test: TestContext;
const CATALOG = {
  "gpt-4o": { input_cost_per_token: 2.5e-6, output_cost_per_token: 1e-5, litellm_provider: "openai", mode: "chat" },
};

beforeAll(async () => {
  test = await createTestContext();
  await test.database.pool.query(
    `INSERT INTO catalog_snapshots (origin, source, sha256, entry_count, body_gzip, fetched_at, in_force_from)
     VALUES ('litellm', 'test', 'x', 1, $1, now(), now())`,
    [compressBody(JSON.stringify(CATALOG))],
  );
  await test.ctx.prices.refresh();
});
afterAll(() => test.close());

beforeEach(async () => {
  await test.database.pool.query("DELETE FROM model_pricing WHERE model_name <> 'default'");
  await createPrice(test.ctx, { model: "acme-1", input: { provider: "acme", inputPer1M: "3", outputPer1M: "15" } });
});

type Query = Partial<Parameters<typeof importOrder>[0]>;

function importFile(text: string, query: Query = {}) {
  const { rules, order } = importOrder({ dryRun: false, skipBad: false, ...query });
  return importPrices(test.ctx, { text, format: text.startsWith("[") ? "json" : "csv" }, rules, order);
}

const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;

describe("units and columns", () => {
  it.each([
    ["per-token", "0.000003", "3"],
    ["per-token", "5.46875e-07", "0.546875"],
    ["per-1k", "0.003", "3"],
    ["per-1k", "0.000000001", "0.000001"],
    ["per-1m", "3", "3"],
  ] as const)("%s of %s is exactly %s per 1M", async (unit, cell, per1M) => {
    const columns = { Name: "model", Vendor: "provider", In: "inputPer1M" } as const;
    await importFile(`Name,Vendor,In\nacme-2,acme,${cell}\n`, { unit, columns });
    expect(await view("acme-2")).toMatchObject({ inputPer1M: per1M });
    await importFile(JSON.stringify([{ Name: "acme-3", Vendor: "acme", In: cell }]), { unit, columns });
    expect(await view("acme-3")).toMatchObject({ inputPer1M: per1M });
  });

  it("reads prices as people write them, and LiteLLM's own columns", async () => {
    await importFile(`model,litellm_provider,inputPer1M,perRequest\nacme-2,acme,$1.75,"1,250.00"\n`, {
      acceptFar: ["all"],
    });
    expect(await view("acme-2")).toMatchObject({ provider: "acme", inputPer1M: "1.75", perRequest: "1250" });
    await importFile(
      JSON.stringify([{ model: "acme-3", litellm_provider: "acme", output_cost_per_token: "$0.000002" }]),
    );
    expect(await view("acme-3")).toMatchObject({ provider: "acme", outputPer1M: "2" });
  });

  it("names the file's own column and its unit where a price is too fine", async () => {
    const file = "model_name,provider,price_per_1k_input_tokens\nacme-2,acme,0.0000000001\n";
    const issues = [
      { field: "line 2, price_per_1k_input_tokens", problem: expect.stringContaining("9 for USD per 1K") },
    ];
    await expect(importFile(file)).rejects.toMatchObject({ details: { issues } });
  });

  it("takes back a copy of the table model_pricing, to the last digit", async () => {
    const thresholds = [{ aboveTokens: 200_000, ratesPer1M: { input: "6.000001" } }];
    await createPrice(test.ctx, {
      model: "acme-long",
      input: { provider: "acme", inputPer1M: "0.000001", notes: 'a "quoted", note', isActive: false, thresholds },
    });
    const copy = async () => {
      const { rows } = await test.database.pool.query(
        `SELECT model_name, price_per_request::text, price_per_1k_input_tokens::text, price_per_1k_output_tokens::text, provider,
           is_custom, is_active, notes, details FROM model_pricing ORDER BY 1`,
      );
      return rows;
    };
    const before = await copy();
    const { rows: table } = await test.database.pool.query("SELECT * FROM model_pricing ORDER BY model_name");
    const columns = Object.keys(table[0]);
    const cell = (value: unknown) => {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return value === null ? "" : value === true ? "t" : value === false ? "f" : `"${text.replaceAll('"', '""')}"`;
    };
    const csv = [columns.join(","), ...table.map((row) => columns.map((name) => cell(row[name])).join(","))].join("\n");
    expect(await importFile(csv)).toMatchObject({ added: 0, changed: 0, unchanged: 3, batchId: null });
    await test.database.pool.query("DELETE FROM model_pricing WHERE model_name <> 'default'");
    expect(await importFile(csv)).toMatchObject({ added: 2 });
    expect(await copy()).toEqual(before);
  });

  it("reads what a spreadsheet copies: tabs, blank rows, quotes inside cells; and semicolons", async () => {
    await importFile('model\tprovider\tinputPer1M\tnotes\r\nacme-2\tacme\t3\t5" disk\r\n\t\t\t\r\n');
    expect(await view("acme-2")).toMatchObject({ inputPer1M: "3", notes: '5" disk' });
    await importFile("model;provider;inputPer1M\nacme-3;acme;0.5\n");
    expect(await view("acme-3")).toMatchObject({ inputPer1M: "0.5" });
  });

  it("says of two names that differ only by dots that they do", async () => {
    const { items } = await importFile("model,provider,inputPer1M\nacme-2.1,acme,3\nacme-21,acme,3\n");
    expect(items.map(({ notices }) => notices?.at(-1))).toEqual([
      expect.stringContaining("differs only by dots from acme-21"),
      expect.stringContaining("differs only by dots from acme-2.1"),
    ]);
  });
});

describe("far moves", () => {
  const FAR = "model,provider,inputPer1M,outputPer1M\nacme-1,acme,30,15\nacme-2,acme,1,2\n";

  it("are listed by a dry run, refused, and taken by their names or all at once", async () => {
    const dry = await importFile(FAR, { dryRun: true });
    expect(dry).toMatchObject({ far: 1, added: 1, changed: 1 });
    expect(dry.items[0]).toMatchObject({ place: "line 2", far: ["input moves 10 times or more"] });
    await expect(importFile(FAR, { acceptFar: ["acme-2"] })).rejects.toMatchObject({
      details: { issues: [{ field: "line 2, acme-1", problem: expect.stringContaining("Accept this name") }] },
    });
    expect(await importFile(FAR, { acceptFar: ["acme-1"] })).toMatchObject({ changed: 1, added: 1 });
    expect(await importFile(FAR.replace("30", "3"), { acceptFar: ["all"] })).toMatchObject({ changed: 1 });
  });

  it("are also names nobody priced yet that stand in another unit than the catalogues", async () => {
    const perThousand = "model,provider,inputPer1M,outputPer1M\ngpt-4o,openai,0.0025,0.01\n";
    const { items } = await importFile(perThousand, { dryRun: true });
    expect(items[0]?.far?.join()).toContain(
      "input is about a 1000th of what the catalogue under the bare name and the second catalogue say",
    );
    expect(await importFile(perThousand.replace("0.0025,0.01", "2.4,9"))).toMatchObject({ added: 1, far: 0 });
  });
});

describe("one file", () => {
  it("is one batch in the history and the audit log; a second run writes nothing", async () => {
    const file = "model,provider,inputPer1M,outputPer1M\nacme-1,acme,4,15\nacme-2,acme,1,2\nbad,acme,x,1\n";
    await expect(importFile(file)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const { batchId } = await importFile(file, { skipBad: true, name: "vendor.csv" });
    const batch = await test.database.prisma.importBatch.findUnique({
      where: { id: batchId ?? "" },
      include: { rows: true },
    });
    expect(batch).toMatchObject({ kind: "file", name: "vendor.csv", addedCount: 1, changedCount: 1, skippedCount: 1 });
    expect(batch?.rows).toHaveLength(2);
    expect((await findVersions(test.database.pool, "acme-1"))[0]).toMatchObject({
      batchId,
      reason: "vendor.csv",
      source: "import",
    });
    const audit = await test.database.prisma.auditEntry.findFirst({ orderBy: { seq: "desc" } });
    expect(audit).toMatchObject({ action: "prices.import", details: { batchId, added: 1, changed: 1, skipped: 1 } });
    const before = await bookState(test.database.pool);
    expect(await importFile(file, { skipBad: true })).toMatchObject({ batchId: null, unchanged: 2 });
    expect(await bookState(test.database.pool)).toBe(before);
  });

  it("that begins later is scheduled, once; names of its own begin then too", async () => {
    const file = "model,provider,inputPer1M,outputPer1M\nacme-1,acme,4,15\nacme-2,acme,1,2\n";
    const later = { effectiveFrom: "2999-01-01T00:00:00Z" };
    expect(await importFile(file, later)).toMatchObject({ added: 1, changed: 1 });
    expect(await view("acme-1")).toMatchObject({ inputPer1M: "3", scheduledFrom: "2999-01-01T00:00:00.000000Z" });
    expect(await view("acme-2")).toMatchObject({
      effectiveFrom: "2999-01-01T00:00:00.000000Z",
      scheduledFrom: "2999-01-01T00:00:00.000000Z",
    });
    const before = await bookState(test.database.pool);
    expect(await importFile(file, later)).toMatchObject({ added: 0, changed: 0, unchanged: 2, batchId: null });
    expect(await bookState(test.database.pool)).toBe(before);
  });

  it("that begins now begins now for new names too", async () => {
    const now = { effectiveFrom: new Date().toISOString() };
    await importFile("model,provider,inputPer1M,outputPer1M\nacme-1,acme,4,15\nacme-now,acme,1,2\n", now);
    const [first] = await findVersions(test.database.pool, "acme-now");
    expect(Date.parse(first?.validFrom ?? "")).toBe(Date.parse(now.effectiveFrom));
  });

  it("of two at once that saw the same, one wins whole and the other writes nothing", async () => {
    const order = { format: "csv", unit: null, effectiveFrom: null, name: "rival", skipBad: false } as const;
    const importing = (price: string) =>
      importPriceFile(test.ctx, {
        ...order,
        text: `model,provider,inputPer1M,outputPer1M\nacme-1,acme,${price},15\nacme-${price},acme,1,2\n`,
        acceptFar: [],
        seen: [
          ["acme-1", 1],
          [`acme-${price}`, null],
        ],
      });
    const results = await Promise.allSettled([importing("4"), importing("5")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { inputPer1M } = (await view("acme-1")) ?? {};
    expect(await view(inputPer1M === "4" ? "acme-5" : "acme-4")).toBeUndefined();
  });

  it("does not overwrite a name that somebody prices at this very moment", async () => {
    const rival = await test.database.pool.connect();
    try {
      await rival.query("BEGIN");
      await rival.query(
        "INSERT INTO model_pricing (model_name, provider, price_per_request) VALUES ('acme-rival', 'acme', 7)",
      );
      const importing = importFile("model,provider,perRequest\nacme-rival,acme,1\n").catch((error: unknown) => error);
      await expect.poll(waitingCount).toBeGreaterThan(0);
      await rival.query("COMMIT");
      expect(await importing).toMatchObject({ code: "VERSION_MOVED", details: { name: "acme-rival" } });
      expect(await view("acme-rival")).toMatchObject({ perRequest: "7" });
    } finally {
      rival.release();
    }
  });

  const waitingCount = async () => {
    const { rows } = await test.database.pool.query(
      "SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows[0].waiting;
  };
});

describe("the screen", () => {
  const PASTE = "Model name\tVendor\tInput ($/1M)\tOutput price\tid\nacme-1\tacme\t4\t15\t1\nacme-2\tacme\t-1\t2\t2\n";
  const ASKED = { text: PASTE, format: "csv", effectiveFrom: null } as const;

  it("is told how each column is taken, and asks for the unit where no name says it", async () => {
    const preview = await previewPriceFile(test.ctx, { ...ASKED, unit: null });
    expect(preview.columns.map(({ field, unit, isGuessed }) => [field, unit, isGuessed])).toEqual([
      ["model", null, true],
      ["provider", null, true],
      ["inputPer1M", "per-1m", true],
      ["outputPer1M", null, true],
      [null, null, false],
    ]);
    expect(preview.columns[2]).toMatchObject({ name: "Input ($/1M)", example: "4", isUnitNamed: true });
    expect(preview.problems).toMatchObject([{ field: "unit", problem: expect.stringContaining('"Output price"') }]);
    expect(preview.rows).toEqual([]);
  });

  it("sees each row before and after, what is wrong with it, and the bad ones as a file", async () => {
    const preview = await previewPriceFile(test.ctx, { ...ASKED, unit: "per-1m" });
    expect(preview.counts).toEqual({ added: 0, changed: 1, unchanged: 0, bad: 1 });
    expect(preview.rows[0]).toMatchObject({ number: 2, model: "acme-1", outcome: "changed", version: 1 });
    expect(preview.rows[0]?.differences[0]).toMatchObject({ field: "input", from: "3", to: "4" });
    expect(preview.rows[1]?.issues).toMatchObject([{ field: "Input ($/1M)" }]);
    expect(preview.impact).toMatchObject({ days: 30, requests: 0, beforeUsd: "0", afterUsd: "0" });
    expect(preview.badRows).toBe(
      'line,problem,Model name,Vendor,Input ($/1M),Output price,id\n3,"Input ($/1M) is negative. Enter 0 for free, or a positive number.",acme-2,acme,-1,2,2\n',
    );
    const again = await previewPriceFile(test.ctx, { ...ASKED, text: preview.badRows ?? "", unit: "per-1m" });
    expect(again).toMatchObject({ problems: [], counts: { bad: 1 } });
  });

  it("imports what was shown; a row that moved since is named and nothing is written", async () => {
    const order = { ...ASKED, unit: "per-1m", name: "paste", skipBad: true } as const;
    await editPrice(test.ctx, { model: "acme-1", version: 1, input: { inputPer1M: "5" }, mode: "edit" });
    const before = await bookState(test.database.pool);
    await expect(importPriceFile(test.ctx, { ...order, acceptFar: [], seen: [["acme-1", 1]] })).rejects.toMatchObject({
      code: "VERSION_MOVED",
      details: { name: "acme-1", current: [{ model: "acme-1", entry: { inputPer1M: "5" } }] },
    });
    expect(await bookState(test.database.pool)).toBe(before);
    const done = await importPriceFile(test.ctx, { ...order, acceptFar: [], seen: [["acme-1", 2]] });
    expect(done).toMatchObject({ batchId: expect.any(String), counts: { changed: 1, bad: 1 } });
  });
});
