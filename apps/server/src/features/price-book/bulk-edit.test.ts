import type { BulkChange, ChangeSource } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findPrice } from "#server/entries/rows";
import { makeChange, previewChange } from "#server/testing/changes";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice } from "./save-price";

let test: TestContext;

beforeAll(async () => {
  test = await createTestContext();
});
afterAll(() => test.close());

const source = (change: BulkChange, models: readonly string[]): ChangeSource => ({
  kind: "bulk-edit",
  change,
  models: [...models],
});
const apply = (change: BulkChange, held: "all" | readonly string[] = []) =>
  makeChange(test.ctx, source(change, ["claude-a"]), { name: "spring prices", held });
const preview = (change: BulkChange, models: readonly string[] = ["claude-a"]) =>
  previewChange(test.ctx, source(change, models), null);
const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;

describe("what belongs to the input and output price", () => {
  const set = (prices: object, bringAlong?: Extract<BulkChange, { kind: "set" }>["bringAlong"]): BulkChange => ({
    kind: "set",
    prices,
    ...(bringAlong && { bringAlong }),
  });
  const claude = {
    provider: "anthropic",
    inputPer1M: "3",
    outputPer1M: "15",
    cacheReadPer1M: "0.3",
    cacheWritePer1M: "3.75",
    reasoningPer1M: "15",
    thresholds: [{ aboveTokens: 200_000, inputPer1M: "6", outputPer1M: "22.5" }],
    serviceTiers: { batch: { inputPer1M: "1.5", outputPer1M: "7.5" } },
  };
  beforeEach(async () => {
    await test.database.pool.query(`DELETE FROM model_pricing WHERE model_name <> 'default'`);
    await createPrice(test.ctx, { model: "claude-a", input: claude });
  });

  it("stays where the edit does not ask for it", async () => {
    await apply(set({ inputPer1M: "1.5" }));
    expect(await view("claude-a")).toMatchObject({ ...claude, inputPer1M: "1.5", perRequest: "0.0105" });
  });

  it("comes along by group, to the last digit, and the preview shows each difference", async () => {
    const change = set({ inputPer1M: "1.5" }, ["cache", "serviceTiers", "thresholds", "perRequest"]);
    const { rows } = await preview(change);
    expect(rows[0]?.differences.map(({ field, from, to }) => [field, from, to])).toEqual([
      ["input", "3", "1.5"],
      ["perRequest", "0.0105", "0.009"],
      ["cacheRead", "0.3", "0.15"],
      ["cacheWrite", "3.75", "1.875"],
      ["above 200000.input", "6", "3"],
      ["batch.input", "1.5", "0.75"],
    ]);
    expect(rows[0]?.notes).toEqual([]);
    await apply(change);
    expect(await view("claude-a")).toMatchObject({
      ...claude,
      inputPer1M: "1.5",
      cacheReadPer1M: "0.15",
      cacheWritePer1M: "1.875",
      perRequest: "0.009",
      thresholds: [{ aboveTokens: 200_000, inputPer1M: "3", outputPer1M: "22.5" }],
      serviceTiers: { batch: { inputPer1M: "0.75", outputPer1M: "7.5" } },
    });
  });

  it("stays with a note where there is nothing to follow, and a rounding is said", async () => {
    await createPrice(test.ctx, {
      model: "no-input",
      input: { provider: "x", outputPer1M: "1", cacheReadPer1M: "0.3" },
    });
    const { rows } = await preview(set({ inputPer1M: "1" }, ["cache"]), ["claude-a", "no-input"]);
    expect(rows.map(({ notes }) => notes)).toEqual([
      [],
      ["Not brought along, since the input price was missing before: cache rates."],
    ]);
    const [rounded] = (await preview(set({ outputPer1M: "1.000001" }, ["serviceTiers"]))).rows;
    expect(rounded?.notes).toEqual(["Rounded to 6 decimals of a dollar per 1M tokens."]);
    expect(rounded?.differences).toContainEqual(expect.objectContaining({ field: "batch.output", to: "0.5" }));
  });

  it("keeps what the edit names or takes away, and a price beyond the ceiling refuses the row", async () => {
    await apply(set({ inputPer1M: "1.5", outputPer1M: null, cacheReadPer1M: "0.3" }, ["cache", "otherTokens"]), "all");
    const after = await view("claude-a");
    expect(after).toMatchObject({ cacheReadPer1M: "0.3", cacheWritePer1M: "1.875", reasoningPer1M: "15" });
    expect(after).not.toHaveProperty("outputPer1M");
    const { rows } = await preview(set({ inputPer1M: "900000000" }, ["cache"]));
    expect(rows[0]).toMatchObject({
      outcome: "refused",
      refusal: { code: "fields", problems: [{ problem: expect.stringMatching(/^Brought along, a price is/) }] },
    });
  });

  it("is multiplied where it is named, by default all of it", async () => {
    await apply({ kind: "multiply", factor: "2", bringAlong: ["cache"] });
    expect(await view("claude-a")).toMatchObject({
      ...claude,
      inputPer1M: "6",
      outputPer1M: "30",
      cacheReadPer1M: "0.6",
      cacheWritePer1M: "7.5",
      perRequest: "0.0105",
    });
    await apply({ kind: "multiply", factor: "0.5" });
    expect(await view("claude-a")).toMatchObject({ inputPer1M: "3", reasoningPer1M: "7.5", perRequest: "0.00525" });
  });
});
