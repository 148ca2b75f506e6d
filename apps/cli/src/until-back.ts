/**
 * A question to the server in the middle of long work, asked again while the server is away. Only for what may be asked twice.
 * Errors  the one of the last try, once `--wait` is over.
 */
import { isUnreachable } from "./cli-problem";
import type { CommandContext } from "./client";

const AGAIN_MS = 500;

export async function untilBack<Answer>(
  { settings, terminal }: Pick<CommandContext, "settings" | "terminal">,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const lastTry = performance.now() + settings.waitMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnreachable(error) || performance.now() >= lastTry) throw error;
      terminal.progress("The server is away. Waiting for it ...");
      await new Promise((wake) => setTimeout(wake, AGAIN_MS));
    }
  }
}
