/** The price book for programs: one price, all of them, files in and out. */
import {
  ApplyFindings,
  BulkEdit,
  ImportPricesBody,
  ImportPricesQuery,
  ListFindings,
  OnePrice,
  PreviewBulkEdit,
  PreviewFindings,
  PriceInput,
} from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { defineRoute } from "#server/rest/define-route";
import { applyFindings } from "./findings/apply-findings";
import { bulkEdit } from "./bulk/bulk-edit";
import { noSuchPrice } from "./check-edit";
import { deletePrice } from "./delete-price";
import { etagOf, ifMatchVersion } from "./if-match";
import { exportedPrice, pricesToCsv } from "./price-csv";
import { listFindings } from "./findings/list-findings";
import { previewBulkEdit } from "./bulk/preview-bulk-edit";
import { previewFindings } from "./findings/preview-findings";
import { priceHistory } from "./history/price-history";
import { importPrices } from "./price-file/import-prices";
import { importOrder } from "./price-file/import-order";
import { openPriceFile } from "./price-file/open-price-file";
import { readFileBody } from "./price-file/read-file-body";
import { putPrice } from "./put-price";
import { findPrice, findPrices } from "./rows";

/** Beyond it a body is broken off; what is above the size of an import goes by unread. */
const IMPORT_LIMIT_BYTES = 512 * 1024 * 1024;
/** As many rows as one bulk edit may have, with names of any length. */
const BULK_LIMIT_BYTES = 8 * 1024 * 1024;

export const priceBookRoutes = [
  defineRoute({
    method: "GET",
    path: "/api/prices",
    permission: "price-book:read",
    summary: "Every entry of the price book with its version.",
    handle: async ({ db, prices }) => ({
      pricesVersion: prices.now().version.toString(),
      prices: (await findPrices(db.pool)).map(({ view }) => view),
    }),
  }),
  defineRoute({
    method: "GET",
    path: "/api/price-findings",
    permission: "price-book:read",
    summary: "What looks wrong in the price book, gravest first, each with its remedy; ?code= for one kind.",
    query: ListFindings,
    handle: (ctx, { query }) => listFindings(ctx, query),
  }),
  defineRoute({
    method: "POST",
    path: "/api/price-findings/preview",
    permission: "price-book:read",
    summary: "What applying these findings would do, one by one, and to the last 30 days. Writes nothing.",
    body: PreviewFindings,
    bodyLimitBytes: BULK_LIMIT_BYTES,
    handle: (ctx, { body }) => previewFindings(ctx, body),
  }),
  defineRoute({
    method: "POST",
    path: "/api/price-findings/apply",
    permission: "price-book:write",
    summary: "Apply the remedies of these findings as one batch that can be taken back (412 when an entry moved).",
    body: ApplyFindings,
    bodyLimitBytes: BULK_LIMIT_BYTES,
    handle: (ctx, { body }) => applyFindings(ctx, body),
  }),
  defineRoute({
    method: "GET",
    path: "/api/prices/:model",
    permission: "price-book:read",
    summary: "One entry; its version is the ETag.",
    params: OnePrice,
    handle: async ({ db }, { params }, { reply }) => {
      const found = await findPrice(db.pool, params.model);
      if (!found) throw noSuchPrice(params.model);
      void reply.header("etag", etagOf(found.view.version));
      return found.view;
    },
  }),
  defineRoute({
    method: "PUT",
    path: "/api/prices/:model",
    permission: "price-book:write",
    summary:
      "Create a price, or replace one: send the version that was read as If-Match (428 without, 412 when it moved).",
    params: OnePrice,
    body: PriceInput,
    numbers: "text",
    handle: async (ctx, { params, body }, { request, reply }) => {
      const saved = await putPrice(ctx, { model: params.model, input: body, version: ifMatchVersion(request) });
      void reply.code(saved.outcome === "added" ? 201 : 200).header("etag", etagOf(saved.price.version));
      return saved;
    },
  }),
  defineRoute({
    method: "DELETE",
    path: "/api/prices/:model",
    permission: "price-book:write",
    summary: "End a price now; needs If-Match. Requests of before keep it.",
    params: OnePrice,
    handle: async (ctx, { params: { model } }, { request }) => {
      const version = ifMatchVersion(request);
      if (version === null) {
        const isThere = (await findPrice(ctx.db.pool, model)) !== null;
        const required = { what: "price", name: model, as: "If-Match" };
        throw isThere ? new DomainError("VERSION_REQUIRED", required) : noSuchPrice(model);
      }
      return deletePrice(ctx, { model, version });
    },
  }),
  defineRoute({
    method: "GET",
    path: "/api/prices/:model/history",
    permission: "price-book:read",
    summary: "Every value an entry had, has or will have, newest record first.",
    params: OnePrice,
    handle: (ctx, { params }) => priceHistory(ctx, params.model),
  }),
  defineRoute({
    method: "GET",
    path: "/api/prices.json",
    permission: "price-book:read",
    summary: "The price book as a JSON array that the import takes back without loss.",
    handle: async ({ db }, _input, { reply }) => {
      void reply.header("content-disposition", 'attachment; filename="prices.json"');
      return (await findPrices(db.pool)).map(({ view }) => exportedPrice(view));
    },
  }),
  defineRoute({
    method: "GET",
    path: "/api/prices.csv",
    permission: "price-book:read",
    summary: "The price book as CSV that the import takes back without loss. USD per 1,000,000 tokens.",
    produces: "text/csv",
    handle: async ({ db }, _input, { reply }) => {
      void reply.type("text/csv; charset=utf-8").header("content-disposition", 'attachment; filename="prices.csv"');
      return pricesToCsv((await findPrices(db.pool)).map(({ view }) => view));
    },
  }),
  defineRoute({
    method: "POST",
    path: "/api/prices/bulk/preview",
    permission: "price-book:read",
    summary: "What one change of many prices would do, row by row, and to the last 30 days. Writes nothing.",
    body: PreviewBulkEdit,
    bodyLimitBytes: BULK_LIMIT_BYTES,
    handle: (ctx, { body }) => previewBulkEdit(ctx, body),
  }),
  defineRoute({
    method: "POST",
    path: "/api/prices/bulk",
    permission: "price-book:write",
    summary: "Change many prices at once, as one batch that can be taken back: all rows or none (412 when one moved).",
    body: BulkEdit,
    bodyLimitBytes: BULK_LIMIT_BYTES,
    handle: (ctx, { body }) => bulkEdit(ctx, body),
  }),
  defineRoute({
    method: "POST",
    path: "/api/prices/import",
    permission: "price-book:write",
    summary:
      "Import prices as one batch, JSON, CSV (Content-Type text/csv) or a LiteLLM config (application/yaml): all or nothing, unless skipBad=true. Far moves need acceptFar.",
    query: ImportPricesQuery,
    rawBody: ImportPricesBody,
    isStreamed: true,
    bodyLimitBytes: IMPORT_LIMIT_BYTES,
    handle: async (ctx, { query }, http) => {
      const { rules, order } = importOrder(query);
      const file = openPriceFile(await readFileBody(http));
      return { ...(await importPrices(ctx, file, rules, order)), file: file.about };
    },
  }),
];
