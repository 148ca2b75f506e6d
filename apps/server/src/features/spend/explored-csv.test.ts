import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { exploredRows } from "./explored-csv";

const STEPS = ["2026-03-01", "2026-03-02"].map((day) => ({ name: day, from: day, to: day }));

it("has every series, Other and the total, to the last digit; no cell is a formula", () => {
  const explored = {
    metric: "costUsd" as const,
    interval: "day" as const,
    isCumulative: false,
    readFrom: "sums" as const,
    steps: STEPS,
    groups: ["team", "model"] as const,
    series: [
      { names: ["=1+1", 'say "hi", twice'], total: "0.000000000003", points: ["0.000000000001", "0.000000000002"] },
    ],
    other: { names: 2, total: "7", points: ["7", "0"] },
    total: { total: "7.000000000003", points: ["7.000000000001", "0.000000000002"] },
  };
  const csv = [...exploredRows(explored)].join("");
  expect(parse(csv)).toEqual([
    ["series", "team", "model", "day", "costUsd"],
    ["name", "'=1+1", 'say "hi", twice', "2026-03-01", "0.000000000001"],
    ["name", "'=1+1", 'say "hi", twice', "2026-03-02", "0.000000000002"],
    ["other", "", "", "2026-03-01", "7"],
    ["other", "", "", "2026-03-02", "0"],
    ["total", "", "", "2026-03-01", "7.000000000001"],
    ["total", "", "", "2026-03-02", "0.000000000002"],
  ]);
});
