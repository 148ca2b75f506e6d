/**
 * Sync of custom names: every made-up name takes the price of the model behind it.
 *
 * Time    `at`, epoch ms UTC.
 * Errors  none thrown: a base without a price, and several bases with different prices, are answers. Nothing is guessed.
 * Source  discovery.md "Sync custom pricing". The price of a base is what the chain answers for it; never the default.
 */
import {
  type CatalogView,
  type CostSettings,
  DEFAULT_MODEL,
  isWildcard,
  type PriceBook,
  type PriceTerms,
  resolve,
} from "@ratecard/pricing";
import { chosenBase } from "./choose-base";
import { copiedTerms } from "./copied-terms";
import { decideSyncRow, pricedBase, untouched } from "./decide-sync-row";
import type { CustomMapping } from "./discovered-name";
import { basesByName } from "./bases-by-name";
import { resolveBase } from "./resolve-base";
import { secondReferences } from "./second-references";
import {
  type BaseModel,
  isTakenByItself,
  type PricedBase,
  type SyncDecision,
  type SyncEntry,
  type SyncOutcome,
} from "./sync-decision";

export type CustomSyncSources = Readonly<{
  mappings: readonly CustomMapping[];
  /** By name. */
  entries: ReadonlyMap<string, SyncEntry>;
  /** By custom name: the base an admin picked. */
  choices: ReadonlyMap<string, BaseModel>;
  book: PriceBook;
  catalog: CatalogView;
  second?: CatalogView | undefined;
  settings: CostSettings;
  at: number;
}>;

/** Names on names on names: beyond this, what is in force counts. */
const LONGEST_CHAIN = 100;
const UNKNOWN_PROVIDER = "unknown";

/** One row a custom name, in the order of names; made one at a time, so that a server can do other things in between. */
export function* decideCustomSync(sources: CustomSyncSources): Generator<SyncDecision> {
  const names = basesByName(sources.mappings);
  const decided = new Map<string, SyncDecision | "deciding">();

  /** A name that stands on another custom name takes what that one gets, so that one run is enough. */
  const decide = (name: string, depth = 0): SyncDecision | "deciding" => {
    const known = decided.get(name);
    if (known) return known;
    decided.set(name, "deciding");
    const bases = (names.get(name) ?? []).map((base) => priceOf(name, base, depth));
    const row = decideName(name, bases, sources);
    decided.set(name, row);
    return row;
  };
  const priceOf = (name: string, base: BaseModel, depth: number): PricedBase => {
    const isCustom = names.has(base.model) && depth < LONGEST_CHAIN;
    const coming = isCustom ? decide(base.model, depth + 1) : undefined;
    const priced = pricedBase(base, resolveBase(name, base, sources));
    if (!coming || coming === "deciding" || !isTakenByItself(coming)) return priced;
    const { after: terms, base: its } = coming;
    return { ...priced, terms, source: "local-exact", key: base.model, otherProvider: its?.otherProvider };
  };
  for (const name of [...names.keys()].sort()) {
    const row = decide(name);
    if (row !== "deciding") yield row;
  }
}

function decideName(name: string, bases: readonly PricedBase[], sources: CustomSyncSources): SyncDecision {
  const entry = sources.entries.get(name);
  const plain = { provider: entry?.provider ?? UNKNOWN_PROVIDER, bases, before: entry?.terms };
  const reason = leftAlone(name, entry);
  if (reason) return untouched(name, reason, plain);

  const picked = sources.choices.get(name);
  const base = chosenBase(bases, picked, entry);
  const after = base?.terms && copiedTerms(base.terms, sources.settings, entry?.terms);
  if (base && after) return decideCopy({ name, entry, base, bases, after, isPicked: picked !== undefined }, sources);
  const isConflict = !base && bases.some(({ terms }) => terms);
  return untouched(name, isConflict ? "conflict" : "missing", { ...plain, base });
}

function leftAlone(name: string, entry: SyncEntry | undefined): SyncOutcome | undefined {
  if (name === DEFAULT_MODEL) return "default";
  if (isWildcard(name)) return "wildcard";
  return entry && !entry.isActive ? "inactive" : undefined;
}

type Copy = Readonly<{
  name: string;
  entry: SyncEntry | undefined;
  base: PricedBase;
  bases: readonly PricedBase[];
  after: PriceTerms;
  isPicked: boolean;
}>;

function decideCopy({ name, entry, base, bases, after, isPicked }: Copy, sources: CustomSyncSources): SyncDecision {
  const standing = entry ? undefined : inForceOf(name, base, sources);
  const hasOwn = entry ? entry.copiedFrom === null && entry.isPlaceholder !== true : standing?.isLocal === true;
  const row = decideSyncRow({
    model: name,
    provider: entry?.provider ?? base.owner ?? UNKNOWN_PROVIDER,
    entry,
    base,
    bases,
    after,
    inForce: standing?.terms,
    references: secondReferences(base, sources.second, sources.at),
    replacesOwn: hasOwn && !isPicked,
  });
  const isToBeLinked = isPicked && row.outcome === "same" && entry?.pinnedBy === null && !isRemembered(entry, base);
  return isToBeLinked ? { ...row, outcome: "linked" } : row;
}

/** What prices a name without an entry; a wildcard that somebody priced is a price of its own. */
function inForceOf(model: string, { provider }: PricedBase, { book, catalog, at }: CustomSyncSources) {
  const found = resolve(book, catalog, { model, provider, at }, "error");
  return found.source === "none" ? undefined : { terms: found.terms, isLocal: "version" in found };
}

const isRemembered = (entry: SyncEntry, { model, provider }: BaseModel): boolean =>
  entry.copiedFrom === model && entry.copiedFromProvider === (provider ?? null);
