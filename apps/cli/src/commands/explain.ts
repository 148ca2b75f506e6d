/** Which price applies to a name, every rung of the chain, and the arithmetic. */
import { type CostJson, PROVIDER_ORIGIN_WORDS, type ResolutionJson } from "@ratecard/pricing";
import type { AppRouter } from "@ratecard/server";
import type { inferRouterOutputs } from "@trpc/server";
import { costText } from "../answer-text";
import { CliProblem } from "../cli-problem";
import type { CommandContext } from "../client";
import { usageOfOptions, type UsageOptions, withUsageOptions } from "../command-options";
import type { Command } from "commander";
import { contextOf, withServer } from "../define-command";

type Explanation = inferRouterOutputs<AppRouter>["explain"]["explain"];

export function addExplain(program: Command): void {
  withUsageOptions(withServer(program.command("explain <model>")))
    .description("which price applies to a name, and why")
    .action(async (model: string, options, command: Command) => explain(contextOf(command), model, usageOf(options)));
  withUsageOptions(withServer(program.command("cost [model]")))
    .description("what a request costs; nothing is written")
    .option("--rates <json>", 'prices to use instead of a model\'s, as {"inputPer1M": "3"}')
    .action(async (model: string | undefined, options, command: Command) =>
      cost(contextOf(command), model, usageOf(options)),
    );
}

const GLOBAL_OPTIONS = new Set(["url", "key", "json"]);

const usageOf = <Options extends object>(options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !GLOBAL_OPTIONS.has(name))) as Options;

async function explain({ client, terminal }: CommandContext, model: string, options: UsageOptions) {
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

type CostOptions = UsageOptions & Readonly<{ rates?: string }>;
type Answer = Readonly<{ cost: CostJson | null; resolution: ResolutionJson | null }>;

/** What a request costs, at the price in force or at rates given with it. Nothing is written anywhere. */
async function cost({ client, terminal }: CommandContext, model: string | undefined, options: CostOptions) {
  if ((model === undefined) === (options.rates === undefined)) {
    throw new CliProblem('Name a model, or give --rates \'{"inputPer1M": "3"}\'; one of the two.', { kind: "usage" });
  }
  const answer = await client.restJson<Answer>("/api/cost", "cost", { method: "POST", body: bodyOf(model, options) });
  const source = answer.resolution === null ? "the given rates" : answer.resolution.source;
  terminal.answer(answer, `${model ?? "This request"}, by ${source}:\n${costText(answer.cost)}`);
}

/** The rates go out as they were typed: their digits are the server's to read. */
function bodyOf(model: string | undefined, { rates, ...options }: CostOptions): string {
  const { provider, at } = options;
  const usage = JSON.stringify(usageOfOptions(options));
  const rest = JSON.stringify({ model, provider, at });
  return rates === undefined ? `${rest.slice(0, -1)},"usage":${usage}}` : `{"rates":${rates},"usage":${usage}}`;
}
