/** Findings of the linter as they were shown: each is looked for again, so that a remedy is applied as it was read. */
import { z } from "zod";
import { PlainName } from "./access";
import { MOST_BULK_ROWS } from "./bulk-edit";
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

const Findings = z
  .array(KeepFinding)
  .min(1, "is empty. Name at least one finding.")
  .max(MOST_BULK_ROWS, `has more than ${MOST_BULK_ROWS} findings. Apply them in parts.`);

export const PreviewFindings = z.strictObject({ findings: Findings });
export type PreviewFindings = z.output<typeof PreviewFindings>;

/** `name` is the batch's. */
export const ApplyFindings = z.strictObject({ name: PlainName, findings: Findings });
export type ApplyFindings = z.output<typeof ApplyFindings>;
