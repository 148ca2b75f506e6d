/** Builds apps whose sources differ from those of the last build, all at once: what `pnpm start` serves, or the command line. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { root } from "./root.mjs";
import { noteBuilt, stampIfStale } from "./stamp.mjs";

const SHARED = ["packages", "pnpm-lock.yaml", "tsconfig.base.json", "apps/server/launch"];
const STARTED = [
  { folder: "apps/web", sources: [...SHARED, "apps/web", "apps/server/src"] },
  { folder: "apps/server", sources: [...SHARED, "apps/server", "prisma/src", "prisma/schema.prisma"] },
];
export const CLI = { folder: "apps/cli", sources: [...SHARED, "apps/cli"] };

export async function buildWhenStale(apps = STARTED, says = process.stdout) {
  const stale = apps.map((app) => ({ ...app, stamp: stampIfStale(app) })).filter(({ stamp }) => stamp);
  if (stale.length === 0) return;
  says.write("Building ...\n");
  const builds = stale.map(build);
  const stopListening = killOnSignals(builds.map(({ child }) => child));
  const results = await Promise.all(builds.map(({ result }) => result));
  stopListening();
  for (const output of results.filter(Boolean)) process.stderr.write(`The build failed.\n${output}\n`);
  if (results.some(Boolean)) process.exit(1);
}

/** The result is what a failed build said, or null. */
function build(app) {
  const manifest = createRequire(join(root, "package.json")).resolve("vite/package.json");
  const vite = join(dirname(manifest), "bin", "vite.js");
  const child = spawn(process.execPath, [vite, "build"], { cwd: join(root, app.folder) });
  let output = "";
  const collect = (chunk) => (output += chunk);
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);

  const result = new Promise((resolve) => {
    child.on("error", (error) => resolve(String(error)));
    child.on("close", (code) => {
      if (code === 0) noteBuilt(app);
      resolve(code === 0 ? null : output);
    });
  });
  return { child, result };
}

function killOnSignals(children) {
  const stop = () => {
    for (const child of children) child.kill();
    process.exit(130);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
