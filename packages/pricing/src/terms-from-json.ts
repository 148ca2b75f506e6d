/**
 * Checked terms from untrusted JSON (the wire, `model_pricing.details`, a config file).
 * Units   as terms-json.ts. Money must be text, or a number whose digits were kept: a plain JSON number would already have been a double.
 * Errors  answers every problem with its path.
 */
import type { Decimal } from "@ratecard/money";
import { type JsonObject, type JsonProblem, JsonReader, under } from "./json-reader";
import {
  type Multipliers,
  type OffPeak,
  type OffPeakWindow,
  type PriceTerms,
  type QueryTier,
  type Rates,
  type RatesByTier,
  SERVICE_TIERS,
  type Threshold,
  type Tier,
} from "./price-terms";
import { TERM_FIELDS } from "./terms-json";
import { RATE_FIELD, RATE_FIELDS, TOKEN_KINDS, type TokenKind } from "./token-kinds";
import { UNIT_KINDS } from "./unit-kinds";

export type TermsRead =
  | Readonly<{ ok: true; terms: PriceTerms }>
  | Readonly<{ ok: false; problems: readonly JsonProblem[] }>;

const LAST_MINUTE = 24 * 60;

export function termsFromJson(json: unknown): TermsRead {
  const reader = new JsonReader();
  const body = reader.object(json, "");
  const terms = body ? readTerms(reader, body) : { rates: {} };
  return reader.problems.length === 0 ? { ok: true, terms } : { ok: false, problems: reader.problems };
}

function readTerms(reader: JsonReader, body: JsonObject): PriceTerms {
  reader.known(body, "", TERM_FIELDS);
  const read = <T>(name: string, reading: (value: unknown, path: string) => T): T | undefined =>
    isAbsent(body[name]) ? undefined : reading(body[name], name);
  return definedOnly({
    perRequest: read("perRequest", (value, path) => reader.usd(value, path)),
    requestFee: read("requestFee", (value, path) => reader.usd(value, path)),
    rates: readRates(reader, body, ""),
    thresholds: read("thresholds", (value, path) =>
      reader.list(value, path, (item, at) => readThreshold(reader, item, at)),
    ),
    tiers: read("tiers", (value, path) => reader.list(value, path, (item, at) => readTier(reader, item, at))),
    serviceTiers: read("serviceTiers", (value, path) => readByTier(reader, value, path)),
    offPeak: read("offPeak", (value, path) => readOffPeak(reader, value, path)),
    multipliers: read("multipliers", (value, path) => readMultipliers(reader, value, path)),
    units: read("perUnit", (value, path) => readFields(reader, value, path, UNIT_KINDS, readFactor)),
    queryTiers: read("queryTiers", (value, path) =>
      reader.list(value, path, (item, at) => readQueryTier(reader, item, at)),
    ),
    inclusiveThresholds: read("inclusiveThresholds", (value, path) =>
      typeof value === "boolean" ? value : reader.refuse(path, "not-a-boolean"),
    ),
    unknownFields: read("unknownFields", (value, path) =>
      readMap(reader, value, path, (text, at) => reader.text(text, at)),
    ),
  });
}

const readFactor = (reader: JsonReader, value: unknown, path: string): Decimal | undefined =>
  reader.factor(value, path);

/** Of an object that may have other fields beside its rates. */
function readRates(reader: JsonReader, body: JsonObject, path: string): Rates {
  const rates: { -readonly [K in TokenKind]?: Rates[K] } = {};
  for (const kind of TOKEN_KINDS) {
    const value = body[RATE_FIELD[kind]];
    const rate = isAbsent(value) ? undefined : reader.rate(value, under(path, RATE_FIELD[kind]));
    if (rate !== undefined) rates[kind] = rate;
  }
  return rates;
}

const readByTier = (reader: JsonReader, value: unknown, path: string): RatesByTier =>
  readFields(reader, value, path, SERVICE_TIERS, (_, item, at) => {
    const body = partWithRates(reader, item, at);
    return body && readRates(reader, body, at);
  });

/** An object of rates and of `names`. */
function partWithRates(reader: JsonReader, value: unknown, path: string, names: readonly string[] = []) {
  const body = reader.object(value, path);
  if (body) reader.known(body, path, [...RATE_FIELDS, ...names]);
  return body;
}

function readThreshold(reader: JsonReader, value: unknown, path: string): Threshold | undefined {
  const body = partWithRates(reader, value, path, ["aboveTokens", "serviceTiers"]);
  if (!body) return undefined;
  const aboveTokens = reader.whole(body.aboveTokens, under(path, "aboveTokens"));
  const rates = readRates(reader, body, path);
  const serviceTiers = isAbsent(body.serviceTiers)
    ? undefined
    : readByTier(reader, body.serviceTiers, under(path, "serviceTiers"));
  return aboveTokens === undefined ? undefined : definedOnly({ aboveTokens, rates, serviceTiers });
}

