/** Arbitrary price terms, for properties. Rates stay small enough to be read at a glance when one fails. */
import { type Decimal, decimal, picoUsd, type RatePerToken, ratePerToken } from "@ratecard/money";
import fc from "fast-check";
import { type PriceTerms, type Rates, type RatesByTier, SERVICE_TIERS, type Tier } from "../price-terms";
import { TOKEN_KINDS } from "../token-kinds";
import { UNIT_KINDS } from "../unit-kinds";

const rate: fc.Arbitrary<RatePerToken> = fc
  .oneof(fc.nat({ max: 100_000_000 }), fc.constant(0), fc.constant(1))
  .map(ratePerToken);

const factor: fc.Arbitrary<Decimal> = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, scale]) => decimal(digits, scale));

const optional = <K extends string, V>(
  names: readonly K[],
  value: fc.Arbitrary<V>,
): fc.Arbitrary<Partial<Record<K, V>>> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), value), { selector: ([name]) => name, maxLength: 8 })
    .map((entries) => {
      const record: Partial<Record<K, V>> = {};
      for (const [name, own] of entries) record[name] = own;
      return record;
    });

export const anyRates: fc.Arbitrary<Rates> = optional(TOKEN_KINDS, rate);
const byTier: fc.Arbitrary<RatesByTier> = optional(SERVICE_TIERS, anyRates);
const factors = fc
  .dictionary(fc.stringMatching(/^[a-z]{2,6}$/), factor, { minKeys: 1 })
  .map((own) => new Map(Object.entries(own)));
const minute = fc.integer({ min: 0, max: 1440 });

const tiers: fc.Arbitrary<Tier[]> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 4 }),
    fc.array(anyRates, { minLength: 4, maxLength: 4 }),
  )
  .map(([ends, own]) =>
    ends
      .sort((a, b) => a - b)
      .map((toTokens, index) => ({ fromTokens: ends[index - 1] ?? 0, toTokens, rates: own[index] ?? {} })),
  );

const required: fc.Arbitrary<PriceTerms> = fc.record(
  {
    perRequest: fc.bigInt({ min: 0n, max: 10n ** 17n }).map(picoUsd),
    requestFee: fc.bigInt({ min: 0n, max: 10n ** 13n }).map(picoUsd),
    rates: anyRates,
    thresholds: fc.uniqueArray(
      fc.record(
        { aboveTokens: fc.integer({ min: 1, max: 1000 }), rates: anyRates, serviceTiers: byTier },
        { requiredKeys: ["aboveTokens", "rates"] },
      ),
      { selector: ({ aboveTokens }) => aboveTokens, maxLength: 3 },
    ),
    tiers,
    serviceTiers: byTier,
    offPeak: fc.record(
      {
        windows: fc.array(
          fc.record(
            {
              startMinute: minute,
              endMinute: minute,
              weekdays: fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
            },
            { requiredKeys: ["startMinute", "endMinute"] },
          ),
          { minLength: 1, maxLength: 2 },
        ),
        rates: anyRates,
        weekdayZone: fc.constantFrom("UTC", "Asia/Shanghai", "America/New_York"),
      },
      { requiredKeys: ["windows", "rates"] },
    ),
    multipliers: fc.record(
      { residency: factors, geo: factors, fast: factor, regionalEndpoint: factor },
      { requiredKeys: [] },
    ),
    units: optional(UNIT_KINDS, factor),
    queryTiers: fc.array(fc.record({ fromResults: fc.nat(50), toResults: fc.nat(100), perQuery: factor }), {
      minLength: 1,
      maxLength: 3,
    }),
    inclusiveThresholds: fc.constant(true),
    unknownFields: fc
      .dictionary(fc.stringMatching(/^[a-z_]{1,12}$/), fc.json())
      .map((own) => new Map(Object.entries(own))),
  },
  { requiredKeys: ["rates"] },
);

export const anyTerms = required;
