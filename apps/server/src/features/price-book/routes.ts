/** The price book for programs: one price, all of them, files in and out. */
import { OnePrice, PriceInput } from "@ratecard/contract";
import type { FastifyRequest } from "fastify";
import { noSuchPrice } from "#server/entries/check-edit";
import { exportedPrice, pricesToCsv } from "#server/entries/price-csv";
import { findPrice, findPrices } from "#server/entries/rows";
import { DomainError, refusedField } from "#server/errors/domain-error";
import { defineRoute } from "#server/rest/define-route";
import type { ActingContext } from "#server/services/context";
import { deletePrice } from "./delete-price";
import { priceHistory } from "./history/price-history";
import { createPrice, editPrice, type SavedPrice } from "./save-price";

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
];

/** The version of an `If-Match` header, as our ETags carry it: `"3"`, `3` or `W/"3"`. null: no header. Errors: INVALID_INPUT. */
function ifMatchVersion({ headers }: FastifyRequest): number | null {
  const given = headers["if-match"];
  if (given === undefined) return null;
  const digits = /^(?:W\/)?"?(\d{1,15})"?$/.exec(given.trim())?.[1];
  if (digits === undefined) throw refusedField("If-Match", "not-the-version-read");
  return Number(digits);
}

const etagOf = (version: number): string => `"${version}"`;

/**
 * PUT of a whole price: creates the entry, or replaces it when `If-Match` names the version that was read.
 * Errors  VERSION_REQUIRED without If-Match for an existing entry, VERSION_MOVED when it is older than that; NOT_FOUND when
 *         If-Match is sent and there is no entry; and those of an edit.
 */
async function putPrice(
  ctx: ActingContext,
  { model, input, version }: Readonly<{ model: string; input: PriceInput; version: number | null }>,
): Promise<SavedPrice> {
  const existing = await findPrice(ctx.db.pool, model);
  if (!existing) {
    if (version !== null) throw noSuchPrice(model);
    return createPrice(ctx, { model, input });
  }
  if (version === null) throw new DomainError("VERSION_REQUIRED", { what: "price", name: model, as: "If-Match" });
  return editPrice(ctx, { model, input, version, mode: "replace" });
}
