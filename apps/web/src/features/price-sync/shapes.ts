/** Shapes of the price-sync procedures, inferred from the server. */
import type { RouterOutputs } from "#web/trpc";

export type SyncPreview = RouterOutputs["priceSync"]["preview"];
export type SyncRow = SyncPreview["rows"][number];
export type SyncBase = SyncRow["bases"][number];
export type Synced = RouterOutputs["priceSync"]["sync"];
