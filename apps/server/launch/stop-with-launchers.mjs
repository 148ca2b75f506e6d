/**
 * Stops this process when the pnpm, npm or npx that launched it is gone.
 *
 * Why  npx passes a SIGTERM to its shell only: the shell dies, pnpm and the server below it would live on.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";

const POLL_MS = 300;
const PACKAGE_MANAGER = /(^|[/\\\s'"])(npm|npx|pnpm|yarn|bun)(\.c?js|@\S+)?(['"\s]|$)/;
const SHELL = /^\S*sh\s+-c\s/;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

export function stopWithLaunchers() {
  const launchers = findLaunchers();
  if (launchers.length === 0) return;

  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, POLL_MS);
  timer.unref();
  // Whoever was told to stop needs no second signal, which would mean "at once".
  for (const signal of SIGNALS) process.once(signal, () => clearInterval(timer));
}

/** From our parent up to the outermost package manager; a shell further out may end without meaning us. */
function findLaunchers() {
  const chain = [];
  let length = 0;
  for (let found = lookUp(process.ppid); found; found = lookUp(found.parent)) {
    const isManager = PACKAGE_MANAGER.test(found.command);
    if (!isManager && !SHELL.test(found.command)) break;
    chain.push(found.pid);
    if (isManager && !SHELL.test(found.command)) length = chain.length;
  }
  return chain.slice(0, length);
}

function lookUp(pid) {
  if (pid <= 1 || process.platform === "win32") return null;
  try {
    return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  } catch {
    return null;
  }
}

function fromProc(pid) {
  const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  return { pid, parent: Number(statOf(pid)[1]), command };
}

function fromPs(pid) {
  const line = execFileSync("ps", ["-o", "ppid=,command=", "-p", String(pid)], { encoding: "utf8" });
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(line) ?? [];
  return command ? { pid, parent: Number(parent), command } : null;
}

/** State and parent: the fields behind the program's name, which may itself hold spaces and brackets. */
const statOf = (pid) =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || statOf(pid)[0] !== "Z";
  } catch (error) {
    return error.code === "EPERM";
  }
}
