/** Saved views as the table keeps them, and as they are answered. */
import type { Prisma } from "@ratecard/prisma";

export type SpendViewRow = Prisma.SpendViewGetPayload<object>;

export type SavedView = Readonly<{
  id: string;
  name: string;
  search: string;
  isShared: boolean;
  /** Who keeps it, as the audit log shows people. */
  owner: string;
  mayChange: boolean;
}>;

export const viewOf = ({ id, name, search, isShared, ownerLabel }: SpendViewRow, mayChange: boolean): SavedView => ({
  id,
  name,
  search,
  isShared,
  owner: ownerLabel,
  mayChange,
});
