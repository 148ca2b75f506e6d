/**
 * Filters by names as they stand in a URL: `?model=gpt-4o`, or `?team=["red",""]` for one of several; `?notModel=gpt-4o` leaves it out.
 * Rules   the empty name in a list means requests without one; what is no name filters nothing.
 */
import { LEDGER_SOURCES, MOST_LEFT_OUT, Name, SPEND_FILTER_NAMES, type SpendDimension } from "@ratecard/contract";
import { z } from "zod";

/** The router reads `user=007` as a number; a name it stays. An empty text alone is a filter that was left empty. */
function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : value === "" ? [] : [value];
  const texts = values.filter((each) => ["string", "number", "boolean"].includes(typeof each)).map(String);
  return [...new Set(texts)];
}

const isNameOrNone = (text: string) => text === "" || Name.safeParse(text).success;
const Names = z.preprocess((value) => textsOf(value).filter(isNameOrNone), z.array(z.string()).readonly()).catch([]);
const NamesLeftOut = Names.transform((names): readonly string[] => names.slice(0, MOST_LEFT_OUT));
const Sources = z
  .preprocess(
    (value) => LEDGER_SOURCES.filter((source) => textsOf(value).includes(source)),
    z.array(z.enum(LEDGER_SOURCES)).readonly(),
  )
  .catch([]);

export const FILTERS_IN_URL = {
  model: Names,
  provider: Names,
  team: Names,
  user: Names,
  key: Names,
  /** One only: a request may have several. */
  tag: Names.transform((tags): readonly string[] => tags.slice(0, 1)),
  source: Sources,
  notModel: NamesLeftOut,
  notProvider: NamesLeftOut,
  notTeam: NamesLeftOut,
  notUser: NamesLeftOut,
  notKey: NamesLeftOut,
  notSource: Sources,
};

export type FiltersInUrl = z.output<z.ZodObject<typeof FILTERS_IN_URL>>;

export const NO_FILTERS_IN_URL: FiltersInUrl = z.object(FILTERS_IN_URL).parse({});

/** Those that filter something, as the server takes them. */
export const activeFilters = (search: FiltersInUrl): Partial<FiltersInUrl> =>
  Object.fromEntries(
    SPEND_FILTER_NAMES.filter((filter) => search[filter].length > 0).map((filter) => [filter, search[filter]]),
  );

export const DIMENSION_WORDS: Readonly<Record<SpendDimension, string>> = {
  model: "Model",
  provider: "Provider",
  source: "Priced by",
  team: "Team",
  user: "User",
  key: "API key",
  tag: "Tag",
};

/** What stands for requests without a name. */
export const nameWords = (dimension: SpendDimension, name: string): string =>
  name === "" ? (dimension === "provider" ? "not known" : `no ${DIMENSION_WORDS[dimension].toLowerCase()}`) : name;

/** A question as the query of a REST call; a list is a name given several times, what is absent is left out. */
export function queryText(question: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(question).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((each: unknown) =>
      typeof each === "string" || typeof each === "boolean" ? [[name, String(each)]] : [],
    ),
  );
  return new URLSearchParams(fields).toString();
}
