import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** Says when it is up and which signal ended it, and would else live for a minute. */
const SERVER = `
  import { stopWithLaunchers } from ${JSON.stringify(new URL("./stop-with-launchers.mjs", import.meta.url).href)};
  stopWithLaunchers();
  setTimeout(() => process.exit(1), 60_000);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => { console.log("got", signal); process.exit(0); });
  console.log("up", process.pid);
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-launch-"));
  await writeFile(join(folder, "server.mjs"), SERVER);
  for (const name of ["pnpm", "wrapper"]) {
    await writeFile(join(folder, name), `#!/bin/sh\n"${process.execPath}" "${join(folder, "server.mjs")}" &\nwait\n`);
    await chmod(join(folder, name), 0o755);
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function launch(name: string) {
  const launcher: ChildProcess = spawn(join(folder, name), { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  launcher.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const printed = async (words: RegExp) => {
    while (!words.test(output)) await once(launcher.stdout ?? launcher, "data");
    return words.exec(output)?.[1];
  };
  const pid = Number(await printed(/up (\d+)/));
  return { launcher, pid, printed };
}

test("a package manager that is killed takes the server with it, by an orderly signal", async () => {
  const { launcher, printed } = await launch("pnpm");
  launcher.kill("SIGKILL");
  expect(await printed(/got (\w+)/)).toBe("SIGTERM");
});

test("any other program that started us may end without us", async () => {
  const { launcher, pid, printed } = await launch("wrapper");
  const ended = once(launcher, "exit");
  launcher.kill("SIGKILL");
  await ended;
  process.kill(pid, "SIGINT");
  expect(await printed(/got (\w+)/)).toBe("SIGINT");
});
