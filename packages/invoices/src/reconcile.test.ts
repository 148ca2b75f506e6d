import type { BilledKind, InvoiceSum } from "@ratecard/contract";
import { add, type PicoUsd, picoUsd, subtract, ZERO } from "@ratecard/money";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparisonOf } from "./comparison";
import { findingSentence, firstSentence } from "./finding-sentence";
import { reconcile, VARIANCE_PARTS } from "./reconcile";
import type { LedgerModel } from "./split/ledger-model";

const DOLLAR = 1_000_000_000_000n;

const sum = (model: string, kind: BilledKind, cost: string | null, quantity: string | null = null): InvoiceSum => ({
  day: "2026-10-01",
  lastDay: "2026-10-01",
  provider: "openai",
  model,
  kind,
  lines: 1,
  quantity,
  cost,
  decimals: (cost?.split(".")[1] ?? "").length,
});

const booked = (model: string, usd: bigint, tokens: object = {}, rates: object = {}): LedgerModel => ({
  model,
  alsoKnownAs: [],
  costUsd: picoUsd(usd),
  elsewhereUsd: ZERO,
  guessedUsd: ZERO,
  tokens: new Map(Object.entries(tokens)) as LedgerModel["tokens"],
  rates: new Map(Object.entries(rates)) as LedgerModel["rates"],
});

const compare = (sums: readonly InvoiceSum[], ledger: readonly LedgerModel[], mapped: object = {}) =>
  comparisonOf(reconcile({ sums, usdPerUnit: null, ledger, mapped: new Map(Object.entries(mapped)) }));

const partsOf = ({ parts }: ReturnType<typeof compare>) =>
  Object.fromEntries(Object.entries(parts).filter(([, usd]) => usd !== "0"));

describe("why invoice and ledger differ", () => {
  it("price: the same tokens at another rate, named first with its share", () => {
    const found = compare(
      [
        sum("gpt-4o", "input", "2500.000000", "1000000000"),
        sum("gpt-4o", "output", "1000.000000", "100000000"),
        sum("x", "all", "65.65"),
      ],
      [
        booked(
          "gpt-4o",
          6000n * DOLLAR,
          { input: 1_000_000_000n, output: 100_000_000n },
          { input: 5_000_000n, output: 10_000_000n },
        ),
      ],
    );
    expect(partsOf(found)).toEqual({ price: "-2500", "only-invoice": "65.65" });
    expect(found.findings[0]).toMatchObject({
      cause: "price",
      kind: "input",
      billedPer1M: "2.5",
      bookedPer1M: "5",
      percent: null,
    });
    expect(firstSentence(found)).toBe(
      "gpt-4o: billed at $2.50 per 1M input, booked at $5.00, -$2,500.00 against a difference of -$2,434.35 in all",
    );
  });

  it("volume at our rate, and both together", () => {
    const found = compare(
      [sum("m", "input", "3.000000", "1500000")],
      [booked("m", 1n * DOLLAR, { input: 1_000_000n }, { input: 1_000_000n })],
    );
    expect(partsOf(found)).toEqual({ price: "1.5", volume: "0.5" });
    expect(found.findings.map((finding) => findingSentence(finding, found.varianceUsd))).toEqual([
      "m: billed at $2.00 per 1M input, booked at $1.00, explains $1.50 of $2.00 (75 %)",
      "m: 1,500,000 input tokens billed, 1,000,000 booked, explains $0.50 of $2.00 (25 %)",
    ]);
  });

  it("without tokens on the invoice it says that only costs are compared", () => {
    const found = compare(
      [sum("m", "input", "2.0000"), sum("m", "output", "1.0000")],
      [booked("m", 2n * DOLLAR, { input: 5n }, { input: 1n })],
    );
    expect(partsOf(found)).toEqual({ "cost-only": "1" });
    expect(firstSentence(found)).toContain("the invoice tells no tokens");
  });

  it("less than the decimals of the invoice hold is rounding", () => {
    const ledger = [booked("m", DOLLAR / 1000n, { input: 1000n }, { input: 1_000_000n })];
    expect(partsOf(compare([sum("m", "input", "0.00", "1000")], ledger))).toEqual({ rounding: "-0.001" });
    expect(partsOf(compare([sum("m", "all", "0.00")], ledger))).toEqual({ rounding: "-0.001" });
  });

  it("parts that the invoice does not tell apart are in their whole", () => {
    const ledger = [
      booked(
        "m",
        3n * DOLLAR,
        { input: 1_000_000n, cacheRead: 1_000_000n },
        { input: 2_000_000n, cacheRead: 1_000_000n },
      ),
    ];
    expect(partsOf(compare([sum("m", "input", "3", "2000000")], ledger))).toEqual({});
  });

  it("one cost with the tokens of both sides is compared at our rates", () => {
    const ledger = [
      booked("m", 2n * DOLLAR, { input: 1_000_000n, output: 1_000_000n }, { input: 1_000_000n, output: 1_000_000n }),
    ];
    const sums = [sum("m", "all", "5.000000"), sum("m", "input", null, "2000000"), sum("m", "output", null, "1000000")];
    expect(partsOf(compare(sums, ledger))).toEqual({ price: "2", volume: "1" });
  });

  it("names of one side only, taxes, and requests that are booked on other days", () => {
    const late = { ...booked("m", 1n * DOLLAR, { input: 2n }, { input: 1n }), elsewhereUsd: picoUsd(DOLLAR) };
    const found = compare(
      [sum("m", "all", "2"), sum("Tax", "not-usage", "0.4"), sum("new", "all", "3")],
      [late, booked("old", 4n * DOLLAR)],
    );
    expect(partsOf(found)).toEqual({ elsewhere: "1", "not-usage": "0.4", "only-invoice": "3", "only-ledger": "-4" });
    expect(found.notUsage).toEqual([{ label: "Tax", usd: "0.4", lines: 1 }]);
  });

  it("agrees", () => {
    expect(firstSentence(compare([sum("m", "all", "1")], [booked("m", DOLLAR)]))).toBe(
      "Invoice and ledger agree to the last digit.",
    );
  });
});

