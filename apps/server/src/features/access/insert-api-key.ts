import type { Scope } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { hashKey } from "#server/services/hash-key";
import { type ApiKeyView, apiKeyView } from "./rows";

const START_LENGTH = 7;

type NewKey = Readonly<{ key: string; name: string; scopes: readonly Scope[]; createdBy: string }>;

export async function insertApiKey(tx: Transaction, { key, name, scopes, createdBy }: NewKey): Promise<ApiKeyView> {
  const keyStart = key.slice(0, START_LENGTH);
  const data = { name, keyHash: hashKey(key), keyStart, scopes: [...new Set(scopes)], createdBy };
  return apiKeyView(await tx.apiKey.create({ data }));
}
