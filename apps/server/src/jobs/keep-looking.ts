/**
 * Looks again and again in the background whether something is due. A look that is not over is not begun anew.
 * Time    the first look is at once, without delaying the caller, unless `isPatient`; then one every `everyMs`.
 * Errors  logged with `failed` in words, and tried again at the next look. `close` waits for the look that is at work.
 */
import type { Services } from "#server/services/context";

type Looking = Readonly<{ everyMs: number; failed: string; isPatient?: boolean }>;

export type Keeper = Readonly<{ close: () => Promise<void> }>;

export function keepLooking(
  { log }: Pick<Services, "log">,
  { everyMs, failed, isPatient = false }: Looking,
  look: () => Promise<unknown>,
): Keeper {
  let running: Promise<void> | null = null;
  const lookOnce = () => {
    running ??= look()
      .then(
        () => undefined,
        (error: unknown) => log.warn({ err: error }, failed),
      )
      .finally(() => {
        running = null;
      });
  };
  if (!isPatient) lookOnce();
  const timer = setInterval(lookOnce, everyMs).unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
