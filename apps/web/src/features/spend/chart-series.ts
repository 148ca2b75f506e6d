/** The series of the cost chart: the dearest models in their order, then everything else, which is never left out. */
import type { RouterOutputs } from "#web/trpc";

export type CostSeries = Readonly<{
  key: string;
  /** In `byModel` of a day. */
  position: number;
  /** null: the rest. */
  model: string | null;
  label: string;
  color: string;
}>;

export function costSeries({ models, otherModels }: Pick<SpendChart, "models" | "otherModels">): readonly CostSeries[] {
  const named = models.map((model, position) => ({
    key: `model-${position}`,
    position,
    model,
    label: model,
    color: seriesColor(position),
  }));
  if (otherModels === 0) return named;
  const label = otherModels === 1 ? "1 other model" : `${otherModels} other models`;
  return [...named, { key: "other", position: -1, model: null, label, color: OTHER_COLOR }];
}

/**
 * Ten colours that colour-blind people tell apart, and a grey for the rest; as CSS for both schemes.
 * Source  Okabe and Ito's eight (less black, yellow darkened on white), with violet and brown; neighbours differ in lightness.
 */
const SERIES = [
  "light-dark(#0072b2, #4aa3df)",
  "light-dark(#e69f00, #f0b53d)",
  "light-dark(#009e73, #2cc29a)",
  "light-dark(#cc79a7, #e3a3c6)",
  "light-dark(#d55e00, #f08345)",
  "light-dark(#56b4e9, #93d2f7)",
  "light-dark(#7d5ba6, #a98bd4)",
  "light-dark(#b8a500, #dccb4a)",
  "light-dark(#7f4f24, #bd8a5c)",
  "light-dark(#4db6ac, #8edbd2)",
] as const;

const OTHER_COLOR = "light-dark(#9aa5a1, #66726d)";

const seriesColor = (index: number): string => SERIES[index % SERIES.length] ?? OTHER_COLOR;

/** The series of the token chart. Cached input is part of the input, so it is drawn apart from the rest of it. */
export const TOKEN_SERIES = [
  { name: "fresh", label: "Input", color: seriesColor(0) },
  { name: "cached", label: "Cached input", color: seriesColor(5) },
  { name: "output", label: "Output", color: seriesColor(1) },
] as const;

/** The shapes of the dashboard, inferred from the server. */
export type Dashboard = RouterOutputs["spend"]["dashboard"];
export type Totals = Dashboard["totals"];
export type RankedSpend = Dashboard["models"][number];
export type SpendChart = Dashboard["chart"];
