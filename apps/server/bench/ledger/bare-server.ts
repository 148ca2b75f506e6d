/** The least a server in Node can do with a reported request: read the body, parse it, answer. A process of its own. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

export const BARE_ANSWER = `{"ok":true}`;

export async function startBareServer() {
  const child = fork(fileURLToPath(import.meta.url));
  const [port] = await once(child, "message");
  return { pid: child.pid ?? 0, port: Number(port), stop: () => child.kill() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      JSON.parse(Buffer.concat(parts).toString());
      response.setHeader("content-type", "application/json");
      response.end(BARE_ANSWER);
    });
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.(typeof address === "object" ? address?.port : 0);
  });
  process.on("disconnect", () => process.exit());
}
