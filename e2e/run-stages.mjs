/**
 * What `pnpm test` runs: every check and every suite, the later ones also when an earlier one fails.
 *
 * Ends with `N passed, N failed` over all suites, from their own reports, and exits with 1 when anything failed:
 * a check that fails without a test of its own counts as one failure.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Far above what a stage takes; a suite that hangs must not take the others' time. */
const LONGEST_STAGE_MS = 30 * 60_000;

const STAGES = [
  { name: "generate" },
  { name: "types" },
  { name: "lint" },
  { name: "format:check" },
  { name: "dead" },
  { name: "unit", report: "results/unit.json", count: countVitest },
  { name: "e2e", report: "e2e/results/journeys.json", count: countPlaywright },
  { name: "neighbour", report: "e2e/results/neighbour.json", count: countPlaywright },
];

const outcomes = STAGES.map(run);
const total = { passed: 0, failed: 0, skipped: 0 };
process.stdout.write("\n");
for (const { name, isOk, seconds, counts } of outcomes) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  process.stdout.write(`${isOk ? "ok    " : "FAILED"}  ${name} (${seconds} s)${inWords(counts)}\n`);
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = outcomes.every(({ isOk }) => isOk) ? 0 : 1;

function run({ name, report, count }) {
  process.stdout.write(`\n== ${name}\n`);
  if (report) rmSync(join(root, report), { force: true });
  const begun = Date.now();
  const options = { cwd: root, stdio: ["ignore", "inherit", "inherit"], timeout: LONGEST_STAGE_MS };
  const { status, error } = spawnSync("pnpm", ["run", name], { ...options, shell: process.platform === "win32" });
  if (error) process.stdout.write(`${error.message}\n`);

  const counts =
    report && existsSync(join(root, report)) ? count(JSON.parse(readFileSync(join(root, report), "utf8"))) : {};
  const known = { passed: 0, failed: 0, skipped: 0, ...counts };
  const isOk = status === 0 && known.failed === 0 && (!report || known.passed + known.skipped > 0);
  if (!isOk && known.failed === 0) known.failed = 1;
  return { name, isOk, seconds: Math.round((Date.now() - begun) / 1000), counts: known };
}

function countVitest(report) {
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
}

function countPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

function inWords({ passed, failed, skipped }) {
  return passed + failed + skipped === 0 ? "" : `: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}
