/**
 * Checked terms from untrusted JSON (the wire, `model_pricing.details`, a config file).
 * Units   as terms-json.ts. Money must be text: a JSON number would already have been a double.
 * Errors  answers every problem with its path.
 */
import type { Decimal, RatePerToken } from "@ratecard/money";
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
import { TOKEN_KINDS } from "./token-kinds";
import { UNIT_KINDS } from "./unit-kinds";

export type TermsRead =
  | Readonly<{ ok: true; terms: PriceTerms }>
  | Readonly<{ ok: false; problems: readonly JsonProblem[] }>;

const FIELDS = [
  "perRequestUsd",
  "requestFeeUsd",
  "ratesPer1M",
  "thresholds",
  "tiers",
  "serviceTiersPer1M",
  "offPeak",
  "multipliers",
  "unitsUsd",
  "queryTiers",
  "inclusiveThresholds",
  "unknownFields",
];
const LAST_MINUTE = 24 * 60;

export function termsFromJson(json: unknown): TermsRead {
  const reader = new JsonReader();
  const body = reader.object(json, "");
  const terms = body ? readTerms(reader, body) : { rates: {} };
  return reader.problems.length === 0 ? { ok: true, terms } : { ok: false, problems: reader.problems };
}

function readTerms(reader: JsonReader, body: JsonObject): PriceTerms {
  reader.known(body, "", FIELDS);
  const read = <T>(name: string, reading: (value: unknown, path: string) => T): T | undefined =>
    isAbsent(body[name]) ? undefined : reading(body[name], name);
  return definedOnly({
    perRequest: read("perRequestUsd", (value, path) => reader.usd(value, path)),
    requestFee: read("requestFeeUsd", (value, path) => reader.usd(value, path)),
    rates: read("ratesPer1M", (value, path) => readRates(reader, value, path)) ?? {},
    thresholds: read("thresholds", (value, path) =>
      reader.list(value, path, (item, at) => readThreshold(reader, item, at)),
    ),
    tiers: read("tiers", (value, path) => reader.list(value, path, (item, at) => readTier(reader, item, at))),
    serviceTiers: read("serviceTiersPer1M", (value, path) => readByTier(reader, value, path)),
    offPeak: read("offPeak", (value, path) => readOffPeak(reader, value, path)),
    multipliers: read("multipliers", (value, path) => readMultipliers(reader, value, path)),
    units: read("unitsUsd", (value, path) => readFields(reader, value, path, UNIT_KINDS, readFactor)),
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

const readRate = (reader: JsonReader, value: unknown, path: string): RatePerToken | undefined =>
  reader.rate(value, path);
const readFactor = (reader: JsonReader, value: unknown, path: string): Decimal | undefined =>
  reader.factor(value, path);

const readRates = (reader: JsonReader, value: unknown, path: string): Rates =>
  readFields(reader, value, path, TOKEN_KINDS, readRate);

const readByTier = (reader: JsonReader, value: unknown, path: string): RatesByTier =>
  readFields(reader, value, path, SERVICE_TIERS, readRates);

function readThreshold(reader: JsonReader, value: unknown, path: string): Threshold | undefined {
  const body = reader.object(value, path);
  if (!body) return undefined;
  reader.known(body, path, ["aboveTokens", "ratesPer1M", "serviceTiersPer1M"]);
  const aboveTokens = reader.whole(body.aboveTokens, under(path, "aboveTokens"));
  const rates = isAbsent(body.ratesPer1M) ? {} : readRates(reader, body.ratesPer1M, under(path, "ratesPer1M"));
  const serviceTiers = isAbsent(body.serviceTiersPer1M)
    ? undefined
    : readByTier(reader, body.serviceTiersPer1M, under(path, "serviceTiersPer1M"));
  return aboveTokens === undefined ? undefined : definedOnly({ aboveTokens, rates, serviceTiers });
}

function readTier(reader: JsonReader, value: unknown, path: string): Tier | undefined {
  const body = reader.object(value, path);
  if (!body) return undefined;
  reader.known(body, path, ["fromTokens", "toTokens", "ratesPer1M"]);
  const fromTokens = reader.whole(body.fromTokens, under(path, "fromTokens"));
  const toTokens = reader.whole(body.toTokens, under(path, "toTokens"));
  if (fromTokens === undefined || toTokens === undefined) return undefined;
  if (fromTokens >= toTokens) return reader.refuse(path, "out-of-order");
  return { fromTokens, toTokens, rates: readRates(reader, body.ratesPer1M, under(path, "ratesPer1M")) };
}

function readQueryTier(reader: JsonReader, value: unknown, path: string): QueryTier | undefined {
  const body = reader.object(value, path);
  if (!body) return undefined;
  reader.known(body, path, ["fromResults", "toResults", "usdPerQuery"]);
  const fromResults = reader.whole(body.fromResults, under(path, "fromResults"));
  const toResults = reader.whole(body.toResults, under(path, "toResults"));
  const usdPerQuery = reader.factor(body.usdPerQuery, under(path, "usdPerQuery"));
  if (fromResults === undefined || toResults === undefined || !usdPerQuery) return undefined;
  return { fromResults, toResults, usdPerQuery };
}

function readOffPeak(reader: JsonReader, value: unknown, path: string): OffPeak | undefined {
  const body = reader.object(value, path);
  if (!body) return undefined;
  reader.known(body, path, ["windows", "ratesPer1M", "weekdayZone"]);
  const windows = reader.list(body.windows, under(path, "windows"), (item, at) => readWindow(reader, item, at));
  const rates = readRates(reader, body.ratesPer1M, under(path, "ratesPer1M"));
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
