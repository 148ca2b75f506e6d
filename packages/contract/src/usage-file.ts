/**
 * Files of usage: what they can be, and how a column is taken.
 * Source  the readers are in @ratecard/usage; a browser and a terminal read with the same ones.
 */
import { UsageEvent } from "./usage";

/** In the order in which they are looked for; `columns` is any file whose columns somebody maps. */
export const USAGE_FILE_FORMATS = [
  "litellm-spend-logs",
  "litellm-daily",
  "openai-usage",
  "anthropic-usage",
  "anthropic-console",
  "ratecard-requests",
  "events",
  "columns",
] as const;
export type UsageFileFormat = (typeof USAGE_FILE_FORMATS)[number];

/** What a column may be taken as. */
export const USAGE_FIELDS = UsageEvent.keyof().options;
export type UsageField = (typeof USAGE_FIELDS)[number];

/** A column of the file -> the field it is taken as; null: not taken. */
export type UsageColumns = Readonly<Record<string, UsageField | null>>;
