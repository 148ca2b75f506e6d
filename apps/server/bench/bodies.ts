/**
 * `pnpm bench`, third part: what large and small bodies of LiteLLM cost a built server, on a real PostgreSQL.
 *
 * Usage   node's path to another build's `main.js` as arguments measures that one beside ours, on the same machine in the same run.
 * Units   MB of resident memory above idle, at its highest while four bodies of 60 MB are sent at once; seconds until all are booked;
 *         CPU milliseconds of the server a call of 100 payloads of 3 KB, and its median latency. Linux only: it reads /proc.
 */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestServer } from "@ratecard/prisma/testing";
import { API_KEY } from "#server/testing/spawn-server";
import { OUR_BUILD, watchMemory, withBuiltServer } from "./built-server";

const [LARGE_BODIES, LARGE_ITEMS, LARGE_TEXT_BYTES] = [4, 1000, 60_000];
const [SMALL_ITEMS, SMALL_TEXT_BYTES, WARM_CALLS, CALLS] = [100, 2000, 40, 200];
const AT_ONCE = 4;
/** With the line ends and quotes of real ones. */
const SENTENCES = `Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna.

"Ut enim", they said, and quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat, duis aute irure.
`;

let lastId = 0;
const agent = new Agent({ keepAlive: true });
const database = await startTestServer();
try {
  process.stdout.write(
    "\nbodies of LiteLLM             4 x 60 MB at once           100 x 3 KB, alone   100 x 3 KB, 4 at once\n",
  );
  for (const [index, main] of [OUR_BUILD, ...process.argv.slice(2)].entries()) await measure(main, `bodies_${index}`);
} finally {
  agent.destroy();
  await database.stop();
}

async function measure(main: string, name: string): Promise<void> {
  await withBuiltServer(main, database, name, async ({ pid, port }) => {
    const alone = await timeSmall(port, pid, 1);
    const together = await timeSmall(port, pid, AT_ONCE);
    await sleep(5000);
    const { seconds, aboveMb, idleMb } = await watchMemory(pid, () => sendLarge(port));
    const columns = [
      main === OUR_BUILD ? "this build" : main.slice(-24),
      `${aboveMb.toFixed(0)} MB above ${idleMb.toFixed(0)}, ${seconds.toFixed(1)} s`,
      `${alone.cpuMs.toFixed(1)} CPU, ${alone.medianMs.toFixed(1)} ms`,
      `${together.cpuMs.toFixed(1)} CPU, ${together.medianMs.toFixed(1)} ms`,
    ];
    process.stdout.write(`${columns.map((text, column) => text.padStart([24, 34, 24, 24][column] ?? 0)).join("")}\n`);
  });
}

const sendLarge = (port: number) =>
  Promise.all(Array.from({ length: LARGE_BODIES }, () => post(port, LARGE_ITEMS, LARGE_TEXT_BYTES)));

async function timeSmall(port: number, pid: number, atOnce: number) {
  const took: number[] = [];
  const calls = async (count: number) => {
    for (let call = 0; call < count / atOnce; call += 1) {
      const begun = performance.now();
      await post(port, SMALL_ITEMS, SMALL_TEXT_BYTES);
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, () => calls(WARM_CALLS)));
  took.length = 0;
  const before = await cpuMs(pid);
  await Promise.all(Array.from({ length: atOnce }, () => calls(CALLS)));
  const spent = (await cpuMs(pid)) - before;
  return { cpuMs: spent / CALLS, medianMs: took.sort((a, b) => a - b)[Math.floor(took.length / 2)] ?? 0 };
}

/** Half of its texts is asked, half answered. */
async function post(port: number, items: number, textBytes: number): Promise<void> {
  const text = JSON.stringify(SENTENCES.repeat(textBytes / 2 / SENTENCES.length));
  const parts = Array.from({ length: items }, (_, index) => payload(text, index === 0 ? "[" : ","));
  parts.push("]");
  const length = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json", "content-length": length };
  const call = request({ port, method: "POST", path: "/api/usage/litellm", headers, agent });
  const answered = once(call, "response");
  for (const part of parts) if (!call.write(part)) await once(call, "drain");
  call.end();
  const [answer] = await answered;
  let body = "";
  for await (const chunk of answer) body += String(chunk);
  if (!body.includes(`"accepted":${items},`)) throw new Error(`${answer.statusCode}: ${body.slice(0, 500)}`);
}

function payload(text: string, before: string): string {
  lastId += 1;
  const now = Date.now() / 1000;
  const usage = `{"prompt_tokens":1200,"completion_tokens":300,"total_tokens":1500,"prompt_tokens_details":{"cached_tokens":100}}`;
  return `${before}{"id":"bench-${lastId}","call_type":"acompletion","status":"success","custom_llm_provider":"openai","model":"gpt-4o",
"model_group":"chat","startTime":${now},"endTime":${now},"response_cost":0.0001,"request_tags":["a","b"],"end_user":"ann",
"metadata":{"user_api_key_alias":"ci","user_api_key_team_id":"team","requester_metadata":{},"usage_object":${usage}},
"messages":[{"role":"user","content":${text}}],"response":{"id":"r","choices":[{"message":{"content":${text}}}],"usage":${usage}},
"model_parameters":{"temperature":1,"stream":false},"hidden_params":{"model_id":"x","cache_key":null,"api_base":"https://api.openai.com"}}`;
}

/** Linux counts in hundredths of a second. */
async function cpuMs(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
