/**
 * The whole completion, reasoning included, and its parts.
 * Units   whole tokens. `assumed` are the counts that another reading would make different.
 * Source  reasoning is inside the completion, except where xAI, Perplexity's deep research and some gateways count it
 *         beside: the total tells. An answer that is an image consists of image tokens.
 */
import type { CountField } from "@ratecard/pricing";
import type { StatedCounts } from "./stated-counts";

type Counts = Readonly<Partial<Record<CountField, number | undefined>>>;
export type OutputParts = Readonly<{ counts: Counts; assumed: readonly CountField[] }>;

export function outputParts(stated: StatedCounts, isImageCall: boolean): OutputParts {
  const { output } = stated;
  const { completion, assumed } = completionOf(stated);
  const isUntold = [output.text, output.image, output.audio, output.video].every((count) => count === undefined);
  const image = isImageCall && isUntold ? completion : output.image;
  return {
    counts: {
      completionTokens: completion,
      reasoningTokens: output.reasoning,
      audioOutputTokens: output.audio,
      imageOutputTokens: image,
      videoOutputTokens: output.video,
    },
    assumed,
  };
}

type Completion = Readonly<{ completion: number | undefined; assumed: readonly CountField[] }>;

function completionOf({ prompt, completion, total, output }: StatedCounts): Completion {
  const reasoning = output.reasoning ?? 0;
  if (completion === undefined) {
    const rest = total !== undefined && prompt !== undefined && total >= prompt ? total - prompt : undefined;
    return { completion: rest, assumed: [] };
  }
  if (reasoning === 0) return { completion, assumed: [] };
  const together = completion + reasoning;
  if (total !== undefined && total === (prompt ?? 0) + together) return { completion: together, assumed: [] };
  if (reasoning > completion) return { completion: together, assumed: ["completionTokens"] };
  const isInside = total === undefined || total === (prompt ?? 0) + completion;
  return { completion, assumed: isInside ? [] : ["reasoningTokens"] };
}
