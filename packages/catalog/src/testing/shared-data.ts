/**
 * Real catalogue data beside the repository, for tests that have it at hand.
 *
 * Errors  absent data is no failure: the reason is printed and the caller skips.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DEEPEST = 8;

/** `shared/data` beside the repository, found from this file or from a bundle of it. */
function besideRepository(): string | undefined {
  const levels = Array.from({ length: DEEPEST }, (_, index) => "../".repeat(index + 1));
  return levels
    .map((up) => fileURLToPath(new URL(`${up}shared/data`, import.meta.url)))
    .find((folder) => existsSync(folder));
}

const folder = process.env.RATECARD_SHARED_DATA ?? besideRepository() ?? "";

export const CATALOG_FILE = "litellm-catalog-2026-08-01.json";
export const OPENROUTER_FILE = "openrouter_models_2026-08-01.json";
export const PRICE_CHANGES_FILE = "litellm-price-changes-2025-2026.json";

/** undefined, with a printed reason, when the file is not there. */
export function sharedText(name: string): string | undefined {
  const path = `${folder}/${name}`;
  if (existsSync(path)) return readFileSync(path, "utf8");
  process.stdout.write(`skipped: no ${name} in RATECARD_SHARED_DATA nor in ../shared/data\n`);
  return undefined;
}
