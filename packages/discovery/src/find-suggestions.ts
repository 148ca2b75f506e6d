/**
 * Looks a name up in every reference and says where each price was found, the preferred one first.
 *
 * Time    references as of `at`, epoch ms UTC.
 * Errors  none: no reference knows the name is an empty list.
 * Source  entries the catalogue leaves unpriced suggest nothing.
 */
import { chargingFingerprint, type Evidence } from "@ratecard/changes";
import {
  bareKeys,
  type CatalogHit,
  type CatalogKey,
  type CatalogView,
  type PriceBook,
  type PriceTerms,
  type PricingSource,
  providerFamily,
  providerOfName,
  resolve,
  scopedKeys,
} from "@ratecard/pricing";
import type { DiscoveredName } from "./discovered-name";
import type { OpenRouterReference } from "./openrouter-reference";
import { isPlaceholder } from "./priced-base";

export type References = Readonly<{
  book: PriceBook;
  catalog: CatalogView;
  /** Another catalogue than the one in force, to check it by. */
  second?: CatalogView | undefined;
  openRouter: OpenRouterReference;
  at: number;
}>;

type Found = Omit<Suggestion, "agreeing">;

export function findSuggestions(name: DiscoveredName, references: References): readonly Suggestion[] {
  const providers = providersOf(name);
  return mergeAgreeing([
    ...fromServers(name, true),
    ...fromCatalog(name.name, providers, references.catalog, references.at),
    ...fromServedModels(name, references),
    ...fromOpenRouter(name, providers, references.openRouter),
    ...fromServers(name, false),
    ...fromSecondReference(name, providers, references),
  ]);
}

/** As stated, else as the name gives away. */
export function providersOf(name: DiscoveredName): readonly string[] {
  if (name.providers.length > 0) return name.providers;
  const told = providerOfName(name.name);
  return told === undefined ? [] : [told.provider];
}

function fromCatalog(model: string, providers: readonly string[], catalog: CatalogView, at: number): Found[] {
  const first = (keys: readonly CatalogKey[]) => keys.flatMap(({ key }) => priced(catalog.lookup(key, at))).slice(0, 1);
  const scoped = providers.flatMap((provider) => first(scopedKeys(provider, model)));
  const bare = first(bareKeys(providers.length === 1 ? providers[0] : undefined, model));
  return [
    ...scoped.map((hit): Found => ({ evidence: "catalog-scoped", key: hit.key, terms: hit.terms })),
    ...bare.map(
      (hit): Found => ({
        evidence: "catalog-bare",
        key: hit.key,
        terms: hit.terms,
        ...(isOfOther(hit, providers) ? { isOtherProvider: true } : {}),
      }),
    ),
  ];
}

function fromServedModels({ served }: DiscoveredName, { book, catalog, at }: References): Found[] {
  return served.flatMap(({ model, provider }) => {
    const resolution = resolve(book, catalog, { model, provider, at }, "error");
    if (resolution.source === "none" || isPlaceholder(resolution)) return [];
    return [{ evidence: "served-model", key: model, terms: resolution.terms, rung: resolution.source }];
  });
}

function fromOpenRouter(name: DiscoveredName, providers: readonly string[], reference: OpenRouterReference): Found[] {
  const wanted = [
    ...providers.map((provider) => [name.name, provider] as const),
    ...name.served.map(({ model, provider }) => [model, provider ?? providerOfName(model)?.provider] as const),
  ];
  return wanted.flatMap(([model, provider]) => {
    const price = reference.find(model, provider);
    return price ? [{ evidence: "openrouter" as const, key: price.id, terms: price.terms }] : [];
  });
}

const fromServers = ({ models }: DiscoveredName, wantsSet: boolean): Found[] =>
  models.flatMap(({ serverId, suggestedTerms, isPriceSet = false }) =>
    suggestedTerms && isPriceSet === wantsSet
      ? [{ evidence: wantsSet ? "server-set" : "server", key: serverId, terms: suggestedTerms }]
      : [],
  );

function fromSecondReference(name: DiscoveredName, providers: readonly string[], references: References): Found[] {
  const { second, at } = references;
  if (!second) return [];
  const names = [
    ...fromCatalog(name.name, providers, second, at),
    ...name.served.flatMap(({ model, provider }) =>
      fromCatalog(model, provider === undefined ? [] : [provider], second, at),
    ),
  ];
  return names.slice(0, 1).map(({ key, terms }): Found => ({ evidence: "second-reference", key, terms }));
}

const priced = (hit: CatalogHit | undefined): CatalogHit[] => (hit && !hit.unpriced ? [hit] : []);

const isOfOther = ({ litellmProvider }: CatalogHit, providers: readonly string[]): boolean =>
  litellmProvider !== undefined &&
  providers.length > 0 &&
  !providers.some((provider) => providerFamily(provider) === providerFamily(litellmProvider));

/** References that charge alike become one suggestion, named by the preferred of them. */
function mergeAgreeing(found: readonly Found[]): readonly Suggestion[] {
  const merged = new Map<string, Found & { agreeing: Set<Suggestion["evidence"]>; terms: PriceTerms }>();
  for (const suggestion of found) {
    const key = chargingFingerprint(suggestion.terms);
    const known = merged.get(key);
    if (!known) merged.set(key, { ...suggestion, agreeing: new Set() });
    else if (known.evidence !== suggestion.evidence) known.agreeing.add(suggestion.evidence);
  }
  return [...merged.values()].map((suggestion) => ({ ...suggestion, agreeing: [...suggestion.agreeing] }));
}

/** A price somebody else states for a model, with the evidence for it. */
export type Suggestion = Readonly<{
  evidence: Evidence;
  /** What was found: a catalogue key, a served model, an OpenRouter id, a server's id. */
  key: string;
  terms: PriceTerms;
  /** The rung that prices the served model. */
  rung?: PricingSource;
  /** The catalogue's entry belongs to another provider than the model. */
  isOtherProvider?: boolean;
  /** Other evidence that charges the same. */
  agreeing: readonly Evidence[];
}>;
