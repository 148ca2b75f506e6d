/** Price-book procedures: check the input, call one verb. No rule is decided here. */
import {
  CompareVersions,
  CreatePrice,
  DeletePrice,
  EditPrice,
  OnePrice,
  PreviewPrice,
  RestorePrice,
  TogglePrice,
} from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { deletePrice } from "./delete-price";
import { compareVersions, priceHistory } from "./history/price-history";
import { restorePrice } from "./history/restore-price";
import { listPrices } from "./list-prices";
import { previewPrice } from "./preview-price";
import { pricingDefaults } from "./pricing-defaults";
import { createPrice, editPrice } from "./save-price";

export const priceBookRouter = router({
  list: procedure("price-book:read").query(({ ctx }) => listPrices(ctx)),

  /** Cheap: for pages that look every few seconds whether anything has moved. */
  version: procedure("price-book:read").query(({ ctx }) => ({ pricesVersion: ctx.prices.now().version.toString() })),

  /** Fails with NOT_FOUND when nobody ever priced the name. */
  history: procedure("price-book:read")
    .input(OnePrice)
    .query(({ ctx, input }) => priceHistory(ctx, input.model)),

  /** From the one to the other, field by field. Fails with NOT_FOUND. */
  compareVersions: procedure("price-book:read")
    .input(CompareVersions)
    .query(({ ctx, input }) => compareVersions(ctx, input)),

  /** The default entry and the settings that price what has no price. */
  defaults: procedure("price-book:read").query(({ ctx }) => pricingDefaults(ctx)),

  /** Writes nothing. */
  preview: procedure("price-book:read")
    .input(PreviewPrice)
    .query(({ ctx, input }) => previewPrice(ctx, input)),

  /** Fails with ALREADY_EXISTS. */
  create: procedure("price-book:write")
    .input(CreatePrice)
    .mutation(({ ctx, input: { model, reason, ...input } }) => createPrice(ctx, { model, reason, input })),

  /** Fails with VERSION_MOVED, which carries the entry as it is now. */
  edit: procedure("price-book:write")
    .input(EditPrice)
    .mutation(({ ctx, input: { model, version, reason, changes } }) =>
      editPrice(ctx, { model, version, reason, input: changes, mode: "edit" }),
    ),

  toggle: procedure("price-book:write")
    .input(TogglePrice)
    .mutation(({ ctx, input: { model, version, reason, isActive } }) =>
      editPrice(ctx, { model, version, reason, input: { isActive }, mode: "edit" }),
    ),

  /** An old version is the price again, from now. Fails with VERSION_MOVED. */
  restore: procedure("price-book:write")
    .input(RestorePrice)
    .mutation(({ ctx, input }) => restorePrice(ctx, input)),

  /** Ends the price; requests of before keep it. Fails with DEFAULT_ENTRY_KEPT. */
  delete: procedure("price-book:write")
    .input(DeletePrice)
    .mutation(({ ctx, input }) => deletePrice(ctx, input)),
});
