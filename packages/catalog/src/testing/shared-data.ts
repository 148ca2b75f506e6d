/**
 * Real catalogue data beside the repository, for tests that have it at hand.
 *
 * Errors  absent data is no failure: the reason is printed and the caller skips.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const BESIDE_REPOSITORY = "../../../../../shared/data";

const folder = process.env.RATECARD_SHARED_DATA ?? fileURLToPath(new URL(BESIDE_REPOSITORY, import.meta.url));

export const CATALOG_FILE = "litellm-catalog-2026-08-01.json";
export const PRICE_CHANGES_FILE = "litellm-price-changes-2025-2026.json";

/** undefined, with a printed reason, when the file is not there. */
export function sharedText(name: string): string | undefined {
  const path = `${folder}/${name}`;
  if (existsSync(path)) return readFileSync(path, "utf8");
  process.stdout.write(`skipped: no ${name} in RATECARD_SHARED_DATA nor in ../shared/data\n`);
  return undefined;
}
