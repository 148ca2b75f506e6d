/** What every verb is given: the services of this process, and who is acting. */
import type { Database } from "@ratecard/prisma";
import type { Logger } from "pino";
import type { Actor } from "./actor";
import type { Env } from "./env";
import type { Auth } from "./auth";
import type { ApiKeys } from "./open-api-keys";
import type { ServerSecrets } from "./secrets";
import type { SampleGateway } from "./sample-gateway";
import type { JobRunner } from "#server/jobs/job-runner";
import type { LivePrices } from "#server/pricing/live-prices";

export type { Actor };

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

export type Context = Services & Readonly<{ actor: Actor | null; requestId: string }> & Acceptance;

type Acceptance = Readonly<{
  /** Whoever asks was told of the golden cases that a change fails, and goes on all the same. */
  acceptsFailingCases?: boolean;
}>;

/** The context of a verb behind a permission: someone is acting. */
export type ActingContext = Services & Readonly<{ actor: Actor; requestId: string }> & Acceptance;
