import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const KEEP = `import { keepMemoryLow } from "./src/start/server-process.ts"; keepMemoryLow();`;

/** What a program prints, in MB. */
const printedMb = (program: string): number =>
  Number(
    execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      encoding: "utf8",
    }),
  );

/** Objects that live for a while, as events of the intake do; the peak of the heap. */
const CHURN = `
  const held = new Array(300_000).fill(null);
  let peak = 0;
  for (let nth = 0; nth < 6_000_000; nth++) {
    held[nth % held.length] = { nth, text: "event " + nth };
    if (nth % 50_000 === 0) peak = Math.max(peak, process.memoryUsage().heapTotal);
  }
  console.log(Math.round(peak / 1e6));
`;

it("garbage that outlived its first moments is collected before it is as much as what is in use", () => {
  const [usual, low] = [printedMb(CHURN), printedMb(KEEP + CHURN)];
  expect(low).toBeLessThan(usual * 0.8);
});

/** Prisma compiles each query before it misses the database; the peak of the process. */
const QUERIES = `
  import { openDatabase } from "@ratecard/prisma";
  const { prisma } = openDatabase("postgresql://nobody@127.0.0.1:9/none");
  for (let nth = 0; nth < 400; nth++) await prisma.user.findMany({ where: { email: "a" + nth } }).catch(() => undefined);
  console.log(Math.round(process.resourceUsage().maxRSS / 1e3));
  process.exit(0);
`;

it("Prisma's query compiler leaves no memory of a second compilation behind", () => {
  const [usual, low] = [printedMb(QUERIES), printedMb(KEEP + QUERIES)];
  expect(low).toBeLessThan(usual - 15);
});
