/**
 * Sync of custom names: every made-up name takes the price of its base model.
 * Time    `at`, epoch ms UTC.
 * Errors  none thrown: a base without a price, and several bases with different prices, are answers. Nothing is guessed.
 */
import { chargingFingerprint, decide, type EntryDraft, isWriting, sameTerms, type Standing } from "@ratecard/changes";
import {
  type CatalogView,
  type CostSettings,
  DEFAULT_MODEL,
  isWildcard,
  type PriceTerms,
  providerId,
  resolve,
} from "@ratecard/pricing";
import type { CustomMapping } from "./discovered-name";
import {
  type BaseModel,
  copiedTerms,
  isBase,
  type PricedBase,
  pricedBase,
  type Prices,
  resolveBase,
  secondReferences,
} from "./priced-base";
import { otherProvider, refusedRow, type SyncRow } from "./provider-price-rows";

export type CustomNameSources = Prices &
  Readonly<{
    mappings: readonly CustomMapping[];
    /** By custom name: the base an admin chose. */
    choices: ReadonlyMap<string, BaseModel>;
    second?: CatalogView | undefined;
    settings: CostSettings;
    /** `provider`: of the price that the name would take. */
    standingOf: (model: string, provider: string | undefined) => Standing;
  }>;

/** Names on names on names: beyond this, what is in force counts. */
const LONGEST_CHAIN = 100;
const UNKNOWN_PROVIDER = "unknown";

/** One row a custom name, in the order of names; made one at a time, so that a server can do other things in between. */
export function* customNameRows(sources: CustomNameSources): Generator<SyncRow> {
  const names = basesByName(sources.mappings);
  const made = new Map<string, SyncRow | "being made">();

  /** A name that stands on another custom name takes what that one gets, so that one run is enough. */
  const rowFor = (name: string, depth = 0): SyncRow | "being made" => {
    const known = made.get(name);
    if (known) return known;
    made.set(name, "being made");
    const bases = (names.get(name) ?? []).map((base) => priceOf(name, base, depth));
    const row = rowOf(name, bases, sources);
    made.set(name, row);
    return row;
  };
  const priceOf = (name: string, base: BaseModel, depth: number): PricedBase => {
    const isCustom = names.has(base.model) && depth < LONGEST_CHAIN;
    const coming = isCustom ? rowFor(base.model, depth + 1) : undefined;
    const priced = pricedBase(base, resolveBase(name, base, sources));
    const terms = coming && coming !== "being made" ? termsToCome(coming, sources) : undefined;
    if (!coming || coming === "being made" || !terms) return priced;
    return { ...priced, terms, source: "local-exact", key: base.model, otherProvider: coming.base?.otherProvider };
  };
  for (const name of [...names.keys()].sort()) {
    const row = rowFor(name);
    if (row !== "being made") yield row;
  }
}

/** Of a row that is written without a choice of its own. */
function termsToCome(row: SyncRow, { standingOf }: CustomNameSources): PriceTerms | undefined {
  const decision = decide(row, standingOf(row.model, row.draft?.provider));
  return isWriting(decision) && decision.held.length === 0 ? row.draft?.terms : undefined;
}

function rowOf(name: string, bases: readonly PricedBase[], sources: CustomNameSources): SyncRow {
  const entry = sources.standingOf(name, undefined).planned;
  if (name === DEFAULT_MODEL) return refusedRow(name, { code: "default-entry" });
  if (isWildcard(name)) return refusedRow(name, { code: "wildcard" });
  if (entry && !entry.isActive) return refusedRow(name, { code: "switched-off" }, { bases });

  const chosen = sources.choices.get(name);
  const base = chosenBase(bases, chosen, entry);
  const terms = base?.terms && copiedTerms(base.terms, sources.settings, entry?.terms);
  if (base && terms) return copyRow({ name, entry, base, bases, terms, isChosen: chosen !== undefined }, sources);
  const isConflict = !base && bases.some(({ terms }) => terms);
  return refusedRow(name, { code: isConflict ? "bases-differ" : "base-unpriced" }, { base, bases });
}

