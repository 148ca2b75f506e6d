/** Stands in for every provider: finds the mark of a scenario in what is asked, and answers what the scenario says. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, Scenario } from "./scenarios/scenario";
import { serveOnLoopback } from "./serve-on-loopback";

/** Fits in a URL, a file id and a prompt. */
export const markOf = (name: string): string => `answer.${name}.`;
const MARKED = /answer\.([a-z0-9-]+)\./;

export async function startScenarioUpstream(scenarios: readonly Scenario[]) {
  const byName = new Map(scenarios.map((scenario) => [scenario.name, scenario]));
  const counts = new Map<string, number>();
  return serveOnLoopback(async (request, response) => {
    const body = await text(request);
    const { method = "", url: path = "" } = request;
    const name = MARKED.exec(`${path}\n${body}`)?.[1] ?? "";
    const scenario = byName.get(name);
    if (!scenario) {
      response.writeHead(418, { "content-type": "text/plain" }).end(`No scenario asks ${method} ${path}`);
      return;
    }
    const key = `${name} ${method} ${path}`;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    const { answer } = scenario;
    await send(request, response, typeof answer === "function" ? answer({ method, path, count }) : answer);
  });
}

async function send(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.events) return stream(request, response, answer);
  const type = answer.bytes ? "audio/mpeg" : answer.text === undefined ? "application/json" : "application/jsonl";
  response.writeHead(answer.status ?? 200, { "content-type": type });
  response.end(answer.bytes ?? answer.text ?? JSON.stringify(answer.json));
}

async function stream(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const [first, ...rest] = answer.events ?? [];
  const write = (event: typeof first) => {
    const name = typeof event?.type === "string" ? `event: ${event.type}\n` : "";
    response.write(`${name}data: ${JSON.stringify(event)}\n\n`);
  };
  write(first);
  await sleep(answer.pauseMs ?? 20);
  for (const event of rest) write(event);
  if (answer.breaksOff) {
    await sleep(20);
    request.socket.destroy();
    return;
  }
  if (answer.endsWithDone) response.write("data: [DONE]\n\n");
  response.end();
}
