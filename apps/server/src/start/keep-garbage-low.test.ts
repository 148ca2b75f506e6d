import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** Objects that live for a while, as events of the intake do; the peak of the heap in MB. */
const CHURN = `
  const held = new Array(300_000).fill(null);
  let peak = 0;
  for (let nth = 0; nth < 6_000_000; nth++) {
    held[nth % held.length] = { nth, text: "event " + nth };
    if (nth % 50_000 === 0) peak = Math.max(peak, process.memoryUsage().heapTotal);
  }
  console.log(Math.round(peak / 1e6));
`;

const peakMbOf = (prelude: string): number =>
  Number(
    execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", prelude + CHURN], {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      encoding: "utf8",
    }),
  );

it("garbage that outlived its first moments is collected before it is as much as what is in use", () => {
  const keep = `import { keepGarbageLow } from "./src/start/server-process.ts"; keepGarbageLow();`;
  const [usual, low] = [peakMbOf(""), peakMbOf(keep)];
  expect(low).toBeLessThan(usual * 0.8);
});
