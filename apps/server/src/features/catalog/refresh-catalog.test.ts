import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { formatPer1M } from "@ratecard/money";
import { resolve } from "@ratecard/pricing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DomainError } from "#server/errors/domain-error";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { catalogState } from "./catalog-state";
import { keepCatalogFresh, storeBundledCatalog } from "./keep-catalog-fresh";
import { refreshCatalog } from "./refresh-catalog";

/** `after`: it is held back until then. */
type Answer = Readonly<{ status?: number; body?: string; etag?: string; location?: string; after?: Promise<void> }>;

let test: TestContext;
let source: Server;
let answer: Answer = { body: "{}" };
const asked: (string | undefined)[] = [];

/** A file of LiteLLM's form; `input` is USD per token, as its digits stand there. */
const fileWith = (input: string, count = 3) =>
  `{"sample_spec": {"mode": "chat"}, ${Array.from({ length: count }, (_, n) => `"house-${n}": {"input_cost_per_token": ${input}, "output_cost_per_token": 2e-06, "litellm_provider": "house", "mode": "chat"}`).join(",")}}`;

beforeAll(async () => {
  source = createServer((request, response) => {
    asked.push(request.headers["if-none-match"]);
    const { status = 200, body = "", etag, location, after = Promise.resolve() } = answer;
    const isKnown = etag !== undefined && request.headers["if-none-match"] === etag;
    const headers = isKnown ? {} : { ...(etag && { etag }), ...(location && { location }) };
    void after.then(() => response.writeHead(isKnown ? 304 : status, headers).end(isKnown ? undefined : body));
  });
  await new Promise<void>((done) => source.listen(0, "127.0.0.1", done));
  test = await createTestContext({
    LITELLM_CATALOG_URL: `http://127.0.0.1:${(source.address() as AddressInfo).port}/prices.json`,
    ALLOW_PRIVATE_NETWORKS: "true",
  });
});

afterAll(async () => {
  source.closeAllConnections();
  source.close();
  await test.close();
});

const refused = async () => {
  const error: unknown = await refreshCatalog(test.ctx).catch((reason: unknown) => reason);
  if (!(error instanceof DomainError)) throw new Error("expected a refusal", { cause: error });
  return error;
};

const inputOf = (model: string, at = Date.now()) => {
  const { book, catalog } = test.services.prices.now();
  const found = resolve(book, catalog, { model, at });
  return "hit" in found && found.terms.rates.input ? formatPer1M(found.terms.rates.input) : found.source;
};

