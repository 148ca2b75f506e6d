/** Tables that are wider than their place on the page as it stands, each with how much is out of sight. */
import type { Page } from "@playwright/test";

/** By their labels. The review of discovery has a column for each source of prices. */
const MAY_SCROLL = ["models"];

export const tooWide = (page: Page): Promise<string[]> =>
  page.getByRole("grid").evaluateAll(
    (grids, mayScroll) =>
      grids.flatMap((grid) => {
        const label = grid.getAttribute("aria-label") ?? "a table";
        const frame = grid.parentElement ?? grid;
        const hiddenPx = frame.scrollWidth - frame.clientWidth;
        return hiddenPx > 0 && !mayScroll.includes(label) ? [`${label}: ${hiddenPx} px`] : [];
      }),
    MAY_SCROLL,
  );
