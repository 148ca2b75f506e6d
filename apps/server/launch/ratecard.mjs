/** What `pnpm ratecard` runs: the command line, built when it is not, in the folder the user stands in. */
import { join } from "node:path";
import process from "node:process";
import { buildWhenStale, CLI } from "./build-when-stale.mjs";
import { root } from "./root.mjs";

await buildWhenStale([CLI], process.stderr);
// pnpm moves to the checkout and says in INIT_CWD where it was called.
process.env.RATECARD_DATA_DIR ||= join(root, ".ratecard");
process.chdir(process.env.INIT_CWD ?? process.cwd());
await import("../../cli/dist/main.js");
