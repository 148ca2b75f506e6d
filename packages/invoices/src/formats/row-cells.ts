/** A row by bare names: `lineItem/UsageType`, `line_item_usage_type` and `usage: { amount }` are all read alike. */
import { type Fields, fieldsOf } from "@ratecard/usage";
import type { Cell } from "../billed-line";
import { textIn } from "../cell-values";

/** Of several names of one thing, the first cell that is filled. */
export const firstOf = (cell: Cell, ...names: readonly string[]): unknown =>
  names.map(cell).find((value) => textIn(value) !== "");

export const bareName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** `Cost ($)`, `Usage amount (count)`. */
const BRACKETS = /^(.+?)\s*\(([^()]*)\)$/;

type Known = Readonly<{ bare: string; bracketed: Readonly<{ name: string; unit: string }> | null }>;

function knownName(name: string): Known {
  const [, outside = "", unit = ""] = BRACKETS.exec(name) ?? [];
  return { bare: bareName(name), bracketed: outside === "" ? null : { name: bareName(outside), unit } };
}

/** What a column is called: `Cost ($)` is `cost` too. */
export function bareNames(name: string): readonly string[] {
  const { bare, bracketed } = knownName(name);
  return bracketed === null ? [bare] : [bare, bracketed.name];
}

/** Of one file, whose columns are the same in every row. `Cost ($)` is `cost` too, and its unit `costin`, where no other column is. */
export function openCells(): (row: Fields) => Cell {
  const names = new Map<string, Known>();
  const withBrackets = new Set<string>();
  const nameOf = (name: string): Known => {
    const known = names.get(name) ?? knownName(name);
    names.set(name, known);
    if (known.bracketed) withBrackets.add(name);
    return known;
  };
  return (row) => {
    const cells = new Map<string, unknown>();
    for (const [name, value] of Object.entries(row)) {
      const { bare } = nameOf(name);
      cells.set(bare, value);
      for (const [part, inner] of Object.entries(fieldsOf(value) ?? {})) cells.set(bare + nameOf(part).bare, inner);
    }
    for (const name of withBrackets) {
      const { bare, bracketed } = nameOf(name);
      if (bracketed === null || (bracketed.name !== bare && cells.has(bracketed.name))) continue;
      cells.set(bracketed.name, row[name]);
      cells.set(`${bracketed.name}in`, bracketed.unit);
    }
    return (name) => cells.get(name);
  };
}
