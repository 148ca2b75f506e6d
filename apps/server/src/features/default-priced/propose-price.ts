/**
 * A price that somebody without the right to write prices asks for; whoever decides hears of it in the same transaction.
 * Errors  PROPOSAL_OPEN while one for the name is open; INVALID_INPUT for what nobody could approve, as terms that are no price.
 */
import {
  type ChangeSource,
  describePriceProblems,
  type NewNotification,
  problemsOfRefusal,
  type ProposePrice,
} from "@ratecard/contract";
import { termsFromJson } from "@ratecard/pricing";
import type { Transaction } from "@ratecard/prisma";
import { decideChanges } from "#server/changes/decide-changes";
import { readEntries } from "#server/changes/entries";
import { readStanding } from "#server/changes/reading";
import type { SourceOf } from "#server/changes/router";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { saveProposal } from "./proposal-rows";

/** How people hear of a proposal, and that it is decided. */
export type ProposalNews = Readonly<{
  tell: (tx: Transaction, news: NewNotification, at: Date) => Promise<void>;
  settle: (tx: Transaction, keys: readonly string[], at: Date) => Promise<void>;
}>;

export const newsKey = (id: string) => `default-priced.proposal:${id}`;
export const PROPOSALS_LINK = "/admin/default-priced?tab=proposals";

export async function proposePrice(
  ctx: ActingContext,
  proposal: ProposePrice,
  { sourceOf, news: { tell } }: Readonly<{ sourceOf: SourceOf; news: ProposalNews }>,
): Promise<{ id: string }> {
  const read = termsFromJson(proposal.terms);
  if (!read.ok) throw new DomainError("INVALID_INPUT", { issues: [...describePriceProblems(read.problems)] });
  await refuseUnapprovable(ctx, proposal, sourceOf);
  const { model, evidence, note = "" } = proposal;
  const [at, by] = [ctx.clock(), ctx.actor.label];
  const entry = { action: "price-proposal.create", subject: model, details: (id: string) => ({ id, ...proposal }) };
  const id = await write(ctx, entry, async (tx) => {
    const saved = await saveProposal(tx, proposal, { at, by });
    if (saved === null) throw new DomainError("PROPOSAL_OPEN", { model });
    const news = {
      key: newsKey(saved),
      title: `${by} proposes a price for ${model}`,
      detail: [evidence, note].filter((text) => text !== "").join(" "),
      link: PROPOSALS_LINK,
      permission: "price-proposals:decide",
    } as const;
    await tell(tx, news, at);
    return saved;
  });
  return { id };
}

/** A proposed price as the change of prices that its approval is. */
export const changeOf = ({ model, provider, terms, copiedFrom = null }: Proposed): ChangeSource => ({
  kind: "models",
  prices: [{ model, provider, terms: { ...terms }, copiedFrom, isCustom: copiedFrom !== null, isPlaceholder: false }],
});

type Proposed = Readonly<{ model: string; provider: string; terms: object; copiedFrom?: string | null | undefined }>;

/** Decided as at its approval, so that whoever proposes hears what is wrong, not whoever decides. */
async function refuseUnapprovable(ctx: ActingContext, proposal: ProposePrice, sourceOf: SourceOf): Promise<void> {
  const reading = await readStanding(ctx, await readEntries(ctx.db), proposal.effectiveFrom ?? null);
  const source = await sourceOf(ctx, changeOf(proposal));
  const [row] = await decideChanges(await source.rows(reading), reading);
  const refusal = row?.decision.refusal;
  if (refusal) throw new DomainError("INVALID_INPUT", { issues: [...problemsOfRefusal(refusal)] });
}
