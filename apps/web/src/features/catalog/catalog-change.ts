/** Changes of the catalogue as the server tells them: recorded by a refresh, or the difference of two snapshots. */
import type { RouterOutputs } from "#web/trpc";

export type CatalogReviewState = RouterOutputs["catalog"]["review"];
export type RecordedChange = CatalogReviewState["waiting"][number];
export type SnapshotDifference = RouterOutputs["catalog"]["diff"]["changes"][number];
export type SnapshotView = CatalogReviewState["snapshots"][number];

/** What both have. */
export type ShownChange = Pick<
  RecordedChange,
  "key" | "kind" | "litellmProvider" | "fields" | "problems" | "requests" | "beforeUsd" | "afterUsd" | "isQuarantined"
> &
  Readonly<{ state?: RecordedChange["state"] }>;

export const KIND_WORDS = {
  added: "added",
  removed: "removed",
  changed: "changed",
  restored: "came back",
} as const satisfies Record<ShownChange["kind"], string>;

export const STATE_WORDS = {
  applied: "in force",
  held: "waiting",
  accepted: "accepted",
  rejected: "rejected",
  superseded: "replaced by a newer change",
} as const satisfies Record<RecordedChange["state"], string>;
