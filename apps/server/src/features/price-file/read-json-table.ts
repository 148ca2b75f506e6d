/** A JSON array of prices. Errors: INVALID_INPUT for what is no list; an item that is no object is an answer. */
import { MOST_FILE_ROWS } from "@ratecard/contract";
import { readJsonText } from "#server/rest/read-body-chunks";
import { tooManyRows } from "./file-size";
import { type FileRow, type FileTable, refuseFile } from "./file-table";

export function readJsonTable(text: string): FileTable {
  if (!/^\uFEFF?\s*\[/.test(text)) throw refuseFile(NO_LIST);
  const list = readJsonText(text, "text");
  if (!Array.isArray(list)) throw refuseFile(NO_LIST);
  if (list.length > MOST_FILE_ROWS) throw tooManyRows();
  const rows = list.map(rowOf);
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  return { format: "json", columns, rows };
}

const NO_LIST = "must be a JSON array of prices, as GET /api/prices.json answers. CSV goes as text/csv.";

function rowOf(item: unknown, index: number): FileRow {
  const row = { place: `item ${index + 1}`, number: index + 1 };
  const isObject = typeof item === "object" && item !== null && !Array.isArray(item) && !("isLosslessNumber" in item);
  if (isObject) return { ...row, cells: Object.fromEntries(Object.entries(item)) };
  return {
    ...row,
    cells: {},
    problem: 'must be an object of a price\'s fields, as {"model": "gpt-4o", "inputPer1M": "2.5"}.',
  };
}