describe("the catalogue", () => {
  it("is the bundled one first, as a snapshot of its own, stored once", async () => {
    await storeBundledCatalog(test.services);
    await storeBundledCatalog(test.services);
    const state = await catalogState(test.ctx);
    expect(state).toMatchObject({
      inForce: { origin: "bundled", source: "bundled" },
      snapshotCount: 1,
      lastError: null,
    });
    expect(state.inForce?.entryCount).toBeGreaterThan(500);
    expect(inputOf("gpt-4o")).toMatch(/^\d/);
  });

  it.each<[string, Answer, string]>([
    ["a web page", { body: "<!doctype html><html></html>" }, "web page"],
    ["an empty object", { body: "{}" }, "no model in it has a price"],
    ["nothing", { body: "" }, "empty"],
    ["a list", { body: "[]" }, "not a list of models by name"],
    ["a text cut off", { body: fileWith("1e-06").slice(0, -40) }, "cut off"],
    ["an error", { status: 500, body: "no" }, "answered 500"],
    ["a redirect", { status: 302, location: "http://127.0.0.1:9/" }, "final address"],
  ])("refuses %s with a sentence and keeps the last good one", async (_what, lie, sentence) => {
    answer = lie;
    const before = await catalogState(test.ctx);
    const error = await refused();
    expect(error.code).toBe("CATALOG_REFUSED");
    expect(error.message).toContain(sentence);
    expect(await catalogState(test.ctx)).toMatchObject({ inForce: before.inForce, lastError: error.message });
  });

  it("takes a good one in place of the bundled one, exactly as its digits stand", async () => {
    answer = { body: fileWith("5.46875e-07"), etag: '"a"' };
    const state = await refreshCatalog(test.ctx);
    expect(state).toMatchObject({ outcome: "changed", inForce: { origin: "litellm", entryCount: 3 }, lastError: null });
    expect(inputOf("house-1")).toBe("0.546875");
    expect(inputOf("gpt-4o")).toBe("default");
  });

  it("asks with the ETag and takes 304, and the same text again, as no change", async () => {
    expect(await refreshCatalog(test.ctx)).toMatchObject({ outcome: "unchanged", snapshotCount: 2 });
    expect(asked.at(-1)).toBe('"a"');
    answer = { body: fileWith("5.46875e-07"), etag: '"b"' };
    expect(await refreshCatalog(test.ctx)).toMatchObject({ outcome: "unchanged", snapshotCount: 2 });
  });

  it("is not taken while it would fail a golden case, unless somebody accepts that", async () => {
    await test.database.pool.query(`INSERT INTO price_cases (set_name, label, model, usage, expected_usd, created_by, changed_by)
      VALUES ('General', 'House', 'house-1', '{"promptTokens": 1000}', 0.000546875, 'a', 'a')`);
    answer = { body: fileWith("6e-07") };
    const error = await refused();
    expect(error.message).toContain("House (must cost 0.000546875, would cost 0.0006)");
    expect(await catalogState(test.ctx)).toMatchObject({ snapshotCount: 2, lastError: error.message });
    answer = { body: fileWith("5.46875e-07") };
    expect(await refreshCatalog(test.ctx)).toMatchObject({ snapshotCount: 2, lastError: null });
    await test.database.pool.query("DELETE FROM price_cases");
  });

  it("prices an event by the snapshot in force at its time", async () => {
    const before = Date.now();
    answer = { body: fileWith("1e-06") };
    await refreshCatalog(test.ctx);
    expect(inputOf("house-1")).toBe("1");
    expect(inputOf("house-1", before)).toBe("0.546875");
  });

  it("refuses one that lost most of its prices", async () => {
    answer = { body: fileWith("1e-06", 1) };
    expect((await refused()).message).toContain("far fewer prices");
  });

  it("is refreshed by one server at a time", async () => {
    let release: () => void = () => undefined;
    const after = new Promise<void>((released) => {
      release = released;
    });
    answer = { body: fileWith("3e-06"), after };
    const isReached = new Promise((reached) => source.once("request", reached));
    const first = refreshCatalog(test.ctx);
    await isReached;
    expect((await refused()).code).toBe("JOB_RUNNING");
    release();
    expect((await first).outcome).toBe("changed");
  });

  it("leaves one audit row for each snapshot", async () => {
    const { rows } = await test.database.pool.query<{ action: string }>(
      "SELECT action FROM audit_log WHERE action LIKE 'catalog.%' ORDER BY seq",
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "catalog.bundled",
      ...Array.from({ length: 3 }, () => "catalog.refresh"),
    ]);
  });
});

describe("in the background", () => {
  it("refreshes when it is due, and a stop does not wait for a silent source", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const connected = new Promise<void>((done) => silent.once("request", () => done()));
    const fresh = keepCatalogFresh({ ...test.services, env: { ...test.services.env, LITELLM_CATALOG_URL: url } });
    await connected;
    await fresh.close();
    silent.closeAllConnections();
    silent.close();
    expect((await catalogState(test.ctx)).lastError).toBeNull();
  });

  it("does nothing while the last one is young", async () => {
    const before = asked.length;
    const fresh = keepCatalogFresh(test.services);
    await fresh.close();
    expect(asked).toHaveLength(before);
  });
});

describe("a file", () => {
  it("is a source too; a missing one is said to be missing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ratecard-catalog-"));
    const path = join(folder, "prices.json");
    const ctx = { ...test.ctx, env: { ...test.ctx.env, LITELLM_CATALOG_URL: pathToFileURL(path).href } };
    await expect(refreshCatalog(ctx)).rejects.toThrow("no such file");
    await writeFile(path, fileWith("7e-06", 1));
    expect(await refreshCatalog(ctx)).toMatchObject({ outcome: "changed", inForce: { origin: "file", entryCount: 1 } });
    await expect.poll(() => inputOf("house-0")).toBe("7");
    await rm(folder, { recursive: true });
  });
});
