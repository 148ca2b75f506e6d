/** The version of an `If-Match` header, as our ETags carry it: `"3"`, `3` or `W/"3"`. null: no header. Errors: INVALID_INPUT. */
import type { FastifyRequest } from "fastify";
import { DomainError } from "#server/errors/domain-error";

export function ifMatchVersion({ headers }: FastifyRequest): number | null {
  const given = headers["if-match"];
  if (given === undefined) return null;
  const digits = /^(?:W\/)?"?(\d{1,15})"?$/.exec(given.trim())?.[1];
  if (digits === undefined) {
    const problem =
      "must be the version that was read, as the ETag of GET /api/prices/{model} has it. Send one version.";
    throw new DomainError("INVALID_INPUT", { issues: [{ field: "If-Match", problem }] });
  }
  return Number(digits);
}

export const etagOf = (version: number): string => `"${version}"`;
