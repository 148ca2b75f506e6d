/**
 * Inputs of the two price syncs: provider models from the catalogue, custom names from the models behind them.
 * Errors  shapes are refused here; whether a base can be chosen, and what moved since it was shown, is checked by the server.
 */
import { z } from "zod";
import { PlainName } from "./access";
import { MOST_IMPORT_ROWS } from "./discovery";
import { Name } from "./name";
import { EffectiveFrom } from "./price-fields";

export const SYNC_KINDS = ["providers", "custom"] as const;
export type SyncKind = (typeof SYNC_KINDS)[number];

/** The base a custom name takes its price from, as the preview lists it. */
const Choice = z.strictObject({
  model: Name,
  base: z.strictObject({ model: Name, provider: Name.nullish() }, "must name one of the bases, as {model, provider}"),
});
export type SyncChoice = z.output<typeof Choice>;

const Choices = z
  .array(Choice, "must be a list of {model, base}")
  .max(MOST_IMPORT_ROWS, `has more than ${MOST_IMPORT_ROWS} choices.`)
  .refine((rows) => new Set(rows.map(({ model }) => model)).size === rows.length, "decides a name twice. Keep one.")
  .default([]);

const Row = z.strictObject({
  model: Name,
  /** What the preview said of the row: the difference it showed. */
  seen: z.string("must be what the preview said").regex(/^[0-9a-f]{32}$/, "is not what a preview said. Preview again."),
  /** Rows that are held need it. */
  isAcknowledged: z.boolean("must be true or false").default(false),
});

const Rows = z
  .array(Row, "is missing. Preview first, with dryRun=true, and send the rows that are meant.")
  .min(1, "is empty. Tick at least one row.")
  .max(MOST_IMPORT_ROWS, `has more than ${MOST_IMPORT_ROWS} rows. Sync in parts.`)
  .refine((rows) => new Set(rows.map(({ model }) => model)).size === rows.length, "names a model twice. Keep one.");

/** Since when the prices hold: a past instant corrects backwards, a future one schedules; now if missing. */
const effectiveFrom = EffectiveFrom.nullish();

export const PreviewSync = z.strictObject({ kind: z.enum(SYNC_KINDS), choices: Choices, effectiveFrom });
export type PreviewSync = z.output<typeof PreviewSync>;

/** Without a name the batch is called after the sync and its time. */
export const ApplySync = z.strictObject({ ...PreviewSync.shape, name: PlainName.optional(), rows: Rows });
export type ApplySync = z.output<typeof ApplySync>;

const NO_BODY = "must be an object, as {}.";

export const SyncQuery = z.strictObject({
  dryRun: z
    .enum(["true", "false"], "must be true or false")
    .default("false")
    .transform((text) => text === "true")
    .meta({ description: "Answer what would change; write nothing. `rows` may be missing then." }),
});
export type SyncQuery = z.output<typeof SyncQuery>;

/** One body for both; a dry run pays no heed to the rows. No body is an empty one. */
export const SyncBody = z
  .strictObject({ choices: Choices, effectiveFrom, name: PlainName.optional(), rows: Rows.optional() }, NO_BODY)
  .prefault({});
export type SyncBody = z.output<typeof SyncBody>;
