/** The engine against a second, naive implementation in fractions: every digit, every flag, every source. */
import { formatUsd, parseDecimal, parseUsd, type PicoUsd, toPico } from "@ratecard/money";
import { expect, test } from "vitest";
import type { CatalogView } from "./catalog-view";
import type { CostSettings, ProviderAdjustment } from "./cost-result";
import { createPriceBook } from "./price-book";
import type { PriceTerms } from "./price-terms";
import { createPricer } from "./pricer";
import { termsFromJson } from "./terms-from-json";
import type { TermsJson } from "./terms-json";
import type { NaiveAdjustments } from "./testing/naive/naive-adjustments";
import { naiveCost } from "./testing/naive/naive-cost";
import { type NaiveEntry, type NaiveVersion, naiveResolve } from "./testing/naive/naive-resolve";
import { type Dice, dice, entriesOf, requestOf, versionsOf } from "./testing/naive/world";
import { catalogOf, hit } from "./testing/sample";

/** A million take a minute: RATECARD_PROOF_EVENTS=1000000. These are the first of them. */
const EVENTS = Number.parseInt(process.env.RATECARD_PROOF_EVENTS ?? "30000", 10);
const EVENTS_A_WORLD = 500;

const ADJUSTMENTS: readonly NaiveAdjustments[] = [
  {},
  { openai: { discount: "0.05" }, global: { margin: "0.1", fixed: "0.001" } },
  { gemini: { discount: "0.333", margin: "0.07" } },
];

const termsFrom = (json: TermsJson): PriceTerms => {
  const read = termsFromJson(json);
  if (!read.ok) throw new Error(JSON.stringify([json, read.problems]));
  return read.terms;
};

const bookOf = (versions: readonly NaiveVersion[]) =>
  createPriceBook(versions.map((version) => ({ ...version, terms: termsFrom(version.terms) })));

const viewOf = (entries: readonly NaiveEntry[]): CatalogView =>
  catalogOf(
    entries.map(({ key, provider, unpriced, terms }) =>
      hit(key, { litellmProvider: provider, unpriced, terms: termsFrom(terms) }),
    ),
  );

const decimalOf = (text: string) => {
  const parsed = parseDecimal(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
};

const settingsOf = (adjustments: NaiveAdjustments): CostSettings => ({
  typicalInputTokens: 1000,
  typicalOutputTokens: 500,
  adjustments: new Map(
    Object.entries(adjustments).map(
      ([provider, { discount, margin, fixed }]): [string, readonly ProviderAdjustment[]] => {
        const fixedMargin = fixed === undefined ? undefined : parseUsd(fixed);
        return [
          provider,
          [
            {
              ...(discount === undefined ? {} : { discount: decimalOf(discount) }),
              ...(margin === undefined ? {} : { margin: decimalOf(margin) }),
              ...(fixedMargin?.ok ? { fixedMargin: fixedMargin.value } : {}),
            },
          ],
        ];
      },
    ),
  ),
});

const usdOf = (cost: PicoUsd | null) => (cost === null ? "unpriced" : formatUsd(cost));

function compareWorld(roll: Dice, seed: number): void {
  const [versions, entries] = [versionsOf(roll), entriesOf(roll)];
  const adjustments = ADJUSTMENTS[seed % ADJUSTMENTS.length] ?? {};
  const pricer = createPricer(bookOf(versions), viewOf(entries), settingsOf(adjustments));
  for (let index = 0; index < EVENTS_A_WORLD; index += 1) {
    const event = requestOf(roll);
    const engine = pricer.price(event);
    const naive = naiveResolve(versions, entries, event);
    const settings = { typicalIn: 1000, typicalOut: 500, adjustments };
    const cost = naive.terms && naiveCost(naive.terms, event.usage, settings, event.at, naive.provider);
    const extra = [
      ...(naive.source === "default" ? ["default"] : []),
      ...(naive.isMismatch ? ["provider-mismatch"] : []),
      ...(naive.isGuessed ? ["provider-guessed"] : []),
    ];
    const flags = [...(cost?.flags ?? []), ...extra].sort().join();
    const expected = [naive.source, naive.id, naive.provider, cost?.pico ?? null, flags];
    const actual = [
      engine.source,
      engine.versionId ?? engine.catalogKey,
      engine.provider,
      engine.costUsd === null ? null : toPico(engine.costUsd),
      engine.flags.join(),
    ];
    if (expected.some((value, at) => value !== actual[at])) {
      expect({ seed, event, terms: naive.terms, cost: usdOf(engine.costUsd), actual }).toEqual({
        seed,
        event,
        terms: naive.terms,
        cost: usdOf(engine.costUsd),
        actual: expected,
      });
    }
  }
}

test(`${EVENTS} generated events agree to the last digit`, { timeout: 600_000 }, () => {
  for (let seed = 0; seed < EVENTS / EVENTS_A_WORLD; seed += 1) compareWorld(dice(seed), seed);
});
