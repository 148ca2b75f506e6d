/** The series of the cost chart: the dearest models in their order, then everything else, which is never left out. */
import type { SpendChart } from "./dashboard-data";
import { OTHER_COLOR, seriesColor } from "./series-colors";

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
