import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Scope } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";

let test: TestApp;
let folder: string;
let admin: { authorization: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-catalog-"));
  test = await createTestApp({ LITELLM_CATALOG_URL: pathToFileURL(join(folder, "prices.json")).href });
  admin = await test.keyWith("admin" satisfies Scope);
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

/** USD per token by name. */
const source = (prices: Readonly<Record<string, string>>) => {
  const entries = Object.entries(prices).map(
    ([name, input]) => `"${name}": {"input_cost_per_token": ${input}, "litellm_provider": "house", "mode": "chat"}`,
  );
  return writeFile(join(folder, "prices.json"), `{${entries.join(",")}}`);
};

async function call(method: "GET" | "POST", url: string, body?: object, headers = admin) {
  const answer = await test.app.inject({ method, url, headers, ...(body && { payload: body }) });
  return { status: answer.statusCode, json: answer.json() };
}

const refresh = () => call("POST", "/api/catalog/refresh");
const preview = () => call("POST", "/api/catalog/refresh?dryRun=true");
const traces = async () =>
  (
    await test.database.pool.query(
      `SELECT (SELECT count(*) FROM catalog_snapshots) AS snapshots, (SELECT count(*) FROM catalog_changes) AS changes,
         (SELECT count(*) FROM audit_log) AS audited, (SELECT last_attempt_at FROM catalog_state) AS attempt`,
    )
  ).rows[0];

describe("the catalogue over REST", () => {
  it("says what a refresh would change, and leaves no trace of the look", async () => {
    await source({ steady: "1e-06", tenfold: "1e-06" });
    expect((await refresh()).json).toMatchObject({ outcome: "changed", inForce: { entryCount: 2, origin: "file" } });
    await source({ steady: "1.5e-06", tenfold: "1e-05", fresh: "1e-06" });
    const before = await traces();
    const { status, json } = await preview();
    expect(status).toBe(200);
    expect(json).toMatchObject({ outcome: "changed", entryCount: 3, isOtherSource: false });
    expect(
      json.changes.map(({ key, kind, isHeld }: { key: string; kind: string; isHeld: boolean }) => [key, kind, isHeld]),
    ).toEqual([
      ["tenfold", "changed", true],
      ["fresh", "added", false],
      ["steady", "changed", false],
    ]);
    expect(json.changes[2].fields).toMatchObject([{ field: "input", from: "1", to: "1.5" }]);
    expect(await traces()).toEqual(before);
    await refresh();
    expect((await preview()).json).toEqual({
      outcome: "unchanged",
      source: expect.stringContaining("prices.json"),
      entryCount: null,
      isOtherSource: false,
      impact: null,
      changes: [],
    });
  });

  it("refuses the look at what is no catalogue as a refresh would", async () => {
    await writeFile(join(folder, "prices.json"), "<html>");
    const before = await traces();
    expect(await preview()).toMatchObject({ status: 422, json: { error: { code: "CATALOG_REFUSED" } } });
    expect(await traces()).toEqual(before);
  });

  it("lists what waits, and decides it by the ids it listed", async () => {
    const { json } = await call("GET", "/api/catalog/review");
    expect(json.waiting).toMatchObject([{ key: "tenfold", state: "held" }]);
    const changeIds = [json.waiting[0].changeId];
    expect((await call("POST", "/api/catalog/reject", { changeIds, reason: "a typo" })).json).toEqual({
      keys: ["tenfold"],
    });
    expect((await call("GET", "/api/catalog/review")).json).toMatchObject({
      waiting: [],
      rejected: [{ reason: "a typo" }],
    });
    expect((await call("POST", "/api/catalog/accept", { changeIds })).json).toEqual({ keys: ["tenfold"] });
    expect(await call("POST", "/api/catalog/accept", { changeIds })).toMatchObject({ status: 404 });
  });

  it("finance decides, support looks", async () => {
    const body = { changeIds: ["1"] };
    const support = await test.signedIn("support");
    const finance = await test.signedIn("finance");
    const decide = async (headers: { cookie: string }) =>
      (await test.app.inject({ method: "POST", url: "/api/catalog/accept", headers, payload: body })).statusCode;
    expect([await decide(support), await decide(finance)]).toEqual([403, 404]);
  });
});
