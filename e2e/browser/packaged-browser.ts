/**
 * The Chromium inside the npm package @sparticuz/chromium, unpacked once into the cache folder.
 *
 * Errors  none: null where it does not exist (other platforms) or does not run, with the reason on the terminal.
 * Source  made for AWS Lambda: its shared libraries are unpacked only there, so for a moment we say that we are.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder";

type Packaged = { executablePath: string; env: Record<string, string> };

export async function packagedBrowser(): Promise<Packaged | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const folder = join(cacheFolder(), "chromium-147");
  mkdirSync(folder, { recursive: true });
  const executablePath = await unpack(folder);

  const libraries = { LD_LIBRARY_PATH: join(folder, "al2023", "lib"), FONTCONFIG_PATH: join(folder, "fonts") };
  const problem = complaintOf(executablePath, {});
  if (!problem) return { executablePath, env: {} };
  const second = complaintOf(executablePath, libraries);
  if (!second) return { executablePath, env: libraries };
  process.stderr.write(
    `The Chromium of @sparticuz/chromium does not run here (${second}). Install chromium, or set CHROMIUM.\n`,
  );
  return null;
}

async function unpack(folder: string): Promise<string> {
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" });
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return await chromium.executablePath();
  } finally {
    for (const name of ["TMPDIR", "AWS_EXECUTION_ENV", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "HOME"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

/** What the browser says when it cannot even tell its version, e.g. a library that is missing. */
function complaintOf(executablePath: string, env: Record<string, string>): string | null {
  try {
    execFileSync(executablePath, ["--version"], { env: { ...process.env, ...env }, stdio: "pipe" });
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.trim().split("\n").at(-1) ?? "") : String(error);
  }
}
