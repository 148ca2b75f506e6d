/** Arbitrary usage, mostly plain, for properties. */
import fc from "fast-check";
import { COUNT_FIELD, type CountField } from "../token-kinds";
import { UNIT_KINDS, type UnitKind } from "../unit-kinds";
import type { Usage } from "../usage";

const count = fc.oneof(
  { arbitrary: fc.nat(2000), weight: 6 },
  { arbitrary: fc.constant(0), weight: 2 },
  { arbitrary: fc.nat(2 ** 31), weight: 1 },
);

const fields: readonly CountField[] = Object.values(COUNT_FIELD);

const counts: fc.Arbitrary<Partial<Record<CountField, number>>> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...fields), count), { selector: ([field]) => field, maxLength: 6 })
  .map((entries) => {
    const record: Partial<Record<CountField, number>> = {};
    for (const [field, own] of entries) record[field] = own;
    return record;
  });

const units: fc.Arbitrary<Partial<Record<UnitKind, number>>> = fc
  .array(fc.tuple(fc.constantFrom(...UNIT_KINDS), fc.oneof(fc.nat(50), fc.constantFrom(0.25, 12.34, 1e-7))), {
    maxLength: 3,
  })
  .map((entries) => {
    const record: Partial<Record<UnitKind, number>> = {};
    for (const [unit, own] of entries) record[unit] = own;
    return record;
  });

const circumstances = fc.record(
  {
    serviceTier: fc.constantFrom("flex", "priority", "fast", "Balanced", "ultrafast", "default", "constructor"),
    isBatch: fc.boolean(),
    inferenceGeo: fc.constantFrom("us", "global", "not_available"),
    speed: fc.constantFrom("fast", "FAST", "standard"),
    region: fc.constantFrom("us-east5", "global", "eu", "US", "mars"),
    maxResults: fc.nat(120),
    units,
  },
  { requiredKeys: [] },
);

const plain: fc.Arbitrary<Usage> = fc.record({ promptTokens: count, completionTokens: count });

export const anyUsage: fc.Arbitrary<Usage> = fc.oneof(
  plain,
  fc.tuple(plain, counts).map(([whole, own]): Usage => ({ ...own, ...whole })),
  fc.tuple(counts, circumstances).map(([own, rest]): Usage => ({ ...own, ...rest })),
);
