/**
 * What parts of an invoice need of its columns, so that each is read as the first one is.
 * Rules   all columns by which the first part was known, or of which a line's day, model and cost are taken. Where both are tables also
 *         those that a line asks for: without one of them its tokens or its discount would be lost in silence.
 */
import { type FieldProblem, fieldProblem, type InvoiceColumns, type InvoiceFormat } from "@ratecard/contract";
import type { Cell } from "./billed-line";
import { listsOf } from "./formats/invoice-formats";
import { NEEDED_FIELDS } from "./formats/mapped-columns";
import { bareName, bareNames } from "./formats/row-cells";
import { flatNames, type OpenPart } from "./invoice-parts";

type Taken = Readonly<{ format: InvoiceFormat; columns: InvoiceColumns }>;

/** By the first part's names. */
export type PartColumns = Readonly<{
  /** Before a row is read. */
  problemOf: (part: OpenPart) => FieldProblem | null;
  /** Cells of a part, and which of their columns it turned out not to have. */
  watch: (part: OpenPart) => Readonly<{ watched: (cell: Cell) => Cell; problem: () => FieldProblem | null }>;
}>;

export function partColumns(first: OpenPart, { format, columns }: Taken): PartColumns {
  const nameOf = namesByBareName(flatNames(first));
  const lists = format === "columns" ? [neededOf(columns)] : listsOf(format);
  const ofFirst = lists.find((list) => list.every((bare) => nameOf.has(bare))) ?? [];
  const without = (part: OpenPart, bare: string | undefined): FieldProblem | null =>
    bare === undefined
      ? null
      : fieldProblem(part.name, "part-without-column", { column: nameOf.get(bare) ?? bare, first: first.name });
  return {
    problemOf: (part) => {
      const given = namesByBareName(flatNames(part));
      const isThere = (bare: string) => given.has(bare);
      return lists.some((list) => list.every(isThere))
        ? null
        : without(
            part,
            ofFirst.find((bare) => !isThere(bare)),
          );
    },
    watch: (part) => {
      const given = namesByBareName(part.names);
      const lost = new Set(first.header && part.header ? [...nameOf.keys()].filter((bare) => !given.has(bare)) : []);
      let asked: string | undefined;
      const watched =
        (cell: Cell): Cell =>
        (bare) => {
          if (lost.has(bare)) asked ??= bare;
          return cell(bare);
        };
      return { watched: lost.size === 0 ? (cell) => cell : watched, problem: () => without(part, asked) };
    },
  };
}

const namesByBareName = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.flatMap((name) => bareNames(name).map((bare) => [bare, name])));

const neededOf = (columns: InvoiceColumns): readonly string[] =>
  Object.entries(columns).flatMap(([name, field]) => (isNeeded(field) ? [bareName(name)] : []));

const isNeeded = (field: string | null): boolean => NEEDED_FIELDS.some((needed) => needed === field);
