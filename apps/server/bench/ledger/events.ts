/**
 * Requests as a gateway reports them: few models and users make most of them, all within the last days.
 * The same numbers in every run; request ids are written over before each call (`request-ids.ts`).
 */
import { BLANK_ID } from "./request-ids";

export const [MODELS, USERS, TEAMS, KEY_ALIASES, TAGS] = [200, 1000, 20, 100, 50];
export const PROVIDERS = [
  "openai",
  "anthropic",
  "vertex_ai",
  "bedrock",
  "azure",
  "mistral",
  "groq",
  "deepseek",
] as const;
const PAST_MS = 3 * 86_400_000;

export type ReportedEvent = Readonly<{
  requestId: string;
  model: string;
  provider: string;
  user: string;
  team: string;
  apiKeyAlias: string;
  tags: readonly string[];
  promptTokens: number;
  completionTokens: number;
  cacheReadTokens: number;
  latencyMs: number;
  statusCode: number;
  occurredAt: string;
}>;

export const modelName = (nth: number): string => `bench-model-${nth}`;
export const providerOf = (nth: number): string => PROVIDERS[nth % PROVIDERS.length] ?? PROVIDERS[0];

/** `seed`: another one, other events. */
export function makeEvents(count: number, seed: number, now: number): ReportedEvent[] {
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  /** From 0; the first of 200 is met about every eighth time. */
  const skewed = (most: number) => Math.floor((most + 1) ** random()) - 1;
  return Array.from({ length: count }, () => {
    const model = skewed(MODELS);
    const promptTokens = 200 + upTo(6000);
    return {
      requestId: BLANK_ID,
      model: modelName(model),
      provider: providerOf(model),
      user: `user-${skewed(USERS)}@example.org`,
      team: `team-${skewed(TEAMS)}`,
      apiKeyAlias: `key-${skewed(KEY_ALIASES)}`,
      tags: Array.from({ length: upTo(3) }, () => `tag-${upTo(TAGS)}`),
      promptTokens,
      completionTokens: 20 + upTo(1500),
      cacheReadTokens: upTo(promptTokens),
      latencyMs: 200 + upTo(20_000),
      statusCode: 200,
      occurredAt: new Date(now - upTo(PAST_MS)).toISOString(),
    };
  });
}

/** mulberry32: from 0 up to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
