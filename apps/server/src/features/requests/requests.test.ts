import type { ListRequests, UsageEvent } from "@ratecard/contract";
import { createTestDatabase } from "@ratecard/prisma/testing";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "#server/env";
import { ingestEvents } from "#server/features/usage/ingest-events";
import { takeUsage } from "#server/features/usage/take-usage";
import { openLivePrices } from "#server/pricing/open-live-prices";
import { findRequest } from "./find-request";
import { listFacets } from "./list-facets";
import { listQuarantine, quarantineCount } from "./list-quarantine";
import { listRequests } from "./list-requests";

async function open() {
  const { drop, ...rest } = await createTestDatabase();
  const db = { ...rest, close: drop };
  const prices = await openLivePrices({ env: readEnv({ NODE_ENV: "test" }), db, log: pino({ level: "silent" }) });
  return { db, prices, clock: () => new Date("2026-03-15T12:00:00Z") };
}

let world: Awaited<ReturnType<typeof open>>;
const sql = (text: string, values: unknown[] = []) => world.db.pool.query(text, values);
const list = (input: Partial<ListRequests> = {}) => listRequests(world, { limit: 50, ...input });
const ids = async (input: Partial<ListRequests>) => (await list(input)).requests.map(({ requestId }) => requestId);

beforeAll(async () => {
  world = await open();
  await sql(`INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider)
    VALUES ('gpt-4o', 0.0125, 0.005, 0.015, 'openai')`);
  await world.prices.refresh();
  const events: UsageEvent[] = [
    {
      requestId: "exact",
      model: "gpt-4o",
      occurredAt: "2026-03-03T10:00:00Z",
      promptTokens: 1000,
      completionTokens: 500,
      user: "ann",
      team: "red",
      reportedCostUsd: "0.01",
      servedModel: "openai/gpt-4o",
    },
    {
      requestId: "unknown",
      model: "my-chatbot",
      occurredAt: "2026-03-02T23:59:59.999Z",
      promptTokens: 10,
      user: "bob",
    },
    { requestId: "failed", model: "gpt-4o", occurredAt: "2026-03-02T00:00:00Z", statusCode: 500, promptTokens: 0 },
    {
      requestId: "cached",
      model: "gpt-4o",
      occurredAt: "2026-03-01T23:59:59.999Z",
      promptTokens: 5,
      isCacheHit: true,
      provider: "azure",
    },
  ];
  await ingestEvents(world, { gateway: "main", events });
});
afterAll(async () => {
  await world.prices.close();
  await world.db.close();
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
    [{ isDefaultPriced: false }, ["exact", "failed", "cached"]],
    [{ model: "my-chatbot" }, ["unknown"]],
    [{ source: "local-exact", isError: false }, ["exact", "cached"]],
    [{ provider: "azure" }, ["cached"]],
    [{ user: "ann" }, ["exact"]],
    [{ team: "red", user: "bob" }, []],
    [{ isError: true }, ["failed"]],
    [{ requestId: "cached" }, ["cached"]],
    [{ gateway: "other" }, []],
    [{ from: "2026-03-02", to: "2026-03-02" }, ["unknown", "failed"]],
    [{ from: "2026-03-02T02:00:00+02:00", to: "2026-03-02T23:59:59.999Z" }, ["failed"]],
    [{ model: "'; DROP TABLE usage_logs; --" }, []],
  ])("%j finds %j", async (filter, expected) => {
    expect(await ids(filter)).toEqual(expected);
  });

  test("pages by keyset: everything once, also when requests share an instant and an id, and while newer ones arrive", async () => {
    const at = "2026-02-01T00:00:00.123Z";
    const same = (requestId: string): UsageEvent => ({ requestId, model: "paged", occurredAt: at });
    const seven = ["a", "b", "c", "d", "e", "f", "g"].map(same);
    await ingestEvents(world, { gateway: "left", events: seven });
    await ingestEvents(world, { gateway: "right", events: seven.slice(0, 3) });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list({ model: "paged", limit: 3, cursor });
      expect(page.requests.length).toBeGreaterThan(0);
      seen.push(...page.requests.map(({ requestId, gateway }) => `${requestId}/${gateway}`));
      cursor = page.nextCursor;
      await ingestEvents(world, {
        gateway: "left",
        events: [{ ...same(`new-${seen.length}`), occurredAt: "2026-02-02T00:00:00Z" }],
      });
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
  const get = (requestId: string) => findRequest(world, { requestId, gateway: "main" });

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
    const client = await world.db.pool.connect();
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
    await world.prices.refresh();
    const { request, again } = await get("unknown");
    expect(request).toMatchObject({ costUsd: "0.005", bookedCostUsd: "0.005" });
    expect(again).toMatchObject({ costUsd: "0.02", source: "local-exact", isSame: false });
  });

  test("an id of another gateway is not found", async () => {
    await expect(findRequest(world, { requestId: "exact", gateway: "nowhere" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("the quarantine", () => {
  test("holds what could not be taken until it is settled, with a sentence and without messages", async () => {
    const bad = { requestId: "bad", promptTokens: -1, model: "m", messages: ["secret"] };
    const quiet = { requestId: "refused", model: "", isError: true };
    const answer = await takeUsage(world, "q", [bad, quiet, { requestId: "good", model: "gpt-4o" }, 7]);
    expect(answer).toMatchObject({ received: 4, accepted: 1, duplicate: 0, quarantined: 3 });
    expect(answer.results.map(({ requestId }) => requestId)).toEqual(["bad", "refused", "good", null]);

    const first = await listQuarantine(world, { limit: 1 });
    const second = await listQuarantine(world, { limit: 5, cursor: first.nextCursor });
    const items = [...first.items, ...second.items];
    expect(items.map(({ requestId }) => requestId).toSorted()).toEqual(["bad", null]);
    expect(JSON.stringify(items)).not.toContain("secret");
    expect(items.find(({ requestId }) => requestId === "bad")).toMatchObject({
      reason: expect.stringContaining("promptTokens: must not be negative"),
      payload: { promptTokens: -1 },
    });
    expect(await quarantineCount(world)).toEqual({ open: 2, isMore: false });
    expect(
      (await sql("SELECT received, accepted, duplicate, quarantined FROM intake_counts WHERE gateway = 'q'")).rows,
    ).toEqual([{ received: "4", accepted: "1", duplicate: "0", quarantined: "3" }]);
  });
});

test("facets are the names that were seen", async () => {
  const { models, providers, gateways } = await listFacets(world);
  expect(models).toEqual(expect.arrayContaining(["gpt-4o", "my-chatbot", "paged"]));
  expect(providers).toEqual(["azure", "openai"]);
  expect(gateways).toEqual(expect.arrayContaining(["left", "main", "right"]));
});
