/** Tables that are wider than their place on the page as it stands, each with how much is out of sight. */
import type { Page } from "@playwright/test";

/** May scroll: the review of models has a column for each source of prices, a chart's table one for each name. */
const MAY_SCROLL = "^models$|, step by step$";

export const tooWide = (page: Page): Promise<string[]> =>
  page.getByRole("grid").evaluateAll(
    (grids, mayScroll) =>
      grids.flatMap((grid) => {
        const label = grid.getAttribute("aria-label") ?? "a table";
        const frame = grid.parentElement ?? grid;
        const hiddenPx = frame.scrollWidth - frame.clientWidth;
        return hiddenPx > 0 && !new RegExp(mayScroll).test(label) ? [`${label}: ${hiddenPx} px`] : [];
      }),
    MAY_SCROLL,
  );
