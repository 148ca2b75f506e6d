/**
 * Decides whether the intake takes one more call, so that a flood of them meets a clear "later" and what is taken is answered soon.
 *
 * - What decides is how long it would take, measured by the calls before, not how many there are.
 * - Reading has no limit of its own: a sender as slow as it likes holds up no other. What is bounded while bodies are read is the
 *   number of items that were read and not booked yet, over all of them.
 * Errors  TOO_BUSY (429), or UNAVAILABLE (503) for senders that try again after a 5xx only; then nothing of that call is written.
 */
import { DomainError } from "#server/errors/domain-error";

export type WhenFull = "TOO_BUSY" | "UNAVAILABLE";

/** Of a call that came now, when so many items are on their way that nobody waits for yet. */
type ExpectedWaitMs = (itemsAhead: number) => number;

type IntakeGate = Readonly<{
  /** `read` calls `hold` for each item it will hand to `book`. */
  pass: <Read, Answer>(
    read: (hold: () => void) => Promise<Read>,
    book: (items: Read) => Promise<Answer>,
    /** `longestWaitMs`: of a call that has time, shorter than of the others. */
    options: Readonly<{ whenFull: WhenFull; expectedWaitMs: ExpectedWaitMs; longestWaitMs?: number }>,
  ) => Promise<Answer>;
}>;

type Limits = Readonly<{ longestWaitMs: number; items: number }>;

export function createIntakeGate({ longestWaitMs, items: mostItems }: Limits): IntakeGate {
  let items = 0;
  let callsReading = 0;
  let itemsACall = 1;

  return {
    pass: async (read, book, { whenFull, expectedWaitMs, longestWaitMs: patienceMs = longestWaitMs }) => {
      const waitMs = expectedWaitMs(callsReading * itemsACall);
      const refuseWhen = (isOver: boolean) => {
        if (isOver) throw new DomainError(whenFull, { retryAfterSeconds: secondsOf(waitMs) });
      };
      refuseWhen(waitMs > patienceMs);
      let held = 0;
      const hold = () => {
        refuseWhen(items >= mostItems);
        items += 1;
        held += 1;
      };
      try {
        callsReading += 1;
        const batch = await read(hold).finally(() => {
          callsReading -= 1;
        });
        itemsACall += (held - itemsACall) * NEWEST_SHARE;
        return await book(batch);
      } finally {
        items -= held;
      }
    },
  };
}

/** Of the newest call in how many items one has. */
const NEWEST_SHARE = 0.1;

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));
