/**
 * Filters of the ledger's rows by names, as SQL over rows named `logged`: any of the names; the empty one means rows without.
 * Source  written so that the indexes by model, team, user and key serve them.
 */
import type { SpendDimension } from "@ratecard/contract";
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

/** `parameter` takes a value and answers its place, as `$3`. */
export function nameFilter(
  dimension: SpendDimension,
  names: readonly string[],
  parameter: (value: unknown) => string,
): string {
  if (dimension === "tag") return tagFilter(names, parameter);
  const column = `logged.${COLUMN_OF[dimension]}`;
  const [only] = names;
  const isNamed =
    names.length === 1 && only !== undefined
      ? `${column} = ${parameter(only)}`
      : `${column} = ANY(${parameter(names)}::text[])`;
  return names.includes("") ? `(${isNamed} OR ${column} IS NULL)` : isNamed;
}

function tagFilter(tags: readonly string[], parameter: (value: unknown) => string): string {
  const isTagged = `logged.tags && ${parameter(tags)}::text[]`;
  return tags.includes("") ? `(${isTagged} OR logged.tags = '{}')` : isTagged;
}
