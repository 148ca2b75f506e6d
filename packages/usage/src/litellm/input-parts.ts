/**
 * Parts of a prompt that count each token once: audio, images and video that were not cached, and what was, by its kind.
 * Units   whole tokens. `assumed` are the counts that another reading would make different.
 * Source  OpenAI and Gemini count a cached recording both as audio and as cached; LiteLLM before 1.108 subtracted it.
 */
import type { CountField } from "@ratecard/pricing";
import type { Modalities, StatedCounts, StatedInput } from "./stated-counts";

type Parts = Readonly<Partial<Record<CountField, number | undefined>>>;
export type InputParts = Readonly<{ parts: Parts; assumed: readonly CountField[] }>;

type Modality = "audio" | "image" | "video";

/** Cached video has no rate of its own anywhere: it stays among the cached tokens. */
const KINDS: readonly (readonly [Modality, field: CountField, cachedField: CountField])[] = [
  ["audio", "audioInputTokens", "cacheReadAudioTokens"],
  ["image", "imageInputTokens", "cacheReadImageTokens"],
  ["video", "videoInputTokens", "cacheReadTokens"],
];

export function inputParts(prompt: number | undefined, stated: StatedInput, writes: number): InputParts {
  const cachedByKind = sumOf(stated.cachedOf);
  const cached = Math.max(stated.cached ?? 0, cachedByKind + (stated.cachedOf.text ?? 0));
  if (cached === 0 || sumOf(stated) === 0) {
    const cacheReadTokens = stated.cached ?? (cached || undefined);
    return {
      parts: {
        cacheReadTokens,
        audioInputTokens: stated.audio,
        imageInputTokens: stated.image,
        videoInputTokens: stated.video,
      },
      assumed: [],
    };
  }
  const isWhole = holdCached(prompt, stated, cached + writes);
  if (cachedByKind > 0 || stated.cachedOf.text !== undefined) {
    const include = isWhole ?? KINDS.every(([kind]) => (stated.cachedOf[kind] ?? 0) <= (stated[kind] ?? 0));
    return { parts: separate(stated, cached, stated.cachedOf, include), assumed: [] };
  }
  const excess =
    isWhole === true ? cached - (stated.text ?? 0) : sumOf(stated) + cached + writes - (prompt ?? Infinity);
  const overlap = takeFromLargest(stated, Math.max(0, excess));
  const touched = KINDS.filter(([kind]) => (overlap[kind] ?? 0) > 0).flatMap(([, field, cachedField]) => [
    field,
    cachedField,
  ]);
  const assumed: readonly CountField[] = touched.length === 0 && isWhole === true ? ["cacheReadTokens"] : touched;
  return { parts: separate(stated, cached, overlap, true), assumed };
}

/** Whether text, audio, images and video are counted with what of them was cached; undefined: their sum does not tell. */
function holdCached(prompt: number | undefined, stated: StatedInput, cache: number): boolean | undefined {
  if (prompt === undefined || stated.text === undefined || stated.text < 0) return undefined;
  const all = stated.text + sumOf(stated);
  if (all + cache === prompt) return false;
  return all === prompt || all + (cache - (stated.cached ?? 0)) === prompt ? true : undefined;
}

function separate(stated: Modalities, cached: number, of: Partial<Modalities>, include: boolean): Parts {
  const parts: Partial<Record<CountField, number | undefined>> = {};
  let plainCached = cached;
  for (const [kind, field, cachedField] of KINDS) {
    const count = stated[kind];
    const ofCache = of[kind] ?? 0;
    parts[field] = count === undefined || !include ? count : Math.max(0, count - ofCache);
    if (cachedField === "cacheReadTokens" || ofCache === 0) continue;
    parts[cachedField] = ofCache;
    plainCached -= ofCache;
  }
  return { ...parts, cacheReadTokens: Math.max(0, plainCached) };
}

/** What of the cache cannot be text is of the kind there is most of. */
function takeFromLargest(stated: Modalities, excess: number): Partial<Record<Modality, number>> {
  const taken: Partial<Record<Modality, number>> = {};
  const kinds = KINDS.map(([kind]) => kind).toSorted((a, b) => (stated[b] ?? 0) - (stated[a] ?? 0));
  let left = excess;
  for (const kind of kinds) {
    taken[kind] = Math.min(left, stated[kind] ?? 0);
    left -= taken[kind];
  }
  return taken;
}

const sumOf = ({ audio, image, video }: Modalities): number => (audio ?? 0) + (image ?? 0) + (video ?? 0);

type InputWhole = Readonly<{
  prompt: number | undefined;
  cacheWriteTokens: number | undefined;
  cacheWrite1hTokens: number | undefined;
  assumed: readonly CountField[];
}>;

/**
 * The whole prompt, cache included, and the cache writes by their age.
 * Units   whole tokens. `assumed` are the counts that another reading would make different.
 * Source  Anthropic counts its input beside the cache; everybody else, LiteLLM too, counts the cache inside. The total tells.
 */
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
  const writesByAge = writes1h + (writes5m ?? 0);
  if (writes !== undefined && writesByAge <= writes) return split(writes, writes1h, []);
  if (writes === undefined || writes === 0) return split(writesByAge, writes1h, []);
  return fits(stated, writesByAge)
    ? split(writesByAge, writes1h, ["cacheWrite1hTokens"])
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
