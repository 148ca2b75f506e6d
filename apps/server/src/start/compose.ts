/** Builds the services of one process on an open database; `close` lets go of them in the right order. */
import type { Database } from "@ratecard/prisma";
import { pino } from "pino";
import type { Services } from "#server/services/context";
import type { Env } from "#server/services/env";
import { createAuth } from "#server/services/auth";
import { openApiKeys } from "#server/services/open-api-keys";
import { createServerSecrets } from "#server/services/secrets";
import { createSampleGateway } from "#server/services/sample-gateway";
import { createJobRunner } from "#server/jobs/create-job-runner";
import { openLivePrices } from "#server/pricing/open-live-prices";

export type Composed = Readonly<{ services: Services; close: () => Promise<void> }>;

export async function compose(
  env: Env,
  db: Database,
  secret: string,
  clock: () => Date = () => new Date(),
): Promise<Composed> {
  const log = pino({ level: env.LOG_LEVEL, redact: ["req.headers.authorization", "req.headers.cookie"] });
  const secrets = createServerSecrets(secret);
  const prices = await openLivePrices({ env, db, log });
  const jobs = createJobRunner({ db, log, clock });
  const auth = createAuth({ env, db, secret });
  const apiKeys = openApiKeys({ db, clock, log });
  const sampleGateway = createSampleGateway();
  const services: Services = { env, db, clock, log, secrets, auth, apiKeys, prices, jobs, sampleGateway };
  return {
    services,
    close: async () => {
      await jobs.drain();
      await sampleGateway.stop();
      await prices.close();
    },
  };
}
