/** Previews on traffic that came in by the real intake: what the rollup says is what the rows say. */
import type { UsageEvent } from "@ratecard/contract";
import { add, formatUsd, ZERO } from "@ratecard/money";
import { byCount, COUNT_COLUMN, createPriceBook, linesOf, termsFromJson, type TermsJson } from "@ratecard/pricing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPrice } from "#server/features/price-book/save-price";
import { ingestEvents } from "#server/features/usage/take-usage";
import { type Edits, impactOfEdits } from "#server/impact/impact-of-edits";
import { impactOfAdjustments } from "#server/impact/measure-impact";
import { findTraffic } from "#server/impact/traffic";
import { chargeEvent } from "#server/ledger/charge-event";
import { isFreeOfCharge, usageOf } from "#server/ledger/usage-of-event";
import { adjustmentOf } from "#server/pricing/load-prices";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let test: TestContext;

beforeAll(async () => {
  test = await createTestContext();
  await createPrice(test.ctx, {
    model: "flat*",
    input: { provider: "acme", inputPer1M: "0.15", outputPer1M: "0.6", cacheReadPer1M: "0.075" },
  });
  await createPrice(test.ctx, { model: "once", input: { provider: "acme", perRequest: "0.0123" } });
  const thresholds = [{ aboveTokens: 2000, inputPer1M: "6" }];
  await createPrice(test.ctx, {
    model: "stepped",
    input: { provider: "acme", inputPer1M: "3", outputPer1M: "15", thresholds },
  });
});
afterAll(() => test.close());

const PLAIN = ["flat-1", "flat-2", "once", "stepped", "nobody-knows"];
/** Each is out of the ordinary in one way. */
const ODD = ["odd-tier", "odd-input", "odd-output", "odd-cached"];

type Asked = Partial<Omit<UsageEvent, "requestId" | "occurredAt">>;
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
/** Where the thresholds and tiers of these prices begin and end. */
const CUTS = [700, 701, 900, 901, 2000, 2001, 3000, 3001];
const NO_TOKENS = { promptTokens: null, completionTokens: 0 };

/** Wholes hold their parts, except where one of them is not known. */
const event: fc.Arbitrary<Asked & { model: string }> = fc
  .record({
    model: fc.constantFrom(...PLAIN, ...ODD),
    provider: fc.constantFrom(null, "openai", "Google"),
    wholes: fc.oneof(
      fc.record({
        promptTokens: fc.oneof(fc.nat(4000), fc.constantFrom(...CUTS, 2 ** 52)),
        completionTokens: fc.nat(4000),
      }),
      fc.record({ promptTokens: maybe(fc.nat(4000)), completionTokens: maybe(fc.constant(0)) }),
      fc.constant(NO_TOKENS),
    ),
    parts: fc.record({
      cacheReadTokens: maybe(fc.nat(900)),
      cacheWrite1hTokens: maybe(fc.nat(900)),
      audioInputTokens: maybe(fc.nat(900)),
      reasoningTokens: maybe(fc.nat(900)),
    }),
    isError: fc.constantFrom(null, true, false),
    isCacheHit: fc.constantFrom(null, null, true),
    serviceTier: fc.constantFrom(null, "default", "Auto", "STANDARD"),
    oddTier: fc.constantFrom("batch", "flex", "Priority", "unheard-of"),
  })
  .map(({ wholes, parts, oddTier, ...one }) => {
    if (one.model === "odd-tier") return { ...one, ...wholes, isCacheHit: null, serviceTier: oddTier };
    const { reasoningTokens, ...inputParts } = parts;
    if (one.model === "odd-input") return { ...one, ...wholes, ...inputParts, isCacheHit: null };
    if (one.model === "odd-output") return { ...one, ...wholes, reasoningTokens, isCacheHit: null };
    if (one.model === "odd-cached") return { ...one, ...wholes };
    return { ...one, ...(one.isCacheHit ? NO_TOKENS : { ...wholes, ...partsWithin(wholes, parts) }) };
  });

function partsWithin(wholes: Asked, parts: Asked): Partial<Asked> {
  const inputs = (parts.cacheReadTokens ?? 0) + (parts.cacheWrite1hTokens ?? 0) + (parts.audioInputTokens ?? 0);
  const { reasoningTokens, ...input } = parts;
  return {
    ...(inputs <= (wholes.promptTokens ?? 0) && input),
    ...((reasoningTokens ?? 0) <= (wholes.completionTokens ?? 0) && { reasoningTokens }),
  };
}

