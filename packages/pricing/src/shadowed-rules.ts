/**
 * Which rules a change of the prices puts into the shadow of others: they are still there, and no longer asked.
 * Time    both sides as of `at`, epoch ms UTC.
 * Errors  none. A rule that is gone or switched off is not shadowed: nothing stands before it.
 * Order   exact before wildcard, the longest prefix first, the price book before the catalogue.
 */
import type { CatalogView } from "./catalog-view";
import { inForceVersion } from "./local-rungs";
import { compareText, lineOf, type PriceBook } from "./price-book";
import type { PricingSource, Resolution } from "./resolution";
import { resolve } from "./resolve";

export type Prices = Readonly<{ book: PriceBook; catalog: CatalogView }>;

/** A name somebody uses or may use; `requests` of the time that is looked at. */
export type KnownName = Readonly<{ model: string; provider: string | undefined; requests: number }>;

export type ShadowedRule = Readonly<{
  /** What answered before, and still could. */
  rule: Rule;
  /** What answers now. */
  by: Rule;
  /** Names it answered before and no longer does; their requests. */
  names: number;
  requests: number;
  /** Names that it still answers. 0: for no known name any more. */
  namesLeft: number;
}>;

/** Most requests first, then most names. */
export function shadowedRules(
  before: Prices,
  after: Prices,
  names: Iterable<KnownName>,
  at: number,
): readonly ShadowedRule[] {
  const groups = new Map<string, { rule: Rule; by: Rule; models: Set<string>; requests: number }>();
  const left = new Map<string, Set<string>>();
  for (const { model, provider, requests } of names) {
    const rule = ruleOf(resolve(before.book, before.catalog, { model, provider, at }));
    const by = ruleOf(resolve(after.book, after.catalog, { model, provider, at }));
    if (by) remember(left, idOf(by), model);
    if (!rule || !by || idOf(rule) === idOf(by) || !stands(after, rule, at)) continue;
    const key = `${idOf(rule)} ${idOf(by)}`;
    const group = groups.get(key) ?? { rule, by, models: new Set<string>(), requests: 0 };
    group.models.add(model);
    groups.set(key, { ...group, requests: group.requests + requests });
  }
  return [...groups.values()]
    .map(({ rule, by, models, requests }) => {
      return { rule, by, names: models.size, requests, namesLeft: left.get(idOf(rule))?.size ?? 0 };
    })
    .sort((a, b) => b.requests - a.requests || b.names - a.names || compareText(a.rule.name, b.rule.name));
}

const idOf = ({ source, name }: Rule): string => JSON.stringify([source, name]);

function remember(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

/** Would it answer if nothing stood before it? */
function stands({ book, catalog }: Prices, { source, name }: Rule, at: number): boolean {
  if (source === "catalog-scoped" || source === "catalog-bare") return catalog.lookup(name, at)?.unpriced === false;
  const line = lineOf(book, name);
  return line !== undefined && inForceVersion(line, at) !== undefined;
}

export type UnreachableWildcard = Readonly<{ name: string; by: string }>;

/** Wildcards in force that no name at all can reach since the change: another one with the same prefix is asked first. */
export function newlyUnreachable(before: PriceBook, after: PriceBook, at: number): readonly UnreachableWildcard[] {
  const already = new Set(unreachable(before, at).map(({ name }) => name));
  return unreachable(after, at).filter(({ name }) => !already.has(name));
}

function unreachable(book: PriceBook, at: number): readonly UnreachableWildcard[] {
  return [...book.wildcards.values()].flatMap((lines) => {
    const [first, ...others] = lines.filter((line) => inForceVersion(line, at) !== undefined);
    return first ? others.map(({ model }) => ({ name: model, by: first.model })) : [];
  });
}

export type Rule = Readonly<{
  source: Exclude<PricingSource, "default" | "none">;
  /** The entry's name, or the catalogue's key. */
  name: string;
}>;

/** undefined: nothing answers but the default, or nothing at all. */
export function ruleOf(found: Resolution): Rule | undefined {
  if (found.source === "none" || found.source === "default") return undefined;
  return { source: found.source, name: "hit" in found ? found.hit.key : found.version.model };
}

/** What a change of the prices puts into the shadow, in words. Units: requests and names as counts. */
export function shadowSentence({ rule, by, names, requests, namesLeft }: ShadowedRule): string {
  const used = requests === 0 ? "" : ` (${counted(requests, "request")})`;
  const left =
    namesLeft === 0
      ? "It answers for no name known here any more."
      : `It still answers for ${counted(namesLeft, "name")}.`;
  return `${capital(ruleWords(rule))} no longer answers for ${counted(names, "name")}${used}: ${ruleWords(by)} does. ${left}`;
}

export const unreachableSentence = ({ name, by }: UnreachableWildcard): string =>
  `No name can reach the wildcard ${name} any more: ${by} is asked first.`;

function ruleWords({ source, name }: Rule): string {
  switch (source) {
    case "local-exact":
      return `the entry ${name}`;
    case "local-wildcard":
      return `the wildcard ${name}`;
    case "catalog-scoped":
    case "catalog-bare":
      return `the catalogue's ${name}`;
  }
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
