/** Worlds of prices and requests by a seed, for a million comparisons. Time: around a fixed moment, UTC. */
import { SERVICE_TIERS } from "../../price-terms";
import type { RatesJson, TermsJson, TierRatesJson } from "../../terms-json";
import { COUNT_FIELD, RATE_FIELD, TOKEN_KINDS } from "../../token-kinds";
import { UNIT_KINDS } from "../../unit-kinds";
import type { Usage } from "../../usage";
import { AT, DAY } from "../sample";
import type { NaiveRequest } from "./naive-provider";
import type { NaiveEntry, NaiveVersion } from "./naive-resolve";

/** Mulberry32. */
export function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}
export type Dice = ReturnType<typeof dice>;

const NAMES = [
  "gpt-4.1",
  "gpt-41",
  "gpt-4o",
  "gpt-4o-mini",
  "claude-3.5",
  "claude-35",
  "my-bot",
  "my-bot-2",
  "default",
  "__proto__",
  "openai/gpt-4o",
  "azure/gpt-4.1",
  "cohere/command",
  "other/gpt-4o",
  "openai/",
  "ollama/my-llama",
  "my-llama",
  "ft:gpt-4o:acme::a1",
  "openai/ft:gpt-4o:acme::a1",
  "ft:gpt-4o",
  "ft::acme",
];
const PROVIDERS = ["openai", "google", "anthropic", "azure", "cohere_chat", "ollama"];
const ENTRIES = [...NAMES, "gpt*", "gpt-4*", "g.pt-4*", "my-*", "*"];
const TIMES = [AT - DAY, AT - 1, AT, AT + 1, AT + DAY, AT + 2 * DAY];

const pick = <T>(roll: Dice, from: readonly T[]): T => {
  const picked = from[roll(from.length)];
  if (picked === undefined) throw new Error("nothing to pick from");
  return picked;
};
const sometimes = <T>(roll: Dice, oneIn: number, make: () => T): T | undefined =>
  roll(oneIn) === 0 ? make() : undefined;

/** At most six decimals, now and then 0 or one pico-dollar. */
const price = (roll: Dice): string =>
  pick(roll, [
    "0",
    "0.000001",
    String(roll(100)),
    `${roll(20)}.${1 + roll(999)}5`,
    `0.${String(roll(999_999)).padStart(6, "0")}`,
  ]);
const canonical = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

function ratesOf(roll: Dice, oneIn: number): RatesJson {
  const rates: Record<string, string> = {};
  for (const kind of TOKEN_KINDS) if (roll(oneIn) === 0) rates[RATE_FIELD[kind]] = canonical(price(roll));
  return rates;
}

const byTier = (roll: Dice): TierRatesJson =>
  Object.fromEntries(SERVICE_TIERS.filter(() => roll(2) === 0).map((tier) => [tier, ratesOf(roll, 3)]));

export function termsOf(roll: Dice): TermsJson {
  const isPlain = roll(3) === 0;
  const rates =
    roll(8) === 0
      ? {}
      : { ...ratesOf(roll, isPlain ? 8 : 3), inputPer1M: canonical(price(roll)), outputPer1M: canonical(price(roll)) };
  const optional = {
    perRequest: sometimes(roll, 3, () => `0.${1 + roll(9)}`),
    requestFee: sometimes(roll, 6, () => `0.00${1 + roll(8)}`),
    thresholds: sometimes(roll, 3, () => [
      { aboveTokens: 500, ...ratesOf(roll, 2), serviceTiers: byTier(roll) },
      { aboveTokens: 100, ...ratesOf(roll, 3) },
    ]),
    tiers: sometimes(roll, 6, () => [
      { fromTokens: 0, toTokens: 300, ...ratesOf(roll, 2) },
      { fromTokens: 300, toTokens: 900, ...ratesOf(roll, 2) },
    ]),
    serviceTiers: sometimes(roll, 2, () => byTier(roll)),
    offPeak: sometimes(roll, 6, () => ({
      windows: [
        {
          startMinute: roll(1440),
          endMinute: roll(1440),
          ...sometimes(roll, 2, () => ({ weekdays: [1 + roll(7), 4] })),
        },
      ],
      ...ratesOf(roll, 3),
      weekdayZone: pick(roll, ["UTC", "Asia/Shanghai"]),
    })),
    multipliers: sometimes(roll, 4, () => ({
      residency: { eu: "1.1" },
      geo: { us: "1.1" },
      fast: "6",
      regionalEndpoint: "1.05",
    })),
    perUnit: sometimes(roll, 3, () =>
      Object.fromEntries(
        UNIT_KINDS.filter(() => roll(3) === 0).map((kind) => [
          kind,
          `0.${"0".repeat(roll(14))}${1 + roll(98)}`.replace(/0+$/, ""),
        ]),
      ),
    ),
    queryTiers: sometimes(roll, 8, () => [
      { fromResults: 0, toResults: 25, perQuery: "0.005" },
      { fromResults: 26, toResults: 100, perQuery: "0.0166" },
    ]),
    inclusiveThresholds: sometimes(roll, 5, () => true),
  };
  const present = Object.fromEntries(
    Object.entries(isPlain ? { perRequest: optional.perRequest } : optional).filter(([, value]) => value !== undefined),
  );
  return { ...rates, ...present };
}

