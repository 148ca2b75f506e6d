/** The panel of a chart as a picture: title, chart and legend as they are on the screen, without the buttons. */
import { notifyError } from "#web/components/notify";

/** Sharp on paper and on a dense screen. */
const PIXEL_RATIO = 2;

/** Hands the panel that `inside` belongs to to the browser as a PNG. What draws it is loaded when it is needed. */
export async function downloadImage(inside: Element | null, name: string): Promise<void> {
  const panel = inside?.closest<HTMLElement>("section");
  if (!panel) return;
  try {
    const { toPng } = await import("html-to-image");
    const link = document.createElement("a");
    link.href = await toPng(panel, {
      pixelRatio: PIXEL_RATIO,
      skipFonts: true,
      filter: (node) => !(node instanceof HTMLElement && "actions" in node.dataset),
    });
    link.download = `${name}.png`;
    link.click();
  } catch (error) {
    notifyError(error);
  }
}
