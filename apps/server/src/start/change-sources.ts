/** Where the rows of a change come from, by kind: one line for each source. */
import type { SourceOf } from "#server/changes/router";
import { modelPricesSource } from "#server/features/discovery/model-prices-source";
import { revertSource } from "#server/features/discovery/revert-source";
import { findingsSource } from "#server/features/findings/findings-source";
import { bulkSource } from "#server/features/price-book/bulk-source";
import { priceFileSource } from "#server/features/price-file/price-file-source";
import { customNamesSource, providerPricesSource } from "#server/features/price-sync/sync-sources";

export const changeSource: SourceOf = (ctx, input) => {
  switch (input.kind) {
    case "models":
      return modelPricesSource(ctx, input);
    case "file":
      return priceFileSource(input, {
        columns: input.columns ?? {},
        unit: input.unit,
        decimals: input.decimals,
        providers: input.providers,
        otherwise: null,
        unknown: "guess",
      });
    case "provider-prices":
      return providerPricesSource();
    case "custom-names":
      return customNamesSource(ctx, input);
    case "bulk-edit":
      return bulkSource(input);
    case "findings":
      return findingsSource(ctx, input);
    case "revert":
      return revertSource(ctx, input);
  }
};
