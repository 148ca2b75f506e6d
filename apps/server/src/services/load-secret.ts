/** The secret that signs sessions and wraps server keys: the setting, else one generated once and kept with mode 600. */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Env } from "./env";

const SECRET_BYTES = 32;

export async function loadSecret(env: Pick<Env, "RATECARD_SECRET">, dataDir: string): Promise<string> {
  if (env.RATECARD_SECRET !== undefined) return env.RATECARD_SECRET;
  const path = join(dataDir, "secret");
  await mkdir(dataDir, { recursive: true });
  try {
    // `wx`: of two servers that start together one writes, and both read what it wrote.
    await writeFile(path, randomBytes(SECRET_BYTES).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!isThere(error)) throw error;
    await chmod(path, 0o600);
  }
  const secret = (await readFile(path, "utf8")).trim();
  if (secret.length < SECRET_BYTES) throw new SecretProblem(path);
  return secret;
}

class SecretProblem extends Error {
  override name = "SecretProblem";

  constructor(path: string) {
    super(`${path}: is damaged. Restore it from a backup; without it stored server keys cannot be read.`);
  }
}

const isThere = (error: unknown) => error instanceof Error && "code" in error && error.code === "EEXIST";
