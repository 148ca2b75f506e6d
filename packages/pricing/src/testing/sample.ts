/** Short builders for this package's tests. Units: rates as USD per 1M tokens, in decimal text. */
import { parseRatePer1M, parseUsd, type PicoUsd, type RatePerToken } from "@ratecard/money";
import type { CatalogHit, CatalogView } from "../catalog-view";
import type { PriceTerms, PriceVersion, Rates } from "../price-terms";
import type { TokenKind } from "../token-kinds";

export const AT = Date.UTC(2026, 0, 15, 12);
export const DAY = 24 * 60 * 60 * 1000;

export function per1M(text: string): RatePerToken {
  const parsed = parseRatePer1M(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.value;
}

export function usd(text: string): PicoUsd {
  const parsed = parseUsd(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
  return parsed.value;
}

type RateTexts = Readonly<Partial<Record<TokenKind, string>>>;

export const rates = (texts: RateTexts): Rates =>
  Object.fromEntries(Object.entries(texts).map(([kind, text]) => [kind, per1M(text)]));

export const terms = (texts: RateTexts, perRequest?: string): PriceTerms =>
  perRequest === undefined ? { rates: rates(texts) } : { rates: rates(texts), perRequest: usd(perRequest) };

export const version = (model: string, fields: Partial<PriceVersion> = {}): PriceVersion => ({
  versionId: `${model}#1`,
  model,
  provider: "openai",
  isActive: true,
  validFrom: null,
  validUntil: null,
  terms: terms({ input: "1", output: "2" }),
  ...fields,
});

export const DEFAULT_ENTRY = version("default", { terms: terms({}, "0.005") });

export const hit = (key: string, fields: Partial<CatalogHit> = {}): CatalogHit => ({
  key,
  terms: terms({ input: "10", output: "20" }),
  litellmProvider: "openai",
  mode: "chat",
  snapshotId: "snapshot-1",
  postdatesEvent: false,
  unpriced: false,
  isHeld: false,
  isTombstone: false,
  ...fields,
});

/** A catalogue of one snapshot that holds for all time. */
export function catalogOf(hits: readonly CatalogHit[], fetchedAt = AT): CatalogView {
  const byKey = new Map(hits.map((each) => [each.key, each]));
  return {
    lookup: (key) => byKey.get(key),
    keysAt: () => byKey.keys(),
    snapshotAt: () => ({
      snapshotId: "snapshot-1",
      source: "test",
      fetchedAt,
      entryCount: byKey.size,
      postdatesEvent: false,
      stableFrom: Number.NEGATIVE_INFINITY,
      stableUntil: Number.POSITIVE_INFINITY,
    }),
  };
}
