/** Proposed prices. Units: terms as JSON, USD per 1,000,000 tokens and USD per request. Time: ISO 8601 UTC. */
import type { ProposePrice } from "@ratecard/contract";
import type { TermsJson } from "@ratecard/pricing";
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";

export type ProposalState = "open" | "approved" | "declined" | "withdrawn";

export type Proposal = Readonly<{
  id: string;
  model: string;
  provider: string;
  terms: TermsJson;
  copiedFrom: string | null;
  effectiveFrom: string | null;
  evidence: string;
  note: string;
  state: ProposalState;
  proposedAt: string;
  proposedBy: string;
  decidedAt: string | null;
  decidedBy: string | null;
  decisionReason: string;
  batchId: string | null;
}>;

const PROPOSALS = `SELECT id, model, provider, terms, copied_from AS "copiedFrom", ${isoInstant("effective_from", "MS")} AS "effectiveFrom",
    evidence, note, state, ${isoInstant("proposed_at", "MS")} AS "proposedAt", proposed_by AS "proposedBy",
    ${isoInstant("decided_at", "MS")} AS "decidedAt", decided_by AS "decidedBy", decision_reason AS "decisionReason",
    batch_id AS "batchId" FROM price_proposals`;

const MOST_LISTED = 500;

/** Open ones first, then those decided last. */
export async function findProposals(pool: Pool): Promise<readonly Proposal[]> {
  const { rows } = await pool.query<Proposal>(
    `${PROPOSALS} ORDER BY state <> 'open', coalesce(decided_at, proposed_at) DESC, model LIMIT ${MOST_LISTED}`,
  );
  return rows;
}

export async function findProposal(pool: Pool, id: string): Promise<Proposal | null> {
  const { rows } = await pool.query<Proposal>(`${PROPOSALS} WHERE id = $1`, [id]);
  return rows[0] ?? null;
}

type Author = Readonly<{ at: Date; by: string }>;

/** null: one for this name is open already. */
export async function saveProposal(
  tx: Transaction,
  proposal: ProposePrice,
  { at, by }: Author,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO price_proposals (model, provider, terms, copied_from, effective_from, evidence, note, proposed_at, proposed_by)
    VALUES (${proposal.model}, ${proposal.provider}, ${JSON.stringify(proposal.terms)}::jsonb, ${proposal.copiedFrom ?? null},
      ${proposal.effectiveFrom ?? null}::timestamptz, ${proposal.evidence}, ${proposal.note ?? ""}, ${at}, ${by})
    ON CONFLICT (model) WHERE state = 'open' DO NOTHING RETURNING id::text`;
  return rows[0]?.id ?? null;
}

export type Decided = Readonly<{ state: Exclude<ProposalState, "open">; by: string }>;

/** null: done. Else what another person decided meanwhile. The batch is the one that this transaction writes, if any. */
export async function decideProposal(
  tx: Transaction,
  id: string,
  state: Exclude<ProposalState, "open">,
  { reason, at, by }: Author & Readonly<{ reason: string }>,
): Promise<Decided | null> {
  const count = await tx.$executeRaw`
    UPDATE price_proposals SET state = ${state}, decided_at = ${at}, decided_by = ${by}, decision_reason = ${reason},
      batch_id = nullif(current_setting('ratecard.batch', true), '')::uuid
    WHERE id = ${id}::uuid AND state = 'open'`;
  if (count > 0) return null;
  const [decided] = await tx.$queryRaw<
    Decided[]
  >`SELECT state, decided_by AS by FROM price_proposals WHERE id = ${id}::uuid`;
  return decided ?? null;
}

export async function countOpen(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM price_proposals WHERE state = 'open'",
  );
  return rows[0]?.count ?? 0;
}
