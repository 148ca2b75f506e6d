/**
 * What some days would have cost otherwise: at edited prices, at the price of another model, with another discount or margin, or by
 * another snapshot of the catalogue. Units: prices as edits have them. Time: days of the ledger, both ends included.
 */
import { z } from "zod";
import { PreviewAdjustment } from "./adjustments";
import { CatalogId } from "./catalog";
import { Name } from "./name";
import { PriceInput } from "./price-fields";
import { checkRange, type DayRange, SPEND_SCOPE } from "./spend";
import { zodMessage } from "./problems/zod-problems";

const MOST_NAMES = 100;

const named = <Item extends z.ZodType<{ model: string }>>(item: Item) =>
  z
    .array(item)
    .min(1, zodMessage("empty-list", { of: "model" }))
    .max(MOST_NAMES, zodMessage("too-many", { most: MOST_NAMES, of: "models" }))
    .refine((items) => new Set(items.map(({ model }) => model)).size === items.length, zodMessage("repeats"));

const CHANGES = [
  /** Fields left out stay as the entry has them. */
  z.strictObject({
    kind: z.literal("prices"),
    prices: named(z.strictObject({ model: Name, changes: PriceInput.omit({ effectiveFrom: true }) })),
  }),
  /** All requests of `model` at the price of `as`. */
  z.strictObject({ kind: z.literal("models"), models: named(z.strictObject({ model: Name, as: Name })) }),
  z.strictObject({ kind: z.literal("adjustment"), ...PreviewAdjustment.shape }),
  z.strictObject({ kind: z.literal("catalog"), snapshotId: CatalogId }),
] as const;

export const WhatIfChange = z.discriminatedUnion(
  "kind",
  CHANGES,
  zodMessage("not-one-of", { options: CHANGES.map(({ shape }) => shape.kind.value) }),
);
export type WhatIfChange = z.output<typeof WhatIfChange>;

const { from, to, model, provider, team } = SPEND_SCOPE;

export const WhatIfQuestion = z
  .strictObject({ from, to, model, provider, team, change: WhatIfChange })
  .superRefine(checkRange);
export type WhatIfQuestion = z.output<typeof WhatIfQuestion>;

/** The kind of its job. */
export const WHAT_IF_JOB = "what-if";

/** What a screen and a terminal answer where there was nothing to price. */
export const noRequestsText = ({ from, to }: DayRange): string =>
  `${from} to ${to}: no request is in these days, or none by these filters. Choose others.`;

const Id = z.uuid(zodMessage("not-an-id", { of: "a what-if" }));

/** One of the same name and owner is replaced. */
export const SaveWhatIf = z.strictObject({
  name: Name,
  question: WhatIfQuestion,
  isShared: z.boolean(zodMessage("wrong-type", { expected: "flag" })),
});
export type SaveWhatIf = z.output<typeof SaveWhatIf>;

export const OneWhatIf = z.strictObject({ id: Id });
export type OneWhatIf = z.output<typeof OneWhatIf>;
