/**
 * What Anthropic used to close a context and go on with its summary: beside the counts of the answer, and billed like them.
 * Units   whole tokens; `prompt` with its cache. `cacheRead` undefined: nobody tells what of it was cached.
 * Source  Anthropic's SDK 2.14 has two sums, OpenInference anthropic 3.1.0 each iteration in the metadata of the call. Whatever else
 *         tells of the call has the counts of the answer only.
 */
import { fieldsOf, numberOf, objectsOf, type ReadCounts } from "@ratecard/usage";
import { APPLICATION_DATA, COMPACTION } from "./attribute-names";
import { type Attributes, firstNumber, jsonIn } from "./span";

type Compactions = Readonly<{ prompt: number; completion: number; cacheRead?: number; cacheWrite?: number }>;

export function compactionsIn(attributes: Attributes): Compactions | undefined {
  const prompt = firstNumber(attributes, [COMPACTION.prompt]);
  if (prompt !== undefined) return { prompt, completion: firstNumber(attributes, [COMPACTION.completion]) ?? 0 };
  const iterations = fieldsOf(jsonIn(attributes, APPLICATION_DATA))?.usage_iterations;
  const compactions = objectsOf(iterations).filter(({ type }) => type === "compaction");
  if (compactions.length === 0) return undefined;
  const sum = (name: string) => compactions.reduce((all, counts) => all + (numberOf(counts[name]) ?? 0), 0);
  const [cacheRead, cacheWrite] = [sum("cache_read_input_tokens"), sum("cache_creation_input_tokens")];
  return {
    prompt: sum("input_tokens") + cacheRead + cacheWrite,
    completion: sum("output_tokens"),
    cacheRead,
    cacheWrite,
  };
}

export function withCompactions(counts: ReadCounts, attributes: Attributes): ReadCounts {
  const more = compactionsIn(attributes);
  if (!more || counts.tokenSource !== "actual") return counts;
  const wholes = {
    ...counts,
    promptTokens: plus(counts.promptTokens, more.prompt),
    completionTokens: plus(counts.completionTokens, more.completion),
  };
  if (more.cacheRead === undefined) {
    return { ...wholes, assumedCounts: [...new Set([...(counts.assumedCounts ?? []), "cacheReadTokens" as const])] };
  }
  return {
    ...wholes,
    cacheReadTokens: plus(counts.cacheReadTokens, more.cacheRead),
    cacheWriteTokens: plus(counts.cacheWriteTokens, more.cacheWrite),
  };
}

const plus = (count: unknown, more = 0): number => (numberOf(count) ?? 0) + more;
