/** Findings of the linter as they were shown: each is looked for again, so that a remedy is applied as it was read. */
import { z } from "zod";
import { Name } from "./name";
import { Reason } from "./reason";
import { Version } from "./version";
import { zodMessage } from "./problems/zod-problems";

export const KeepFinding = z.strictObject({
  findingId: z.string().regex(/^[0-9a-f]{32}$/, zodMessage("not-an-id", { of: "a finding" })),
  model: Name,
  version: Version,
});
export type KeepFinding = z.output<typeof KeepFinding>;

export const ApplyFinding = z.strictObject({ ...KeepFinding.shape, reason: Reason });
export type ApplyFinding = z.output<typeof ApplyFinding>;

/** `code`: one kind only, as the list names it. */
export const ListFindings = z.strictObject({ code: z.string().optional() });
export type ListFindings = z.output<typeof ListFindings>;

const MOST_FINDINGS = 20_000;

export const KeepFindings = z.strictObject({
  findings: z
    .array(KeepFinding)
    .min(1, zodMessage("empty-list", { of: "finding" }))
    .max(MOST_FINDINGS, zodMessage("too-many", { most: MOST_FINDINGS, of: "findings" })),
});
export type KeepFindings = z.output<typeof KeepFindings>;
