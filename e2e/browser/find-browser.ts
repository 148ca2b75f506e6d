/**
 * Finds a Chromium for the browser tests: $CHROMIUM, else one of this machine, else the one that a package of the
 * registry carries (Linux x64), else Playwright's own, which must have been downloaded before.
 *
 * Errors  none: Playwright itself says what is missing when even its own is not there.
 */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { packagedBrowser } from "./packaged-browser";

export type Browser = Readonly<{
  /** Missing: Playwright's own. */
  executablePath?: string;
  args: string[];
  env: Record<string, string>;
}>;

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Nothing but our own server is to be talked to, and a machine without a graphics card is enough. */
const ARGS = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function findBrowser(): Promise<Browser> {
  // Chromium's sandbox refuses to work for root.
  const args = process.getuid?.() === 0 ? [...ARGS, "--no-sandbox"] : ARGS;
  const own = process.env.CHROMIUM ?? onPath();
  if (own) return { executablePath: own, args, env: {} };

  const packaged = await packagedBrowser();
  return packaged ? { ...packaged, args } : { args, env: {} };
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...places, MAC].find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
