import { ALL_PROVIDERS } from "@ratecard/pricing";
import type { RouterOutputs } from "#web/trpc";

/** One window of one provider's discount and margins. Units: percents and USD as decimal text. */
export type Adjustment = RouterOutputs["adjustments"]["list"]["adjustments"][number];

export const providerWords = (provider: string): string => (provider === ALL_PROVIDERS ? "all others" : provider);
