/** Files of prices on a real database: units, columns, far moves, one batch; and the screen's preview of the same. */
import { describeHeld } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changePrices } from "#server/changes/change-prices";
import { findVersions } from "#server/entries/known-prices";
import { findPrice } from "#server/entries/rows";
import { compressBody } from "#server/pricing/catalog-body";
import { bookState } from "#server/testing/book-state";
import { makeChange, previewChange, writePreviewed } from "#server/testing/changes";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice, editPrice } from "#server/testing/prices";
import { priceFileSource } from "./price-file-source";

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

type Order = Partial<Parameters<typeof changePrices>[2]>;
type Rules = Partial<Parameters<typeof priceFileSource>[1]>;
type Choice = Readonly<{ acceptHeld?: "all" | readonly string[]; skipRefused?: boolean }>;

/** As the REST call imports a file. */
function importFile(text: string, { unit = null, columns = {}, ...query }: Rules & Order & Choice = {}) {
  const { acceptHeld = [], skipRefused = false, ...order } = query;
  const rules = { columns, unit, otherwise: "per-1m", unknown: "leave" } as const;
  const source = priceFileSource({ text, format: text.startsWith("[") ? "json" : "csv" }, rules);
  const choice = { acceptHeld: acceptHeld === "all" ? acceptHeld : new Set(acceptHeld), skipRefused };
  return changePrices(test.ctx, source, { dryRun: false, effectiveFrom: null, choice, ...order });
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
      acceptHeld: "all",
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
    const thresholds = [{ aboveTokens: 200_000, inputPer1M: "6.000001" }];
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
    expect(await importFile(csv)).toMatchObject({ counts: { added: 0, changed: 0, same: 3 }, batchId: null });
    await test.database.pool.query("DELETE FROM model_pricing WHERE model_name <> 'default'");
    expect(await importFile(csv)).toMatchObject({ counts: { added: 2 } });
    expect(await copy()).toEqual(before);
  });

  it("reads what a spreadsheet copies: tabs, blank rows, quotes inside cells; and semicolons", async () => {
    await importFile('model\tprovider\tinputPer1M\tnotes\r\nacme-2\tacme\t3\t5" disk\r\n\t\t\t\r\n');
    expect(await view("acme-2")).toMatchObject({ inputPer1M: "3", notes: '5" disk' });
    await importFile("model;provider;inputPer1M\nacme-3;acme;0.5\n");
    expect(await view("acme-3")).toMatchObject({ inputPer1M: "0.5" });
  });

  it("says of two names that differ only by dots that they do", async () => {
    const { rows } = await importFile("model,provider,inputPer1M\nacme-2.1,acme,3\nacme-21,acme,3\n");
    expect(rows.map(({ notes }) => notes.at(-1))).toEqual([
      expect.stringContaining("differs only by dots from acme-21"),
      expect.stringContaining("differs only by dots from acme-2.1"),
    ]);
  });
});

describe("far moves", () => {
  const FAR = "model,provider,inputPer1M,outputPer1M\nacme-1,acme,30,15\nacme-2,acme,1,2\n";

  it("are listed by a dry run, refused, and taken by their names or all at once", async () => {
    const dry = await importFile(FAR, { dryRun: true });
    expect(dry).toMatchObject({ heldCount: 1, counts: { added: 1, changed: 1 } });
    expect(dry.rows[0]).toMatchObject({ place: "line 2", held: [{ kind: "move", field: "input", move: "tenfold" }] });
    await expect(importFile(FAR, { acceptHeld: ["acme-2"] })).rejects.toMatchObject({
      details: { issues: [{ field: "line 2, acme-1", problem: expect.stringContaining("Accept it by its name") }] },
    });
    expect(await importFile(FAR, { acceptHeld: ["acme-1"] })).toMatchObject({ counts: { changed: 1, added: 1 } });
    expect(await importFile(FAR.replace("30", "3"), { acceptHeld: "all" })).toMatchObject({ counts: { changed: 1 } });
  });

  it("are also names nobody priced yet that stand in another unit than the catalogues", async () => {
    const perThousand = "model,provider,inputPer1M,outputPer1M\ngpt-4o,openai,0.0025,0.01\n";
    const { rows } = await importFile(perThousand, { dryRun: true });
    expect(rows[0]?.held.map(describeHeld).join()).toContain(
      "input is about a 1000th of what the catalogue under the bare name and the second catalogue say",
    );
    expect(await importFile(perThousand.replace("0.0025,0.01", "2.4,9"))).toMatchObject({
      counts: { added: 1 },
      heldCount: 0,
    });
  });
});

