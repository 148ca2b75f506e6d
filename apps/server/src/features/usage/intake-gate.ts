/**
 * Bounds what the intake does at once, so that a flood meets a 429 and neither a full pool nor a full memory.
 *
 * - Booking has places, and a queue for them. Reading has none: a sender as slow as it likes holds up no other.
 * - What is bounded while bodies are read is the number of items that were read and not booked yet, over all of them.
 * Errors  TOO_BUSY (429), or UNAVAILABLE (503) for senders that try again after a 5xx only; then nothing of that batch is written.
 */
import { DomainError } from "#server/errors/domain-error";
import { createGate } from "#server/write/create-gate";

type WhenFull = "TOO_BUSY" | "UNAVAILABLE";

type IntakeGate = Readonly<{
  /** `read` calls `hold` for each item it will hand to `book`. */
  pass: <Batch, Answer>(
    read: (hold: () => void) => Promise<Batch>,
    book: (batch: Batch) => Promise<Answer>,
    whenFull?: WhenFull,
  ) => Promise<Answer>;
}>;

type Limits = Readonly<{ running: number; waiting: number; items: number }>;

export function createIntakeGate({ running, waiting, items: mostItems }: Limits): IntakeGate {
  const places = createGate({ running, waiting });
  let items = 0;

  const refuseWhen = (isOver: boolean, code: WhenFull) => {
    if (isOver) throw new DomainError(code, { retryAfterSeconds: 1 });
  };

  return {
    pass: async (read, book, whenFull = "TOO_BUSY") => {
      let held = 0;
      try {
        refuseWhen(places.isFull(), whenFull);
        const batch = await read(() => {
          refuseWhen(items >= mostItems, whenFull);
          items += 1;
          held += 1;
        });
        return await places.pass(() => book(batch), whenFull);
      } finally {
        items -= held;
      }
    },
  };
}
