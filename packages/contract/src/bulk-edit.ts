/**
 * One change of many entries at once.
 * Units   `...Per1M` is USD per 1,000,000 tokens, `perRequest` USD per request, `factor` a plain decimal; all as text.
 * Errors  shapes are refused here; what a price or a factor means is checked by the server, with a sentence a row.
 */
import { z } from "zod";
import { PlainName } from "./access";
import { Name } from "./name";
import { EffectiveFrom, RatePriceFields } from "./price-fields";
import { Version } from "./version";

export const MOST_BULK_ROWS = 20_000;

/** Fields left out stay; null takes a price away. */
const SetPrices = z
  .strictObject(RatePriceFields, "must be an object of prices, as inputPer1M.")
  .refine(
    (prices) => Object.values(prices).some((price) => price !== undefined),
    "names no price. Enter at least one.",
  );

export const BulkChange = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("set"), prices: SetPrices }),
  z.strictObject({ kind: z.literal("multiply"), factor: z.string("must be decimal text, as 1.2.") }),
  z.strictObject({ kind: z.literal("activate") }),
  z.strictObject({ kind: z.literal("deactivate") }),
  z.strictObject({ kind: z.literal("provider"), provider: Name }),
]);
export type BulkChange = z.output<typeof BulkChange>;

const BulkRow = z.strictObject({
  model: Name,
  version: Version,
  /** The difference was shown and ticked; prices that move far need it. */
  isAcknowledged: z.boolean().default(false),
});

const BulkRows = z
  .array(BulkRow)
  .min(1, "is empty. Select at least one entry.")
  .max(MOST_BULK_ROWS, `has more than ${MOST_BULK_ROWS} rows. Edit in parts.`)
  .refine((rows) => new Set(rows.map(({ model }) => model)).size === rows.length, "names a model twice. Keep one.");

/** `effectiveFrom`: null from now, a past instant corrects backwards, a future one schedules. */
export const PreviewBulkEdit = z.strictObject({
  change: BulkChange,
  rows: BulkRows,
  effectiveFrom: EffectiveFrom.nullish(),
});
export type PreviewBulkEdit = z.output<typeof PreviewBulkEdit>;

/** `name` is the batch's. */
export const BulkEdit = z.strictObject({ name: PlainName, ...PreviewBulkEdit.shape });
export type BulkEdit = z.output<typeof BulkEdit>;
