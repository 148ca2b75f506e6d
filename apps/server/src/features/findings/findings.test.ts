import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPrice } from "#server/entries/rows";
import { compressBody } from "#server/pricing/catalog-body";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { createPrice, editPrice } from "#server/testing/prices";
import { applyFinding } from "./findings-source";
import { keepFindings, reviewPrices } from "./keep-findings";
import { type FindingView, listFindings } from "./list-findings";

let test: TestContext;

const CATALOG = {
  "house-small": { input_cost_per_token: 1e-6, output_cost_per_token: 2e-6, litellm_provider: "house", mode: "chat" },
  "house-large": { input_cost_per_token: 5e-6, output_cost_per_token: 1e-5, litellm_provider: "house", mode: "chat" },
  "dotted-1": { input_cost_per_token: 1e-6, output_cost_per_token: 2e-6, litellm_provider: "house", mode: "chat" },
};

const priced = (model: string, inputPer1M: string, outputPer1M: string) =>
  createPrice(test.ctx, { model, input: { provider: "house", inputPer1M, outputPer1M } });

beforeAll(async () => {
  test = await createTestContext();
  const { pool } = test.database;
  await pool.query(
    `INSERT INTO catalog_snapshots (origin, source, sha256, entry_count, body_gzip, fetched_at, in_force_from)
     VALUES ('litellm', 'test', 'x', 3, $1, now(), now())`,
    [compressBody(JSON.stringify(CATALOG))],
  );
  await pool.query(`
    INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, unpriced_requests, error_requests, prompt_tokens,
      completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, booked_cost_usd)
    SELECT current_date, model, 'house', 'default', 7, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM unnest(ARRAY['house-small', 'house-large', 'My-Bot', 'swapped', 'twin.1']) AS model`);
  await pool.query("ALTER TABLE model_pricing ALTER created_at SET DEFAULT now() - interval '31 days'");
  // Per 1K typed as per 1M.
  await priced("house-small", "1000", "2000");
  await priced("house-large", "6", "10");
  await priced("my-bot", "1", "2");
  await priced("swapped", "4", "1");
  await priced("twin.1", "1", "2");
  await priced("twin1", "1", "2");
  await createPrice(test.ctx, { model: "dotted*", input: { provider: "house", perRequest: "1" } });
  await pool.query("ALTER TABLE model_pricing ALTER created_at SET DEFAULT now()");
  await priced("fresh-bot", "1", "2");
});

afterAll(async () => {
  await test.close();
});

const found = async (code: FindingView["code"], model: string) => {
  const { findings } = await listFindings(test.ctx);
  return findings.find((finding) => finding.code === code && finding.model === model);
};

const must = async (...which: Parameters<typeof found>): Promise<FindingView> => {
  const finding = await found(...which);
  if (!finding) throw new Error(`no finding ${which.join(" ")}`);
  return finding;
};

const apply = ({ findingId, model, version }: FindingView) => applyFinding(test.ctx, { findingId, model, version });
const entry = async (model: string) => (await findPrice(test.database.pool, model))?.view;

describe("the findings", () => {
  it("are those of the live book, gravest first, each with its remedy", async () => {
    const { findings, isTrafficKnown, hasSecondReference } = await listFindings(test.ctx);
    expect(findings.map(({ code, model }) => `${code} ${model}`)).toEqual([
      "normalised-key-clash twin1",
      "unit-suspect house-small",
      "case-only-difference my-bot",
      "catalog-drift house-large",
      "output-cheaper-than-input swapped",
      "wildcard-hides-catalog dotted*",
      "price-without-traffic dotted*",
      "price-without-traffic my-bot",
    ]);
    expect({ isTrafficKnown, hasSecondReference }).toEqual({ isTrafficKnown: true, hasSecondReference: true });
    expect(await must("catalog-drift", "house-large")).toMatchObject({
      requests: 7,
      remedy: { action: "set-terms", changes: [{ from: "6", to: "5" }, {}] },
    });
  });

  it("write nothing", async () => {
    expect((await entry("house-small"))?.version).toBe(1);
  });
});