function readTier(reader: JsonReader, value: unknown, path: string): Tier | undefined {
  const body = partWithRates(reader, value, path, ["fromTokens", "toTokens"]);
  if (!body) return undefined;
  const fromTokens = reader.whole(body.fromTokens, under(path, "fromTokens"));
  const toTokens = reader.whole(body.toTokens, under(path, "toTokens"));
  const rates = readRates(reader, body, path);
  if (fromTokens === undefined || toTokens === undefined) return undefined;
  return fromTokens >= toTokens ? reader.refuse(path, "out-of-order") : { fromTokens, toTokens, rates };
}

function readQueryTier(reader: JsonReader, value: unknown, path: string): QueryTier | undefined {
  const body = reader.object(value, path);
  if (!body) return undefined;
  reader.known(body, path, ["fromResults", "toResults", "perQuery"]);
  const fromResults = reader.whole(body.fromResults, under(path, "fromResults"));
  const toResults = reader.whole(body.toResults, under(path, "toResults"));
  const perQuery = reader.factor(body.perQuery, under(path, "perQuery"));
  if (fromResults === undefined || toResults === undefined || !perQuery) return undefined;
  return { fromResults, toResults, perQuery };
}

function readOffPeak(reader: JsonReader, value: unknown, path: string): OffPeak | undefined {
  const body = partWithRates(reader, value, path, ["windows", "weekdayZone"]);
  if (!body) return undefined;
  const windows = reader.list(body.windows, under(path, "windows"), (item, at) => readWindow(reader, item, at));
  const rates = readRates(reader, body, path);
  const weekdayZone = isAbsent(body.weekdayZone)
    ? undefined
    : reader.text(body.weekdayZone, under(path, "weekdayZone"));
  return definedOnly({ windows: windows ?? [], rates, weekdayZone });
}

function readWindow(reader: JsonReader, value: unknown, path: string): OffPeakWindow | undefined {
  const body = reader.object(value, path);
  if (!body) return undefined;
  reader.known(body, path, ["startMinute", "endMinute", "weekdays"]);
  const startMinute = reader.whole(body.startMinute, under(path, "startMinute"));
  const endMinute = reader.whole(body.endMinute, under(path, "endMinute"));
  const weekdays = reader.list(body.weekdays, under(path, "weekdays"), (day, at) => reader.whole(day, at));
  if (startMinute === undefined || endMinute === undefined) return undefined;
  if (Math.max(startMinute, endMinute) > LAST_MINUTE) return reader.refuse(path, "out-of-order");
  return definedOnly({ startMinute, endMinute, weekdays });
}

function readMultipliers(reader: JsonReader, value: unknown, path: string): Multipliers | undefined {
  const body = reader.object(value, path);
  if (!body) return undefined;
  reader.known(body, path, ["residency", "geo", "fast", "regionalEndpoint"]);
  const factor = (name: string): Decimal | undefined =>
    isAbsent(body[name]) ? undefined : reader.factor(body[name], under(path, name));
  const factors = (name: string): ReadonlyMap<string, Decimal> | undefined =>
    isAbsent(body[name])
      ? undefined
      : readMap(reader, body[name], under(path, name), (item, at) => reader.factor(item, at));
  return definedOnly({
    residency: factors("residency"),
    geo: factors("geo"),
    fast: factor("fast"),
    regionalEndpoint: factor("regionalEndpoint"),
  });
}

function readMap<T>(
  reader: JsonReader,
  value: unknown,
  path: string,
  read: (item: unknown, path: string) => T | undefined,
): ReadonlyMap<string, T> {
  const entries = new Map<string, T>();
  for (const [name, item] of Object.entries(reader.object(value, path) ?? {})) {
    const result = read(item, under(path, name));
    if (result !== undefined) entries.set(name, result);
  }
  return entries;
}

function readFields<K extends string, T>(
  reader: JsonReader,
  value: unknown,
  path: string,
  names: readonly K[],
  read: (reader: JsonReader, item: unknown, path: string) => T | undefined,
): Partial<Record<K, T>> {
  const body = reader.object(value, path) ?? {};
  reader.known(body, path, names);
  const fields: Partial<Record<K, T>> = {};
  for (const name of names) {
    if (isAbsent(body[name])) continue;
    const result = read(reader, body[name], under(path, name));
    if (result !== undefined) fields[name] = result;
  }
  return fields;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Drops fields that are undefined, so that absent and undefined cannot differ. */
const definedOnly = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
