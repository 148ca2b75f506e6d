/**
 * The whole prompt, cache included, and the cache writes by their age.
 * Units   whole tokens. `assumed` are the counts that another reading would make different.
 * Source  Anthropic counts its input beside the cache; everybody else, LiteLLM too, counts the cache inside. The total tells.
 */
import type { CountField } from "@ratecard/pricing";
import type { StatedCounts, StatedInput } from "./stated-counts";

export type InputWhole = Readonly<{
  prompt: number | undefined;
  cacheWriteTokens: number | undefined;
  cacheWrite1hTokens: number | undefined;
  assumed: readonly CountField[];
}>;

export function inputWhole(stated: StatedCounts): InputWhole {
  const writes = writesByAge(stated);
  const whole = promptOf(stated, (stated.input.cached ?? 0) + writes.all);
  return {
    prompt: whole.prompt,
    cacheWriteTokens: writes.fiveMinutes,
    cacheWrite1hTokens: writes.oneHour,
    assumed: [...writes.assumed, ...whole.assumed],
  };
}

type Writes = Readonly<{
  all: number;
  fiveMinutes: number | undefined;
  oneHour: number | undefined;
  assumed: readonly CountField[];
}>;

function writesByAge(stated: StatedCounts): Writes {
  const { writes, writes5m, writes1h } = stated.input;
  if (writes1h === undefined) {
    const all = writes ?? writes5m;
    return { all: all ?? 0, fiveMinutes: all, oneHour: undefined, assumed: [] };
  }
  const told = writes1h + (writes5m ?? 0);
  if (writes !== undefined && told <= writes) return split(writes, writes1h, []);
  if (writes === undefined || writes === 0) return split(told, writes1h, []);
  return fits(stated, told)
    ? split(told, writes1h, ["cacheWrite1hTokens"])
    : split(writes, Math.min(writes, writes1h), ["cacheWriteTokens", "cacheWrite1hTokens"]);
}

const split = (all: number, oneHour: number, assumed: readonly CountField[]): Writes => ({
  all,
  fiveMinutes: all - oneHour,
  oneHour,
  assumed,
});

/** More was written than the usage sums up: believed where the prompt has room for it. */
const fits = ({ prompt, isAnthropic, input }: StatedCounts, writes: number): boolean =>
  isAnthropic || (prompt !== undefined && (input.cached ?? 0) + writes <= prompt);

type Whole = Readonly<{ prompt: number | undefined; assumed: readonly CountField[] }>;

function promptOf({ prompt, completion, total, isAnthropic, input, output }: StatedCounts, cache: number): Whole {
  if (prompt === undefined) return { prompt: difference(total, completion), assumed: [] };
  const beside = prompt + cache;
  const isInside = cache <= prompt && total !== undefined && total === prompt + (completion ?? 0);
  if (isAnthropic) return { prompt: isInside ? prompt : beside, assumed: [] };
  const isBeside = total !== undefined && total === beside + (completion ?? 0) && cache !== output.reasoning;
  if (isBeside && hasCache(input)) return { prompt: beside, assumed: [] };
  return cache <= prompt ? { prompt, assumed: [] } : { prompt: beside, assumed: ["promptTokens"] };
}

const hasCache = ({ cached, writes, writes1h }: StatedInput): boolean =>
  [cached, writes, writes1h].some((count) => (count ?? 0) > 0);

const difference = (total: number | undefined, part: number | undefined): number | undefined =>
  total !== undefined && part !== undefined && total >= part ? total - part : undefined;
