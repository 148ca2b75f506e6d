/**
 * What must not be read in part, and is cut off on the page as it stands: labels of buttons and badges, times in tables.
 * Amounts are not looked at: how long they are depends on what is spent, and the whole of one is shown on hover.
 */
import type { Page } from "@playwright/test";

const TIME = String.raw`^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?$`;

export const cutOff = (page: Page): Promise<string[]> =>
  page.locator(".mantine-Button-label, .mantine-Badge-label, [role=gridcell]").evaluateAll(
    (places, time) =>
      places.flatMap((place) => {
        const text = place.textContent?.trim() ?? "";
        const isLabel = place.getAttribute("role") === null;
        // The cell itself, or what stands in it. An inline element has no width of its own.
        const isCut = [place, ...place.querySelectorAll("*")].some(
          ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth && clientWidth > 0,
        );
        return isCut && (isLabel || new RegExp(time).test(text)) ? [text] : [];
      }),
    TIME,
  );
