/** Findings of the linter as they were shown: each is looked for again, so that a remedy is applied as it was read. */
import { z } from "zod";
import { Name } from "./name";
import { Reason } from "./reason";
import { Version } from "./version";

export const KeepFinding = z.strictObject({
  findingId: z.string().regex(/^[0-9a-f]{32}$/, "must be the id of a finding as it was listed"),
  model: Name,
  version: Version,
});
export type KeepFinding = z.output<typeof KeepFinding>;

export const ApplyFinding = z.strictObject({ ...KeepFinding.shape, reason: Reason });
export type ApplyFinding = z.output<typeof ApplyFinding>;

/** `code`: one kind only, as the list names it. */
export const ListFindings = z.strictObject({ code: z.string().optional() });
export type ListFindings = z.output<typeof ListFindings>;

export const KeepFindings = z.strictObject({
  findings: z
    .array(KeepFinding)
    .min(1, "is empty. Name at least one finding.")
    .max(20_000, "names more than 20000 findings."),
});
export type KeepFindings = z.output<typeof KeepFindings>;
