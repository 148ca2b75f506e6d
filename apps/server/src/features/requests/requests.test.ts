import type { ListRequests } from "@ratecard/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { findRequest } from "./find-request";
import { listFacets, listRequests } from "./list-requests";

let world: TestContext;
const sql = (text: string, values: unknown[] = []) => world.services.db.pool.query(text, values);
const list = (input: Partial<ListRequests> = {}) =>
  listRequests(world.services, { limit: 50, sort: "-time", ...input });
const ids = async (input: Partial<ListRequests>) => (await list(input)).requests.map(({ requestId }) => requestId);

type Row = Partial<Record<string, string | number | boolean | readonly string[] | null>>;

/** Straight into the ledger: that intake fills it rightly is proven beside the intake. */
async function book(gateway: string, ...rows: readonly Row[]) {
  for (const row of rows) {
    const full: Row = {
      gateway,
      model: "gpt-4o",
      token_source: "actual",
      pricing_source: "local-exact",
      cost_usd: "0",
      ...row,
    };
    const names = Object.keys(full);
    await sql(
      `INSERT INTO usage_logs (${names.join(", ")}) VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")})`,
      Object.values(full),
    );
    await sql(
      `INSERT INTO usage_keys (request_id, gateway, content_hash, occurred_at)
       SELECT request_id, gateway, '', occurred_at FROM usage_logs WHERE request_id = $1 AND gateway = $2`,
      [full.request_id, gateway],
    );
  }
}

beforeAll(async () => {
  world = await createTestContext();
  await sql(`INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider)
    VALUES ('gpt-4o', 0.0125, 0.005, 0.015, 'openai')`);
  await world.services.prices.refresh();
  const { rows } = await sql("SELECT id FROM model_price_versions WHERE model_name = 'gpt-4o'");
  const unknown = {
    model: "my-chatbot",
    pricing_source: "default",
    flags: ["default"],
    cost_usd: "0.005",
    booked_cost_usd: "0.005",
  };
  await book(
    "main",
    {
      request_id: "exact",
      occurred_at: "2026-03-03T10:00:00Z",
      provider: "openai",
      prompt_tokens: 1000,
      completion_tokens: 500,
      total_tokens: 1500,
      cost_usd: "0.0125",
      reported_cost_usd: "0.01",
      end_user: "ann",
      team: "red",
      price_version_id: rows[0].id,
    },
    { request_id: "unknown", occurred_at: "2026-03-02T23:59:59.999Z", ...unknown, prompt_tokens: 10, end_user: "bob" },
    { request_id: "failed", occurred_at: "2026-03-02T00:00:00Z", is_error: true, status_code: 500, prompt_tokens: 0 },
    {
      request_id: "cached",
      occurred_at: "2026-03-01T23:59:59.999Z",
      is_cache_hit: true,
      provider: "azure",
      flags: ["rate-fallback"],
      prompt_tokens: 5,
      api_key_alias: "mobile",
      tags: ["day", "night"],
    },
  );
});
afterAll(async () => {
  await world.close();
});

