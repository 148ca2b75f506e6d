import { expect, it } from "vitest";
import { aSyncRow } from "./testing/a-sync-row";
import { impactOf, needsTick, selectedRows, tickedRows } from "./ticked-rows";

const FAR = aSyncRow({
  model: "gpt-far",
  isTakenByItself: false,
  holds: [{ kind: "move", field: "input", move: "tenfold" }],
});
const ROWS = [
  aSyncRow({ model: "gpt-4o", impact: { requests: 2, beforeUsd: "0.1", afterUsd: "0.2" } }),
  FAR,
  aSyncRow({ model: "agreed", outcome: "same", seen: null, isTakenByItself: false }),
];
const names = (selection: ReadonlySet<string> | null) => selectedRows(ROWS, selection).map(({ model }) => model);

it("what needs no look stands ticked until somebody ticks; rows that write nothing never are", () => {
  expect(names(null)).toEqual(["gpt-4o"]);
  expect(names(new Set())).toEqual([]);
  expect(names(new Set(["gpt-far", "agreed", "gone"]))).toEqual(["gpt-far"]);
});

it("a second tick is for the difference that was shown", () => {
  expect(needsTick(FAR, new Set())).toBe(true);
  expect(needsTick(FAR, new Set(["seen gpt-far"]))).toBe(false);
  expect(needsTick({ ...FAR, seen: "another" }, new Set(["seen gpt-far"]))).toBe(true);
  expect(needsTick(aSyncRow({}), new Set())).toBe(false);
});

it("sends what was seen, and adds up exactly what the last 30 days would have cost", () => {
  expect(tickedRows(ROWS)).toEqual([
    { model: "gpt-4o", seen: "seen gpt-4o", isAcknowledged: false },
    { model: "gpt-far", seen: "seen gpt-far", isAcknowledged: true },
  ]);
  const again = aSyncRow({ impact: { requests: 1, beforeUsd: "0.2", afterUsd: "0.000000000001" } });
  expect(impactOf([...ROWS, again])).toEqual({ requests: 3, beforeUsd: "0.3", afterUsd: "0.200000000001" });
});
