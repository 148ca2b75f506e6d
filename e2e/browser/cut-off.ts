/** What must not be read in part, and is cut off on the page as it stands: labels of buttons and badges, amounts and times in tables. */
import type { Page } from "@playwright/test";

/** By their ellipsis they would be another amount, another time. */
const WHOLE = String.raw`^([-−+]?(\$[\d,.]+|[\d,.]+ ?%)|\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?)$`;

export const cutOff = (page: Page): Promise<string[]> =>
  page.locator(".mantine-Button-label, .mantine-Badge-label, [role=gridcell]").evaluateAll(
    (places, whole) =>
      places.flatMap((place) => {
        const text = place.textContent?.trim() ?? "";
        const isLabel = place.getAttribute("role") === null;
        // The cell itself, or what stands in it. An inline element has no width of its own.
        const isCut = [place, ...place.querySelectorAll("*")].some(
          ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth && clientWidth > 0,
        );
        return isCut && (isLabel || new RegExp(whole).test(text)) ? [text] : [];
      }),
    WHOLE,
  );