describe("the list", () => {
  test("is newest first, with exact costs and absent ones absent", async () => {
    const { requests, nextCursor } = await list();
    expect(requests.map(({ requestId }) => requestId)).toEqual(["exact", "unknown", "failed", "cached"]);
    expect(nextCursor).toBeNull();
    expect(requests[0]).toMatchObject({
      occurredAt: "2026-03-03T10:00:00.000000Z",
      source: "local-exact",
      costUsd: "0.0125",
      reportedCostUsd: "0.01",
      totalTokens: 1500,
      completionTokens: 500,
      cacheReadTokens: null,
    });
    expect(requests[1]).toMatchObject({
      source: "default",
      costUsd: "0.005",
      reportedCostUsd: null,
      provider: null,
      flags: ["default"],
    });
    expect(requests[2]).toMatchObject({ costUsd: "0", isError: true });
  });

  test.each<[Partial<ListRequests>, string[]]>([
    [{ isDefaultPriced: true }, ["unknown"]],
    [{ isFlagged: true }, ["cached"]],
    [{ isFlagged: false, isError: false }, ["exact", "unknown"]],
    [{ isDefaultPriced: false }, ["exact", "failed", "cached"]],
    [{ model: ["my-chatbot"] }, ["unknown"]],
    [{ source: ["local-exact"], isError: false }, ["exact", "cached"]],
    [{ provider: ["azure"] }, ["cached"]],
    [{ user: ["ann"] }, ["exact"]],
    [{ team: ["red"], user: ["bob"] }, []],
    [{ team: ["", "red"], model: ["gpt-4o", "my-chatbot"], isError: false }, ["exact", "unknown", "cached"]],
    [{ provider: [""] }, ["unknown", "failed"]],
    [{ key: ["mobile"] }, ["cached"]],
    [{ tag: ["night"] }, ["cached"]],
    [{ tag: [""] }, ["exact", "unknown", "failed"]],
    [{ isError: true }, ["failed"]],
    [{ requestId: "cached" }, ["cached"]],
    [{ gateway: "other" }, []],
    [{ catalogSnapshot: "7" }, []],
    [{ costUsdFrom: "0.005", costUsdTo: "0.0125" }, ["exact", "unknown"]],
    [{ costUsdFrom: "0.005000000001" }, ["exact"]],
    [{ tokensFrom: "1500" }, ["exact"]],
    [{ tokensTo: "1499" }, []],
    [{ latencyMsFrom: "0" }, []],
    [{ status: "500" }, ["failed"]],
    [{ status: "none" }, ["exact", "unknown", "cached"]],
    [{ sort: "-cost" }, ["exact", "unknown", "failed", "cached"]],
    [{ sort: "time" }, ["cached", "failed", "unknown", "exact"]],
    [{ from: "2026-03-02", to: "2026-03-02" }, ["unknown", "failed"]],
    [{ from: "2026-03-02T02:00:00+02:00", to: "2026-03-02T23:59:59.999Z" }, ["failed"]],
    [{ model: ["'; DROP TABLE usage_logs; --"] }, []],
  ])("%j finds %j", async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
  });

  test("pages by keyset: everything once, also when requests share an instant and an id, and while newer ones arrive", async () => {
    const at = "2026-02-01T00:00:00.123Z";
    const same = (requestId: string): Row => ({ request_id: requestId, model: "paged", occurred_at: at });
    const seven = ["a", "b", "c", "d", "e", "f", "g"].map(same);
    await book("left", ...seven);
    await book("right", ...seven.slice(0, 3));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list({ model: ["paged"], limit: 3, cursor });
      expect(page.requests.length).toBeGreaterThan(0);
      seen.push(...page.requests.map(({ requestId, gateway }) => `${requestId}/${gateway}`));
      cursor = page.nextCursor;
      await book("left", { ...same(`new-${seen.length}`), occurred_at: "2026-02-02T00:00:00Z" });
    } while (cursor);
    expect(seen).toEqual([
      "g/left",
      "f/left",
      "e/left",
      "d/left",
      "c/right",
      "c/left",
      "b/right",
      "b/left",
      "a/right",
      "a/left",
    ]);
  });

  test.each(["nonsense", "", "WzFd", Buffer.from('["no time","a","b"]').toString("base64url")])(
    "the cursor %j",
    async (cursor) => {
      if (cursor === "") expect((await list({ cursor })).requests).not.toHaveLength(0);
      else await expect(list({ cursor })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    },
  );
});

describe("one request", () => {
  const get = (requestId: string) => findRequest(world.services, { requestId, gateway: "main" });

  test("names the version that priced it with its author, and the gateway's own cost beside", async () => {
    const { pricedBy, reported, again, explain, freeBecause } = await get("exact");
    expect(pricedBy).toMatchObject({
      kind: "price-book",
      model: "gpt-4o",
      through: "sql",
      author: expect.stringMatching(/^sql:/),
      validFrom: null,
      inputPer1M: "5",
    });
    expect(reported).toEqual({ differenceUsd: "0.0025", differencePercent: "25" });
    expect(again).toMatchObject({ source: "local-exact", costUsd: "0.0125", isSame: true });
    expect(explain).toEqual({
      model: "gpt-4o",
      at: "2026-03-03T10:00:00.000Z",
      promptTokens: 1000,
      completionTokens: 500,
    });
    expect(freeBecause).toBeNull();
  });

  test("says why something cost nothing, and which provider was given", async () => {
    expect(await get("cached")).toMatchObject({
      freeBecause: "cache-hit",
      explain: { provider: "azure" },
      again: { isSame: true },
    });
    expect(await get("failed")).toMatchObject({ freeBecause: "failed-before-tokens", reported: null });
  });

  test("a price corrected backwards shows: it would cost something else today, the booked cost stays", async () => {
    const client = await world.services.db.pool.connect();
    try {
      await client.query("BEGIN");
      await client.query(
        "SELECT set_config('ratecard.valid_from', '2026-03-01T00:00:00Z', true), set_config('ratecard.actor', 'ann', true), set_config('ratecard.source', 'ui', true)",
      );
      await client.query(
        "INSERT INTO model_pricing (model_name, price_per_request, provider) VALUES ('my-chatbot', 0.02, 'house')",
      );
      await client.query("COMMIT");
    } finally {
      client.release();
    }
    await world.services.prices.refresh();
    const { request, again } = await get("unknown");
    expect(request).toMatchObject({ costUsd: "0.005", bookedCostUsd: "0.005" });
    expect(again).toMatchObject({ costUsd: "0.02", source: "local-exact", isSame: false });
  });

  test("an id of another gateway is not found", async () => {
    await expect(findRequest(world.services, { requestId: "exact", gateway: "nowhere" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

test("facets are the names that were seen", async () => {
  await sql("INSERT INTO intake_counts VALUES ('2026-03-01', 'main', 1, 1, 0, 0), ('2026-03-02', 'main', 1, 1, 0, 0)");
  expect(await listFacets(world.services)).toEqual({ gateways: ["main"] });
});
