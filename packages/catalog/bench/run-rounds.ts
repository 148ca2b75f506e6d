/** Interleaved rounds: every engine runs once a round, so that a slow moment of the machine hits all alike. */
import { type Contender, LIMIT } from "./contenders";
import type { RequestMix } from "./request-mix";

export type Result = Readonly<{ name: string; perSecond: number; ofLimit: number; priced: number }>;

const ROUNDS = 101;
/** A slow engine gets a part of the mix; its rate is per request all the same. */
const SLICE = { "genai-prices (floats)": 1000, "tokenlens (floats)": 1000 } as const;

export function runRounds(contenders: readonly Contender[], mix: RequestMix): readonly Result[] {
  const lanes = contenders.map((contender) => {
    const length = Object.entries(SLICE).find(([name]) => name === contender.name)?.[1] ?? mix.requests.length;
    const slice = { ...mix, requests: mix.requests.slice(0, length) };
    return { contender, length, run: contender.prepare(slice), seconds: [] as number[] };
  });
  const kept: unknown[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const lane of lanes) {
      const start = performance.now();
      kept.push(lane.run());
      if (round >= 0) lane.seconds.push((performance.now() - start) / 1000 / lane.length);
    }
  }
  const rate = (lane: (typeof lanes)[number]): number => 1 / median(lane.seconds);
  const limit = rate(lanes.find(({ contender }) => contender.name === LIMIT) ?? lanes[0] ?? fail());
  return lanes.map((lane) => ({
    name: lane.contender.name,
    perSecond: rate(lane),
    ofLimit: rate(lane) / limit,
    priced: mix.names.filter(lane.contender.pricesName).length,
  }));
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function fail(): never {
  throw new Error("no contender");
}
