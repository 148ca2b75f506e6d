/** Entries, price books and catalogues for the tests of the syncs. Units: USD per 1,000,000 tokens, USD per request. */
import type { Entry, Standing } from "@ratecard/changes";
import {
  type CatalogHit,
  type CatalogView,
  DEFAULT_COST_SETTINGS,
  EMPTY_CATALOG,
  NO_TERMS,
  type PriceTerms,
  type RatesJson,
  termsFromJson,
  type TermsJson,
} from "@ratecard/pricing";

export const SETTINGS = DEFAULT_COST_SETTINGS;

export function terms(input: string, output: string, perRequest?: string, more: RatesJson = {}): PriceTerms {
  return read({
    inputPer1M: input,
    outputPer1M: output,
    ...more,
    ...(perRequest === undefined ? {} : { perRequest }),
  });
}

function read(json: TermsJson): PriceTerms {
  const found = termsFromJson(json);
  if (!found.ok) throw new Error(JSON.stringify(found.problems));
  return found.terms;
}

export const anEntry = (more: Partial<Entry> & Pick<Entry, "model">): Entry => ({
  provider: "openai",
  version: 1,
  terms: NO_TERMS,
  isActive: true,
  isCustom: false,
  notes: null,
  pinnedBy: null,
  copiedFrom: null,
  copiedFromProvider: null,
  ...more,
});

/** As it stands when the prices begin: nothing is scheduled. */
export const standingOf = (entry: Entry | undefined, inForce: PriceTerms | undefined = entry?.terms): Standing => ({
  entry,
  planned: entry,
  holdsByThen: true,
  inForce,
  isTaken: false,
});

type Listed = TermsJson & Readonly<{ provider: string }>;

/** Both token prices 0 are unpriced, as in the real one. */
export function catalogOf(keys: Readonly<Record<string, Listed>>): CatalogView {
  const hits = new Map(
    Object.entries(keys).map(([key, { provider, ...json }]): [string, CatalogHit] => [
      key,
      {
        key,
        terms: read(json),
        litellmProvider: provider,
        mode: undefined,
        snapshotId: "1",
        postdatesEvent: false,
        unpriced: json.inputPer1M === "0" && json.outputPer1M === "0",
        isHeld: false,
        isTombstone: false,
      },
    ]),
  );
  return { ...EMPTY_CATALOG, lookup: (key) => hits.get(key) };
}
