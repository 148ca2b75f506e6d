/** Which price applies to a name, every rung of the chain, and the arithmetic. */
import type { inferRouterOutputs } from "@trpc/server";
import { PROVIDER_ORIGIN_WORDS } from "@ratecard/pricing";
import type { AppRouter } from "@ratecard/server";
import type { CommandContext } from "../command-context";
import { costText } from "../cost-text";
import { type UsageOptions, usageOfOptions } from "../usage-options";

type Explanation = inferRouterOutputs<AppRouter>["explain"]["explain"];

export async function explain({ client, terminal }: CommandContext, model: string, options: UsageOptions) {
  const explanation = await client.trpc.explain.explain.query({
    model,
    provider: options.provider,
    at: options.at,
    ...usageOfOptions(options),
  });
  terminal.answer(explanation, textOf(explanation));
}

function textOf({ model, at, resolution, rungs, cost, kept, hints, mappings, strictError }: Explanation): string {
  const provider = resolution.provider === null ? "provider unknown" : `provider ${resolution.provider}`;
  const how = resolution.providerFrom === null ? "" : `, ${PROVIDER_ORIGIN_WORDS[resolution.providerFrom]}`;
  return [
    `${model}: ${resolution.source} (${provider}${how}), at ${at}`,
    ...rungs.flatMap(({ rung, standing, lookups }) => [
      `  ${rung}: ${standing}`,
      ...new Set(lookups.map(({ sentence }) => `    ${sentence}`)),
    ]),
    ...mappings.map(({ sentence }) => sentence),
    ...hints.map(({ sentence }) => sentence),
    ...kept.map(({ sentence }) => sentence),
    ...(strictError === null ? [] : [`Strict mode would answer: ${strictError}`]),
    costText(cost),
  ].join("\n");
}
