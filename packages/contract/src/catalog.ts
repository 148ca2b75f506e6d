/** Inputs of the catalogue's review. Ids are decimal text as the server answers them. */
import { z } from "zod";
import { FlagInQuery } from "./flag-in-query";
import { Reason } from "./reason";
import { zodMessage } from "./problems/zod-problems";

/** Of a snapshot or a change. */
export const CatalogId = z.string().regex(/^[1-9]\d{0,17}$/, zodMessage("not-an-id", { of: "a change or a snapshot" }));
const MOST_CHANGES = 1000;

export const PreviewChanges = z.strictObject({
  changeIds: z
    .array(CatalogId)
    .min(1, zodMessage("empty-list", { of: "change" }))
    .max(MOST_CHANGES, zodMessage("too-many", { most: MOST_CHANGES, of: "changes" })),
});
export type PreviewChanges = z.output<typeof PreviewChanges>;

/** Several at once are decided together or not at all. */
export const DecideChanges = PreviewChanges.extend({ reason: Reason });
export type DecideChanges = z.output<typeof DecideChanges>;

export const CompareSnapshots = z.strictObject({ from: CatalogId, to: CatalogId });
export type CompareSnapshots = z.output<typeof CompareSnapshots>;

export const OneSnapshot = z.strictObject({ snapshotId: CatalogId });
export type OneSnapshot = z.output<typeof OneSnapshot>;

/** `holdUsed`: every change of a model with requests in the last 30 days waits for somebody. */
export const ReviewPolicy = z.strictObject({ holdUsed: z.boolean(zodMessage("not-a-boolean")) });
export type ReviewPolicy = z.output<typeof ReviewPolicy>;

/** Nothing is asked for; no body is an empty one. */
export const RefreshCatalog = z.strictObject({}).prefault({});

export const RefreshCatalogQuery = z.strictObject({
  dryRun: FlagInQuery("Say what a refresh would change; write nothing."),
});
export type RefreshCatalogQuery = z.output<typeof RefreshCatalogQuery>;
