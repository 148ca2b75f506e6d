/** The entry as somebody else left it, out of a refusal because its version moved. null: another refusal, or it was deleted. */
import { z } from "zod";
import { domainErrorOf } from "#web/errors/describe-client-error";

const Current = z.object({
  version: z.number(),
  inputPer1M: z.string().optional(),
  outputPer1M: z.string().optional(),
  perRequest: z.string().optional(),
});
export type MovedEntry = z.output<typeof Current>;

export function movedEntryOf(error: unknown): MovedEntry | null {
  const domain = domainErrorOf(error);
  if (domain?.code !== "VERSION_MOVED") return null;
  const read = Current.safeParse(domain.details.current);
  return read.success ? read.data : null;
}
