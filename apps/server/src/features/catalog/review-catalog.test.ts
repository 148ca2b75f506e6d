import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formatPer1M } from "@ratecard/money";
import { resolve } from "@ratecard/pricing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { catalogState, reviewState, setReviewPolicy } from "./catalog-state";
import { listChangesOf } from "./change-rows";
import { compareSnapshots } from "./compare-snapshots";
import { acceptChanges, rejectChanges } from "./decide-changes";
import { refreshCatalog, withRefreshLock } from "./refresh-catalog";

let test: TestContext;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-review-"));
  test = await createTestContext({ LITELLM_CATALOG_URL: pathToFileURL(join(folder, "prices.json")).href });
  await test.database.pool.query(`
    INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, unpriced_requests, error_requests, prompt_tokens,
      completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, booked_cost_usd)
    SELECT current_date, model, 'house', 'catalog-bare', requests, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM (VALUES ('used', 40), ('tenfold', 9), ('fresh', 3)) AS traffic (model, requests)`);
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

/** Input prices by name, USD per token as their digits stand there. */
async function refreshWith(prices: Readonly<Record<string, string>>) {
  const entries = Object.entries(prices).map(
    ([name, input]) =>
      `"${name}": {"input_cost_per_token": ${input}, "output_cost_per_token": 2e-06, "litellm_provider": "house", "mode": "chat"}`,
  );
  await writeFile(join(folder, "prices.json"), `{${entries.join(",")}}`);
  return refreshCatalog(test.ctx);
}

const FIRST = { used: "1e-06", tenfold: "1e-06", zero: "1e-06", gone: "1e-06" };
const SECOND = { used: "1.5e-06", tenfold: "1e-05", zero: "0", fresh: "1e-06" };

/** USD per 1M, or the rung that answered. */
const inputOf = (model: string, at = Date.now()) => {
  const { book, catalog } = test.services.prices.now();
  const found = resolve(book, catalog, { model, at });
  return "hit" in found && found.terms.rates.input ? formatPer1M(found.terms.rates.input) : found.source;
};

const waiting = async () => (await reviewState(test.ctx)).waiting;
const idOf = async (key: string) => {
  const { waiting: held, rejected } = await reviewState(test.ctx);
  const change = [...held, ...rejected].find((one) => one.key === key);
  if (!change) throw new Error(`${key} does not wait`);
  return change.changeId;
};
const latestId = async () => (await reviewState(test.ctx)).snapshots[0]?.snapshotId ?? "";

describe("a refresh", () => {
  it("of a new source is in force whole: nothing is held, nothing recorded against another catalogue", async () => {
    await refreshWith(FIRST);
    expect(await reviewState(test.ctx)).toMatchObject({ holdUsed: false, waiting: [], snapshots: [{ counts: null }] });
  });

  it("applies ordinary changes, holds moves of 10x and to zero, keeps removed models as tombstones", async () => {
    expect(await refreshWith(SECOND)).toMatchObject({ outcome: "changed", inForce: { entryCount: 4 } });
    expect(["used", "tenfold", "zero", "fresh", "gone"].map((model) => inputOf(model))).toEqual([
      "1.5",
      "1",
      "1",
      "1",
      "1",
    ]);
  });

  it("says in the catalogue's state how many changes wait", async () => {
    expect(await catalogState(test.ctx)).toMatchObject({ waitingCount: 2 });
  });

  it("records each change with the traffic the model had, most used first", async () => {
    const changes = await listChangesOf(test.database.pool, await latestId());
    expect(changes.map(({ key, kind, requests, state }) => [key, kind, requests, state])).toEqual([
      ["used", "changed", 40, "applied"],
      ["tenfold", "changed", 9, "held"],
      ["fresh", "added", 3, "applied"],
      ["gone", "removed", 0, "applied"],
      ["zero", "changed", 0, "held"],
    ]);
    expect(changes[1]).toMatchObject({ isDoubtful: true, fields: [{ from: "1", to: "10", move: "tenfold" }] });
    expect((await reviewState(test.ctx)).snapshots[0]?.counts).toEqual({
      added: 1,
      removed: 1,
      changed: 3,
      restored: 0,
      held: 2,
    });
  });

  it("asks again for what still waits, and remembers since when; what the source took back waits no more", async () => {
    const before = await waiting();
    await refreshWith({ ...SECOND, zero: "1e-06", fresh: "1.1e-06" });
    const after = await waiting();
    expect(after.map(({ key }) => key)).toEqual(["tenfold"]);
    expect(after[0]?.heldSince).toBe(before.find(({ key }) => key === "tenfold")?.heldSince);
    expect(after[0]?.changeId).not.toBe(before.find(({ key }) => key === "tenfold")?.changeId);
  });
});

