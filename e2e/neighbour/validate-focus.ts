/**
 * The official validator of FOCUS, which brings the rules of version 1.2 along; those of later versions would be downloads.
 * Errors  rejects when it says nothing of its results: it ends with 0, whatever it found.
 */
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type InstalledPackages, installPythonPackages } from "./install-python-packages";

const VALIDATOR = "2.2.1";
const RULES = "1.2.0.1";
/** What holds for these files beside what holds for all. */
const CRITERIA = [
  "ACCOUNT_NAMING_SUPPORTED",
  "USAGE_MEASUREMENT_SUPPORTED",
  "SUB_ACCOUNT_SUPPORTED",
  "MULTIPLE_SUB_ACCOUNT_TYPES_SUPPORTED",
  "MULTIPLE_BILLING_ACCOUNT_TYPES_SUPPORTED",
  "MULTIPLE_PRICING_CATEGORIES_SUPPORTED",
];

export const installFocusValidator = (): Promise<InstalledPackages> =>
  installPythonPackages({
    name: `focus-validator-${VALIDATOR}`,
    requirements: [`focus-validator==${VALIDATOR}`, "pyarrow==21.0.0"],
    python: [12, 14],
  });

export type FocusVerdict = Readonly<{ passed: number; failed: number; failedRules: readonly string[] }>;

export async function validateFocus(folder: string, file: string): Promise<FocusVerdict> {
  const args = ["--data-file", file, "--validate-version", RULES, "--block-download"];
  const { stdout } = await promisify(execFile)(
    join(folder, "bin", "python"),
    ["-m", "focus_validator.main", ...args, "--applicability-criteria", CRITERIA.join(",")],
    { cwd: await besideItsFolder(folder), maxBuffer: 64 * 1024 * 1024 },
  );
  const counts = /^Total: \d+ \| Pass: (\d+) \| Fail: (\d+)/m.exec(stdout);
  if (!counts) throw new Error(`The validator told no counts: ${stdout.slice(-2000)}`);
  const failedRules = [...stdout.matchAll(/^\S+ (\S+): FAIL /gm)].map(([, rule = ""]) => rule);
  return { passed: Number(counts[1]), failed: Number(counts[2]), failedRules };
}

/** It looks for its rules from where it runs. */
async function besideItsFolder(folder: string): Promise<string> {
  const [python = ""] = await readdir(join(folder, "lib"));
  return join(folder, "lib", python, "site-packages");
}
