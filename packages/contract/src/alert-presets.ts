/** Rules to begin with, as good products offer them: limits to be changed, nothing on before somebody says so. */
import type { AlertCheck } from "./alerts";

export type AlertPreset = Readonly<{
  name: string;
  check: AlertCheck;
  /** Useful for everybody as it is; the others need a limit of one's own. */
  isRecommended: boolean;
}>;

export const ALERT_PRESETS: readonly AlertPreset[] = [
  {
    name: "Spend of a day",
    check: { kind: "daily-spend", of: "all", name: "", limitUsd: "1000" },
    isRecommended: false,
  },
  {
    name: "Unusual spend of a model",
    check: { kind: "unusual-spend", of: "model", name: "", percent: 300, weeks: 8, floorUsd: "25" },
    isRecommended: true,
  },
  {
    name: "Unusual spend of a team",
    check: { kind: "unusual-spend", of: "team", name: "", percent: 300, weeks: 8, floorUsd: "25" },
    isRecommended: false,
  },
  {
    name: "New expensive model",
    check: { kind: "expensive-model", per1MUsd: "30", dayUsd: "50" },
    isRecommended: true,
  },
  {
    name: "Share priced by a guess",
    check: { kind: "default-share", percent: 5, floorUsd: "10" },
    isRecommended: true,
  },
  { name: "No usage arrives", check: { kind: "no-events", minutes: 60, gateway: "" }, isRecommended: false },
  { name: "Catalogue grows old", check: { kind: "catalog-stale", days: 3 }, isRecommended: true },
  { name: "Upstream price moved", check: { kind: "price-moved", requests: 1 }, isRecommended: true },
  { name: "Monthly price review", check: { kind: "price-unreviewed", days: 30 }, isRecommended: true },
  { name: "Golden case fails", check: { kind: "case-fails" }, isRecommended: true },
  {
    name: "Budget will be exceeded",
    check: { kind: "budget", measure: "forecast", percent: 100 },
    isRecommended: true,
  },
  { name: "Quarantine grows", check: { kind: "quarantine", events: 100, per: "hour" }, isRecommended: true },
];
