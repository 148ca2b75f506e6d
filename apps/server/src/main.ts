/** Starts a server: settings, database, migrations, services, HTTP; and stops it all in the opposite order. */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { migrate, openDatabase, startEmbedded } from "@ratecard/prisma";
import { prepareFirstRun } from "./features/access/first-run";
import { keepAlerting } from "./features/alerts/keep-alerting";
import { keepCatalogFresh, storeBundledCatalog } from "./features/catalog/keep-catalog-fresh";
import { keepDiscovering } from "./features/discovery/schedule/keep-discovering";
import { keepVerified } from "./features/ledger-health/keep-verified";
import { keepResumming } from "./features/ledger-zone/resum-days";
import { addNotification } from "./features/notifications/add-notification";
import { followScheduledPrices } from "./features/price-book/follow-scheduled-prices";
import { keepPricesPinned } from "./features/price-book/pins/pin-prices";
import { keepRecosting } from "./features/recost/keep-recosting";
import { keepDropping } from "./features/retention/drop-months";
import { resumeSampleGateway } from "./features/sample-world/resume-sample-gateway";
import { createApp } from "./http/app";
import { keepSums } from "./ledger/keep-sums";
import { EnvProblem, readEnv } from "./services/env";
import { loadSecret } from "./services/secrets";
import { alertParts } from "./start/alert-parts";
import { compose } from "./start/compose";
import {
  keepMemoryLow,
  loadDotEnv,
  sayListenProblem,
  sayStartProblem,
  shownAddress,
  stopOnSignals,
  untilDatabaseAnswers,
} from "./start/server-process";

// The same from src (development) and from dist (bundled): both lie one level below apps/server.
const WEB_FOLDER = fileURLToPath(new URL("../../web/dist", import.meta.url));

async function start(): Promise<void> {
  keepMemoryLow();
  const env = readEnv(loadDotEnv(process.cwd(), process.env));
  const dataDir = resolve(env.RATECARD_DATA_DIR);
  const say = (line: string) => process.stdout.write(`${line}\n`);

  const starting = env.DATABASE_URL === undefined ? startEmbedded({ dataDir, log: say }) : null;
  // A signal that comes while the database starts still stops it.
  const closers = [async () => (await starting?.catch(() => null))?.stop()];
  const { stop, isStopping } = stopOnSignals(closers, say);
  const patiently = <T>(step: () => Promise<T>) => untilDatabaseAnswers(isStopping, step);
  try {
    const url = (await starting)?.url ?? env.DATABASE_URL ?? "";
    await migrate(url);
    const db = openDatabase(url);
    closers.unshift(() => db.close());
    const secret = await loadSecret(env, dataDir);
    const { services, close } = await patiently(() => compose(env, db, secret));
    closers.unshift(close);
    await patiently(() => storeBundledCatalog(services));
    closers.unshift((await patiently(() => keepPricesPinned(services))).close);
    const app = await createApp(services, WEB_FOLDER);
    closers.unshift(() => app.close());
    const address = await app
      .listen({ port: env.PORT, host: env.HOST })
      .catch((error: unknown) => sayListenProblem(error, env));
    closers.unshift(keepCatalogFresh(services).close, followScheduledPrices(services).close);
    closers.unshift(keepDiscovering(services, (news) => addNotification(services, news)).close);
    closers.unshift(keepSums(services).close, keepResumming(services).close);
    closers.unshift(keepVerified(services, (news) => addNotification(services, news)).close);
    closers.unshift(keepDropping(services, (news) => addNotification(services, news)).close);
    closers.unshift(keepAlerting(services, alertParts).close);
    await patiently(services.jobs.recover);
    closers.unshift(keepRecosting(services).close);
    await patiently(() => resumeSampleGateway(services));
    // "Ready" is said when the key and the admin of a first start are.
    const firstSteps = await patiently(() => prepareFirstRun(services, shownAddress(address)));
    for (const line of [`Ratecard is ready on ${shownAddress(address)}`, ...firstSteps]) say(line);
  } catch (error) {
    if (!isStopping()) sayStartProblem(error);
    await stop(1);
  }
}

start().catch((error: unknown) => {
  sayStartProblem(error);
  process.exit(error instanceof EnvProblem ? 2 : 1);
});
