/**
 * Stops a test cluster and removes its folder as soon as the test run ends, however it ends: the run holds
 * this process's standard input, which the system closes for a killed process too.
 *
 *   node stop-when-orphaned.mjs FOLDER
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";

/** A dead process that nobody buries still answers; four seconds are enough for a living one. */
const MOST_WAITS = 200;

const folder = process.argv[2];
process.stdin.resume();
process.stdin.on("close", () => void clear());

async function clear() {
  const pid = postmasterPid();
  if (pid) await quit(pid);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function postmasterPid() {
  try {
    return Number.parseInt(readFileSync(join(folder, "postgres", "data", "postmaster.pid"), "utf8"), 10);
  } catch {
    return null;
  }
}

/** At once and without writing anything back: nobody will read it again. */
async function quit(pid) {
  try {
    process.kill(pid, process.platform === "win32" ? "SIGKILL" : "SIGQUIT");
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      process.kill(pid, 0);
      await sleep(20);
    }
  } catch {
    // It is gone, which is what was wanted.
  }
}
