/**
 * What `pnpm dev` runs: the server, started again when a source changes, and Vite in front of it with hot reload.
 *
 * Each gets a process group of its own and one signal from here: a Ctrl-C that reached them twice would kill the
 * server before it has stopped its database.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { root } from "./root.mjs";
import { stopWithLaunchers } from "./stop-with-launchers.mjs";

process.chdir(root);
stopWithLaunchers();
await import("../../../prisma/generate.mjs");

const children = [
  run("apps/server", "tsx", ["watch", "--clear-screen=false", "apps/server/src/main.ts"], root),
  run("apps/web", "vite", [], join(root, "apps/web")),
];
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
for (const child of children) child.once("exit", stop);
await Promise.all(children.map((child) => new Promise((resolve) => child.once("exit", resolve))));

function run(room, tool, args, cwd) {
  const manifest = createRequire(join(root, room, "package.json")).resolve(`${tool}/package.json`);
  const { bin } = createRequire(manifest)(manifest);
  const script = join(dirname(manifest), typeof bin === "string" ? bin : bin[tool]);
  const env = { ...process.env, NODE_ENV: "development" };
  return spawn(process.execPath, [script, ...args], {
    cwd,
    env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

/** Once: the first child to end takes the other with it, too. */
function stop() {
  for (const child of children.splice(0)) child.kill("SIGTERM");
}
