/** What axe calls serious or critical on the page as it stands, one text a rule; of `rules` only, where they are given. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export async function seriousProblems(page: Page, rules?: readonly string[]): Promise<string[]> {
  await restOfMotion(page);
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes.map(({ html, target }) => `${target.join(" ")} ${html}`).join("\n")}`,
    );
}

/** Half way from one colour to another nothing has contrast. What moves for ever, as a spinner, is not waited for. */
async function restOfMotion(page: Page): Promise<void> {
  const moving = () =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity)
      .length;
  await expect.poll(() => page.evaluate(moving)).toBe(0);
}
