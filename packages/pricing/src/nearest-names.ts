/**
 * Known names an unknown one may have meant, each with what makes it near. Suggestions: none of them is ever a match.
 * Units   edits (insert, delete, replace, swap neighbours); at most a fifth of the name, never over 3.
 * Errors  none; at most `limit` names, nearest first, ties by text.
 */
import { normalisedKey } from "./model-name";
import { compareText } from "./price-book";
import { ownPrefixes } from "./providers";

export type NameDifference = "case" | "variant" | "fine-tune" | "version" | "prefix" | "typo";

export type NearName = Readonly<{
  name: string;
  /**
   * `case`: letter case or dots; `variant`: the sent name has a route as `:nitro`; `fine-tune`: it is tuned from this one;
   * `version`: another date or version; `prefix`: under another provider or route.
   */
  difference: NameDifference;
  edits: number;
}>;

export type NearOptions = Readonly<{
  /** Names of this LiteLLM id come first. */
  provider?: string | undefined;
  limit?: number;
}>;

const LIMIT = 3;
const MOST_EDITS = 3;

export const nearestNames = (model: string, names: Iterable<string>, options: NearOptions = {}): readonly NearName[] =>
  nearestOf(model, comparableNames(names), options);

/** Names made ready to be compared with many others. */
export type ComparableNames = readonly Readonly<{ name: string; key: string; letters: Uint8Array }>[];

export const comparableNames = (names: Iterable<string>): ComparableNames =>
  Array.from(new Set(names), (name) => {
    const key = comparable(name);
    return { name, key, letters: lettersOf(key) };
  });

export function nearestOf(
  model: string,
  names: ComparableNames,
  { provider, limit = LIMIT }: NearOptions = {},
): readonly NearName[] {
  const key = comparable(model);
  const wanted = { key, letters: lettersOf(key), parts: nameParts(model) };
  const prefixes = provider === undefined ? [] : ownPrefixes(provider);
  const near: (NearName & Readonly<{ rank: number }>)[] = [];
  for (const each of names) {
    const { name } = each;
    if (name === model) continue;
    const found = nearness(wanted, each, prefixes);
    if (found) near.push({ name, ...found });
  }
  return near
    .sort((a, b) => a.rank - b.rank || compareText(a.name, b.name))
    .slice(0, limit)
    .map(({ name, difference, edits }) => ({ name, difference, edits }));
}

type Wanted = Readonly<{ key: string; letters: Uint8Array; parts: NameParts }>;
type Nearness = Omit<NearName, "name"> & Readonly<{ rank: number }>;

/** Below 1: the same model, by the number of parts that differ. From 1: edits. */
function nearness(
  { key, letters, parts }: Wanted,
  { name, key: candidate, letters: otherLetters }: ComparableNames[number],
  prefixes: readonly string[],
): Nearness | undefined {
  if (candidate === key) return { difference: "case", edits: 0, rank: 0 };
  // Only a name that holds the core can have it: thousands are not taken apart.
  const others = parts.core !== "" && candidate.includes(parts.core) ? nameParts(name) : undefined;
  if (others?.core === parts.core) {
    return { difference: differenceOf(parts, others), edits: 0, rank: distance(parts, others, prefixes) / 100 };
  }
  const most = Math.min(MOST_EDITS, Math.max(1, Math.floor(key.length / 5)));
  if (Math.abs(key.length - candidate.length) > most || leastEdits(letters, otherLetters) > most) {
    return undefined;
  }
  const edits = editDistance(key, candidate, most);
  return edits > most ? undefined : { difference: "typo", edits, rank: edits };
}

function differenceOf(sent: NameParts, known: NameParts): NameDifference {
  if (sent.variant !== known.variant) return "variant";
  if (sent.tune !== known.tune) return "fine-tune";
  return sent.version === known.version ? "prefix" : "version";
}

/** Another version weighs more than another provider's spelling of the very version; own names go before others. */
function distance(sent: NameParts, known: NameParts, prefixes: readonly string[]): number {
  return (
    (sent.version === known.version ? 0 : 8) +
    (sent.variant === known.variant ? 0 : 4) +
    (sent.tune === known.tune ? 0 : 4) +
    prefixDistance(sent.prefix, known.prefix, prefixes) +
    (sent.vendor === known.vendor ? 0 : 1)
  );
}

function prefixDistance(sent: string, known: string, prefixes: readonly string[]): number {
  if (prefixes.some((prefix) => known === prefix || known === prefix + sent)) return 0;
  return known === sent || known === "" ? 1 : 2;
}

