/**
 * Writes the typed database client into `generated/`, and does nothing when it is up to date.
 *
 * Prisma's command looks for a schema engine and would download one, although generating never runs it.
 * A stand-in that only fails takes its place, inside this script only, so that no network is needed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));
const schema = join(home, "schema.prisma");
const output = join(home, "generated");
const stampFile = join(output, ".stamp");
const prismaManifest = createRequire(import.meta.url).resolve("prisma/package.json");

const stamp = stampOf([schema, prismaManifest, fileURLToPath(import.meta.url)]);
if (!isUpToDate()) {
  runPrismaGenerate();
  writeFileSync(stampFile, stamp);
}

function stampOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function isUpToDate() {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
}

function runPrismaGenerate() {
  const folder = mkdtempSync(join(tmpdir(), "ratecard-generate-"));
  const standIn = join(folder, "schema-engine");
  writeFileSync(standIn, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const { bin } = JSON.parse(readFileSync(prismaManifest, "utf8"));
  const command = join(dirname(prismaManifest), bin.prisma);

  const run = spawnSync(process.execPath, [command, "generate", "--schema", schema], {
    cwd: home,
    encoding: "utf8",
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: standIn,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      PRISMA_GENERATE_NO_HINTS: "1",
    },
  });
  rmSync(folder, { recursive: true, force: true });
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout ?? ""}${run.stderr ?? ""}${run.error?.message ?? ""}\n`);
    process.exit(1);
  }
}
