import { expect, it } from "vitest";
import { countWritten } from "./count-written";

it("counts what takes the default price apart, of the rows that are written", () => {
  const row = (outcome: "added" | "changed" | "same", isPlaceholder: boolean) => ({ outcome, isPlaceholder });
  const rows = [row("added", false), row("changed", false), row("added", true), row("same", true), row("same", false)];
  expect(countWritten(rows)).toEqual({ priced: 2, placeholders: 1 });
});