describe("a click", () => {
  it("corrects a unit, and the price per request that was derived from it; with the reason in the history", async () => {
    await apply(await must("unit-suspect", "house-small"));
    expect(await entry("house-small")).toMatchObject({ inputPer1M: "1", outputPer1M: "2", perRequest: "0.002" });
    const { rows } = await test.database.pool.query<{ reason: string; source: string }>(
      "SELECT reason, source FROM model_price_versions WHERE model_name = 'house-small' ORDER BY id DESC LIMIT 1",
    );
    expect(rows[0]).toMatchObject({ source: "ui", reason: expect.stringContaining("another unit?") });
    expect(await found("unit-suspect", "house-small")).toBeUndefined();
  });

  it("keeps a price per request that was agreed", async () => {
    await editPrice(test.ctx, { model: "house-large", version: 1, input: { perRequest: "0.5" }, mode: "edit" });
    await apply(await must("catalog-drift", "house-large"));
    expect(await entry("house-large")).toMatchObject({ inputPer1M: "5", perRequest: "0.5" });
  });

  it("switches off the twin that is not used", async () => {
    await apply(await must("normalised-key-clash", "twin1"));
    expect(await entry("twin1")).toMatchObject({ isActive: false, version: 2 });
  });

  it("renames to the name that is sent: the old entry is gone, the price is the same", async () => {
    expect(await apply(await must("case-only-difference", "my-bot"))).toMatchObject({ model: "My-Bot" });
    expect(await entry("my-bot")).toBeUndefined();
    expect(await entry("My-Bot")).toMatchObject({ inputPer1M: "1", outputPer1M: "2", provider: "house" });
  });

  it("swaps input and output", async () => {
    await apply(await must("output-cheaper-than-input", "swapped"));
    expect(await entry("swapped")).toMatchObject({ inputPer1M: "1", outputPer1M: "4" });
  });

  it("leaves one audit row each", async () => {
    const { rows } = await test.database.pool.query<{ action: string; subject: string }>(
      "SELECT action, subject FROM audit_log WHERE action IN ('price.edit', 'prices.findings') ORDER BY seq",
    );
    expect(rows.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      "prices.findings Remedy of house-small",
      "price.edit house-large",
      "prices.findings Remedy of house-large",
      "prices.findings Remedy of twin1",
      "prices.findings Remedy of my-bot",
      "prices.findings Remedy of swapped",
    ]);
  });
});

