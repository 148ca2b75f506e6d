/**
 * A change of many prices: where its rows come from, and which of them are written. One shape for the screen, REST and the CLI.
 * Units   prices as programs write them: USD per 1,000,000 tokens and USD per request, decimal text.
 * Errors  shapes are refused here; what a price, a file or a base means is checked by the server, with a sentence a row.
 */
import { DEPENDENT_PRICES } from "@ratecard/pricing";
import { z } from "zod";
import { PlainName } from "./access";
import { FlagInQuery } from "./flag-in-query";
import { Name } from "./name";
import { Instant } from "./instant";
import { RatePriceFields } from "./price-fields";
import { PriceFileFields } from "./price-file";
import { Reason } from "./reason";
import { zodMessage } from "./problems/zod-problems";

export const MOST_CHANGES = 20_000;

const many = <Item extends z.ZodType<{ model: string }>>(item: Item, of: string) =>
  z
    .array(item)
    .min(1, zodMessage("empty-list", { of }))
    .max(MOST_CHANGES, zodMessage("too-many", { most: MOST_CHANGES, of: "rows" }))
    .refine((rows) => new Set(rows.map(({ model }) => model)).size === rows.length, zodMessage("repeats"));

/** A price that somebody chose for a model of the servers. */
export const ModelPrice = z.strictObject({
  model: Name,
  provider: Name,
  /** A name somebody made up for a model. */
  isCustom: z.boolean().default(false),
  /** The model whose price this one copies. */
  copiedFrom: Name.nullish(),
  terms: z.record(z.string(), z.unknown(), zodMessage("not-an-object")),
  /** Written from the default price: it stands for a price until somebody sets one. */
  isPlaceholder: z.boolean().default(false),
});
export type ModelPrice = z.output<typeof ModelPrice>;

/** The base model a custom name takes its price from, as the preview lists it. */
const BaseChoice = z.strictObject({
  model: Name,
  base: z.strictObject({ model: Name, provider: Name.nullish() }, zodMessage("not-a-base")),
});
export type BaseChoice = z.output<typeof BaseChoice>;

/** Fields left out stay; null takes a price away. */
const SetPrices = z
  .strictObject(RatePriceFields, zodMessage("not-prices"))
  .refine((prices) => Object.values(prices).some((price) => price !== undefined), zodMessage("names-no-price"));

/** What belongs to the input and output price and moves with them, in the same proportion. */
const BringAlong = z
  .array(
    z.enum(DEPENDENT_PRICES, zodMessage("not-one-of", { options: DEPENDENT_PRICES })),
    zodMessage("not-price-groups", { groups: DEPENDENT_PRICES }),
  )
  .refine((groups) => new Set(groups).size === groups.length, zodMessage("repeats"));

export const BulkChange = z.discriminatedUnion("kind", [
  /** `bringAlong` left out: what the edit does not name stays. */
  z
    .strictObject({ kind: z.literal("set"), prices: SetPrices, bringAlong: BringAlong.optional() })
    .refine(({ prices, bringAlong = [] }) => bringAlong.length === 0 || setsBase(prices), {
      path: ["bringAlong"],
      error: zodMessage("nothing-to-follow"),
    }),
  /** `bringAlong` left out: every price. Else input, output and what belongs to neither, and the named groups. */
  z.strictObject({
    kind: z.literal("multiply"),
    factor: z.string(zodMessage("not-a-factor")),
    bringAlong: BringAlong.optional(),
  }),
  z.strictObject({ kind: z.literal("activate") }),
  z.strictObject({ kind: z.literal("deactivate") }),
  z.strictObject({ kind: z.literal("provider"), provider: Name }),
]);
export type BulkChange = z.output<typeof BulkChange>;

function setsBase({ inputPer1M, outputPer1M }: z.output<typeof SetPrices>): boolean {
  return (inputPer1M ?? outputPer1M ?? null) !== null;
}

const FindingRef = z.strictObject({
  findingId: z.string().regex(/^[0-9a-f]{32}$/, zodMessage("not-an-id", { of: "a finding" })),
  model: Name,
});

const SOURCES = [
  z.strictObject({ kind: z.literal("models"), prices: many(ModelPrice, "model") }),
  z.strictObject({ kind: z.literal("file"), ...PriceFileFields }),
  z.strictObject({ kind: z.literal("provider-prices") }),
  z.strictObject({
    kind: z.literal("custom-names"),
    choices: many(BaseChoice, "choice").or(z.tuple([])).default([]),
  }),
  z.strictObject({
    kind: z.literal("bulk-edit"),
    change: BulkChange,
    models: z
      .array(Name)
      .min(1, zodMessage("empty-list", { of: "entry" }))
      .max(MOST_CHANGES, zodMessage("too-many", { most: MOST_CHANGES, of: "entries" })),
  }),
  z.strictObject({ kind: z.literal("findings"), findings: many(FindingRef, "finding") }),
  z.strictObject({ kind: z.literal("revert"), batchId: z.uuid(zodMessage("not-an-id", { of: "a batch" })) }),
] as const;

export const ChangeSource = z.discriminatedUnion(
  "kind",
  SOURCES,
  zodMessage("not-one-of", { options: SOURCES.map(({ shape }) => shape.kind.value) }),
);
export type ChangeSource = z.output<typeof ChangeSource>;
export type ChangeKind = ChangeSource["kind"];

/** A row that is to be written, with what the preview said of it; a held one is accepted by naming it. */
const SeenRow = z.strictObject({
  model: Name,
  seen: z.string(zodMessage("not-seen")).regex(/^[0-9a-f]{32}$/, zodMessage("not-seen")),
});

/** `effectiveFrom`: null from now, a past instant corrects backwards, a future one schedules; a file's rows may say it themselves. */
export const PreviewChangeSet = z.strictObject({ source: ChangeSource, effectiveFrom: Instant.nullish() });
export type PreviewChangeSet = z.output<typeof PreviewChangeSet>;

/** `name` is the batch's; without one it is named after what it does. */
export const ApplyChangeSet = z.strictObject({
  ...PreviewChangeSet.shape,
  name: PlainName.optional(),
  reason: Reason,
  rows: many(SeenRow, "row of the preview"),
});
export type ApplyChangeSet = z.output<typeof ApplyChangeSet>;

export const ChangesQuery = z.strictObject({
  dryRun: FlagInQuery("Answer what would change; write nothing. `rows` may be missing then."),
});
export type ChangesQuery = z.output<typeof ChangesQuery>;

/** One body for both. */
export const ChangesBody = z.strictObject({ ...ApplyChangeSet.shape, rows: ApplyChangeSet.shape.rows.optional() });
export type ChangesBody = z.output<typeof ChangesBody>;
