import type { UsageEvent } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ingestEvents } from "./take-usage";
import { openUsageTest } from "./testing/open-usage-test";

let world: Awaited<ReturnType<typeof openUsageTest>>;
beforeAll(async () => {
  world = await openUsageTest();
  await world.setPrice("gpt-4o", "0.0125", "0.005", "0.015");
});
afterAll(() => world.close());

const at = "2026-03-01T00:00:00Z";
const event = (requestId: string, more: Partial<UsageEvent> = {}): UsageEvent => ({
  requestId,
  model: "gpt-4o",
  occurredAt: at,
  promptTokens: 1000,
  completionTokens: 500,
  ...more,
});
const ingest = (gateway: string, ...events: UsageEvent[]) => ingestEvents(world, { gateway, events });

describe("pricing on arrival", () => {
  test("tokens times rates, exactly", async () => {
    expect(await ingest("exact", event("a"))).toEqual([
      { requestId: "a", status: "accepted", costUsd: "0.0125", pricingSource: "local-exact" },
    ]);
    expect(
      await world.rows(
        "SELECT cost_usd, booked_cost_usd, total_tokens, provider, flags FROM usage_logs WHERE gateway = 'exact'",
      ),
    ).toEqual([
      {
        cost_usd: "0.012500000000",
        booked_cost_usd: "0.012500000000",
        total_tokens: "1500",
        provider: "openai",
        flags: [],
      },
    ]);
  });

  test("an unknown model is default-priced and says so", async () => {
    const [result] = await ingest("unknown", event("a", { model: "constructor" }));
    expect(result).toMatchObject({ status: "accepted", costUsd: "0.005", pricingSource: "default" });
  });

  test("a response-cache hit and a failure without tokens cost nothing; a failure with tokens costs them", async () => {
    const results = await ingest(
      "free",
      event("hit", { isCacheHit: true }),
      event("failed", { statusCode: 429, promptTokens: 0, completionTokens: null }),
      event("cut", { isError: true, promptTokens: 1000, completionTokens: 0 }),
    );
    expect(results.map(({ costUsd }) => costUsd)).toEqual(["0", "0", "0.005"]);
  });

  test("the price in force at the event's time counts, not the one of its arrival", async () => {
    await world.setPrice("moved", "1");
    await world.setPrice("moved", "2");
    const before = event("before", { model: "moved", promptTokens: null, completionTokens: null });
    const after = { ...before, requestId: "after", occurredAt: new Date(Date.now() + 60_000).toISOString() };
    const results = await ingest("moved", before, after);
    expect(results.map(({ costUsd }) => costUsd)).toEqual(["1", "2"]);
  });

  test("the provider comes from the event, else from the named server, else from the name", async () => {
    const { id } = await world.db.prisma.litellmServer.create({ data: { name: "edge", baseUrl: "http://edge" } });
    await world.db.prisma.discoveredModel.createMany({
      data: [
        { serverId: id, name: "house", provider: "azure" },
        { serverId: id, name: "twice", servedModel: "a", provider: "azure" },
        { serverId: id, name: "twice", servedModel: "b", provider: "openai" },
      ],
    });
    await ingest(
      "providers",
      event("1-given", { model: "house", provider: "Google", server: "edge" }),
      event("2-server", { model: "house", server: "edge" }),
      event("3-ambiguous", { model: "twice", server: id }),
      event("4-detected", { model: "claude-x", server: "gone" }),
    );
    expect(
      await world.rows(
        "SELECT provider, server_id = $1 AS known, server_name FROM usage_logs WHERE gateway = 'providers' ORDER BY request_id",
        [id],
      ),
    ).toEqual([
      { provider: "gemini", known: true, server_name: "edge" },
      { provider: "azure", known: true, server_name: "edge" },
      { provider: null, known: true, server_name: id },
      { provider: "anthropic", known: null, server_name: "gone" },
    ]);
  });

  test("between the event and the server the price book's entry tells it; what the name alone tells is flagged", async () => {
    const { pool, prisma } = world.db;
    await prisma.litellmServer.create({ data: { name: "router", kind: "openrouter", baseUrl: "http://router" } });
    await pool.query(`INSERT INTO model_pricing (model_name, price_per_request, provider)
      VALUES ('own-llama', 0.01, 'self-hosted'), ('own-gpt-*', 0.01, 'Azure OpenAI')`);
    await world.prices.refresh();
    await ingest(
      "told",
      event("1-event", { model: "own-llama", provider: "bedrock", server: "router" }),
      event("2-entry", { model: "own-llama", server: "router" }),
      event("3-wildcard", { model: "own-gpt-x" }),
      event("4-kind", { model: "vendor/llama-x", server: "router" }),
      event("5-prefix", { model: "azure/gpt-x" }),
      event("6-guessed", { model: "other-llama" }),
      event("7-nothing", { model: "other-bot" }),
    );
    expect(
      await world.rows(
        "SELECT request_id, provider, pricing_source AS source, flags FROM usage_logs WHERE gateway = 'told' ORDER BY request_id",
      ),
    ).toEqual([
      { request_id: "1-event", provider: "bedrock", source: "local-exact", flags: [] },
      { request_id: "2-entry", provider: "self-hosted", source: "local-exact", flags: [] },
      { request_id: "3-wildcard", provider: "azure", source: "local-wildcard", flags: [] },
      { request_id: "4-kind", provider: "openrouter", source: "default", flags: ["default"] },
      { request_id: "5-prefix", provider: "azure", source: "default", flags: ["default"] },
      { request_id: "6-guessed", provider: "groq", source: "default", flags: ["default", "provider-guessed"] },
      { request_id: "7-nothing", provider: null, source: "default", flags: ["default"] },
    ]);
  });
});

