/**
 * OpenRouter's activity: the CSV of generations (created_at, cost_total, tokens_prompt, tokens_completion, model_permaslug, provider_name),
 * the days of GET /api/v1/activity (date, model, usage, requests, prompt_tokens, completion_tokens, reasoning_tokens), or the CSV of days
 * ("Date", "Slug", "Usage", "BYOK Usage", "Requests", "Prompt Tokens", ...).
 * Units   USD; one cost for prompt and completion, whose tokens include reasoning. What own keys cost (BYOK) is paid to their providers, and
 *         no part of this bill. Time: days are UTC.
 * Source  openrouter.ai/docs/use-cases/usage-accounting; github.com/0error-ob/ai-eng-audit, tests/test_billing_scan.py
 */
import type { BilledLine, ReadLines } from "../billed-line";
import { quantityIn, textIn } from "../cell-values";
import { baseOf, fromBase, lineOf } from "./line-parts";

export const readOpenrouterActivity: ReadLines = (cell) =>
  fromBase(baseOf(cell("createdat") ?? cell("date"), cell("costtotal") ?? cell("usage")), (base) => {
    const model = textIn(cell("model")) || textIn(cell("modelpermaslug")) || textIn(cell("slug"));
    const ofAll = { provider: "openrouter", model, currency: "USD" };
    const counted = (kind: BilledLine["kind"], given: unknown): readonly BilledLine[] => {
      const quantity = quantityIn(given);
      return quantity === null ? [] : [{ ...lineOf(base, { ...ofAll, kind, quantity }), cost: null }];
    };
    return [
      lineOf(base, { ...ofAll, kind: "all" }),
      ...counted("input", cell("tokensprompt") ?? cell("prompttokens")),
      ...counted("output", cell("tokenscompletion") ?? cell("completiontokens")),
    ];
  });
