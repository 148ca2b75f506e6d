/** A price file before anything in it was understood: its columns, and its rows with their places. */
import type { PriceFileFormat } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";

export type FileRow = Readonly<{
  /** "line 7" of a CSV, "item 3" of a JSON array. */
  place: string;
  /** Line or item as a number. */
  number: number;
  /** By the file's own columns: text of a CSV, JSON values with the digits of numbers kept. */
  cells: Readonly<Record<string, unknown>>;
  /** Why the row is none at all. */
  problem?: string;
}>;

export type FileTable = Readonly<{
  format: PriceFileFormat;
  columns: readonly string[];
  rows: readonly FileRow[];
}>;

export const refuseFile = (problem: string) =>
  new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] });
