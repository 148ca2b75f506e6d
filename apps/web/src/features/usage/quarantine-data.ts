/** The shapes of the quarantine, inferred from the server; and every list that a decision changes. */
import { queryClient, type RouterOutputs, trpc } from "#web/trpc";

export type QuarantinedItem = RouterOutputs["usage"]["quarantine"]["items"][number];
export type QuarantineGroups = RouterOutputs["usage"]["quarantineGroups"];
export type QuarantinedDetails = RouterOutputs["usage"]["quarantined"];
export type Group = Readonly<{ reasonCode: QuarantinedItem["reasonCode"]; field: string }>;

/** Taken events are in the ledger now, and in its sums. */
export const refreshAfterSettling = (): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: trpc.usage.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.requests.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.spend.pathKey() }),
  ]);

const REASONS: Readonly<Record<Group["reasonCode"], string>> = {
  unreadable: "Cannot be read",
  invalid: "Breaks a rule",
  conflict: "Known id, other content",
  "cost-too-large": "Cost too large",
  "nothing-used": "Nothing used",
};

export const groupLabel = ({ reasonCode, field }: Group): string =>
  reasonCode === "invalid" ? `${REASONS.invalid}: ${field}` : REASONS[reasonCode];
