/**
 * Books the calls that come at the same time in one statement, which costs a fraction of one each. A call alone does not wait.
 * Errors  as `bookBatches`. What one call's data makes fail fails for that call only.
 */
import { isDatabaseGone } from "#server/errors/is-database-gone";
import { DomainError } from "#server/errors/domain-error";
import { GroupQueue } from "#server/write/group-queue";
import { type Batch, bookBatches, type IngestServices } from "./book-batches";
import type { IngestResult } from "./settle-leftovers";

/** Two, so that one group is priced while the other is written. */
const GROUPS_AT_ONCE = 2;
/** Beyond it a group gains nothing and waits longer. */
const MOST_EVENTS_A_GROUP = 5000;

type Queue = GroupQueue<Batch, readonly IngestResult[]>;

const queues = new WeakMap<object, WeakMap<object, Queue>>();

/** One for a database and its prices. */
export function bookingQueueOf(services: IngestServices): Queue {
  const { db, prices } = services;
  const ofDatabase = queues.get(db) ?? new WeakMap<object, Queue>();
  queues.set(db, ofDatabase);
  const queue = ofDatabase.get(prices) ?? openQueue(services);
  ofDatabase.set(prices, queue);
  return queue;
}

const openQueue = (services: IngestServices): Queue =>
  new GroupQueue({
    groups: GROUPS_AT_ONCE,
    mostSize: MOST_EVENTS_A_GROUP,
    sizeOf: ({ events, refusals }: Batch) => events.length + refusals.length,
    work: (batches: readonly Batch[]) => bookBatches(services, batches),
    isOfOneItem: (error) => !(error instanceof DomainError) && !isDatabaseGone(error),
  });

export const bookTogether = (services: IngestServices, batch: Batch): Promise<readonly IngestResult[]> =>
  bookingQueueOf(services).add(batch);
