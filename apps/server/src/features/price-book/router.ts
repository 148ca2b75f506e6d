/** Price-book procedures: check the input, call one verb. No rule is decided here. */
import {
  ApplyFinding,
  ApplyFindings,
  BulkEdit,
  CompareVersions,
  CreatePrice,
  DeletePrice,
  EditPrice,
  ImportPriceFile,
  KeepFinding,
  ListFindings,
  OnePrice,
  PreviewBulkEdit,
  PreviewFindings,
  PreviewPrice,
  PreviewPriceFile,
  RestorePrice,
  TogglePrice,
} from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { applyFinding } from "./findings/apply-finding";
import { applyFindings } from "./findings/apply-findings";
import { bulkEdit } from "./bulk/bulk-edit";
import { compareVersions } from "./history/compare-versions";
import { deletePrice } from "./delete-price";
import { keepFinding } from "./findings/keep-finding";
import { countFindings, listFindings } from "./findings/list-findings";
import { listPrices } from "./list-prices";
import { previewBulkEdit } from "./bulk/preview-bulk-edit";
import { previewFindings } from "./findings/preview-findings";
import { previewPrice } from "./preview-price";
import { priceHistory } from "./history/price-history";
import { importPriceFile } from "./price-file/import-price-file";
import { previewPriceFile } from "./price-file/preview-price-file";
import { pricingDefaults } from "./pricing-defaults";
import { restorePrice } from "./history/restore-price";
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

  /** A mutation only because its rows are too many for an address; it writes nothing. */
  previewBulkEdit: procedure("price-book:read")
    .input(PreviewBulkEdit)
    .mutation(({ ctx, input }) => previewBulkEdit(ctx, input)),

  /** All rows or none. Fails with VERSION_MOVED (which rows moved), INVALID_INPUT (which rows need a tick). */
  bulkEdit: procedure("price-book:write")
    .input(BulkEdit)
    .mutation(({ ctx, input }) => bulkEdit(ctx, input)),

  /** A mutation only because a file is too long for an address; it writes nothing. */
  previewImport: procedure("price-book:write")
    .input(PreviewPriceFile)
    .mutation(({ ctx, input }) => previewPriceFile(ctx, input)),

  /** One batch, all or nothing. Fails with VERSION_MOVED (which rows moved), INVALID_INPUT (bad rows, far moves). */
  importFile: procedure("price-book:write")
    .input(ImportPriceFile)
    .mutation(({ ctx, input }) => importPriceFile(ctx, input)),

  /** Ends the price; requests of before keep it. Fails with DEFAULT_ENTRY_KEPT. */
  delete: procedure("price-book:write")
    .input(DeletePrice)
    .mutation(({ ctx, input }) => deletePrice(ctx, input)),

  /** What looks wrong in the price book as it is in force, gravest first; each with its remedy. */
  findings: procedure("price-book:read")
    .input(ListFindings.optional())
    .query(({ ctx, input }) => listFindings(ctx, input)),

  /** Cheap beside the list of them. */
  countFindings: procedure("price-book:read").query(({ ctx }) => countFindings(ctx)),

  /** Applies the remedy as it was read. NOT_FOUND: it is settled or another by now; else as the edit it is. */
  applyFinding: procedure("price-book:write")
    .input(ApplyFinding)
    .mutation(({ ctx, input }) => applyFinding(ctx, input)),

  /** A mutation only because its findings are too many for an address; it writes nothing. */
  previewFindings: procedure("price-book:read")
    .input(PreviewFindings)
    .mutation(({ ctx, input }) => previewFindings(ctx, input)),

  /** One batch, all or none; what is settled, pinned or cannot be applied is left alone. Fails with VERSION_MOVED. */
  applyFindings: procedure("price-book:write")
    .input(ApplyFindings)
    .mutation(({ ctx, input }) => applyFindings(ctx, input)),

  /** The entry stays as it is and the finding is not shown again while both stay the same. */
  keepFinding: procedure("price-book:write")
    .input(KeepFinding)
    .mutation(({ ctx, input }) => keepFinding(ctx, input)),
});
