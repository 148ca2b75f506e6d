/** Who is acting. */
import type { Role, Scope } from "@ratecard/contract";

/** A person with a session, or a program with an API key. `label` is what the audit log shows. */
export type Actor =
  | { kind: "person"; id: string; label: string; name: string; email: string; role: Role; sessionId?: string }
  | { kind: "program"; id: string; label: string; name: string; scopes: readonly Scope[] };
