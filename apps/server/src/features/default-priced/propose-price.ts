/**
 * A price that somebody without the right to write prices asks for; whoever decides hears of it in the same transaction.
 * Errors  PROPOSAL_OPEN while one for the name is open; INVALID_INPUT for terms that are no price.
 */
import { describePriceProblems, type NewNotification, type ProposePrice } from "@ratecard/contract";
import { termsFromJson } from "@ratecard/pricing";
import type { Transaction } from "@ratecard/prisma";
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
  { tell }: ProposalNews,
): Promise<{ id: string }> {
  const read = termsFromJson(proposal.terms);
  if (!read.ok) throw new DomainError("INVALID_INPUT", { issues: [...describePriceProblems(read.problems)] });
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
