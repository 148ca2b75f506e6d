/**
 * The file of an import as it arrives by REST.
 * Errors  INVALID_INPUT for a body that is empty or no UTF-8; 413 for one that is larger than is taken: the rest of it goes by
 *         unread, so that its sender sees the sentence.
 */
import type { PriceFileFormat } from "@ratecard/contract";
import { errorCodes } from "fastify";
import { type HttpCall, readBodyChunks, readBodyText } from "#server/rest/read-body-chunks";
import { refuseFile } from "./file-table";
import type { FileText } from "./open-price-file";

const MOST_BYTES = 24 * 1024 * 1024;

export async function readFileBody(call: HttpCall): Promise<FileText> {
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
  throw refuseFile("is empty. Send a JSON array of prices, or CSV with Content-Type text/csv.");
}

function formatOf(type: string): PriceFileFormat {
  if (/^text\/(csv|tab-separated-values)\b/i.test(type)) return "csv";
  return /^application\/yaml\b/i.test(type) ? "yaml" : "json";
}
