/** A question to the price chain, in the URL: a link is the answer. Units: whole tokens as typed; `at` ISO 8601, "" is now. */
import { EventUnits, LARGEST_COUNT, unitsOfText } from "@ratecard/contract";
import { byCount, COUNT_FIELDS } from "@ratecard/pricing";
import { z } from "zod";
import type { RouterInputs } from "#web/trpc";

/** The router reads 42 in a URL as a number. */
const Text = z.union([z.string(), z.number()]).transform(String);
/** A link from a request brings its units as they are. */
const UnitsText = z.preprocess((given) => {
  const units = EventUnits.safeParse(given);
  return units.success ? textOfUnits(units.data) : given;
}, Text.catch(""));
const textOfUnits = (units: z.output<typeof EventUnits>): string =>
  Object.entries(units)
    .flatMap(([unit, quantity]) => (typeof quantity === "number" ? [`${unit}:${QUANTITY.format(quantity)}`] : []))
    .join(",");
const QUANTITY = new Intl.NumberFormat("en", { useGrouping: false, maximumFractionDigits: 12 });
const counts = (fallback: string) => Text.catch(fallback);

/** A request of the typical size, until something is typed. */
const FIRST_COUNTS: Readonly<Record<string, string>> = { input: "1000", output: "500" };

export const ExplainSearch = z.object({
  model: Text.catch(""),
  provider: Text.catch(""),
  at: z.string().catch(""),
  serviceTier: Text.catch(""),
  isBatch: z.boolean().catch(false),
  speed: Text.catch(""),
  inferenceGeo: Text.catch(""),
  region: Text.catch(""),
  /** `inputSeconds:60,queries:2` */
  units: UnitsText,
  maxResults: counts(""),
  /** Of a report in sums. */
  sumOfRequests: counts(""),
  ...byCount(({ kind }) => counts(FIRST_COUNTS[kind] ?? "")),
});
export type ExplainSearch = z.output<typeof ExplainSearch>;

const CONDITIONS = ["serviceTier", "speed", "inferenceGeo", "region"] as const;

/** Counts that are no tokens. */
export const OTHER_COUNTS = ["maxResults", "sumOfRequests"] as const;
const ALL_COUNTS = [...COUNT_FIELDS, ...OTHER_COUNTS];

/** Why a text is no count, or null. An empty one is not known. */
export function countProblem(text: string, of = "tokens"): string | null {
  const plain = text.trim();
  const isWhole = /^\d{1,13}$/.test(plain) && Number(plain) <= LARGEST_COUNT;
  return plain === "" || isWhole ? null : `A whole number of ${of}, or empty when not known`;
}

/** Why a text is no list of units, or null. */
export function unitsProblem(text: string): string | null {
  return EventUnits.safeParse(unitsOfText(text)).success
    ? null
    : "Units and their quantities, as inputSeconds:60,queries:2";
}

/** What to ask the server; null while the question is not complete or not sound. */
export function questionOf(search: ExplainSearch): RouterInputs["explain"]["explain"] | null {
  const model = search.model.trim();
  if (model === "" || ALL_COUNTS.some((field) => countProblem(search[field]) !== null)) return null;
  if (unitsProblem(search.units) !== null) return null;
  const given = ALL_COUNTS.filter((field) => search[field].trim() !== "");
  return {
    model,
    ...(search.provider.trim() !== "" && { provider: search.provider.trim() }),
    ...Object.fromEntries(
      CONDITIONS.flatMap((field) => (search[field].trim() === "" ? [] : [[field, search[field].trim()]])),
    ),
    ...(search.isBatch && { isBatch: true }),
    ...(search.units.trim() !== "" && { units: unitsOfText(search.units) }),
    ...(search.at !== "" && { at: search.at }),
    ...Object.fromEntries(given.map((field) => [field, Number(search[field])])),
  };
}
