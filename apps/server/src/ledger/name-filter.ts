/**
 * Filters by names as SQL, over rows of the ledger named `logged` and over its sums: any of some names, or none of them. The empty
 * name means requests without one.
 * Source  written so that the indexes by model, team, user and key serve them.
 */
import { LEFT_OUT_BY, SPEND_DIMENSIONS, type SpendDimension, type SpendFilters } from "@ratecard/contract";
import type { KeyColumn } from "./rollups";

export const COLUMN_OF: Readonly<Record<SpendDimension, KeyColumn>> = {
  model: "model",
  provider: "provider",
  source: "pricing_source",
  team: "team",
  user: "end_user",
  key: "api_key_alias",
  tag: "tag",
};

/** Collects the values of one query: answers the place of each, as `$3`. */
export type Parameter = (value: unknown) => string;

type FilteredNames = Readonly<{ dimension: SpendDimension; names: readonly string[]; isLeftOut: boolean }>;

const filtersOf = (scope: SpendFilters): readonly FilteredNames[] =>
  SPEND_DIMENSIONS.flatMap((dimension) => [
    { dimension, names: scope[dimension] ?? [], isLeftOut: false },
    { dimension, names: dimension === "tag" ? [] : (scope[LEFT_OUT_BY[dimension]] ?? []), isLeftOut: true },
  ]).filter(({ names }) => names.length > 0);

export const filteredBy = (scope: SpendFilters): readonly SpendDimension[] => [
  ...new Set(filtersOf(scope).map(({ dimension }) => dimension)),
];

export const rowFilters = (scope: SpendFilters, parameter: Parameter): readonly string[] =>
  filtersOf(scope).map(({ dimension, names, isLeftOut }) =>
    isLeftOut
      ? `coalesce(logged.${COLUMN_OF[dimension]}, '') <> ALL(${parameter(names)}::text[])`
      : nameFilter(dimension, names, parameter),
  );

/** Sums have the empty name where requests have none. */
export const sumFilters = (scope: SpendFilters, parameter: Parameter): readonly string[] =>
  filtersOf(scope).map(
    ({ dimension, names, isLeftOut }) =>
      `${COLUMN_OF[dimension]} ${isLeftOut ? "<> ALL" : "= ANY"}(${parameter(names)}::text[])`,
  );

function nameFilter(dimension: SpendDimension, names: readonly string[], parameter: Parameter): string {
  if (dimension === "tag") return tagFilter(names, parameter);
  const column = `logged.${COLUMN_OF[dimension]}`;
  const [only] = names;
  const isNamed =
    names.length === 1 && only !== undefined
      ? `${column} = ${parameter(only)}`
      : `${column} = ANY(${parameter(names)}::text[])`;
  return names.includes("") ? `(${isNamed} OR ${column} IS NULL)` : isNamed;
}

function tagFilter(tags: readonly string[], parameter: Parameter): string {
  const isTagged = `logged.tags && ${parameter(tags)}::text[]`;
  return tags.includes("") ? `(${isTagged} OR logged.tags = '{}')` : isTagged;
}
