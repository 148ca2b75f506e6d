/** 300 names and a stream of requests for them: zipf by rank, deterministic by seed. */
import { dice } from "./dice";

export type BenchRequest = Readonly<{ model: string; promptTokens: number; completionTokens: number }>;
export type RequestMix = Readonly<{ names: readonly string[]; requests: readonly BenchRequest[] }>;

const REQUESTS = 10_000;
const SHARES = { exact: 150, prefixed: 60, dated: 45, unknown: 45 } as const;
const KNOWN = /^(gpt|o\d|claude|gemini|mistral|deepseek|command|grok)/;

export function requestMix(keys: readonly string[], seed: number): RequestMix {
  const roll = dice(seed);
  const known = keys.filter((key) => KNOWN.test(key)).sort();
  const scoped = keys.filter((key) => /^(openai|azure|gemini|mistral|deepseek|groq|xai|openrouter)\//.test(key)).sort();
  const dated = known.filter((key) => /\d{4}-?\d{2}-?\d{2}/.test(key));
  const names = [
    ...picked(known, SHARES.exact, roll),
    ...picked(scoped, SHARES.prefixed, roll),
    ...picked(dated, SHARES.dated, roll),
    ...Array.from({ length: SHARES.unknown }, (_, index) => `my-assistant-${index}`),
  ];
  const shuffled = picked(names, names.length, roll);
  const requests = Array.from({ length: REQUESTS }, () => ({
    model: shuffled[zipf(roll, shuffled.length)] ?? "",
    promptTokens: 200 + roll(20_000),
    completionTokens: 1 + roll(2000),
  }));
  return { names: shuffled, requests };
}

function picked(from: readonly string[], count: number, roll: (sides: number) => number): string[] {
  const rest = [...from];
  return Array.from({ length: count }, () => rest.splice(roll(rest.length), 1)[0] ?? from[0] ?? "");
}

/** Rank r comes up about 1/r as often as the first. */
const zipf = (roll: (sides: number) => number, count: number): number =>
  Math.min(count - 1, Math.floor(Math.exp((roll(1_000_000) / 1_000_000) * Math.log(count + 1))) - 1);