const terms = (json: TermsJson) => {
  const read = termsFromJson(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.terms;
};
const entry = (json: TermsJson) => ({ provider: "acme", isActive: true, terms: terms(json) });

const EDITS: readonly Edits[] = [
  new Map([["flat*", entry({ inputPer1M: "0.3", outputPer1M: "0.000001", reasoningPer1M: "7" })]]),
  new Map([["flat*", null]]),
  new Map([["once", entry({ inputPer1M: "1", outputPer1M: "2", perRequest: "0.02" })]]),
  new Map([["stepped", entry({ inputPer1M: "1", audioInputPer1M: "9" })]]),
  new Map([["default", entry({ outputPer1M: "0.7" })]]),
  new Map([
    [
      "flat*",
      entry({
        inputPer1M: "1",
        outputPer1M: "2",
        tiers: [
          { fromTokens: 0, toTokens: 900, inputPer1M: "3", outputPer1M: "4" },
          { fromTokens: 900, toTokens: 3000, inputPer1M: "2.5", outputPer1M: "3" },
        ],
      }),
    ],
    ["odd*", entry({ inputPer1M: "5", thresholds: [{ aboveTokens: 700, inputPer1M: "7" }] })],
  ]),
  new Map([
    ["odd*", entry({ inputPer1M: "1", outputPer1M: "2", cacheReadPer1M: "0.1", reasoningPer1M: "5" })],
    ["flat-1", entry({ perRequest: "0.000000000001" })],
    ["default", null],
  ]),
];

type LedgerRow = Readonly<Record<string, string | null>> &
  Readonly<{ model: string; is_error: boolean; is_cache_hit: boolean }>;

/** The same question, with every row of the ledger priced as the intake does. */
async function fromRows(edits: Edits) {
  const prices = test.ctx.prices.now();
  const others = [...linesOf(prices.book)].flatMap(({ model, versions }) => (edits.has(model) ? [] : versions));
  const edited = [...edits].flatMap(([model, price]) =>
    price ? [{ ...price, versionId: `rows ${model}`, model, validFrom: null, validUntil: null }] : [],
  );
  const after = { ...prices, book: createPriceBook([...others, ...edited]) };
  const at = test.ctx.clock().getTime();
  const touched = (await ledger()).flatMap((row) => {
    const event = eventOf(row);
    const [old, new_] = [prices, after].map((one) => charge(row, at, one));
    const isSame = old?.versionId === new_?.versionId && old?.source === new_?.source;
    return isSame || isFreeOfCharge(event) ? [] : [{ model: row.model, before: old?.costUsd, after: new_?.costUsd }];
  });
  const sumOf = (side: "before" | "after", rows = touched) =>
    formatUsd(rows.reduce((amount, row) => add(amount, row[side] ?? ZERO), ZERO));
  const models = [...new Set(touched.map(({ model }) => model))].map((model) => {
    const own = touched.filter((row) => row.model === model);
    return [model, [own.length, sumOf("before", own), sumOf("after", own)]] as const;
  });
  return {
    requests: touched.length,
    beforeUsd: sumOf("before"),
    afterUsd: sumOf("after"),
    models: Object.fromEntries(models),
  };
}

const ledger = async () => (await test.database.pool.query<LedgerRow>("SELECT * FROM usage_logs")).rows;

function charge(row: LedgerRow, at: number, prices: Parameters<typeof chargeEvent>[1]) {
  const event = eventOf(row);
  return chargeEvent({ event, usage: usageOf(event), at, provider: row.provider ?? undefined }, prices);
}

function eventOf(row: LedgerRow) {
  const counts = byCount(({ kind }) => {
    const count = row[COUNT_COLUMN[kind]] ?? null;
    return count === null ? null : Number(count);
  });
  const { model, service_tier: serviceTier, is_error: isError, is_cache_hit: isCacheHit } = row;
  return { ...counts, model, serviceTier, isError, isCacheHit };
}

describe("a preview from the rollup", () => {
  it("is what the rows say, to the last digit, whatever the traffic", async () => {
    let call = 0;
    const occurredAt = new Date().toISOString();
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), async (events) => {
        call += 1;
        const gateway = `gateway ${call}`;
        const sent = events.map((one, index): UsageEvent => ({ ...one, requestId: String(index), occurredAt }));
        await ingestEvents(test.ctx, { gateway, events: sent });
        for (const edits of EDITS) {
          const answer = await impactOfEdits(test.ctx, edits, "by-sent-name");
          const { requests, beforeUsd, afterUsd, models, isPartial } = answer;
          const shown = Object.fromEntries(
            models.map((one) => [one.model, [one.requests, one.beforeUsd, one.afterUsd]]),
          );
          expect(isPartial).toBe(false);
          expect({ requests, beforeUsd, afterUsd, models: shown }).toEqual(await fromRows(edits));
        }
      }),
      // One seed: the next test counts on what these runs send.
      { numRuns: 15, seed: 20_261_122 },
    );
  });

  it("was tried: the plain names were linear, the odd ones were not", async () => {
    const traffic = await findTraffic(test.database.pool, test.ctx.clock());
    const names = (isLinear: boolean) =>
      [...new Set(traffic.filter(({ sums }) => (sums !== null) === isLinear).map(({ model }) => model))].sort();
    expect(names(false)).toEqual([...ODD].sort());
    expect(names(true)).toEqual(expect.arrayContaining(PLAIN));
    const requests = (kind: string) =>
      test.database.pool.query<{ n: string }>(`SELECT sum(${kind})::text AS n FROM usage_by_model_day`);
    for (const kind of ["counted_requests", "uncounted_requests", "free_requests"]) {
      expect(Number((await requests(kind)).rows[0]?.n)).toBeGreaterThan(5);
    }
  });

  it("is what the rows say where discounts and margins are rounded request by request", async () => {
    const margin = new Map([
      ["global", [adjustmentOf({ discount: null, margin: "0.03333333", fixedMarginUsd: null })]],
    ]);
    const prices = test.ctx.prices.now();
    const after = { ...prices, settings: { ...prices.settings, adjustments: margin } };
    const at = test.ctx.clock().getTime();
    const charged = (await ledger()).map(eventOf).filter((one) => !isFreeOfCharge(one));
    const sumAt = (those: typeof prices, rows: Awaited<ReturnType<typeof ledger>>) =>
      formatUsd(
        rows
          .filter((row) => !isFreeOfCharge(eventOf(row)))
          .map((row) => charge(row, at, those).costUsd ?? ZERO)
          .reduce(add, ZERO),
      );
    const { requests, beforeUsd, afterUsd } = await impactOfAdjustments(test.ctx, margin);
    expect({ requests, beforeUsd, afterUsd }).toEqual({
      requests: charged.length,
      beforeUsd: sumAt(prices, await ledger()),
      afterUsd: sumAt(after, await ledger()),
    });

    await test.database.pool.query(
      "INSERT INTO provider_adjustments (provider, discount, margin, valid_from, actor) VALUES ('global', NULL, 0.0333333, '2020-01-01', 'test'), ('openai', 0.0712345, NULL, '2020-01-01', 'test')",
    );
    await test.services.prices.refresh();
    for (const edits of EDITS) {
      const answer = await impactOfEdits(test.ctx, edits, "by-sent-name");
      const { models, ...rows } = await fromRows(edits);
      expect(answer).toMatchObject(rows);
      expect(answer.models).toHaveLength(Object.keys(models).length);
    }
    await test.database.pool.query("DELETE FROM provider_adjustments");
    await test.services.prices.refresh();
  });

  it("of rows that a hand wrote without the counts is read from the ledger", async () => {
    await test.database.pool.query(`
      INSERT INTO usage_logs (request_id, gateway, occurred_at, model, prompt_tokens, token_source, cost_usd, pricing_source)
      VALUES ('1', 'hand', now(), 'by-hand', 1000, 'actual', 0.005, 'default');
      INSERT INTO usage_by_model_day (day, model, provider, pricing_source, requests, unpriced_requests, error_requests,
        prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, booked_cost_usd)
      VALUES (now()::date, 'by-hand', '', 'default', 1, 0, 0, 0, 0, 0, 0, 0, 0.005, 0.005)`);
    const edits = new Map([["by-hand", entry({ inputPer1M: "1" })]]);
    expect(await impactOfEdits(test.ctx, edits, "by-sent-name")).toMatchObject({ requests: 1, afterUsd: "0.001" });
  });
});
