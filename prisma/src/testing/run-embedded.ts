/**
 * A process that does with the embedded database what a server does: starts it, drains on a signal, stops it.
 *
 *   node --import tsx run-embedded.ts DATA_DIR
 *
 * Prints one line of JSON when it is ready, and "drained" after a last query that the signal must not have prevented.
 */
import pg from "pg";
import { startEmbedded } from "../embedded/start-embedded";

async function run(dataDir: string): Promise<void> {
  const database = await startEmbedded({ dataDir, log: (sentence) => process.stderr.write(`${sentence}\n`) });
  const stop = async () => {
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query("SELECT 1");
    await client.end();
    process.stdout.write("drained\n");
    await database.stop();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
  // The test that started us was killed.
  process.stdin.resume().once("close", () => void stop());
  process.stdout.write(
    `${JSON.stringify({ url: database.url, takenOver: database.takenOver, dataDir: database.dataDir })}\n`,
  );
}

run(process.argv[2] ?? "").catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
