/** Prices that are taken from evidence, as the change of prices wants them. Units: terms as JSON. */
import type { DayRange, QueueReason } from "@ratecard/contract";
import { queryClient, trpc } from "#web/trpc";
import type { Taken } from "./price-drawer";
import type { Candidate, Group } from "./queue-search";

const UNKNOWN_PROVIDER = "unknown";

/** undefined: what the gateway reported is no price. */
export function takenOf(
  { model, provider }: Pick<Group, "model" | "provider">,
  { terms, name, provider: sellers }: Candidate,
): Taken | undefined {
  if (terms === null || name === null) return undefined;
  const isCopy = name !== model;
  return {
    model,
    provider: provider ?? sellers ?? UNKNOWN_PROVIDER,
    isCustom: isCopy,
    copiedFrom: isCopy ? name : null,
    terms: { ...terms },
    isPlaceholder: false,
  };
}

/** Of each group its most probable price; one whose evidence is no price is left out. A name takes one price, whoever serves it. */
export async function takenOfGroups(
  groups: readonly Group[],
  reason: QueueReason,
  range: DayRange,
): Promise<readonly Taken[]> {
  const found = new Map<string, Taken>();
  for (const group of groups) {
    const { model, provider } = group;
    const { candidates } = await queryClient.fetchQuery(
      trpc.defaultPriced.group.queryOptions({ model, provider, reason, ...range }),
    );
    const taken = candidates.map((candidate) => takenOf(group, candidate)).find((each) => each !== undefined);
    if (taken && !found.has(model)) found.set(model, taken);
  }
  return [...found.values()];
}