/** Windows of one name never overlap: each name gets one or two that meet. */
export function versionsOf(roll: Dice): readonly NaiveVersion[] {
  return ENTRIES.filter(() => roll(3) === 0).flatMap((model) => {
    const split = roll(3) === 0 ? null : AT + roll(2) * DAY;
    const make = (id: number, validFrom: number | null, validUntil: number | null): NaiveVersion => ({
      versionId: `${model}#${id}`,
      model,
      provider: pick(roll, ["openai", "anthropic", "custom", ""]),
      isActive: roll(5) > 0,
      validFrom,
      validUntil,
      terms: termsOf(roll),
    });
    return split === null
      ? [make(1, null, null)]
      : [make(1, null, split), make(2, split, roll(2) === 0 ? null : split + DAY)];
  });
}

export const entriesOf = (roll: Dice): readonly NaiveEntry[] =>
  [...new Set([...NAMES, "command", ...NAMES.flatMap((name) => [`openai/${name}`, `gemini/${name}`])])]
    .filter(() => roll(3) === 0)
    .map((key) => ({
      key,
      provider: pick(roll, ["openai", "anthropic", "cohere"]),
      unpriced: roll(6) === 0,
      terms: termsOf(roll),
    }));

export const requestOf = (roll: Dice): NaiveRequest & Readonly<{ usage: Usage }> => ({
  model: pick(roll, NAMES),
  provider: roll(2) === 0 ? undefined : pick(roll, PROVIDERS),
  serverProvider: roll(3) > 0 ? undefined : pick(roll, PROVIDERS),
  at: pick(roll, TIMES) + roll(2) * roll(DAY),
  usage: usageOf(roll),
});

function usageOf(roll: Dice): Usage {
  const usage: Record<string, unknown> = {};
  if (roll(12) > 0) usage.promptTokens = pick(roll, [0, roll(1000), roll(1000), 2 ** 31, 100, 500]);
  if (roll(12) > 0) usage.completionTokens = pick(roll, [0, roll(1000), roll(1000)]);
  if (roll(8) === 0) return { ...usage, sumOfRequests: pick(roll, [0, 0, 1, 7]) };
  if (roll(2) === 0) return usage;
  for (const field of Object.values(COUNT_FIELD).slice(2)) if (roll(5) === 0) usage[field] = roll(200);
  if (roll(3) === 0)
    usage.serviceTier = pick(roll, ["flex", "PRIORITY", "fast", "balanced", "ultrafast", "default", "constructor"]);
  if (roll(6) === 0) usage.isBatch = roll(2) === 0;
  if (roll(6) === 0) usage.inferenceGeo = pick(roll, ["us", "global"]);
  if (roll(6) === 0) usage.region = pick(roll, ["us-east5", "global", "eu", "EU"]);
  if (roll(6) === 0) usage.speed = pick(roll, ["fast", "standard"]);
  if (roll(8) === 0) usage.maxResults = roll(120);
  if (roll(5) === 0)
    usage.units = Object.fromEntries(
      UNIT_KINDS.filter(() => roll(6) === 0).map((kind) => [kind, pick(roll, [roll(50), 12.34, 0.0000001, 0.5])]),
    );
  return usage;
}
