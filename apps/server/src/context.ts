/** What every verb is given: the services of this process, and who is acting. */
import type { Role, Scope } from "@ratecard/contract";
import type { Database } from "@ratecard/prisma";
import type { Logger } from "pino";
import type { Env } from "./env";
import type { Auth } from "./features/access/auth";
import type { ApiKeys } from "./features/access/open-api-keys";
import type { ServerSecrets } from "./features/access/secrets";
import type { SampleGateway } from "./features/sample-world/sample-gateway";
import type { JobRunner } from "./jobs/job-runner";
import type { LivePrices } from "./pricing/live-prices";

/** A person with a session, or a program with an API key. `label` is what the audit log shows. */
export type Actor =
  | { kind: "person"; id: string; label: string; name: string; email: string; role: Role; sessionId?: string }
  | { kind: "program"; id: string; label: string; name: string; scopes: readonly Scope[] };

export type Services = Readonly<{
  env: Env;
  db: Database;
  clock: () => Date;
  log: Logger;
  secrets: ServerSecrets;
  auth: Auth;
  apiKeys: ApiKeys;
  prices: LivePrices;
  jobs: JobRunner;
  sampleGateway: SampleGateway;
}>;

export type Context = Services & Readonly<{ actor: Actor | null; requestId: string }>;

/** The context of a verb behind a permission: someone is acting. */
export type ActingContext = Services & Readonly<{ actor: Actor; requestId: string }>;
