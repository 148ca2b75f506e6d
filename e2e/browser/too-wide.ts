/** Tables that are wider than their place on the page as it stands, each with how much is out of sight. */
import type { Page } from "@playwright/test";

/** Tables that people work through, by their labels. Reviews may scroll: they have a column for each source of prices. */
const WHOLE = [
  "Corrections",
  "default-priced names",
  "Golden cases",
  "Imports",
  "Months",
  "prices",
  "Reconciliations",
  "Requests",
  "Runs",
  "alerts",
  "audit entries",
  "custom names",
  "rules",
  "users",
];

export const tooWide = (page: Page): Promise<string[]> =>
  page.getByRole("grid").evaluateAll(
    (grids, whole) =>
      grids.flatMap((grid) => {
        const label = grid.getAttribute("aria-label") ?? "a table";
        const frame = grid.parentElement ?? grid;
        const hiddenPx = frame.scrollWidth - frame.clientWidth;
        return hiddenPx > 0 && whole.includes(label) ? [`${label}: ${hiddenPx} px`] : [];
      }),
    WHOLE,
  );
