/**
 * What `pnpm start` runs: brings the build up to date, then becomes the server.
 *
 * One process, so that a signal to it is a signal to the server; see stop-with-launchers.mjs for signals to pnpm or npx.
 */
import process from "node:process";
import { buildWhenStale } from "./build-when-stale.mjs";
import { root } from "./root.mjs";
import { stopWithLaunchers } from "./stop-with-launchers.mjs";

// A terminal that was closed takes no more lines; stopping in order matters more.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
process.chdir(root);
stopWithLaunchers();
await import("../../../prisma/generate.mjs");
await buildWhenStale();
process.setSourceMapsEnabled(true);
await import("../dist/main.js");
