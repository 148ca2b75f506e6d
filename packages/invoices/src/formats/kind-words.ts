/**
 * What kind of token a line bills, by the words that vendors write it with.
 * Rules   words of a cache are the narrowest. Else the first direction tells: "output token count gemini 2.5 flash short input text" is
 *         output, at the rate of a short input. Audio, image and video count where they stand beside it, for models are called so too:
 *         "gpt-image-1-inp-txt", "grok 4 fast reasoning outp".
 * Source  price lists of AWS and Azure, SKUs of Google Cloud, line items of OpenAI; those of each vendor are named with its reader.
 */
import type { BilledKind } from "@ratecard/contract";

/** "Prompt routing" and "completion" of a job are none. */
const LAST = "(?=\\W*(?:tokens?|$))";
const IN = `input|inpt|inp|in|prompt${LAST}`;
const OUT = `outputs?|outpt|outp|out|opt|response|completion${LAST}`;
const DIRECTION = new RegExp(`\\b(?:(${IN})|${OUT})(?=\\b|_?tokens?)`, "i");
/** Only what cannot stand for anything else: "running in Iowa" is no input. */
const WHOLE_WORDS = /\b(?:(input)|output|response)/i;

const beside = (medium: string): RegExp =>
  new RegExp(
    `\\b(?:${medium})\\W*(?:\\d{4}\\W+)?(?:(?:cached|cchd)\\W+)?(?:${IN}|${OUT})\\b|\\b(?:${IN}|${OUT})\\W+(?:cached\\W+)?(?:${medium})\\b`,
    "i",
  );

const MEDIA: readonly (readonly [RegExp, BilledKind, BilledKind])[] = [
  [beside("audio|aud|speech|voice"), "audioInput", "audioOutput"],
  [beside("image|img"), "imageInput", "imageOutput"],
  [beside("video"), "videoInput", "videoOutput"],
];

const CACHE: readonly (readonly [RegExp, BilledKind])[] = [
  [/cach\w*\W*writ\w*1h|cach\w*\W.*writ.*\b1 ?h|\b1 ?h.*cach.*writ|writ.*\b1 ?h.*cach|ephemeral_1h/i, "cacheWrite1h"],
  [/cach\w*\W*(?:input\W*)?(?:writ|creat)|ephemeral_5m|writ\w*\W*cach/i, "cacheWrite"],
  [/cach/i, "cacheRead"],
];
const SHORT_CACHE = /\bcc?chd\b|\bcd\b/i;

type Words = Readonly<{ isWhole?: boolean }>;

/** `isWhole`: directions are written out. null: none of the words tells. */
export function kindInWords(words: string, { isWhole = false }: Words = {}): BilledKind | null {
  const cached = CACHE.find(([pattern]) => pattern.test(words));
  if (cached) return cached[1];
  if (!isWhole && SHORT_CACHE.test(words)) return "cacheRead";
  const direction = (isWhole ? WHOLE_WORDS : DIRECTION).exec(words);
  if (direction === null) return /\breasoning\b/i.test(words) ? "reasoning" : null;
  const isInput = direction[1] !== undefined;
  const medium = MEDIA.find(([pattern]) => pattern.test(words));
  if (medium) return isInput ? medium[1] : medium[2];
  return isInput ? "input" : "output";
}
