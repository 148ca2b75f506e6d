import { describe, expect, test } from "vitest";
import type { KeyColumn } from "#server/ledger/rollups";
import { planReading } from "./plan-reading";

type Asked = Readonly<{ needsDays?: boolean; summedBefore?: string; behindMonth?: string }>;
const plan = (columns: readonly KeyColumn[], from: string, to: string, asked: Asked = {}) => {
  const { needsDays = false, summedBefore = "2026-03-01", behindMonth = null } = asked;
  return planReading({ range: { from, to }, columns, needsDays, months: { summedBefore, behindMonth } });
};
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
    return planned.spans.map((span) => `${span.table.replace("usage_total_", "")} ${span.from} ${span.to}`);
  };

  test.each([
    [
      "2025-12-15",
      "2026-03-15",
      ["day 2025-12-15 2025-12-31", "month 2026-01-01 2026-02-28", "day 2026-03-01 2026-03-15"],
    ],
    ["2026-01-01", "2026-01-31", ["month 2026-01-01 2026-01-31"]],
    ["2026-01-02", "2026-01-31", ["day 2026-01-02 2026-01-31"]],
    ["2026-01-31", "2026-02-28", ["day 2026-01-31 2026-01-31", "month 2026-02-01 2026-02-28"]],
    ["2026-01-01", "2026-02-27", ["month 2026-01-01 2026-01-31", "day 2026-02-01 2026-02-27"]],
    ["2026-03-01", "2026-04-30", ["day 2026-03-01 2026-04-30"]],
    ["2025-12-31", "2025-12-31", ["day 2025-12-31 2025-12-31"]],
  ])("%s to %s: %j", (from, to, expected) => {
    expect(spans(from, to)).toEqual(expected);
  });

  test.each([
    ["2026-03-01", "2026-03-20", ["month 2026-03-01 2026-03-10", "day 2026-03-11 2026-03-20"]],
    ["2026-03-01", "2026-03-11", ["month 2026-03-01 2026-03-10", "day 2026-03-11 2026-03-11"]],
    ["2026-03-01", "2026-03-10", ["month 2026-03-01 2026-03-10"]],
    ["2026-03-01", "2026-03-09", ["day 2026-03-01 2026-03-09"]],
    ["2026-03-02", "2026-03-20", ["day 2026-03-02 2026-03-20"]],
    [
      "2026-01-31",
      "2026-03-20",
      ["day 2026-01-31 2026-01-31", "month 2026-02-01 2026-03-10", "day 2026-03-11 2026-03-20"],
    ],
    ["2026-03-11", "2026-04-20", ["day 2026-03-11 2026-04-20"]],
    ["2026-02-01", "2026-03-09", ["month 2026-02-01 2026-02-28", "day 2026-03-01 2026-03-09"]],
  ])("of a month that is summed until 10 March, %s to %s: %j", (from, to, expected) => {
    expect(spans(from, to, { summedBefore: "2026-03-11" })).toEqual(expected);
  });

  test.each([
    [
      "2025-11-15",
      "2026-03-15",
      [
        "day 2025-11-15 2025-11-30",
        "month 2025-12-01 2025-12-31",
        "day 2026-01-01 2026-01-31",
        "month 2026-02-01 2026-02-28",
        "day 2026-03-01 2026-03-15",
      ],
    ],
    ["2026-01-01", "2026-01-31", ["day 2026-01-01 2026-01-31"]],
    ["2026-02-01", "2026-02-28", ["month 2026-02-01 2026-02-28"]],
    ["2026-01-05", "2026-02-28", ["day 2026-01-05 2026-01-31", "month 2026-02-01 2026-02-28"]],
  ])("while January is behind its days, %s to %s: %j", (from, to, expected) => {
    expect(spans(from, to, { behindMonth: "2026-01-01" })).toEqual(expected);
  });

  test("of a month that is behind and summed until 10 March, days are read up to there once", () => {
    expect(spans("2026-02-01", "2026-03-20", { summedBefore: "2026-03-11", behindMonth: "2026-03-01" })).toEqual([
      "month 2026-02-01 2026-02-28",
      "day 2026-03-01 2026-03-10",
      "day 2026-03-11 2026-03-20",
    ]);
  });

  test("days are read where days are told apart", () => {
    expect(spans("2025-12-01", "2026-02-28", { needsDays: true })).toEqual(["day 2025-12-01 2026-02-28"]);
  });
});
