/** Adds the settings of a `.env` file; what the environment says wins. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

export function loadDotEnv(
  folder: string,
  environment: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const path = join(folder, ".env");
  const fromFile = existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {};
  return { ...fromFile, ...environment };
}
