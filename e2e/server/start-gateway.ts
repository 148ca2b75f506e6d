/** A gateway on loopback that lists models as LiteLLM does: names in /v1/models, deployments and prices in /model/info. Wildcard
 * routes are deployments without a name. */
import { createServer } from "node:http";

export type GatewayModel = Readonly<{ name: string; servedModel: string; info?: Record<string, unknown> }>;
export type Gateway = Readonly<{
  url: string;
  /** What is added is listed from then on. */
  models: GatewayModel[];
  stop: () => Promise<void>;
}>;

const answersOf = (models: readonly GatewayModel[]): Record<string, unknown> => ({
  "/v1/models": {
    object: "list",
    // LiteLLM sends the same `created` and `owned_by` for every model.
    data: named(models).map(({ name }) => ({ id: name, object: "model", created: 1_677_610_602, owned_by: "openai" })),
  },
  "/model/info": {
    data: models.map(({ name, servedModel, info }) => ({
      model_name: name,
      litellm_params: { model: servedModel },
      model_info: { id: name, ...info },
    })),
  },
  "/model_group/info": { data: models.map(({ name }) => ({ model_group: name, providers: [] })) },
});

const named = (models: readonly GatewayModel[]) => models.filter(({ name }) => !name.includes("*"));

export async function startGateway(key: string, listed: readonly GatewayModel[]): Promise<Gateway> {
  const models = [...listed];
  const server = createServer((request, response) => {
    const isKnown = request.headers.authorization === `Bearer ${key}`;
    const answer = answersOf(models)[(request.url ?? "").split("?")[0] ?? ""];
    const status = !isKnown ? 401 : answer === undefined ? 404 : 200;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(status === 200 ? answer : { error: { message: "refused", code: String(status) } }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The gateway has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    models,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}