describe("request ids", () => {
  test("same id and content is a duplicate with its booked cost; the offset of the time does not matter", async () => {
    await ingest("replay", event("a"));
    const again = await ingest("replay", event("a", { occurredAt: "2026-03-01T02:00:00+02:00", servedModel: null }));
    expect(again).toEqual([{ requestId: "a", status: "duplicate", costUsd: "0.0125", pricingSource: "local-exact" }]);
    expect(await world.rows("SELECT count(*) FROM usage_logs WHERE gateway = 'replay'")).toEqual([{ count: "1" }]);
  });

  test("an event without a time is the same when it is sent again later", async () => {
    await ingest("timeless", event("a", { occurredAt: null }));
    world.time.now = new Date(world.time.now.getTime() + 60_000);
    expect(await ingest("timeless", event("a", { occurredAt: null }))).toMatchObject([{ status: "duplicate" }]);
  });

  test("same id, other content is a conflict: quarantined, kept, the first stays booked", async () => {
    await ingest("conflict", event("a"));
    const [result] = await ingest("conflict", event("a", { promptTokens: 2000 }));
    expect(result).toMatchObject({
      status: "quarantined",
      costUsd: null,
      reason: expect.stringContaining("requestId"),
    });
    expect(
      await world.rows("SELECT reason_code, request_id, payload FROM usage_quarantine WHERE gateway = 'conflict'"),
    ).toMatchObject([{ reason_code: "conflict", request_id: "a", payload: { promptTokens: 2000, model: "gpt-4o" } }]);
    expect(await world.rows("SELECT prompt_tokens FROM usage_logs WHERE gateway = 'conflict'")).toEqual([
      { prompt_tokens: "1000" },
    ]);
  });

  test("within one call the first of an id counts", async () => {
    const results = await ingest("twins", event("a"), event("a"), event("a", { promptTokens: 1 }), event("b"));
    expect(results.map(({ status }) => status)).toEqual(["accepted", "duplicate", "quarantined", "accepted"]);
    expect(
      await world.rows("SELECT received, accepted, duplicate, quarantined FROM intake_counts WHERE gateway = 'twins'"),
    ).toEqual([{ received: "4", accepted: "2", duplicate: "1", quarantined: "1" }]);
  });

  test("two gateways may use the same id", async () => {
    await ingest("left", event("same"));
    expect(await ingest("right", event("same", { promptTokens: 1 }))).toMatchObject([{ status: "accepted" }]);
  });
});

