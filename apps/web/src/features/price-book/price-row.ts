/** One entry of the price book as the server lists it. */
import type { RouterOutputs } from "#web/trpc";

export type PriceRow = RouterOutputs["priceBook"]["list"]["prices"][number];
export type PriceHistory = RouterOutputs["priceBook"]["history"];
export type PriceVersion = PriceHistory["versions"][number];
export type PricePreview = RouterOutputs["priceBook"]["preview"];
export type Finding = RouterOutputs["findings"]["list"]["findings"][number];
