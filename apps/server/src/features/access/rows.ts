/** The tables of people and API keys, as verbs and answers see them. */
import { ROLES, type Role, SCOPES, type Scope } from "@ratecard/contract";
import type { Prisma, Transaction } from "@ratecard/prisma";

export type UserView = Readonly<{
  id: string;
  name: string;
  email: string;
  role: Role;
  isDisabled: boolean;
  createdAt: string;
}>;

export const userView = (row: Prisma.UserGetPayload<object>): UserView => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: ROLES.find((role) => role === row.role) ?? "viewer",
  isDisabled: row.isDisabled,
  createdAt: row.createdAt.toISOString(),
});

export type ApiKeyView = Readonly<{
  id: string;
  name: string;
  /** The first characters; the key itself is not kept. */
  keyStart: string;
  scopes: readonly Scope[];
  createdBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}>;

export const apiKeyView = (row: Prisma.ApiKeyGetPayload<object>): ApiKeyView => ({
  id: row.id,
  name: row.name,
  keyStart: row.keyStart,
  scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});

/** Makes what counts users or admins happen one after another, so that two at once cannot both pass. */
export const lockUsers = (tx: Transaction) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('ratecard users'))`;
