/** What refreshes and acceptances of the catalogue mean in money. Traffic by the rollup: prices here are linear. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { reviewState } from "./catalog-state";
import { listChangesOf, sumChangesOf } from "./change-rows";
import { compareSnapshots } from "./compare-snapshots";
import { acceptChanges, previewChanges, rejectChanges } from "./decide-changes";
import { refreshCatalog } from "./refresh-catalog";

let test: TestContext;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-catalog-impact-"));
  test = await createTestContext({ LITELLM_CATALOG_URL: pathToFileURL(join(folder, "prices.json")).href });
  // Each request: 1,000 tokens in, none out; one of `used` had no count at all.
  await test.database.pool.query(`
    INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, counted_requests, uncounted_requests,
      unpriced_requests, error_requests, prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens,
      reasoning_tokens, cost_usd, booked_cost_usd)
    SELECT current_date, model, 'house', 'catalog-bare', requests, requests - unknown, unknown, 0, 0,
      1000 * (requests - unknown), 0, 0, 0, 0, 0, 0
    FROM (VALUES ('used', 41, 1), ('tenfold', 9, 0), ('scoped', 5, 0), ('gone', 2, 0)) AS traffic (model, requests, unknown)`);
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

/** Input prices by name, USD per 1M. */
async function refreshWith(prices: Readonly<Record<string, number>>) {
  const entries = Object.entries(prices).map(
    ([name, input]) => `"${name}": {"input_cost_per_token": ${input}e-06, "litellm_provider": "house", "mode": "chat"}`,
  );
  await writeFile(join(folder, "prices.json"), `{${entries.join(",")}}`);
  return refreshCatalog(test.ctx);
}

const idsOf = async () => (await reviewState(test.ctx)).waiting.map(({ changeId }) => changeId);

describe("a refresh of the catalogue", () => {
  it("from another source, or from none, tells what the whole of it means", async () => {
    const { outcome, impact } = await refreshWith({ used: 1, tenfold: 1, scoped: 2, gone: 1 });
    expect(outcome).toBe("changed");
    // 57 requests at the default of 0.005, then 40 x 0.001 + a typical one + 9 x 0.001 + 5 x 0.002 + 2 x 0.001
    expect(impact).toMatchObject({ inForce: { requests: 57, beforeUsd: "0.285", afterUsd: "0.062" }, waiting: null });
  });

  it("tells what came into force and what waits, key by key, with the rules that answer no longer", async () => {
    const { impact } = await refreshWith({ used: 1.5, tenfold: 10, scoped: 2, "house/scoped": 3 });
    expect(impact?.inForce).toMatchObject({ requests: 46, beforeUsd: "0.051", afterUsd: "0.0765", days: 30 });
    expect(impact?.inForce.models.map(({ model, beforeUsd, afterUsd }) => [model, beforeUsd, afterUsd])).toEqual([
      ["used", "0.041", "0.0615"],
      ["house/scoped", "0.01", "0.015"],
    ]);
    expect(impact?.inForce.shadowed).toEqual([
      {
        rule: { source: "catalog-bare", name: "scoped" },
        by: { source: "catalog-scoped", name: "house/scoped" },
        names: 1,
        requests: 5,
        namesLeft: 0,
      },
    ]);
    expect(impact?.waiting).toMatchObject({ requests: 9, beforeUsd: "0.009", afterUsd: "0.09" });
  });

  it("records it: per change and in total", async () => {
    const { snapshots, waiting } = await reviewState(test.ctx);
    const id = snapshots[0]?.snapshotId ?? "";
    const changes = await listChangesOf(test.database.pool, id);
    expect(changes.map(({ key, state, beforeUsd, afterUsd }) => `${key} ${state} ${beforeUsd} ${afterUsd}`)).toEqual([
      "used applied 0.041 0.0615",
      "tenfold held 0.009 0.09",
      "house/scoped applied 0.01 0.015",
      "gone applied 0 0",
    ]);
    expect(await sumChangesOf(test.database.pool, id)).toEqual({
      inForce: { beforeUsd: "0.051", afterUsd: "0.0765" },
      waited: { beforeUsd: "0.009", afterUsd: "0.09" },
    });
    expect(waiting).toMatchObject([{ key: "tenfold", beforeUsd: "0.009", afterUsd: "0.09" }]);
  });

  it("that brings nothing new has no impact", async () => {
    expect(await refreshCatalog(test.ctx)).toMatchObject({ outcome: "unchanged", impact: null });
  });
});

describe("accepting a change", () => {
  it("is shown before it is done, with the requests of now", async () => {
    const changeIds = await idsOf();
    await test.database.pool.query(
      `UPDATE usage_by_model_day SET requests = 10, counted_requests = 10, prompt_tokens = 10000 WHERE model = 'tenfold'`,
    );
    expect(await previewChanges(test.as("finance"), { changeIds })).toMatchObject({
      requests: 10,
      beforeUsd: "0.01",
      afterUsd: "0.1",
      models: [{ model: "tenfold", requests: 10 }],
      shadowed: [],
    });
    await rejectChanges(test.ctx, { changeIds });
    expect(await previewChanges(test.ctx, { changeIds })).toMatchObject({ afterUsd: "0.1" });
    await acceptChanges(test.ctx, { changeIds });
    await expect(previewChanges(test.ctx, { changeIds })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

it("two snapshots are compared in money too", async () => {
  const { snapshots } = await reviewState(test.ctx);
  const [newest, , oldest] = snapshots.map(({ snapshotId }) => snapshotId);
  const { changes, impact } = await compareSnapshots(test.ctx, { from: oldest ?? "", to: newest ?? "" });
  expect(changes.map(({ key, beforeUsd, afterUsd }) => `${key} ${beforeUsd} ${afterUsd}`)).toEqual([
    "used 0.041 0.0615",
    "tenfold 0.01 0.1",
    "house/scoped 0.01 0.015",
    "gone 0 0",
  ]);
  expect(impact).toMatchObject({ requests: 56, beforeUsd: "0.061", afterUsd: "0.1765" });
});
