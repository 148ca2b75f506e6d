/**
 * Reads `--choose bot=gpt-4o` against the bases a preview lists; `bot=azure/gpt-4o` where one model stands at several providers.
 * Errors  CliProblem "usage" that names the bases there are. Names may hold any sign, so nothing is cut at the first `=`.
 */
import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@ratecard/server";
import { CliProblem } from "./cli-problem";

export type SyncRow = inferRouterOutputs<AppRouter>["priceSync"]["preview"]["rows"][number];
type Base = SyncRow["bases"][number];
export type SyncChoice = Readonly<{ model: string; base: Pick<Base, "model" | "provider"> }>;

export const chooseBases = (texts: readonly string[], rows: readonly SyncRow[]): SyncChoice[] =>
  texts.map((text) => chosen(text, rows));

function chosen(text: string, rows: readonly SyncRow[]): SyncChoice {
  const named = rows.filter(({ model }) => text.startsWith(`${model}=`));
  for (const { model, bases } of named) {
    const wanted = text.slice(model.length + 1);
    const found = bases.filter((base) => base.model === wanted || baseName(base, bases) === wanted);
    const [base] = found;
    if (base && found.length === 1) return { model, base: { model: base.model, provider: base.provider } };
  }
  const known = named.flatMap(({ model, bases }) => bases.map((base) => `${model}=${baseName(base, bases)}`));
  const help = known.length > 0 ? `Choose one of ${known.join(", ")}.` : "Write it as name=model, with a custom name.";
  throw new CliProblem(`--choose ${text}: there is no such base. ${help}`, { kind: "usage" });
}

/** The model's name, with its provider where that alone does not tell. */
export const baseName = ({ model, provider }: Pick<Base, "model" | "provider">, bases: readonly Base[]): string =>
  provider !== null && bases.filter((base) => base.model === model).length > 1 ? `${provider}/${model}` : model;