describe("one file", () => {
  it("is one batch in the history and the audit log; a second run writes nothing", async () => {
    const file = "model,provider,inputPer1M,outputPer1M\nacme-1,acme,4,15\nacme-2,acme,1,2\nbad,acme,x,1\n";
    await expect(importFile(file)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const { batchId } = await importFile(file, { skipRefused: true, name: "vendor.csv" });
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
    expect(audit).toMatchObject({ action: "prices.import", details: { batchId, added: 1, changed: 1 } });
    const before = await bookState(test.database.pool);
    expect(await importFile(file, { skipRefused: true })).toMatchObject({
      batchId: null,
      counts: { same: 2, refused: 1 },
    });
    expect(await bookState(test.database.pool)).toBe(before);
  });

  it("that begins later is scheduled, once; names of its own begin then too", async () => {
    const file = "model,provider,inputPer1M,outputPer1M\nacme-1,acme,4,15\nacme-2,acme,1,2\n";
    const later = { effectiveFrom: "2999-01-01T00:00:00Z" };
    expect(await importFile(file, later)).toMatchObject({ counts: { added: 1, changed: 1 } });
    expect(await view("acme-1")).toMatchObject({ inputPer1M: "3", scheduledFrom: "2999-01-01T00:00:00.000000Z" });
    expect(await view("acme-2")).toMatchObject({
      effectiveFrom: "2999-01-01T00:00:00.000000Z",
      scheduledFrom: "2999-01-01T00:00:00.000000Z",
    });
    const before = await bookState(test.database.pool);
    expect(await importFile(file, later)).toMatchObject({ counts: { added: 0, changed: 0, same: 2 }, batchId: null });
    expect(await bookState(test.database.pool)).toBe(before);
  });

  it("that begins now begins now for new names too", async () => {
    const now = { effectiveFrom: new Date().toISOString() };
    await importFile("model,provider,inputPer1M,outputPer1M\nacme-1,acme,4,15\nacme-now,acme,1,2\n", now);
    const [first] = await findVersions(test.database.pool, "acme-now");
    expect(Date.parse(first?.validFrom ?? "")).toBe(Date.parse(now.effectiveFrom));
  });

  it("of two at once that saw the same, one wins whole and the other writes nothing", async () => {
    const importing = async (price: string) => {
      const text = `model,provider,inputPer1M,outputPer1M\nacme-1,acme,${price},15\nacme-${price},acme,1,2\n`;
      const source = { kind: "file", format: "csv", text, unit: null } as const;
      return { source, shown: await previewChange(test.ctx, source) };
    };
    const rivals = [await importing("4"), await importing("5")];
    const results = await Promise.allSettled(
      rivals.map(({ source, shown }) => writePreviewed(test.ctx, source, shown)),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { inputPer1M } = (await view("acme-1")) ?? {};
    expect(await view(inputPer1M === "4" ? "acme-5" : "acme-4")).toBeUndefined();
  });

  it("does not overwrite a name that somebody prices at this very moment", async () => {
    const text = "model,provider,perRequest\nacme-rival,acme,1\n";
    const source = { kind: "file", format: "csv", text, unit: null } as const;
    const shown = await previewChange(test.ctx, source);
    const rival = await test.database.pool.connect();
    try {
      await rival.query("BEGIN");
      await rival.query(
        "INSERT INTO model_pricing (model_name, provider, price_per_request) VALUES ('acme-rival', 'acme', 7)",
      );
      const importing = writePreviewed(test.ctx, source, shown).catch((error: unknown) => error);
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
  const fileOf = (text: string, unit: "per-1m" | null) => ({ kind: "file", format: "csv", text, unit }) as const;

  it("is told how each column is taken, and asks for the unit where no name says it", async () => {
    const { file, rows } = await previewChange(test.ctx, fileOf(PASTE, null));
    expect(file?.columns).toMatchObject([
      { field: "model", isGuessed: true, isUnitNamed: false },
      { field: "provider", isGuessed: true },
      { name: "Input ($/1M)", field: "inputPer1M", isGuessed: true, isUnitNamed: true, example: "4" },
      { field: "outputPer1M", isGuessed: true, isUnitNamed: false },
      { field: null, isGuessed: false },
    ]);
    expect(file?.problems).toMatchObject([{ field: "unit", problem: expect.stringContaining('"Output price"') }]);
    expect(rows).toEqual([]);
  });

  it("sees each row before and after, what is wrong with it, and the refused ones as a file", async () => {
    const { counts, rows, impact, file } = await previewChange(test.ctx, fileOf(PASTE, "per-1m"));
    expect(counts).toMatchObject({ added: 0, changed: 1, same: 0, refused: 1 });
    expect(rows).toMatchObject([
      { place: "line 2", model: "acme-1", outcome: "changed" },
      { place: "line 3", refusal: { code: "fields", problems: [{ field: "Input ($/1M)" }] } },
    ]);
    expect(rows[0]?.differences[0]).toMatchObject({ field: "input", from: "3", to: "4" });
    expect(impact).toMatchObject({ days: 30, requests: 0, beforeUsd: "0", afterUsd: "0" });
    expect(file?.refusedRows).toBe(
      'line,problem,Model name,Vendor,Input ($/1M),Output price,id\n3,"Input ($/1M) is negative. Enter 0 for free, or a positive number.",acme-2,acme,-1,2,2\n',
    );
    const again = await previewChange(test.ctx, fileOf(file?.refusedRows ?? "", "per-1m"));
    expect(again).toMatchObject({ file: { problems: [] }, counts: { refused: 1 } });
  });

  it("imports what was shown; a row that moved since is named and nothing is written", async () => {
    const source = fileOf(PASTE, "per-1m");
    const shown = await previewChange(test.ctx, source);
    await editPrice(test.ctx, { model: "acme-1", version: 1, input: { inputPer1M: "5" }, mode: "edit" });
    const before = await bookState(test.database.pool);
    await expect(writePreviewed(test.ctx, source, shown)).rejects.toMatchObject({
      code: "VERSION_MOVED",
      details: { name: "acme-1", current: [{ model: "acme-1", terms: { inputPer1M: "5" } }] },
    });
    expect(await bookState(test.database.pool)).toBe(before);
    const done = await makeChange(test.ctx, source, { name: "paste" });
    expect(done).toMatchObject({ batchId: expect.any(String), counts: { changed: 1 } });
  });
});