describe("a decision", () => {
  it("to reject keeps the old price and is not asked again, until the source says something else", async () => {
    await refreshWith({ ...SECOND, fresh: "1.2e-06" });
    expect(await rejectChanges(test.ctx, { changeIds: [await idOf("zero")], reason: "a mistake" })).toEqual({
      keys: ["zero"],
    });
    await refreshWith({ ...SECOND, fresh: "1.3e-06" });
    expect((await waiting()).map(({ key }) => key)).toEqual(["tenfold"]);
    expect((await reviewState(test.ctx)).rejected).toMatchObject([
      { key: "zero", reason: "a mistake", decidedBy: "admin@example.com" },
    ]);
    expect(inputOf("zero")).toBe("1");
    await refreshWith({ ...SECOND, zero: "2e-05", fresh: "1.3e-06" });
    expect((await waiting()).map(({ key }) => key)).toEqual(["tenfold", "zero"]);
  });

  it("to accept is in force from now, as a snapshot of its own; requests of before keep the old price", async () => {
    const before = Date.now();
    await acceptChanges(test.as("finance"), { changeIds: [await idOf("tenfold")] });
    expect(inputOf("tenfold")).toBe("10");
    expect(inputOf("tenfold", before - 1)).toBe("1");
    expect(inputOf("gone")).toBe("1");
    expect((await waiting()).map(({ key }) => key)).toEqual(["zero"]);
  });

  it("outlives a refresh that says the same, and the same file is no news", async () => {
    expect(await refreshCatalog(test.ctx)).toMatchObject({ outcome: "unchanged" });
    await refreshWith({ ...SECOND, zero: "2e-05", fresh: "1.4e-06" });
    expect([inputOf("tenfold"), inputOf("zero")]).toEqual(["10", "1"]);
    expect((await waiting()).map(({ key }) => key)).toEqual(["zero"]);
  });

  it("to accept what was rejected comes after all", async () => {
    await rejectChanges(test.ctx, { changeIds: [await idOf("zero")] });
    await acceptChanges(test.ctx, { changeIds: [await idOf("zero")] });
    expect(inputOf("zero")).toBe("20");
  });

  it("about a change that waits no more is refused, and nothing of the rest is done", async () => {
    await refreshWith({ ...SECOND, zero: "0", fresh: "1.4e-06" });
    const id = await idOf("zero");
    await expect(acceptChanges(test.ctx, { changeIds: [id, "999999"] })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(inputOf("zero")).toBe("20");
    await rejectChanges(test.ctx, { changeIds: [id] });
    await expect(rejectChanges(test.ctx, { changeIds: [id] })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is refused while a refresh is running, and taken after it", async () => {
    const changeIds = [await idOf("zero")];
    await withRefreshLock(test.services.db, () =>
      expect(acceptChanges(test.ctx, { changeIds })).rejects.toMatchObject({ code: "JOB_RUNNING" }),
    );
    expect(await acceptChanges(test.ctx, { changeIds })).toEqual({ keys: ["zero"] });
  });

  it("leaves an audit row", async () => {
    const { rows } = await test.database.pool.query<{ action: string; actor: string }>(
      "SELECT action, actor FROM audit_log WHERE action IN ('catalog.accept', 'catalog.reject') ORDER BY seq",
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "catalog.reject",
      "catalog.accept",
      "catalog.reject",
      "catalog.accept",
      "catalog.reject",
      "catalog.accept",
    ]);
    expect(rows[1]?.actor).toBe("finance@example.com");
  });
});

describe("the setting", () => {
  it("holds every change of a model with traffic", async () => {
    await setReviewPolicy(test.ctx, { holdUsed: true });
    await refreshWith({ ...SECOND, used: "1.6e-06", fresh: "1.5e-06", quiet: "1e-06" });
    expect((await waiting()).map(({ key, isDoubtful }) => [key, isDoubtful])).toEqual([
      ["used", false],
      ["fresh", false],
    ]);
    expect([inputOf("used"), inputOf("quiet")]).toEqual(["1.5", "1"]);
  });
});

describe("the difference of two snapshots", () => {
  it("is told for any two, tombstones as removed", async () => {
    const { snapshots } = await reviewState(test.ctx);
    const [newest, oldest] = [snapshots[0]?.snapshotId ?? "", snapshots.at(-1)?.snapshotId ?? ""];
    const { changes } = await compareSnapshots(test.ctx, { from: oldest, to: newest });
    expect(changes.map(({ key, kind }) => `${kind} ${key}`)).toEqual([
      "changed used",
      "changed tenfold",
      "added fresh",
      "removed gone",
      "added quiet",
      "changed zero",
    ]);
    await expect(compareSnapshots(test.ctx, { from: "999999", to: newest })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("another source", () => {
  it("leaves nothing waiting of the one before", async () => {
    const path = join(folder, "other.json");
    await writeFile(path, `{"other": {"input_cost_per_token": 1e-06, "litellm_provider": "house", "mode": "chat"}}`);
    await refreshCatalog({ ...test.ctx, env: { ...test.ctx.env, LITELLM_CATALOG_URL: pathToFileURL(path).href } });
    expect(await reviewState(test.ctx)).toMatchObject({ waiting: [], rejected: [] });
  });
});
