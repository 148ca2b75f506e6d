/** Leaves names of the queue as they are, with a reason, and takes that back. One audit row for all of them. */
import type { HeedGuesses, IgnoreGuesses } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import type { GroupKey } from "./group-rows";
import { removeIgnored, saveIgnored } from "./ignored-rows";

type Counted = Readonly<{ count: number }>;
type Ctx = Pick<ActingContext, "db" | "actor" | "clock">;

export async function ignoreGroups(ctx: Ctx, { groups, reason }: IgnoreGuesses): Promise<Counted> {
  const keys = groups.map(keyOf);
  const entry = {
    action: "default-priced.ignore",
    subject: subjectOf(keys),
    reason,
    details: () => ({ groups: keys, reason }),
  };
  await write(ctx, entry, (tx) => saveIgnored(tx, keys, { reason, at: ctx.clock(), by: ctx.actor.label }));
  return { count: keys.length };
}

/** They are in the queue again, as far as their requests still are. */
export async function heedGroups(ctx: Ctx, { groups }: HeedGuesses): Promise<Counted> {
  const keys = groups.map(keyOf);
  const entry = { action: "default-priced.heed", subject: subjectOf(keys), details: () => ({ groups: keys }) };
  return { count: await write(ctx, entry, (tx) => removeIgnored(tx, keys)) };
}

const keyOf = ({ model, provider = null }: HeedGuesses["groups"][number]): GroupKey => ({ model, provider });

function subjectOf([first, ...others]: readonly GroupKey[]): string {
  const name = first?.model ?? "";
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}
