/** The series of the token chart. Cached input is part of the input, so it is drawn apart from the rest of it. */
import { seriesColor } from "./series-colors";

export const TOKEN_SERIES = [
  { name: "fresh", label: "Input", color: seriesColor(0) },
  { name: "cached", label: "Cached input", color: seriesColor(5) },
  { name: "output", label: "Output", color: seriesColor(1) },
] as const;
