import { createSampleWorld, SAMPLE_GATEWAY } from "@ratecard/fixtures";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleWorldParts } from "#server/start/sample-world-parts";
import { loadSampleWorld } from "./load-sample-world";
import { findSampleWorld, removeSampleWorld } from "./sample-world";
import { openSampleTest, type SampleTest, sums } from "./testing/open-sample-test";

const PARTS = sampleWorldParts;

describe("sample data", () => {
  let test: SampleTest;
  beforeAll(async () => {
    test = await openSampleTest();
  });
  afterAll(() => test.close());

  it("is absent at first", async () => {
    expect(await findSampleWorld(test.services, PARTS)).toMatchObject({ state: "absent", job: null });
  });

  it("is loaded by a job: prices, servers, mappings, 90 days of requests", async () => {
    const world = createSampleWorld({ now: test.ctx.clock().getTime() });
    expect(await loadSampleWorld(test.ctx, PARTS)).toMatchObject({ state: "busy", job: { state: "running" } });
    const job = await test.untilIdle();
    expect(job).toMatchObject({
      state: "done",
      result: { action: "load", prices: world.prices.length, existingPrices: [] },
    });

    const view = await findSampleWorld(test.services, PARTS);
    expect(view).toMatchObject({ state: "loaded", editedPrices: [], existingPrices: [] });
    expect(view.contents).toMatchObject({
      servers: world.servers.length,
      aliases: world.aliases.length,
      prices: world.prices.length,
    });
    expect(view.contents.requests).toBeGreaterThan(35_000);
    const { ledger, rollup } = await sums(test);
    expect(ledger).toEqual(rollup);
    expect(ledger).toMatchObject({ requests: view.contents.requests });
    expect(await test.rows("SELECT FROM usage_quarantine")).toEqual([]);
  }, 60_000);

  it("is priced by every rung, default-priced requests among them", async () => {
    const found = await test.rows<{ source: string; share: number }>(
      "SELECT pricing_source AS source, count(*)::float / sum(count(*)) OVER () AS share FROM usage_logs GROUP BY 1",
    );
    const shareOf = new Map(found.map(({ source, share }) => [source, share]));
    for (const source of ["local-exact", "local-wildcard", "default"])
      expect(shareOf.get(source)).toBeGreaterThan(0.01);
    expect((shareOf.get("catalog-scoped") ?? 0) + (shareOf.get("catalog-bare") ?? 0)).toBeGreaterThan(0.05);
    const models = await test.rows<{ model: string }>(
      "SELECT DISTINCT model FROM usage_logs WHERE pricing_source = 'default' ORDER BY 1",
    );
    const names = models.map(({ model }) => model);
    expect(names).toContain("my-chatbot");
    expect(names).toContain("acme-summarizer-v1");
    expect(names).not.toContain("gpt-4o-mini");
  });

  it("holds the price change in the middle: earlier requests at the earlier price", async () => {
    const versions = await test.rows(
      `SELECT price_per_1k_input_tokens::float AS input, valid_from IS NULL AS "sinceEver", valid_until IS NULL AS "forGood", source
       FROM model_price_versions WHERE model_name = 'gemini-1.5-pro' AND superseded_at IS NULL ORDER BY valid_from NULLS FIRST`,
    );
    expect(versions).toEqual([
      { input: 0.0035, sinceEver: true, forGood: false, source: "sample" },
      { input: 0.00125, sinceEver: false, forGood: true, source: "sample" },
    ]);
    const priced = await test.rows(
      `SELECT DISTINCT version.price_per_1k_input_tokens::float AS input, log.occurred_at >= version.valid_from AS later
       FROM usage_logs AS log JOIN model_price_versions AS version ON version.id = log.price_version_id
       WHERE log.model = 'gemini-1.5-pro' ORDER BY 1`,
    );
    expect(priced).toEqual([
      { input: 0.00125, later: true },
      { input: 0.0035, later: null },
    ]);
  });

  it("has the very prices of the providers, and leaves the default entry alone", async () => {
    expect(
      await test.rows(
        `SELECT model_name, price_per_request::text, price_per_1k_input_tokens::text AS input, price_per_1k_output_tokens::text AS output
         FROM model_pricing WHERE model_name IN ('claude-sonnet-4.5', 'gpt-4o', 'gemini-1.5-flash', 'default') ORDER BY 1`,
      ),
    ).toEqual([
      { model_name: "claude-sonnet-4.5", price_per_request: "0.0105", input: "0.003", output: "0.015" },
      { model_name: "default", price_per_request: "0.005", input: null, output: null },
      { model_name: "gemini-1.5-flash", price_per_request: "0.000375", input: "0.000125", output: "0.0005" },
      { model_name: "gpt-4o", price_per_request: "0.0125", input: "0.005", output: "0.015" },
    ]);
  });

  it("brings a gateway that answers with the stored key, and with no other", async () => {
    const server = await test.services.db.prisma.litellmServer.findFirstOrThrow({ where: { kind: "litellm" } });
    const ask = (key: string) => fetch(`${server.baseUrl}/v1/models`, { headers: { authorization: `Bearer ${key}` } });
    const answer = await ask(test.services.secrets.unwrap(server.apiKey ?? ""));
    expect(((await answer.json()) as { data: { id: string }[] }).data.map(({ id }) => id)).toContain("my-chatbot");
    expect((await ask("sk-wrong")).status).toBe(401);
  });

  it("is loaded once: again changes nothing", async () => {
    const before = await sums(test);
    const jobs = await test.rows("SELECT id FROM jobs");
    expect(await loadSampleWorld(test.ctx, PARTS)).toMatchObject({ state: "loaded" });
    expect(await test.rows("SELECT id FROM jobs")).toEqual(jobs);
    expect(await sums(test)).toEqual(before);
  });

  it("goes in one click: what was edited since and what is real stays, the sums hold", async () => {
    await test.database.pool.query("UPDATE model_pricing SET price_per_request = 0.02 WHERE model_name = 'gpt-4o'");
    const events = [{ requestId: "real", model: "claude-sonnet-4.5", promptTokens: 1000, completionTokens: 500 }];
    await PARTS.ingestEvents(test.services, { gateway: "sample world", events });
    expect(await findSampleWorld(test.services, PARTS)).toMatchObject({ editedPrices: ["gpt-4o"] });

    await removeSampleWorld(test.ctx, PARTS);
    expect(await test.untilIdle()).toMatchObject({
      state: "done",
      result: { action: "remove", keptPrices: ["gpt-4o"], removed: { servers: 2, prices: 15 } },
    });
    expect(await findSampleWorld(test.services, PARTS)).toMatchObject({
      state: "absent",
      contents: { servers: 0, aliases: 0, prices: 0, requests: 0 },
    });
    const { ledger, rollup } = await sums(test);
    expect(ledger).toEqual(rollup);
    expect(ledger).toMatchObject({ requests: 1, prompt: "1000" });
    for (const table of ["usage_keys", "intake_counts", "usage_by_model_day"]) {
      expect(await test.rows(`SELECT FROM ${table}`)).toHaveLength(1);
    }
    expect(await test.rows("SELECT model_name FROM model_pricing ORDER BY 1")).toEqual([
      { model_name: "default" },
      { model_name: "gpt-4o" },
    ]);
    expect(test.services.sampleGateway.origin()).toBeNull();
  }, 60_000);

  it("leaves the version that priced a real request readable", async () => {
    expect(
      await test.rows(
        `SELECT version.price_per_1k_input_tokens::text AS input, superseded_at IS NOT NULL AS withdrawn
         FROM usage_logs AS log JOIN model_price_versions AS version ON version.id = log.price_version_id WHERE request_id = 'real'`,
      ),
    ).toEqual([{ input: "0.003", withdrawn: true }]);
  });

  it("comes back like new: first prices have no start date again, real ones win and are named", async () => {
    await loadSampleWorld(test.ctx, PARTS);
    expect(await test.untilIdle()).toMatchObject({ state: "done", result: { prices: 15, existingPrices: ["gpt-4o"] } });
    expect(
      await test.rows(
        "SELECT valid_from FROM model_price_versions WHERE model_name = 'claude-sonnet-4.5' AND superseded_at IS NULL",
      ),
    ).toEqual([{ valid_from: null }]);
    expect(
      await test.rows("SELECT price_per_request::text AS price FROM model_pricing WHERE model_name = 'gpt-4o'"),
    ).toEqual([{ price: "0.02" }]);
    const oldest = await test.rows<{ source: string }>(
      "SELECT pricing_source AS source FROM usage_logs WHERE model = 'claude-sonnet-4.5' AND gateway = $1 ORDER BY occurred_at LIMIT 1",
      [SAMPLE_GATEWAY],
    );
    expect(oldest).toEqual([{ source: "local-exact" }]);
  }, 60_000);
});
