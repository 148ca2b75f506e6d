/** Every record of a real LiteLLM, our cost beside its own: equal, or in the table of differences. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "@playwright/test";
import { installLitellm, NEWEST_VERSION, PINNED_VERSION } from "./install-litellm";
import { MASTER_KEY } from "./litellm-config";
import { recordCallbacks } from "./record-callbacks";
import { SCENARIOS } from "./scenarios/all";
import { scenarioModels } from "./scenarios/models";
import { sendCall } from "./send-call";
import { startLitellm } from "./start-litellm";
import { startScenarioUpstream } from "./start-scenario-upstream";

const only = process.env.ONLY?.split(",");
for (const version of [PINNED_VERSION, NEWEST_VERSION]) {
  test(`capture ${version}`, async () => {
    test.setTimeout(20 * 60_000);
    const installed = await installLitellm(version);
    if (!installed.isInstalled) throw new Error(installed.reason);
    const upstream = await startScenarioUpstream(SCENARIOS);
    const callbacks = await recordCallbacks(null, "");
    const litellm = await startLitellm(installed.folder, {
      model_list: scenarioModels(upstream.url),
      router_settings: { num_retries: 0, disable_cooldowns: true, fallbacks: [{ "falls-back": ["gpt-4o"] }, { "falls-twice": ["falls-back", "gpt-4o"] }] },
      litellm_settings: { callbacks: ["generic_api"], telemetry: false, cache: true, cache_params: { type: "local", mode: "default_off" } },
      files_settings: [{ custom_llm_provider: "openai", api_base: `${upstream.url}/v1`, api_key: "sk-unused" }],
      callback_settings: { generic_api: { callback_type: "generic_api", endpoint: callbacks.url, headers: { Authorization: "Bearer x" } } },
      general_settings: { master_key: MASTER_KEY },
    }, { DEFAULT_BATCH_SIZE: "1", OPENAI_API_BASE: `${upstream.url}/v1`, OPENAI_API_KEY: "sk-unused", ANTHROPIC_API_BASE: upstream.url, ANTHROPIC_API_KEY: "sk-unused", ...(process.env.DEBUG && { LITELLM_LOG: "DEBUG" }) });
    const folder = `/work/captures/${version}`;
    await mkdir(folder, { recursive: true });
    for (const scenario of SCENARIOS) {
      if (only && !only.includes(scenario.name)) continue;
      const since = callbacks.records.length;
      const answers: { status: number; callId: string | null; cost: string | null; text: string }[] = [];
      const begun = Date.now();
      for (const call of scenario.calls) {
        const { status, headers, text } = await sendCall(litellm.url, scenario.name, call);
        answers.push({ status, callId: headers.get("x-litellm-call-id"), cost: headers.get("x-litellm-response-cost"), text: text.slice(0, 300) });
      }
      const records = await callbacks.take(since, scenario.records ?? scenario.calls.length, 4000);
      const payloads = records.map(({ payload }) => payload);
      await writeFile(join(folder, `${scenario.name}.json`), JSON.stringify(payloads, null, 1));
      process.stdout.write(`${version} ${scenario.name} ${Date.now() - begun} ms: ${records.length} of ${scenario.records ?? scenario.calls.length}\n`);
      for (const answer of answers) process.stdout.write(`   ${answer.status} ${answer.callId} ${answer.cost} ${answer.status === 200 ? "" : answer.text}\n`);
      for (const p of payloads) process.stdout.write(`   -> ${p.call_type} ${p.status} ${p.model_group} ${p.model} cost=${p.response_cost} id=${p.id.slice(0, 60)} call=${p.litellm_call_id} usage=${JSON.stringify((p.metadata as any)?.usage_object)?.slice(0, 400)}\n`);
    }
    process.stdout.write(`repeats ${callbacks.repeats.length} refused ${callbacks.refused.length}\n`);
    await litellm.stop(); await callbacks.stop(); await upstream.stop();
  });
}
