/** Which changes of a refresh wait for somebody, from the next refresh on. */
import type { ReviewPolicy } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findPolicy, savePolicy } from "./rows";

export async function setReviewPolicy(ctx: ActingContext, policy: ReviewPolicy): Promise<ReviewPolicy> {
  const before = await findPolicy(ctx.db);
  const details = () => ({ before, after: policy });
  await write(ctx, { action: "catalog.policy", subject: "catalog-review", details }, (tx) =>
    savePolicy(tx, policy, ctx.actor.label, ctx.clock()),
  );
  return policy;
}
