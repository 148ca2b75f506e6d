/** A file of prices for programs, as it is: JSON or CSV in the body. */
import { ImportPricesBody, ImportPricesQuery, type PriceFileFormat } from "@ratecard/contract";
import { errorCodes } from "fastify";
import { changePrices } from "#server/changes/change-prices";
import { defineRoute } from "#server/rest/define-route";
import { type HttpCall, readBodyChunks, readBodyText } from "#server/rest/read-body-chunks";
import { refusedFile } from "./file-table";
import { type FileText, openPriceFile } from "./open-price-file";
import { priceFileSource } from "./price-file-source";

/** Beyond it a body is broken off; what is above the size of an import goes by unread. */
const IMPORT_LIMIT_BYTES = 512 * 1024 * 1024;
const ALL = "all";

export const priceFileRoutes = [
  defineRoute({
    method: "POST",
    path: "/api/prices/import",
    permission: "price-book:write",
    summary:
      "Import prices as one batch, JSON, CSV (Content-Type text/csv) or a LiteLLM config (application/yaml): all or nothing, unless skipRefused=true. Held rows need acceptHeld.",
    query: ImportPricesQuery,
    rawBody: ImportPricesBody,
    isStreamed: true,
    bodyLimitBytes: IMPORT_LIMIT_BYTES,
    handle: async (ctx, { query }, http) => {
      const { dryRun, skipRefused, unit = null, columns = {}, acceptHeld = [], effectiveFrom = null, name } = query;
      const { decimals, provider: providers } = query;
      const file = openPriceFile(await readFileBody(http));
      const rules = { columns, unit, decimals, providers, otherwise: "per-1m", unknown: "leave" } as const;
      const source = priceFileSource(file, rules);
      const choice = { skipRefused, acceptHeld: acceptHeld.includes(ALL) ? ALL : new Set(acceptHeld) } as const;
      return changePrices(ctx, source, { dryRun, effectiveFrom, name, choice });
    },
  }),
];

const MOST_BYTES = 24 * 1024 * 1024;

/**
 * The file of an import as it arrives by REST.
 * Errors  INVALID_INPUT for a body that is empty or no UTF-8; 413 for one that is larger than is taken: the rest of it goes by
 *         unread, so that its sender sees the sentence.
 */
async function readFileBody(call: HttpCall): Promise<FileText> {
  const type = call.request.headers["content-type"] ?? "";
  const chunks: Buffer[] = [];
  let length = 0;
  await readBodyChunks(call, (chunk) => {
    length += chunk.length;
    if (length > MOST_BYTES) {
      chunks.length = 0;
      throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
    }
    chunks.push(chunk);
  });
  const text = readBodyText(Buffer.concat(chunks), type);
  if (text.trim() !== "") return { text, format: formatOf(type) };
  throw refusedFile("empty-file");
}

function formatOf(type: string): PriceFileFormat {
  if (/^text\/(csv|tab-separated-values)\b/i.test(type)) return "csv";
  return /^application\/yaml\b/i.test(type) ? "yaml" : "json";
}