describe("a click that comes too late", () => {
  it("is refused when the entry moved or the finding is settled", async () => {
    await priced("late", "9", "1");
    const seen = await must("output-cheaper-than-input", "late");
    await editPrice(test.ctx, { model: "late", version: 1, input: { notes: "mine" }, mode: "edit" });
    await expect(apply(seen)).rejects.toMatchObject({ code: "VERSION_MOVED" });
    await editPrice(test.ctx, { model: "late", version: 2, input: { outputPer1M: "10" }, mode: "edit" });
    await expect(apply({ ...seen, version: 3 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is refused for a pinned entry, which says so in the list", async () => {
    await priced("pinned", "9", "1");
    await test.database.pool.query("UPDATE model_pricing SET pinned_by = 'prices.json' WHERE model_name = 'pinned'");
    await test.services.prices.refresh();
    const seen = await must("output-cheaper-than-input", "pinned");
    expect(seen.obstacle).toContain("prices.json");
    await expect(apply(seen)).rejects.toMatchObject({ code: "ENTRY_PINNED" });
  });
});

describe("a review by finance, who may not write prices", () => {
  const DAY_MS = 86_400_000;
  const inDays = (days: number) => ({ ...test.as("finance"), clock: () => new Date(Date.now() + days * DAY_MS) });
  const staleOf = async (model: string, days: number) =>
    (await listFindings(inDays(days))).findings.find((each) => each.code === "stale" && each.model === model);
  const refOf = ({ findingId, model, version }: FindingView) => ({ findingId, model, version });

  it("ticks a price off until 30 more days have passed, changes nothing of it, and is audited as a review", async () => {
    const stale = await staleOf("house-small", 31);
    if (!stale) throw new Error("not stale");
    expect(await reviewPrices(inDays(31), { findings: [refOf(stale)] })).toEqual({ count: 1 });
    expect(await staleOf("house-small", 32)).toBeUndefined();
    expect(await staleOf("house-small", 62)).toBeDefined();
    expect((await entry("house-small"))?.version).toBe(stale.version);
    const { rows } = await test.database.pool.query(
      "SELECT actor, subject FROM audit_log WHERE action = 'price.review'",
    );
    expect(rows).toEqual([{ actor: "finance@example.com", subject: "house-small" }]);
  });

  it("takes a price as it was read: one that was changed since is refused, and none of the others is ticked off", async () => {
    await priced("reviewed-late", "1", "2");
    const [late, other] = [await staleOf("reviewed-late", 31), await staleOf("house-large", 31)];
    if (!late || !other) throw new Error("not stale");
    await editPrice(test.ctx, { model: "reviewed-late", version: 1, input: { notes: "new" }, mode: "edit" });
    await expect(reviewPrices(inDays(31), { findings: [refOf(other), refOf(late)] })).rejects.toMatchObject({
      code: "VERSION_MOVED",
    });
    expect(await staleOf("house-large", 31)).toBeDefined();
  });

  it("settles no finding of another kind", async () => {
    await priced("looks-wrong", "9", "1");
    const wrong = await must("output-cheaper-than-input", "looks-wrong");
    await expect(reviewPrices(inDays(0), { findings: [refOf(wrong)] })).rejects.toMatchObject({
      details: { issues: [{ field: "findings.0.findingId", code: "not-a-review" }] },
    });
    expect(await found("output-cheaper-than-input", "looks-wrong")).toBeDefined();
  });
});

describe("keeping an entry as it is", () => {
  it("settles the finding until the entry changes", async () => {
    await priced("cheap-output", "9", "1");
    const { findingId, model, version } = await must("output-cheaper-than-input", "cheap-output");
    const before = await listFindings(test.ctx);
    await keepFindings(test.ctx, { findings: [{ findingId, model, version }] });
    expect(await found("output-cheaper-than-input", "cheap-output")).toBeUndefined();
    expect((await listFindings(test.ctx)).keptCount).toBe(before.keptCount + 1);
    await editPrice(test.ctx, { model, version, input: { notes: "still" }, mode: "edit" });
    expect(await found("output-cheaper-than-input", "cheap-output")).toBeDefined();
  });

  it("is the remedy of a price nobody looked at for 30 days, and of a wildcard that hides the catalogue", async () => {
    await apply(await must("wildcard-hides-catalog", "dotted*"));
    expect(await found("wildcard-hides-catalog", "dotted*")).toBeUndefined();
    const later = { ...test.ctx, clock: () => new Date(Date.now() + 31 * 86_400_000) };
    const stale = (await listFindings(later)).findings.find(
      ({ code, model }) => code === "stale" && model === "swapped",
    );
    if (!stale) throw new Error("not stale");
    expect(stale.sentence).toContain("31 days");
    const { findingId, model, version } = stale;
    await applyFinding(later, { findingId, model, version });
    expect((await listFindings(later)).findings.some(({ code, model: of }) => code === "stale" && of === model)).toBe(
      false,
    );
    const muchLater = { ...test.ctx, clock: () => new Date(Date.now() + 90 * 86_400_000) };
    expect(
      (await listFindings(muchLater)).findings.some(({ code, model: of }) => code === "stale" && of === model),
    ).toBe(true);
  });
});