const KINDS = ["all", "input", "output", "cacheRead", "reasoning", "not-usage"] as const;
const NAMES = ["gpt-4o", "gpt-4o-2024-08-06", "claude", "x"];
const anySum = fc.record({
  model: fc.constantFrom(...NAMES, ""),
  kind: fc.constantFrom(...KINDS),
  cost: fc.option(fc.tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.nat(15)), { nil: null }),
  quantity: fc.option(fc.nat(), { nil: null }),
});
const anyModel = fc.record({
  model: fc.constantFrom(...NAMES, "other"),
  costUsd: fc.bigInt(-(10n ** 20n), 10n ** 20n),
  elsewhereUsd: fc.bigInt(-(10n ** 15n), 10n ** 15n),
  tokens: fc.dictionary(fc.constantFrom("input", "output", "cacheRead", "reasoning"), fc.bigInt(0n, 10n ** 12n)),
  rates: fc.dictionary(fc.constantFrom("input", "output", "cacheRead"), fc.bigInt(0n, 10n ** 8n)),
});

it("the parts always add up to the whole, for each model and in all", () => {
  fc.assert(
    fc.property(
      fc.array(anySum, { maxLength: 12 }),
      fc.uniqueArray(anyModel, { selector: ({ model }) => model, maxLength: 5 }),
      fc.option(fc.constantFrom("1.0837", "0.0000001"), { nil: null }),
      (sums, models, usdPerUnit) => {
        const ledger = models.map(({ model, costUsd, elsewhereUsd, tokens, rates }) => ({
          ...booked(model, costUsd, tokens, rates),
          elsewhereUsd: picoUsd(elsewhereUsd),
        }));
        const given = sums.map(({ model, kind, cost, quantity }) =>
          sum(model, kind, cost && `${cost[0]}.${"0".repeat(cost[1])}1`, quantity === null ? null : String(quantity)),
        );
        const found = reconcile({ sums: given, usdPerUnit, ledger, mapped: new Map([["x", "claude"]]) });
        for (const group of [found, ...found.groups]) {
          const parts = VARIANCE_PARTS.reduce((added: PicoUsd, part) => add(added, group.parts[part]), ZERO);
          expect(parts).toEqual(subtract(group.invoiceUsd, group.ledgerUsd));
        }
        const all = ledger.reduce((added: PicoUsd, { costUsd }) => add(added, costUsd), ZERO);
        expect(found.ledgerUsd).toEqual(all);
      },
    ),
  );
});