const comparable = (name: string): string => normalisedKey(name).toLowerCase();

const LETTERS = 64;

/** How often each letter occurs; letters that share a place only make names look nearer than they are. */
function lettersOf(key: string): Uint8Array {
  const letters = new Uint8Array(LETTERS);
  for (let index = 0; index < key.length; index += 1) {
    const place = key.charCodeAt(index) % LETTERS;
    letters[place] = (letters[place] ?? 0) + 1;
  }
  return letters;
}

/** No fewer edits than letters that one of them has more often: far cheaper to tell than the edits themselves. */
function leastEdits(left: Uint8Array, right: Uint8Array): number {
  let [more, fewer] = [0, 0];
  for (let place = 0; place < LETTERS; place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference > 0) more += difference;
    else fewer -= difference;
  }
  return Math.max(more, fewer);
}

/** How many edits lead from one text to another. Units: inserts, deletes, replacements, swaps of neighbours. */
/** Optimal string alignment; gives up (answers most + 1) as soon as it must exceed `most`. */
function editDistance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      current[column] = cheapest(left, right, row, column, { above, current, before });
    }
    if (Math.min(...current) > most) return most + 1;
    before = above;
    above = current;
  }
  return above[right.length] ?? most + 1;
}

type Rows = Readonly<{ above: readonly number[]; current: readonly number[]; before: readonly number[] }>;

function cheapest(left: string, right: string, row: number, column: number, rows: Rows): number {
  const isSame = left[row - 1] === right[column - 1];
  const at = (line: readonly number[], index: number): number => line[index] ?? Number.POSITIVE_INFINITY;
  const plain = Math.min(
    at(rows.above, column) + 1,
    at(rows.current, column - 1) + 1,
    at(rows.above, column - 1) + (isSame ? 0 : 1),
  );
  const isSwap = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
  return isSwap ? Math.min(plain, at(rows.before, column - 2) + 1) : plain;
}

/**
 * A model's name taken apart, to tell which names mean the same model. For suggestions only: no price is found by it.
 *
 *   openrouter/qwen/qwen3:free             prefix openrouter/qwen/, core qwen3, variant free
 *   us.anthropic.claude-3-20240229-v1:0    vendor us.anthropic., core claude-3, version -20240229-v1:0
 *   gpt-4o-2024-08-06.ft-a1                core gpt-4o, version -2024-08-06, tune .ft-a1
 * Source  names of the catalogue of August 2026; OpenRouter's variants, Azure's fine-tunes, Bedrock's regions and vendors.
 */
type NameParts = Readonly<{
  /** All up to the last slash. */
  prefix: string;
  vendor: string;
  /** In lower case, without dots. */
  core: string;
  version: string;
  variant: string;
  tune: string;
}>;

const VARIANT = /:(free|nitro|floor|online|thinking|extended|beta|exacto)$/i;
const TUNE = /\.ft-[^/]+$/i;
const OPENAI_TUNE = /^ft:([^:]+)(?::.*)?$/i;
const VENDOR =
  /^(?:(?:us|us-gov|eu|ap|apac|au|jp|global)\.)?(?:ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs|writer|zai)\./i;
/** A date in any spelling, `-latest`, `-001`, Bedrock's `-v1:0`; several of them in a row. */
const VERSION = /(?:[-@](?:20\d{6}|20\d\d-\d\d-\d\d|\d\d-\d\d|\d{4}|\d{3}|latest|default)|-v\d+(?::\d+)?)+$/i;

export function nameParts(name: string): NameParts {
  const afterSlash = name.lastIndexOf("/") + 1;
  const last = name.slice(afterSlash);
  const variant = VARIANT.exec(last)?.[1] ?? "";
  const plain = variant === "" ? last : last.slice(0, -variant.length - 1);
  const tuned = OPENAI_TUNE.exec(plain)?.[1] ?? plain.replace(TUNE, "");
  const vendor = VENDOR.exec(tuned)?.[0] ?? "";
  const model = tuned.slice(vendor.length);
  const version = VERSION.exec(model)?.[0] ?? "";
  return {
    prefix: name.slice(0, afterSlash),
    vendor: vendor.toLowerCase(),
    core: model
      .slice(0, model.length - version.length)
      .replaceAll(".", "")
      .toLowerCase(),
    version: version.toLowerCase(),
    variant: variant.toLowerCase(),
    tune: tuned === plain ? "" : plain,
  };
}
