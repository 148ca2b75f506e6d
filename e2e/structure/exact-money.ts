/** No binary float where prices are read or computed; the one door out is the number a chart needs for its pixels. */
import { findUses } from "./forbidden-code";
import { isTest, sourcesOf, type Tree } from "./tree";

const MONEY_SOURCE = /^packages\/(money|pricing|catalog|changes|discovery|fixtures|invoices)\/src\//;
const FLOATS = new Set(["Number(", "parseFloat(", ".parseFloat(", ".toFixed(", ".toPrecision("]);

/** Why a file may call Number: the two integers are BigInts known to be safe, the chart's is the door. */
const ALLOWED = new Set(["chart-number", "pico-usd", "rate-per-token"].map((name) => `packages/money/src/${name}.ts`));

export function floatProblems(tree: Tree): string[] {
  return sourcesOf(tree)
    .filter((path) => MONEY_SOURCE.test(path) && !isTest(path) && !ALLOWED.has(path))
    .flatMap((path) => findUses(path, tree.get(path) ?? "", FLOATS).map(({ name, line }) => ({ path, name, line })))
    .map(({ path, name, line }) => `${path}:${line}: ${name}) makes a binary float. Use @ratecard/money.`);
}
