/** One version of LiteLLM before a Ratecard that prices by that LiteLLM's own list: what differs then is no matter of rates. */
import { expect } from "@playwright/test";
import { ADMIN, API_KEY } from "../server/people";
import { startServer } from "../server/start-server";
import { discoverModels, importMissingModels } from "./import-models";
import { MASTER_KEY } from "./litellm-config";
import { ratecardClient } from "./ratecard-client";
import { recordCallbacks } from "./record-callbacks";
import { SCENARIOS } from "./scenarios/all";
import { scenarioModels } from "./scenarios/models";
import { startLitellm } from "./start-litellm";
import { startScenarioUpstream } from "./start-scenario-upstream";

const UNUSED = "sk-unused";

export async function startPricedGateway(folder: string) {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const one of stops) await one();
  };
  try {
    const upstream = await startScenarioUpstream(SCENARIOS);
    stops.unshift(upstream.stop);
    const callbacks = await recordCallbacks(API_KEY);
    stops.unshift(callbacks.stop);
    const litellm = await startLitellm(folder, configOf(upstream.url, callbacks.url), {
      // A record is sent when it is there, together with what is still on its way: nothing is lost, some comes twice.
      DEFAULT_BATCH_SIZE: "1",
      OPENAI_API_BASE: `${upstream.url}/v1`,
      OPENAI_API_KEY: UNUSED,
      ANTHROPIC_API_BASE: upstream.url,
      ANTHROPIC_API_KEY: UNUSED,
    });
    stops.unshift(litellm.stop);
    const source = `${litellm.url}/public/litellm_model_cost_map`;
    const server = await startServer({
      RATECARD_ADMIN_EMAIL: ADMIN.email,
      RATECARD_ADMIN_PASSWORD: ADMIN.password,
      RATECARD_API_KEY: API_KEY,
      LITELLM_CATALOG_URL: source,
    });
    stops.unshift(server.stop);
    callbacks.passOnTo(`${server.url}/api/usage/litellm`);
    const ratecard = ratecardClient(server.url);
    await expect(async () => {
      // The list is large: while it is read, a busy machine may say "later".
      expect((await ratecard.trpc.catalog.state.query()).inForce?.source).toBe(source);
    }).toPass({ timeout: 60_000 });
    await discoverModels(ratecard, litellm.url);
    await importMissingModels(ratecard);
    return { litellmUrl: litellm.url, callbacks, ratecard, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export type PricedGateway = Awaited<ReturnType<typeof startPricedGateway>>;

const configOf = (upstream: string, callback: string) => ({
  model_list: scenarioModels(upstream),
  router_settings: {
    num_retries: 0,
    // The scenarios that fail must not take a model from those that come after.
    disable_cooldowns: true,
    fallbacks: [{ "falls-back": ["gpt-4o"] }, { "falls-twice": ["falls-back", "gpt-4o"] }],
  },
  litellm_settings: {
    callbacks: ["generic_api"],
    telemetry: false,
    cache: true,
    cache_params: { type: "local", mode: "default_off" },
  },
  files_settings: [{ custom_llm_provider: "openai", api_base: `${upstream}/v1`, api_key: UNUSED }],
  callback_settings: {
    generic_api: { callback_type: "generic_api", endpoint: callback, headers: { "x-unused": "1" } },
  },
  general_settings: { master_key: MASTER_KEY },
});
