/** The series of a chart from what the server explored: names in their order, then everything else, which is never left out. */
import { SPEND_METRICS, type SpendMetric } from "@ratecard/contract";
import { isHour, type Unit } from "#web/components/charts/chart-numbers";
import { DIMENSION_WORDS, nameWords } from "#web/components/filters/filters-in-url";
import { minuteIn } from "#web/components/today-in";
import type { RouterOutputs } from "#web/trpc";
import { colorsOf, OTHER_COLOR, TOTAL_COLOR } from "./name-colors";

/** The shapes of the spend pages, inferred from the server. */
export type Dashboard = RouterOutputs["spend"]["dashboard"];
export type Totals = Dashboard["totals"];
export type RankedSpend = RouterOutputs["spend"]["ranking"]["names"][number];
export type Explored = RouterOutputs["spend"]["dashboard"]["chart"];
/** With what of it corrects closed months. */
export type ExploreAnswer = RouterOutputs["spend"]["explore"];
export type Step = Explored["steps"][number];

const DAY_LETTERS = "2026-01-31".length;

/** An hour as "2026-03-01 14:00" in the zone of the ledger; the names of other steps are words already. */
export const stepWords = (name: string, zone: string): string => (isHour(name) ? minuteIn(zone, name) : name);

/** "2026-03-01 to 2026-03-31". */
export function daysWords(steps: readonly Step[], zone: string): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return "";
  return [first.from, isHour(last.to) ? last.from : last.to]
    .map((day) => stepWords(day, zone).slice(0, DAY_LETTERS))
    .join(" to ");
}

export const unitOf = (metric: SpendMetric): Unit => SPEND_METRICS[metric];

export type ChartSeries = Readonly<{
  key: string;
  label: string;
  color: string;
  /** In the order of the groups; null: everything else, or the total. */
  names: readonly string[] | null;
  /** Exact decimal text, in the order of the steps. */
  points: readonly string[];
  total: string;
}>;

export function seriesOf({ series, other, total, groups }: Explored): readonly ChartSeries[] {
  if (groups.length === 0) return [{ key: "total", label: "Total", color: TOTAL_COLOR, names: null, ...total }];
  const colors = colorsOf(series.map(({ names }) => names.join("\n")));
  const named = series.map(
    (each, index): ChartSeries => ({
      key: `series-${index}`,
      label: each.names.map((name, place) => nameWords(groups[place] ?? "model", name)).join(" · "),
      color: colors[index] ?? OTHER_COLOR,
      ...each,
    }),
  );
  if (!other) return named;
  const label = `Other (${other.names} more)`;
  return [...named, { key: "other", label, color: OTHER_COLOR, names: null, points: other.points, total: other.total }];
}

/** "Model and team", for headings. */
export const groupWords = (groups: Explored["groups"]): string =>
  groups
    .map((group, index) => (index === 0 ? DIMENSION_WORDS[group] : DIMENSION_WORDS[group].toLowerCase()))
    .join(" and ");

/** Cached input is part of the input, so it is drawn apart from the rest of it. */
export function tokenSeries(trend: Dashboard["trend"]): readonly ChartSeries[] {
  const [first, second, third] = TOKEN_COLORS;
  const kinds = [
    { key: "fresh", label: "Input", color: first, of: freshInput },
    {
      key: "cached",
      label: "Cached input",
      color: second,
      of: ({ cacheReadTokens }: TrendDay) => BigInt(cacheReadTokens),
    },
    { key: "output", label: "Output", color: third, of: ({ completionTokens }: TrendDay) => BigInt(completionTokens) },
  ];
  return kinds.map(({ of, ...kind }) => {
    const counts = trend.map(of);
    return { ...kind, names: null, points: counts.map(String), total: String(sumOf(counts)) };
  });
}

const TOKEN_COLORS = [
  "light-dark(#0072b2, #4aa3df)",
  "light-dark(#56b4e9, #93d2f7)",
  "light-dark(#e69f00, #f0b53d)",
] as const;

type TrendDay = Dashboard["trend"][number];
const freshInput = ({ promptTokens, cacheReadTokens }: TrendDay) => BigInt(promptTokens) - BigInt(cacheReadTokens);
const sumOf = (counts: readonly bigint[]) => counts.reduce((sum, count) => sum + count, 0n);

/** All tokens of each day. */
export function tokenTotal(trend: Dashboard["trend"]): Readonly<{ points: readonly string[]; total: string }> {
  const counts = trend.map(({ promptTokens, completionTokens }) => BigInt(promptTokens) + BigInt(completionTokens));
  return { points: counts.map(String), total: String(sumOf(counts)) };
}