describe("storage", () => {
  test("instants are stored as UTC, in the partition of their month", async () => {
    await ingest("zones", event("a", { occurredAt: "2026-02-28T23:30:00-03:00" }));
    expect(
      await world.rows(
        "SELECT tableoid::regclass::text AS partition, occurred_at AT TIME ZONE 'UTC' = '2026-03-01 02:30:00' AS same FROM usage_logs WHERE gateway = 'zones'",
      ),
    ).toEqual([{ partition: "usage_logs_2026_03", same: true }]);
    expect(await world.rows("SELECT day::text FROM usage_by_model_day WHERE day < '2026-03-01'")).toEqual([]);
  });

  test("counts up to 2^53-1 are summed without overflow", async () => {
    const huge = { model: "huge", promptTokens: Number.MAX_SAFE_INTEGER, completionTokens: Number.MAX_SAFE_INTEGER };
    for (let call = 0; call < 3; call += 1) {
      await ingest("huge", ...Array.from({ length: 500 }, (_, index) => event(`${call}-${index}`, huge)));
    }
    expect(await world.rows("SELECT prompt_tokens FROM usage_by_model_day WHERE model = 'huge'")).toEqual([
      { prompt_tokens: (1500n * BigInt(Number.MAX_SAFE_INTEGER)).toString() },
    ]);
  });

  test("a cost of a trillion dollars is quarantined, the rest of its call is booked", async () => {
    await world.setPrice("dear", "1", "1000", "1000");
    const results = await ingest(
      "dear",
      event("a", { model: "dear", promptTokens: Number.MAX_SAFE_INTEGER }),
      event("b"),
    );
    expect(results.map(({ status }) => status)).toEqual(["quarantined", "accepted"]);
    expect(results[0]?.reason).toContain("beyond what one request can cost");
  });

  test("tags and names keep every character", async () => {
    const tags = [
      'a "quoted" one',
      "back\\slash",
      "{curly},comma",
      "NULL",
      "ä 漢字 🙂",
      "'; DROP TABLE usage_logs; --",
    ];
    await ingest("tags", event("__proto__", { tags, user: "O'Brien" }));
    expect(await world.rows("SELECT tags, end_user, request_id FROM usage_logs WHERE gateway = 'tags'")).toEqual([
      { tags, end_user: "O'Brien", request_id: "__proto__" },
    ]);
  });
});

describe("strict mode", () => {
  test("a model without a price is booked without a cost, which is not 0, and says why", async () => {
    const strict = await openUsageTest({ ON_UNPRICED: "error" });
    try {
      const events = [event("a", { model: "my-model" })];
      const [result] = await ingestEvents(strict, { gateway: "strict", events });
      expect(result).toMatchObject({ status: "accepted", costUsd: null, pricingSource: "none" });
      expect(result?.reason).toContain(
        "No pricing found for model [my-model]. Add it to the price book or contribute the model at",
      );
      expect(await strict.rows("SELECT cost_usd, pricing_source FROM usage_logs")).toEqual([
        { cost_usd: null, pricing_source: "none" },
      ]);
      expect(await strict.rows("SELECT requests, unpriced_requests, cost_usd FROM usage_by_model_day")).toEqual([
        { requests: "1", unpriced_requests: "1", cost_usd: "0.000000000000" },
      ]);
    } finally {
      await strict.close();
    }
  });
});

describe("a stale server", () => {
  test("prices that moved on book nothing at the old price", async () => {
    await world.setPrice("raced", "1");
    const old = world.prices.now();
    await world.setPrice("raced", "3");
    // A server that has not heard of the change yet; the event is later than both prices.
    let asked = 0;
    const stale = {
      ...world,
      prices: { ...world.prices, now: () => old, refresh: () => ((asked += 1), world.prices.refresh()) },
    };
    const events = [
      event("a", {
        model: "raced",
        promptTokens: null,
        completionTokens: null,
        occurredAt: new Date(Date.now() + 60_000).toISOString(),
      }),
    ];
    expect(await ingestEvents(stale, { gateway: "stale", events })).toMatchObject([{ costUsd: "3" }]);
    expect(asked).toBe(1);
  });

  test("prices that never stand still end in UNAVAILABLE, with nothing written", async () => {
    const old = { ...world.prices.now(), version: 0n };
    const lost = { ...world, prices: { ...world.prices, now: () => old, refresh: async () => old } };
    await expect(ingestEvents(lost, { gateway: "lost", events: [event("a")] })).rejects.toMatchObject({
      code: "UNAVAILABLE",
    });
    expect(await world.rows("SELECT FROM usage_keys WHERE gateway = 'lost'")).toEqual([]);
    expect(await world.rows("SELECT FROM intake_counts WHERE gateway = 'lost'")).toEqual([]);
  });
});
