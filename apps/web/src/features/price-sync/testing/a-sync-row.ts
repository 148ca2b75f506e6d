import type { SyncRow } from "../shapes";

/** A row that changes and needs no look. */
export const aSyncRow = (more: Partial<SyncRow>): SyncRow => ({
  model: "gpt-4o",
  provider: "openai",
  outcome: "changed",
  base: null,
  bases: [],
  after: null,
  differences: [],
  holds: [],
  replacesOwn: false,
  isTakenByItself: true,
  pinnedBy: null,
  copiedFrom: null,
  seen: `seen ${more.model ?? ""}`,
  impact: null,
  ...more,
});
