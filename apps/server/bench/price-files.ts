/**
 * `pnpm bench`, fourth part: what files of a million prices cost a built server, on a real PostgreSQL. None of them is taken.
 *
 * Units   MB of resident memory above idle, at its highest, and seconds, each file alone on a server of its own.
 */
import { Readable } from "node:stream";
import { request } from "node:http";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestServer } from "@ratecard/prisma/testing";
import { API_KEY } from "#server/testing/spawn-server";
import { OUR_BUILD, watchMemory, withBuiltServer } from "./built-server";

const ROWS = 1_000_000;
const CHUNK_ROWS = 10_000;

type BenchFile = Readonly<{
  type: string;
  head: string;
  row: (index: number) => string;
  between: string;
  tail: string;
  isLengthKnown: boolean;
}>;

const CSV: BenchFile = {
  type: "text/csv",
  head: "model,provider,inputPer1M,outputPer1M\n",
  row: (index) => `m${index},acme,2.5,10`,
  between: "\n",
  tail: "\n",
  isLengthKnown: true,
};
const JSON_LIST = { type: "application/json", head: "[", between: ",", tail: "]", isLengthKnown: true };

const FILES: Readonly<Record<string, BenchFile>> = {
  CSV,
  "CSV, in chunks": { ...CSV, isLengthKnown: false },
  "CSV, not ASCII": { ...CSV, row: (index) => `m${index},\u2603,2.5,10` },
  "wide CSV": { ...CSV, row: (index) => `model-${index},acme,2.5,10,${"x".repeat(40)}` },
  "wide CSV, in chunks": {
    ...CSV,
    row: (index) => `model-${index},acme,2.5,10,${"x".repeat(40)}`,
    isLengthKnown: false,
  },
  "JSON list": { ...JSON_LIST, row: (index) => `{"model":"m${index}"}` },
  "price map": { ...JSON_LIST, head: "{", row: (index) => `"m${index}":{"mode":1}`, tail: "}" },
  config: { ...CSV, type: "application/yaml", head: "model_list:\n", row: (index) => `- model_name: m${index}` },
};

const database = await startTestServer();
try {
  process.stdout.write("\nfiles of a million prices       MB above idle     s   answer\n");
  for (const [index, [name, file]] of Object.entries(FILES).entries())
    await withBuiltServer(OUR_BUILD, database, `price_files_${index}`, async ({ pid, port }) => {
      await sleep(3000);
      const { answer, seconds, aboveMb } = await watchMemory(pid, () => send(port, file));
      process.stdout.write(
        `${name.padEnd(24)}${aboveMb.toFixed(0).padStart(21)}${seconds.toFixed(1).padStart(6)}   ${answer}\n`,
      );
    });
} finally {
  await database.stop();
}

function* chunksOf({ head, row, between, tail }: BenchFile): Generator<Buffer> {
  for (let from = 0; from < ROWS; from += CHUNK_ROWS) {
    const rows = Array.from({ length: CHUNK_ROWS }, (_, index) => row(from + index)).join(between);
    yield Buffer.from((from === 0 ? head : between) + rows);
  }
  yield Buffer.from(tail);
}

async function send(port: number, file: BenchFile): Promise<string> {
  let length = 0;
  for (const chunk of chunksOf(file)) length += chunk.length;
  const known = file.isLengthKnown ? { "content-length": length } : {};
  const headers = { authorization: `Bearer ${API_KEY}`, "content-type": file.type, ...known };
  const call = request({ port, method: "POST", path: "/api/prices/import", headers });
  const answered = once(call, "response");
  // A server that refuses a body may close the connection before all of it is sent.
  Readable.from(chunksOf(file))
    .on("error", () => undefined)
    .pipe(call)
    .on("error", () => undefined);
  const answer = await answered.then(([response]) => response).catch((error: Error) => error.message);
  if (typeof answer === "string") return `${answer} before all was sent`;
  let body = "";
  for await (const chunk of answer) body += String(chunk);
  const megabytes = (length / 2 ** 20).toFixed(0);
  return `${megabytes} MB: ${answer.statusCode} ${(/"message":"([^"]*)/.exec(body)?.[1] ?? body).slice(0, 110)}`;
}
