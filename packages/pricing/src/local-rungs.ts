/**
 * The price book's three rungs: exact, wildcard, default.
 * Time    the window in force at the event's time; an inactive or empty one is passed over.
 * `observe` is given by explain alone: the hot path builds nothing.
 */
import { isWildcard, normalisedKey } from "./model-name";
import type { PriceBook, PriceLine } from "./price-book";
import { DEFAULT_MODEL, inForce, type PriceTerms, type PriceVersion } from "./price-terms";
import type { Lookup, LookupReason, Observe } from "./trace";

type LookupKey = Pick<Lookup, "rung" | "lookedUp" | "matchedBy">;

export function findExact(book: PriceBook, model: string, at: number, observe?: Observe): PriceVersion | undefined {
  const sent = asSent(book, model, at, observe);
  if (sent) return sent;
  const key = normalisedKey(model);
  let isAnyMet = false;
  for (const line of book.normalised.get(key) ?? []) {
    if (line.model === model) continue;
    isAnyMet = true;
    const version = inForceVersion(line, at, observe && { ...exact(key, "normalised-key"), observe });
    if (version) return version;
  }
  if (!isAnyMet) observe?.({ ...exact(key, "normalised-key"), outcome: "miss", reason: "no-entry" });
  return undefined;
}

function asSent(book: PriceBook, model: string, at: number, observe?: Observe): PriceVersion | undefined {
  const line = book.exact.get(model);
  if (line) return inForceVersion(line, at, observe && { ...exact(model, "as-sent"), observe });
  const isReserved = model === DEFAULT_MODEL && book.fallback !== undefined;
  observe?.({
    ...exact(model, "as-sent"),
    outcome: isReserved ? "skipped" : "miss",
    reason: isReserved ? "reserved-name" : isWildcard(model) ? "no-prefix" : "no-entry",
  });
  return undefined;
}

/** The longest prefix that has a usable price wins; equal prefixes go by name. */
export function findWildcard(book: PriceBook, model: string, at: number, observe?: Observe): PriceVersion | undefined {
  const key = normalisedKey(model);
  let isAnyMet = false;
  for (const length of book.prefixLengths) {
    if (length > key.length) continue;
    const prefix = key.slice(0, length);
    for (const line of book.wildcards.get(prefix) ?? []) {
      isAnyMet = true;
      const lookup: LookupKey = { rung: "local-wildcard", lookedUp: `${prefix}*`, matchedBy: "prefix" };
      const version = inForceVersion(line, at, observe && { ...lookup, observe });
      if (version) return version;
    }
  }
  if (!isAnyMet) {
    observe?.({ rung: "local-wildcard", lookedUp: key, matchedBy: "prefix", outcome: "miss", reason: "no-prefix" });
  }
  return undefined;
}

export function findDefault(book: PriceBook, at: number, observe?: Observe): PriceVersion | undefined {
  const lookup: LookupKey = { rung: "default", lookedUp: DEFAULT_MODEL, matchedBy: "default-entry" };
  if (book.fallback) return inForceVersion(book.fallback, at, observe && { ...lookup, observe });
  observe?.({ ...lookup, outcome: "miss", reason: "no-entry" });
  return undefined;
}

/** At most one window holds `at`; the trace names the nearest one when none does. */
export function inForceVersion(
  line: PriceLine,
  at: number,
  trace?: LookupKey & { observe: Observe },
): PriceVersion | undefined {
  const current = line.versions.find((version) => inForce(version, at));
  const isUsable = current?.isActive === true && hasAnyPrice(current.terms);
  if (trace) {
    const { observe, ...lookup } = trace;
    const met = current ?? nearest(line, at);
    observe({
      ...lookup,
      outcome: isUsable ? "hit" : "skipped",
      reason: reasonFor(current, met, at),
      ...(met ? { version: met } : {}),
    });
  }
  return isUsable ? current : undefined;
}

function reasonFor(current: PriceVersion | undefined, met: PriceVersion | undefined, at: number): LookupReason {
  if (current) return !current.isActive ? "inactive" : hasAnyPrice(current.terms) ? "in-force" : "no-price";
  if (!met) return "no-entry";
  return (met.validFrom ?? at) > at ? "not-yet-in-force" : "no-longer-in-force";
}

/** The next window to come, else the last that ended. */
function nearest(line: PriceLine, at: number): PriceVersion | undefined {
  const coming = line.versions.filter((version) => version.validFrom !== null && version.validFrom > at);
  return coming.at(-1) ?? line.versions[0];
}

/** An entry that states no price at all answers nothing: absent is not free. */
export const hasAnyPrice = (terms: PriceTerms): boolean =>
  terms.perRequest !== undefined ||
  hasKeys(terms.rates) ||
  (terms.tiers?.length ?? 0) > 0 ||
  (terms.queryTiers?.length ?? 0) > 0 ||
  (terms.units !== undefined && hasKeys(terms.units));

function hasKeys(record: object): boolean {
  for (const _ in record) return true;
  return false;
}

const exact = (lookedUp: string, matchedBy: "as-sent" | "normalised-key"): LookupKey => ({
  rung: "local-exact",
  lookedUp,
  matchedBy,
});
