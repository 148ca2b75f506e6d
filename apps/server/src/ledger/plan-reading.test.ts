import { addDays, type DayRange, daysInRange } from "@ratecard/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { KeyColumn } from "#server/ledger/rollups";
import { planReading } from "./plan-reading";

type Asked = Readonly<{ needsDays?: boolean; summedBefore?: string }>;
const plan = (columns: readonly KeyColumn[], from: string, to: string, asked: Asked = {}) =>
  planReading({ range: { from, to }, columns, needsDays: false, summedBefore: "2026-03-01", ...asked });
const tables = (...columns: readonly KeyColumn[]) => {
  const planned = plan(columns, "2026-03-01", "2026-03-02");
  return planned.readFrom === "sums" ? planned.spans.map(({ table }) => table) : planned.readFrom;
};

describe("the smallest rollup that has the columns", () => {
  test.each([
    [[], ["usage_total_day"]],
    [["model"], ["usage_by_model_day"]],
    [["pricing_source", "provider"], ["usage_by_provider_day"]],
    [["team"], ["usage_by_team_day"]],
    [["model", "team"], ["usage_by_team_model_day"]],
    [["end_user"], ["usage_by_user_day"]],
    [["api_key_alias"], ["usage_by_key_day"]],
    [["tag"], ["usage_by_tag_day"]],
    [["end_user", "model"], "requests"],
    [["tag", "team"], "requests"],
    [["team", "provider"], ["usage_by_team_model_day"]],
  ] as const)("%j: %j", (columns, expected) => {
    expect(tables(...columns)).toEqual(expected);
  });
});

describe("whole months, and days at the edges", () => {
  const spans = (from: string, to: string, asked?: Asked) => {
    const planned = plan([], from, to, asked);
    if (planned.readFrom !== "sums") return planned.readFrom;
    return planned.spans.map(({ table, from: first, to: last, without = [] }) =>
      [
        `${table.replace("usage_total_", "")} ${first} ${last}`,
        ...without.map((days) => `${days.from} ${days.to}`),
      ].join(" without "),
    );
  };

  test.each([
    [
      "2025-12-15",
      "2026-03-15",
      [
        "month 2025-12-01 2025-12-31 without 2025-12-01 2025-12-14",
        "month 2026-01-01 2026-02-28",
        "day 2026-03-01 2026-03-15",
      ],
    ],
    [
      "2025-12-18",
      "2026-03-15",
      ["day 2025-12-18 2025-12-31", "month 2026-01-01 2026-02-28", "day 2026-03-01 2026-03-15"],
    ],
    ["2026-01-01", "2026-01-31", ["month 2026-01-01 2026-01-31"]],
    ["2026-01-02", "2026-01-31", ["month 2026-01-01 2026-01-31 without 2026-01-01 2026-01-01"]],
    [
      "2026-01-03",
      "2026-01-29",
      ["month 2026-01-01 2026-01-31 without 2026-01-01 2026-01-02 without 2026-01-30 2026-01-31"],
    ],
    [
      "2026-01-05",
      "2026-01-20",
      ["month 2026-01-01 2026-01-31 without 2026-01-01 2026-01-04 without 2026-01-21 2026-01-31"],
    ],
    ["2026-01-06", "2026-01-20", ["day 2026-01-06 2026-01-20"]],
    ["2026-01-31", "2026-02-28", ["day 2026-01-31 2026-01-31", "month 2026-02-01 2026-02-28"]],
    [
      "2026-01-01",
      "2026-02-27",
      ["month 2026-01-01 2026-01-31", "month 2026-02-01 2026-02-28 without 2026-02-28 2026-02-28"],
    ],
    ["2026-03-01", "2026-04-30", ["day 2026-03-01 2026-04-30"]],
    ["2025-12-31", "2025-12-31", ["day 2025-12-31 2025-12-31"]],
  ])("%s to %s: %j", (from, to, expected) => {
    expect(spans(from, to)).toEqual(expected);
  });

  test.each([
    ["2026-03-01", "2026-03-20", ["month 2026-03-01 2026-03-10", "day 2026-03-11 2026-03-20"]],
    ["2026-03-01", "2026-03-11", ["month 2026-03-01 2026-03-10", "day 2026-03-11 2026-03-11"]],
    ["2026-03-01", "2026-03-10", ["month 2026-03-01 2026-03-10"]],
    ["2026-03-01", "2026-03-09", ["month 2026-03-01 2026-03-10 without 2026-03-10 2026-03-10"]],
    [
      "2026-03-02",
      "2026-03-20",
      ["month 2026-03-01 2026-03-10 without 2026-03-01 2026-03-01", "day 2026-03-11 2026-03-20"],
    ],
    ["2026-03-07", "2026-03-20", ["day 2026-03-07 2026-03-20"]],
    [
      "2026-01-31",
      "2026-03-20",
      ["day 2026-01-31 2026-01-31", "month 2026-02-01 2026-03-10", "day 2026-03-11 2026-03-20"],
    ],
    ["2026-03-11", "2026-04-20", ["day 2026-03-11 2026-04-20"]],
    ["2026-02-01", "2026-03-04", ["month 2026-02-01 2026-02-28", "day 2026-03-01 2026-03-04"]],
    ["2000-01-01", "2999-12-31", ["month 2000-01-01 2026-03-10", "day 2026-03-11 2999-12-31"]],
  ])("of a month that is summed until 10 March, %s to %s: %j", (from, to, expected) => {
    expect(spans(from, to, { summedBefore: "2026-03-11" })).toEqual(expected);
  });

  test("days are read where days are told apart", () => {
    expect(spans("2025-12-01", "2026-02-28", { needsDays: true })).toEqual(["day 2025-12-01 2026-02-28"]);
  });

  test("each day that is asked for is read once, and no other", () => {
    const day = fc.integer({ min: 0, max: 150 }).map((days) => addDays("2025-11-01", days));
    fc.assert(
      fc.property(day, day, day, (a, b, summedBefore) => {
        const range = a < b ? { from: a, to: b } : { from: b, to: a };
        const planned = planReading({ range, columns: [], needsDays: false, summedBefore });
        const times = new Map<string, number>();
        const add = ({ from, to }: DayRange, sign: number) => {
          for (const each of daysOf(from, to)) times.set(each, (times.get(each) ?? 0) + sign);
        };
        for (const { table, without = [], ...days } of planned.readFrom === "sums" ? planned.spans : []) {
          const isSummed = table.endsWith("_day") || (days.from.endsWith("-01") && days.to < summedBefore);
          expect(isSummed).toBe(true);
          expect(without.length === 0 || days.from.slice(0, 7) === days.to.slice(0, 7)).toBe(true);
          add(days, 1);
          for (const taken of without) add(taken, -1);
        }
        const read = new Map([...times].filter(([, count]) => count !== 0));
        expect(read).toEqual(new Map(daysOf(range.from, range.to).map((each) => [each, 1])));
      }),
    );
  });
});

const daysOf = (from: string, to: string): string[] =>
  Array.from({ length: daysInRange({ from, to }) }, (_, nth) => addDays(from, nth));