type Copy = Readonly<{
  name: string;
  entry: EntryDraft | undefined;
  base: PricedBase;
  bases: readonly PricedBase[];
  terms: PriceTerms;
  isChosen: boolean;
}>;

function copyRow({ name, entry, base, bases, terms, isChosen }: Copy, sources: CustomNameSources): SyncRow {
  const { isCustom, notes } = entry ?? { isCustom: true, notes: null };
  const provider = entry?.provider ?? base.owner ?? UNKNOWN_PROVIDER;
  const copied = { copiedFrom: base.model, copiedFromProvider: base.provider ?? null };
  // An equal price that somebody set by hand is no copy until somebody chooses its base.
  const isKept = entry && !isChosen && sameTerms(entry.terms, terms);
  const { copiedFrom = null, copiedFromProvider = null } = entry ?? {};
  return {
    model: name,
    draft: {
      model: name,
      provider,
      terms,
      isCustom,
      notes,
      isActive: true,
      ...(isKept ? { copiedFrom, copiedFromProvider } : copied),
    },
    from: null,
    references: secondReferences(base, sources.second, sources.at),
    held: [...otherProvider(base), ...(isChosen ? [] : replacesOwn(name, entry, base, sources))],
    base,
    bases,
  };
}

/** A price of its own: of an entry that is no copy, or of a wildcard that somebody priced. */
function replacesOwn(
  model: string,
  entry: EntryDraft | undefined,
  { provider }: PricedBase,
  { book, catalog, at }: Prices,
): NonNullable<SyncRow["held"]> {
  if (entry) {
    const isOwn = (entry.copiedFrom ?? null) === null && entry.isPlaceholder !== true;
    return isOwn ? [{ kind: "replaces-own", by: "entry" }] : [];
  }
  const found = resolve(book, catalog, { model, provider, at }, "error");
  return "version" in found ? [{ kind: "replaces-own", by: "wildcard" }] : [];
}

/** The one chosen, the one copied before, or any of those that cost the same; undefined: nobody has decided. */
function chosenBase(
  bases: readonly PricedBase[],
  chosen: BaseModel | undefined,
  entry: EntryDraft | undefined,
): PricedBase | undefined {
  if (chosen) return bases.find((base) => isBase(base, chosen));
  const copied = entry && (entry.copiedFrom ?? null) !== null ? rememberedBase(bases, entry) : undefined;
  if (copied) return copied;
  const prices = new Set(bases.map(({ terms }) => (terms ? chargingFingerprint(terms) : null)));
  return prices.size === 1 ? bases[0] : undefined;
}

/** A copy from before providers were kept is of the base that has this name, if there is but one. */
function rememberedBase(bases: readonly PricedBase[], { copiedFrom, copiedFromProvider = null }: EntryDraft) {
  const named = bases.filter(({ model }) => model === copiedFrom);
  if (named.length === 1) return named[0];
  return named.find(({ provider }) => (provider ?? null) === copiedFromProvider);
}

/** The base models of each custom name: each once, a name behind itself left out; in the order of their names. */
function basesByName(mappings: readonly CustomMapping[]): ReadonlyMap<string, readonly BaseModel[]> {
  const names = new Map<string, Map<string, BaseModel>>();
  for (const { customName, actualModel: model, provider: stated } of mappings) {
    if (model === customName) continue;
    const provider = stated === undefined ? undefined : providerId(stated);
    const bases = names.get(customName) ?? new Map<string, BaseModel>();
    names.set(customName, bases.set(keyOf({ model, provider }), { model, provider }));
  }
  return new Map(
    [...names].map(([name, bases]) => [name, [...bases.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))]),
  );
}

const keyOf = ({ model, provider }: BaseModel): string => JSON.stringify([model, provider ?? null]);
