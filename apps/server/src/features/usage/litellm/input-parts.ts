/**
 * Parts of a prompt that count each token once: audio, images and video that were not cached, and what was, by its kind.
 * Units   whole tokens. `assumed` are the counts that another reading would make different.
 * Source  OpenAI and Gemini count a cached recording both as audio and as cached; LiteLLM before 1.108 subtracted it.
 */
import type { CountField } from "@ratecard/pricing";
import type { Modalities, StatedInput } from "./stated-counts";

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
  const told = sumOf(stated.cachedOf);
  const cached = Math.max(stated.cached ?? 0, told + (stated.cachedOf.text ?? 0));
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
  if (told > 0 || stated.cachedOf.text !== undefined) {
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
