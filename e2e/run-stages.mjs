/**
 * What `pnpm test` runs: every check and every suite, the later ones also when an earlier one fails.
 *
 * Ends with each failed test and the beginning of its message, and `N passed, N failed` over all suites, from their own
 * reports: the end of the output is all that some CIs keep. Exits with 1 when anything failed; a check that fails
 * without a test of its own counts as one failure.
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
  { name: "unit", report: "results/unit.json", count: countVitest, failures: vitestFailures },
  { name: "e2e", report: "e2e/results/journeys.json", count: countPlaywright, failures: playwrightFailures },
  { name: "neighbour", report: "e2e/results/neighbour.json", count: countPlaywright, failures: playwrightFailures },
];

const outcomes = STAGES.map(run);
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, failures } of outcomes) {
  for (const { test, message } of failures)
    process.stdout.write(`\nFAILED  ${name}: ${test}\n${beginningOf(message)}\n`);
}
process.stdout.write("\n");
for (const { name, isOk, seconds, counts } of outcomes) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  process.stdout.write(`${isOk ? "ok    " : "FAILED"}  ${name} (${seconds} s)${inWords(counts)}\n`);
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = outcomes.every(({ isOk }) => isOk) ? 0 : 1;

function run({ name, report, count, failures }) {
  process.stdout.write(`\n== ${name}\n`);
  if (report) rmSync(join(root, report), { force: true });
  const begun = Date.now();
  const options = { cwd: root, stdio: ["ignore", "inherit", "inherit"], timeout: LONGEST_STAGE_MS };
  const { status, error } = spawnSync("pnpm", ["run", name], { ...options, shell: process.platform === "win32" });
  if (error) process.stdout.write(`${error.message}\n`);

  const told =
    report && existsSync(join(root, report)) ? JSON.parse(readFileSync(join(root, report), "utf8")) : undefined;
  const known = { passed: 0, failed: 0, skipped: 0, ...(told && count(told)) };
  const isOk = status === 0 && known.failed === 0 && (!report || known.passed + known.skipped > 0);
  if (!isOk && known.failed === 0) known.failed = 1;
  return {
    name,
    isOk,
    seconds: Math.round((Date.now() - begun) / 1000),
    counts: known,
    failures: told ? failures(told) : [],
  };
}

function countVitest(report) {
  const skipped = report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped };
}

function countPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

function vitestFailures({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === "failed");
    if (status === "failed" && failed.length === 0) return [{ test: name, message }];
    return failed.map((result) => ({
      test: `${name} > ${result.fullName}`,
      message: result.failureMessages.join("\n"),
    }));
  });
}

function playwrightFailures({ suites, errors }) {
  const specs = suites.flatMap(function inside(suite) {
    return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(inside)];
  });
  const failed = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map(({ results }) => ({ test: `${file} > ${title}`, message: results.at(-1)?.error?.message ?? "" })),
  );
  return [...failed, ...errors.map(({ message }) => ({ test: "outside of every test", message }))];
}

/** Enough to see what was expected and what came; the whole stands further up. */
function beginningOf(message = "") {
  return message
    .split("\n")
    .slice(0, 16)
    .map((line) => `    ${line.slice(0, 300)}`)
    .join("\n");
}

function inWords({ passed, failed, skipped }) {
  return passed + failed + skipped === 0 ? "" : `: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}
