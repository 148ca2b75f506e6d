/** A row by bare names: `lineItem/UsageType`, `line_item_usage_type` and `usage: { amount }` are all read alike. */
import { type Fields, fieldsOf } from "@ratecard/usage";
import type { Cell } from "../billed-line";

export const bareName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** Of one file, whose columns are the same in every row. */
export function openCells(): (row: Fields) => Cell {
  const bare = new Map<string, string>();
  const nameOf = (name: string): string => {
    const known = bare.get(name) ?? bareName(name);
    bare.set(name, known);
    return known;
  };
  return (row) => {
    const cells = new Map<string, unknown>();
    for (const [name, value] of Object.entries(row)) {
      const own = nameOf(name);
      cells.set(own, value);
      for (const [part, inner] of Object.entries(fieldsOf(value) ?? {})) cells.set(own + nameOf(part), inner);
    }
    return (name) => cells.get(name);
  };
}
