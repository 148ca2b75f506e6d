/**
 * Bounds how many batches are booked at once, so that a flood meets a 429 and not a full pool.
 * Errors  when the queue is full nothing of that batch is read or written: TOO_BUSY (429), or UNAVAILABLE (503) for senders that
 *         try again after a 5xx only.
 */
import { DomainError } from "#server/errors/domain-error";

export type IntakeGate = Readonly<{
  pass: <T>(work: () => Promise<T>, whenFull?: "TOO_BUSY" | "UNAVAILABLE") => Promise<T>;
}>;

export function createIntakeGate(limits: Readonly<{ running: number; waiting: number }>): IntakeGate {
  const queue: (() => void)[] = [];
  let running = 0;

  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };

  return {
    pass: async (work, whenFull = "TOO_BUSY") => {
      if (running < limits.running) running += 1;
      else if (queue.length >= limits.waiting) throw new DomainError(whenFull, { retryAfterSeconds: 1 });
      else await new Promise<void>((enter) => queue.push(enter));
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
