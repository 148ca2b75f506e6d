/**
 * The catalogue that serves before LiteLLM's was ever fetched, and the second reference for suspects.
 *
 * Time    prices with a start date: those in force at `at`, epoch ms UTC; daily windows become off-peak.
 * Source  @pydantic/genai-prices, under `provider/model` and, where one provider is meant, `model`.
 */
import type { ConditionalPrice, MatchLogic, ModelInfo, Provider } from "@pydantic/genai-prices";
import { detectProvider, type OffPeakWindow, type PriceTerms, providerId } from "@ratecard/pricing";
import { termsOfRecord } from "./bundled-prices";
import { type CatalogEntry, type CatalogIndex, indexOf } from "./catalog-index";
import { isUnpriced } from "./entry-terms";

export const BUNDLED_SOURCE = "bundled";

/** LiteLLM's ids for providers that name themselves otherwise here. */
const PROVIDER_IDS: ReadonlyMap<string, string> = new Map([
  ["github-copilot", "github_copilot"],
  ["voyageai", "voyage"],
]);

/** Makers, in the order in which a bare name is theirs. Others only resell. */
const MAKERS = [
  "openai",
  "anthropic",
  "gemini",
  "mistral",
  "deepseek",
  "cohere",
  "xai",
  "moonshot",
  "minimax",
  "perplexity",
  "voyage",
  "groq",
];

export async function bundledCatalog(at: number): Promise<CatalogIndex> {
  const { waitForUpdate } = await import("@pydantic/genai-prices");
  return indexBundled((await waitForUpdate()) ?? [], at);
}

export function indexBundled(providers: readonly Provider[], at: number): CatalogIndex {
  const entries = new Map<string, CatalogEntry>();
  const bare = new Map<string, CatalogEntry>();
  for (const provider of providers) {
    const litellmProvider = PROVIDER_IDS.get(provider.id) ?? providerId(provider.id);
    for (const model of provider.models) {
      const terms = termsAt(model, at);
      for (const name of namesOf(model)) {
        const entry = entryOf(`${litellmProvider}/${name}`, litellmProvider, terms);
        if (!entries.has(entry.key)) entries.set(entry.key, entry);
        const rival = bare.get(name);
        if (!rival || rank(name, litellmProvider) < rank(name, rival.litellmProvider)) {
          bare.set(name, { ...entry, key: name });
        }
      }
    }
  }
  for (const [name, entry] of bare) if (!entries.has(name)) entries.set(name, entry);
  return indexOf(entries);
}

const entryOf = (key: string, litellmProvider: string, terms: PriceTerms): CatalogEntry => ({
  key,
  terms,
  litellmProvider,
  mode: undefined,
  unpriced: isUnpriced(terms),
  otherFields: new Map(),
});

/** The id and every name the package equates with it; its patterns are not names. */
function namesOf(model: ModelInfo): ReadonlySet<string> {
  return new Set([model.id, ...equalNames(model.match)]);
}

function equalNames(match: MatchLogic): readonly string[] {
  if ("equals" in match) return [match.equals];
  if ("or" in match) return match.or.flatMap(equalNames);
  return [];
}

/** The provider a name speaks of, then its makers, then anybody. */
function rank(name: string, provider: string | undefined): number {
  if (provider === undefined) return MAKERS.length + 1;
  if (detectProvider(name) === provider) return -1;
  const place = MAKERS.indexOf(provider);
  return place === -1 ? MAKERS.length : place;
}

function termsAt({ prices }: ModelInfo, at: number): PriceTerms {
  if (!Array.isArray(prices)) return termsOfRecord(prices);
  const begun = prices.filter(({ constraint }) => !isDaily(constraint) && hasBegun(constraint, at));
  const base = termsOfRecord((begun.at(-1) ?? prices[0])?.prices ?? {});
  const daily = prices.filter(({ constraint }) => isDaily(constraint));
  const last = daily.at(-1);
  if (!last) return base;
  const windows = daily
    .filter((price) => JSON.stringify(price.prices) === JSON.stringify(last.prices))
    .flatMap(({ constraint }) => windowOf(constraint));
  return { ...base, offPeak: { windows, rates: termsOfRecord(last.prices).rates } };
}

const isDaily = (constraint: ConditionalPrice["constraint"]): boolean => constraint?.type === "time_of_date";

const hasBegun = (constraint: ConditionalPrice["constraint"], at: number): boolean =>
  constraint?.type !== "start_date" || Date.parse(constraint.start_date) <= at;

function windowOf(constraint: ConditionalPrice["constraint"]): OffPeakWindow[] {
  if (constraint?.type !== "time_of_date") return [];
  const startMinute = minuteOf(constraint.start_time);
  const endMinute = minuteOf(constraint.end_time);
  return startMinute === undefined || endMinute === undefined ? [] : [{ startMinute, endMinute }];
}

/** "16:30:00Z"; the package writes UTC. */
function minuteOf(time: string): number | undefined {
  const match = /^(\d{2}):(\d{2}):\d{2}(?:\.\d+)?Z$/.exec(time);
  return match ? Number.parseInt(match[1] ?? "", 10) * 60 + Number.parseInt(match[2] ?? "", 10) : undefined;
}
