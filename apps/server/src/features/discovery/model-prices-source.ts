/**
 * Prices that somebody chose for models of the servers, as rows of a change.
 * Units   terms JSON: USD per 1,000,000 tokens and USD per request, decimal text.
 * Errors  none: a row without a price, or with one beyond what is stored, is refused with its field.
 */
import { type PriceReference, type Refusal, sameTerms } from "@ratecard/changes";
import {
  type ChangeSource as ChangeSourceInput,
  describePriceProblems,
  fieldProblem,
  type ModelPrice,
} from "@ratecard/contract";
import { compare, type PicoUsd, picoUsd } from "@ratecard/money";
import {
  type CostSettings,
  DEFAULT_MODEL,
  isPricedByCounts,
  perRequestToStore,
  type PriceTerms,
  termsFromJson,
} from "@ratecard/pricing";
import type { ChangeSource } from "#server/changes/change-source";
import type { SourceRow } from "#server/changes/decide-changes";
import type { Reading } from "#server/changes/reading";
import type { ActingContext } from "#server/services/context";
import { proposePrices } from "./propose-prices";

type ModelsInput = Extract<ChangeSourceInput, { kind: "models" }>;

/** The database's bound: 1,000,000 USD per request. */
const LARGEST_PER_REQUEST = picoUsd(1_000_000n * 10n ** 12n);

export function modelPricesSource(ctx: ActingContext, { prices }: ModelsInput): ChangeSource {
  /** All that the connected servers and catalogues say of each model; looked up once. */
  let suggestions: Promise<ReadonlyMap<string, readonly PriceReference[]>> | undefined;
  const find = async () => {
    const { proposals } = await proposePrices(ctx, undefined);
    return new Map(proposals.map((proposal) => [proposal.name, proposal.suggestions]));
  };
  return {
    kind: "models",
    batchKind: "discovery",
    action: "prices.import",
    through: "import",
    nameFor: (count) => `Import of ${count} ${count === 1 ? "price" : "prices"}`,
    rows: async (reading) => {
      suggestions ??= find();
      const known = await suggestions;
      const inOrder = prices.toSorted((a, b) => (a.model < b.model ? -1 : 1));
      return inOrder.map((price) => rowOf(price, reading, known.get(price.model) ?? []));
    },
  };
}

/** A changed entry keeps its provider, its notes and whether it is custom: the import is about its price. */
function rowOf(price: ModelPrice, reading: Reading, references: readonly PriceReference[]): SourceRow {
  const { model, isPlaceholder } = price;
  const plain = { model, draft: null, from: null, references };
  if (model === DEFAULT_MODEL) return { ...plain, refusal: { code: "default-entry" } };
  const read = readTerms(price.terms, reading.prices.settings);
  if (!("terms" in read)) return { ...plain, refusal: read };
  const { terms } = read;
  const entry = reading.thenOf(model);
  const { provider, isCustom, notes } = entry ?? { ...price, notes: null };
  // A price that happens to be the default's is one nevertheless; a placeholder never takes its place.
  const isSame = entry !== undefined && sameTerms(entry.terms, terms);
  const kept = isSame ? { copiedFrom: entry.copiedFrom, copiedFromProvider: entry.copiedFromProvider } : {};
  return {
    ...plain,
    draft: {
      model,
      provider,
      isCustom,
      notes,
      terms,
      isActive: true,
      isPlaceholder: isPlaceholder && !(isSame && entry.isPlaceholder !== true),
      copiedFrom: price.copiedFrom ?? null,
      ...kept,
    },
  };
}

/** A missing price per request is filled by the typical request, as everywhere; a price by other units needs none. */
function readTerms(json: ModelPrice["terms"], settings: CostSettings): Readonly<{ terms: PriceTerms }> | Refusal {
  const read = termsFromJson(json);
  if (!read.ok) {
    return { code: "fields", problems: describePriceProblems(read.problems) };
  }
  const perRequest = perRequestToStore(read.terms, settings);
  const refused = (code: "no-price-at-all" | "too-large"): Refusal => ({
    code: "fields",
    problems: [fieldProblem("perRequest", code)],
  });
  if (perRequest === undefined) {
    if (isPricedByCounts(read.terms)) return { terms: read.terms };
    return refused("no-price-at-all");
  }
  return isTooLarge(perRequest) ? refused("too-large") : { terms: { ...read.terms, perRequest } };
}

const isTooLarge = (amount: PicoUsd): boolean => compare(amount, LARGEST_PER_REQUEST) > 0;
