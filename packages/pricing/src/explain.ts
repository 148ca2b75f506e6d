/**
 * Resolution and cost with everything that led there.
 * Time    the event's time selects prices; `now` only tells the catalogue's age.
 * Errors  none.
 * Source  the rungs of resolve.ts, all of them: those below the winner show what would have applied.
 */
import { findBare, findScoped } from "./catalog-rungs";
import type { CatalogView, SnapshotInForce } from "./catalog-view";
import { costOf } from "./cost-of";
import type { Cost, CostFlag, CostSettings } from "./cost-result";
import { type Hint, hintsFor, hintsOfPrice } from "./hints";
import { findDefault, findExact, findWildcard } from "./local-rungs";
import { normalisedKey } from "./model-name";
import type { PriceBook } from "./price-book";
import { type KnownProvider, knownProvider } from "./providers";
import type { OnUnpriced, PriceRequest, Resolution } from "./resolution";
import { catalogResolution, localResolution, resolve } from "./resolve";
import { type Lookup, type Observe, type Rung, RUNGS } from "./trace";
import type { Usage } from "./usage";

export type RungTrace = Readonly<{
  rung: Rung;
  /** `would-apply`: a rung above it won. */
  standing: "won" | "would-apply" | "missed";
  lookups: readonly Lookup[];
  /** What this rung answers by itself. */
  resolution: Resolution | undefined;
  /** The request's cost at this rung's price. */
  cost: Cost | undefined;
}>;

export type Explanation = Readonly<{
  request: PriceRequest;
  normalisedKey: string;
  resolution: Resolution;
  rungs: readonly RungTrace[];
  snapshot: SnapshotInForce | undefined;
  cost: Cost | undefined;
  hints: readonly Hint[];
}>;

export type ExplainOptions = Readonly<{
  settings: CostSettings;
  now: number;
  onUnpriced?: OnUnpriced;
}>;

export function explain(
  book: PriceBook,
  catalog: CatalogView,
  request: PriceRequest & Readonly<{ usage: Usage }>,
  options: ExplainOptions,
): Explanation {
  const onUnpriced = options.onUnpriced ?? "default";
  const resolution = resolve(book, catalog, request, onUnpriced);
  const isMiss = resolution.source === "default" || resolution.source === "none";
  return {
    request: { model: request.model, provider: request.provider, at: request.at },
    normalisedKey: normalisedKey(request.model),
    resolution,
    rungs: RUNGS.map((rung) => traceRung(rung, { book, catalog, request, options, onUnpriced, resolution })),
    snapshot: catalog.snapshotAt(request.at),
    cost: costAt(resolution, request, options.settings),
    hints: isMiss
      ? hintsFor(book, catalog, request, options.now)
      : hintsOfPrice(resolution, book, catalog, request, options.now),
  };
}

type Walk = Readonly<{
  book: PriceBook;
  catalog: CatalogView;
  request: PriceRequest & Readonly<{ usage: Usage }>;
  options: ExplainOptions;
  onUnpriced: OnUnpriced;
  resolution: Resolution;
}>;

function traceRung(rung: Rung, walk: Walk): RungTrace {
  const lookups: Lookup[] = [];
  const resolution = rungResolution(rung, walk, knownProvider(walk.request), (lookup) => lookups.push(lookup));
  const isWinner = walk.resolution.source === rung;
  return {
    rung,
    standing: isWinner ? "won" : resolution ? "would-apply" : "missed",
    lookups,
    resolution,
    cost: resolution && costAt(resolution, walk.request, walk.options.settings),
  };
}

function rungResolution(rung: Rung, walk: Walk, known: KnownProvider, observe: Observe): Resolution | undefined {
  const { book, catalog, request } = walk;
  const { model, at } = request;
  switch (rung) {
    case "local-exact": {
      const version = findExact(book, model, at, observe);
      return version && localResolution(rung, version, request);
    }
    case "local-wildcard": {
      const version = findWildcard(book, model, at, observe);
      return version && localResolution(rung, version, request);
    }
    case "catalog-scoped": {
      const hit = findScoped(catalog, known.provider, model, at, observe);
      return hit && catalogResolution(rung, hit, known);
    }
    case "catalog-bare": {
      const hit = findBare(catalog, known.provider, model, at, observe);
      return hit && catalogResolution(rung, hit, known);
    }
    case "default":
      return defaultResolution(walk, observe);
  }
}

function defaultResolution(walk: Walk, observe: Observe): Resolution | undefined {
  if (walk.onUnpriced === "error") {
    observe({ rung: "default", lookedUp: "default", matchedBy: "default-entry", outcome: "skipped", reason: "strict" });
    return undefined;
  }
  const version = findDefault(walk.book, walk.request.at, observe);
  return version && localResolution("default", version, walk.request);
}

function costAt(
  resolution: Resolution,
  request: PriceRequest & Readonly<{ usage: Usage }>,
  settings: CostSettings,
): Cost | undefined {
  if (resolution.source === "none") return undefined;
  const cost = costOf(resolution.terms, request.usage, settings, { at: request.at, provider: resolution.provider });
  return { ...cost, flags: withResolutionFlags(cost.flags, resolution) };
}

/** The flags of a cost and of the way its price was found, sorted. */
export function withResolutionFlags(flags: readonly CostFlag[], resolution: Resolution): readonly CostFlag[] {
  const isDefault = resolution.source === "default";
  if (!isDefault && resolution.warnings.length === 0) return flags;
  return [...new Set([...flags, ...resolution.warnings, ...(isDefault ? ["default" as const] : [])])].sort();
}
