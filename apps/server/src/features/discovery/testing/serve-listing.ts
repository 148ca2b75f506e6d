/** A real HTTP server on loopback that answers as a test says, path by path. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = object | string | ((request: IncomingMessage, response: ServerResponse) => void);

export type ServedListing = Readonly<{
  url: string;
  /** What was asked, in order: paths with their query. */
  requests: { path: string; headers: IncomingMessage["headers"] }[];
  answers: Record<string, Answer>;
  close: () => Promise<void>;
}>;

/** Objects are sent as JSON, text as it is; other paths are 404. */
export async function serveListing(answers: Record<string, Answer>): Promise<ServedListing> {
  const requests: ServedListing["requests"] = [];
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? "";
    requests.push({ path, headers: request.headers });
    const answer = answers[path] ?? answers[path.split("?")[0] ?? ""];
    if (typeof answer === "function") return answer(request, response);
    if (answer === undefined) return void response.writeHead(404).end("nothing here");
    response.writeHead(200, { "content-type": "application/json" });
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** `/v1/models` of a LiteLLM proxy or of an OpenAI-compatible server. */
export const modelList = (...ids: string[]) => ({ object: "list", data: ids.map((id) => ({ id, object: "model" })) });

export type Deployed = { name: string; model: string; input?: number | string; output?: number | string };

/** `/model/info` of a LiteLLM proxy; prices in USD per token. */
export const modelInfo = (...deployments: Deployed[]) => ({
  data: deployments.map(({ name, model, input, output }, index) => ({
    model_name: name,
    litellm_params: { model },
    model_info: {
      id: `d${index}`,
      mode: "chat",
      input_cost_per_token: input ?? null,
      output_cost_per_token: output ?? null,
    },
  })),
});
