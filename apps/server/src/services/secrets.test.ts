import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServerSecrets, loadSecret, SecretMismatch } from "./secrets";

describe("server secrets", () => {
  const secrets = createServerSecrets("a secret of the tests, long enough");

  it.each(["sk-1234", "", "schlüssel ✓", "x".repeat(10_000)])("wraps %j so that only we can read it", (plain) => {
    const wrapped = secrets.wrap(plain);
    expect(wrapped).toMatch(/^v1\.[0-9a-f]{8}\./);
    expect(secrets.unwrap(wrapped)).toBe(plain);
    if (plain.length > 3) expect(wrapped).not.toContain(plain);
  });

  it("never wraps the same text into the same bytes", () => {
    expect(secrets.wrap("same")).not.toBe(secrets.wrap("same"));
  });

  it("says that another secret was in force", () => {
    const other = createServerSecrets("another secret of the tests, too");
    expect(() => other.unwrap(secrets.wrap("sk"))).toThrow(SecretMismatch);
    expect(other.keyId).not.toBe(secrets.keyId);
  });

  it("finds every changed part", () => {
    const parts = secrets.wrap("sk-secret").split(".");
    for (const index of [2, 3, 4]) {
      const changed = parts.with(
        index,
        (parts[index] ?? "").replace(/^./, (first) => (first === "A" ? "B" : "A")),
      );
      expect(() => secrets.unwrap(changed.join("."))).toThrow(SecretMismatch);
    }
    expect(() => secrets.unwrap("plain text")).toThrow(SecretMismatch);
  });
});

describe("loadSecret", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ratecard-secret-"));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it("takes the setting and writes nothing", async () => {
    const RATECARD_SECRET = "from the environment, 32 characters";
    expect(await loadSecret({ RATECARD_SECRET }, join(folder, "unused"))).toBe(RATECARD_SECRET);
    await expect(stat(join(folder, "unused"))).rejects.toThrow();
  });

  it("generates one that only its owner reads, and keeps it, also when two start at once", async () => {
    const dataDir = join(folder, "data");
    const [first, second] = await Promise.all([loadSecret({}, dataDir), loadSecret({}, dataDir)]);
    expect(first).toBe(second);
    expect(first).toHaveLength(43);
    expect((await stat(join(dataDir, "secret"))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(dataDir, "secret"), "utf8")).toBe(first);
  });

  it("refuses a damaged file with a sentence", async () => {
    const dataDir = join(folder, "damaged");
    await loadSecret({}, dataDir);
    await writeFile(join(dataDir, "secret"), "short");
    await expect(loadSecret({}, dataDir)).rejects.toThrow("is damaged");
  });
});
