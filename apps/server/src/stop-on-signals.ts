/** SIGINT and SIGTERM stop everything once, newest first; a second signal does not wait. */
const LONGEST_STOP_MS = 20_000;

export function stopOnSignals(
  closers: (() => Promise<void>)[],
  say: (line: string) => void,
): (exitCode: number) => Promise<void> {
  let stopping: Promise<void> | null = null;

  const stop = (exitCode: number) => {
    stopping ??= (async () => {
      setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
      for (const close of closers) await close().catch((error: unknown) => say(`While stopping: ${String(error)}`));
      process.exit(exitCode);
    })();
    return stopping;
  };

  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      say("Stopping ...");
      void stop(0);
    });
  }
  return stop;
}
