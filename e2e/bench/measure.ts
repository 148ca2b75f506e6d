/**
 * What a grid costs the main thread, measured alike for every grid: the medians of some rounds.
 * Units   milliseconds of CDP's TaskDuration; of ScriptDuration for scrolling.
 */
import type { CDPSession, Page } from "@playwright/test";

const ROUNDS = 5;

export type Figures = Readonly<{ mount: number; filter: number; scroll: number }>;

/** Both grids are looked at in the same cheap way, once a frame: Playwright's own roles would cost more than what is measured. */
export const shows = (page: Page, place: string, name: string) =>
  page.waitForFunction(
    ([selector, text]) => document.querySelector(selector ?? "")?.textContent?.includes(text ?? ""),
    [place, name],
    { polling: "raf" },
  );

type Works = Readonly<Record<keyof Figures, () => Promise<number>>>;

export async function measure(cdp: CDPSession, works: Works): Promise<Figures> {
  await cdp.send("Performance.enable");
  const medianOf = async (work: () => Promise<number>) => {
    const spent: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) spent.push(await work());
    return spent.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  };
  return {
    mount: await medianOf(works.mount),
    filter: await medianOf(works.filter),
    scroll: await medianOf(works.scroll),
  };
}

export async function metrics(cdp: CDPSession): Promise<Readonly<{ task: number; script: number }>> {
  const { metrics: all } = await cdp.send("Performance.getMetrics");
  const ms = (name: string) => 1000 * (all.find((metric) => metric.name === name)?.value ?? 0);
  return { task: ms("TaskDuration"), script: ms("ScriptDuration") };
}

/** 120 frames of 200 px down, then back to the top. */
export async function scroll(page: Page, cdp: CDPSession, selector: string): Promise<number> {
  const before = await metrics(cdp);
  await page.evaluate(async (wanted) => {
    const grid = document.querySelector(wanted);
    const frames = [grid?.parentElement, grid, ...(grid?.querySelectorAll("*") ?? [])];
    const frame = frames.find((each) => {
      if (!each || each.scrollHeight < each.clientHeight + 10_000) return false;
      each.scrollTop = 1;
      return each.scrollTop > 0;
    });
    if (!frame) throw new Error(`Nothing scrolls in ${wanted}.`);
    for (let step = 0; step < 120; step += 1) {
      frame.scrollTop += 200;
      await new Promise((next) => requestAnimationFrame(next));
    }
    frame.scrollTop = 0;
  }, selector);
  return (await metrics(cdp)).script - before.script;
}
