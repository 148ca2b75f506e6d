/**
 * What a file's columns mean by their names: ours, those of the table model_pricing, LiteLLM's, and good guesses at others.
 * Units   a name that says its unit is read at that unit; `unit` null: it does not say.
 * Source  `COPY model_pricing TO STDOUT CSV HEADER`; the export; the catalogue's field names.
 */
import { type FileField, PRICE_COLUMNS, type PriceUnit } from "@ratecard/contract";
import { TOKEN_FIELDS } from "@ratecard/catalog";
import { RATE_COLUMN, RATE_FIELDS, type RateField } from "@ratecard/pricing";

/** `field` null: known, and nothing to take. */
export type ColumnMeaning = Readonly<{ field: FileField | null; unit: PriceUnit | null }>;

const NOT_TAKEN: ColumnMeaning = { field: null, unit: null };
const plain = (field: FileField): ColumnMeaning => ({ field, unit: isRate(field) ? "per-1m" : null });

export const isRate = (field: FileField | null): field is RateField => RATE_FIELDS.some((rate) => rate === field);

const TABLE_COLUMNS: readonly (readonly [string, ColumnMeaning])[] = [
  ["model_name", plain("model")],
  ["price_per_request", plain("perRequest")],
  ...Object.entries(RATE_COLUMN).map(
    ([kind, column]) => [column, { field: `${kind}Per1M` as RateField, unit: "per-1k" }] as const,
  ),
  ["is_custom", plain("isCustom")],
  ["is_active", plain("isActive")],
  ["is_placeholder", plain("isPlaceholder")],
  ["copied_from", plain("copiedFrom")],
  ["copied_from_provider", plain("copiedFromProvider")],
  ["details", plain("details")],
];

/** Written by the server, or by the download of bad rows: taking them back would mean nothing. */
const WRITTEN_BY_US = ["id", "created_at", "updated_at", "version", "pinned_by", "line", "problem"];

const KNOWN: ReadonlyMap<string, ColumnMeaning> = new Map([
  ...PRICE_COLUMNS.map((column) => [column, plain(column)] as const),
  ...TABLE_COLUMNS,
  ...WRITTEN_BY_US.map((column) => [column, NOT_TAKEN] as const),
  ["litellm_provider", plain("provider")],
  ["unit", plain("unit")],
  ...[...TOKEN_FIELDS].map(([column, kind]) => [column, { field: `${kind}Per1M`, unit: "per-token" }] as const),
]);

/** undefined: no name of ours. */
export const knownColumn = (name: string): ColumnMeaning | undefined => KNOWN.get(name);

/** Words of other people's files, without unit and filler; the first that fits. */
const WORDS: readonly (readonly [RegExp, FileField])[] = [
  [/^(model|modelname|modelid|name)$/, "model"],
  [/^(provider|providername|vendor|litellmprovider)$/, "provider"],
  [/^(request|call|fixed|flat)$/, "perRequest"],
  [/^(cacheread|cachedinput|inputcached|cachehit|inputcacheread|cachereadinput|cached)$/, "cacheReadPer1M"],
  [/^(cachewrite|cachecreation|cachecreationinput|inputcachewrite)1h(r|our)?$/, "cacheWrite1hPer1M"],
  [/^(cachewrite|cachecreation|cachecreationinput|inputcachewrite)$/, "cacheWritePer1M"],
  [/^(reasoning|thinking|internalreasoning)$/, "reasoningPer1M"],
  [/^(audioinput|inputaudio|audioin)$/, "audioInputPer1M"],
  [/^(audiooutput|outputaudio|audioout)$/, "audioOutputPer1M"],
  [/^(imageinput|inputimage|imagein)$/, "imageInputPer1M"],
  [/^(imageoutput|outputimage|imageout)$/, "imageOutputPer1M"],
  [/^(videoinput|inputvideo|videoin)$/, "videoInputPer1M"],
  [/^(videooutput|outputvideo|videoout)$/, "videoOutputPer1M"],
  [/^(cachereadaudio|cachedaudio|audiocacheread)$/, "cacheReadAudioPer1M"],
  [/^(cachereadimage|cachedimage|imagecacheread)$/, "cacheReadImagePer1M"],
  [/^citations?$/, "citationPer1M"],
  [/^(input|prompt|in)$/, "inputPer1M"],
  [/^(output|completion|out)$/, "outputPer1M"],
  [/^(active|isactive|enabled)$/, "isActive"],
  [/^(custom|iscustom)$/, "isCustom"],
  [/^(notes?|comments?|remarks?)$/, "notes"],
  [/^(units?|uom|unitofmeasure)$/, "unit"],
  [/^(effective|effectivefrom|validfrom|since|startdate)$/, "effectiveFrom"],
];

const UNITS: readonly (readonly [RegExp, PriceUnit])[] = [
  [/(per)?(1m|1million|million|1000000|mio)(tokens?|tok)?|mtok/, "per-1m"],
  [/(per)?(1k|thousand|1000)(tokens?|tok)?|ktok/, "per-1k"],
  [/pertok(en)?/, "per-token"],
];
const FILLERS = /prices?|costs?|rates?|usd|dollars?|tokens?|tok\b|per/g;

/** A guess to be shown and confirmed, never taken by itself. undefined: no idea. */
export function guessColumn(name: string): ColumnMeaning | undefined {
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const unit = UNITS.find(([pattern]) => pattern.test(words));
  const bare = (unit ? words.replace(unit[0], "") : words).replaceAll(FILLERS, "");
  const field = WORDS.find(([pattern]) => pattern.test(bare))?.[1];
  return field === undefined ? undefined : { field, unit: isRate(field) ? (unit?.[1] ?? null) : null };
}
