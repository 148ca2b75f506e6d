/**
 * What a grid costs the main thread, measured alike for every grid: the medians of some rounds.
 * Units   milliseconds of CDP's TaskDuration; of ScriptDuration for scrolling.
 */
import type { CDPSession, Page } from "@playwright/test";

const ROUNDS = 15;

export type Figures = Readonly<{ mount: number; filter: number; scroll: number }>;

/** Both grids are looked at in the same cheap way, once a frame: Playwright's own roles would cost more than what is measured. */
export const shows = (page: Page, place: string, name: string) =>
  page.waitForFunction(
    ([selector, text]) => document.querySelector(selector ?? "")?.textContent?.includes(text ?? ""),
    [place, name],
    { polling: "raf" },
  );

export type Works = Readonly<Record<keyof Figures, () => Promise<number>>>;

/** Of each grid, in their order. They take turns, so that a busy machine is busy for all of them. */
export async function measureInTurn(grids: readonly Works[]): Promise<readonly Figures[]> {
  const spent = grids.map(() => ({ mount: [] as number[], filter: [] as number[], scroll: [] as number[] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [nth, works] of grids.entries()) {
      for (const what of WORKS) spent[nth]?.[what].push(await works[what]());
    }
  }
  return spent.map(({ mount, filter, scroll: scrolled }) => ({
    mount: median(mount),
    filter: median(filter),
    scroll: median(scrolled),
  }));
}

const WORKS = ["mount", "filter", "scroll"] as const;

const median = (spent: readonly number[]): number => spent.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;

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
