/**
 * Bounds how much work of one kind runs at once, so that a flood of it meets an answer and not a full pool.
 * Errors  when the queue is full, or the wait was too long, nothing of that work was begun: TOO_BUSY (429), or UNAVAILABLE (503)
 *         for senders that try again after a 5xx only.
 */
import { DomainError } from "#server/errors/domain-error";

export type Gate = Readonly<{
  /** Work that came now would be refused. */
  isFull: () => boolean;
  pass: <T>(work: () => Promise<T>, whenFull?: "TOO_BUSY" | "UNAVAILABLE") => Promise<T>;
}>;

type Limits = Readonly<{
  running: number;
  waiting: number;
  /** Without it the wait ends with the work in front. */
  longestWaitMs?: number;
}>;

export function createGate({ running: mostRunning, waiting: mostWaiting, longestWaitMs }: Limits): Gate {
  const queue: (() => void)[] = [];
  let running = 0;

  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };

  const wait = (tooLong: () => Error) =>
    new Promise<void>((enter, refuse) => {
      const turn = () => {
        clearTimeout(timer);
        enter();
      };
      const giveUp = () => {
        queue.splice(queue.indexOf(turn), 1);
        refuse(tooLong());
      };
      const timer = longestWaitMs === undefined ? undefined : setTimeout(giveUp, longestWaitMs).unref();
      queue.push(turn);
    });

  const isFull = () => running >= mostRunning && queue.length >= mostWaiting;

  return {
    isFull,
    pass: async (work, whenFull = "TOO_BUSY") => {
      const later = () => new DomainError(whenFull, { retryAfterSeconds: 1 });
      if (isFull()) throw later();
      if (running < mostRunning) running += 1;
      else await wait(later);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
