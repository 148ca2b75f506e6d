/** What a request costs, at the price in force or at rates given with it. Nothing is written anywhere. */
import type { CostJson, ResolutionJson } from "@ratecard/pricing";
import type { CommandContext } from "../command-context";
import { CliProblem } from "../cli-problem";
import { costText } from "../cost-text";
import { type UsageOptions, usageOfOptions } from "../usage-options";

type CostOptions = UsageOptions & Readonly<{ rates?: string }>;
type Answer = Readonly<{ cost: CostJson | null; resolution: ResolutionJson | null }>;

export async function cost({ client, terminal }: CommandContext, model: string | undefined, options: CostOptions) {
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
