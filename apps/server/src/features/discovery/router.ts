/** Discovery procedures: check the input, call one verb. No rule is decided here. */
import {
  CreateCustomName,
  CreateServer,
  DiscoverModels,
  ListBatches,
  OneBatch,
  OneCustomName,
  OneServer,
  ReviewModels,
  SetDiscoverySchedule,
  TryServer,
  UpdateCustomName,
  UpdateServer,
} from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { countUnpriced } from "./count-unpriced";
import { discoverModels } from "./discover-models";
import { createCustomName, removeCustomName, updateCustomName } from "./edit-custom-names";
import { findBatch, listBatches } from "./find-batches";
import { listCustomNames } from "./list-custom-names";
import { findServerDetails, listServers } from "./find-servers";
import { reviewModels } from "./review-models";
import { findSchedule, setSchedule } from "./schedule/edit-schedule";
import { tryServer } from "./try-server";
import { createServer, removeServer, updateServer } from "./edit-servers";

const read = procedure("discovery:read");
const change = procedure("discovery:write");

const serversRouter = router({
  list: read.query(({ ctx }) => listServers(ctx)),
  /** Fails with NOT_FOUND. */
  find: read.input(OneServer).query(({ ctx, input }) => findServerDetails(ctx, input)),
  /** Fails with ALREADY_EXISTS, INVALID_INPUT. */
  create: change.input(CreateServer).mutation(({ ctx, input }) => createServer(ctx, input)),
  /** Another origin forgets the stored key, and says so. */
  update: change.input(UpdateServer).mutation(({ ctx, input }) => updateServer(ctx, input)),
  remove: change.input(OneServer).mutation(({ ctx, input }) => removeServer(ctx, input)),
  /** Stores nothing; a server that fails is an answer with a code and a sentence. */
  try: change.input(TryServer).mutation(({ ctx, input }) => tryServer(ctx, input)),
});

const batchesRouter = router({
  list: read.input(ListBatches).query(({ ctx, input }) => listBatches(ctx, input)),
  find: read.input(OneBatch).query(({ ctx, input }) => findBatch(ctx, input)),
});

const customNamesRouter = router({
  list: read.query(({ ctx }) => listCustomNames(ctx)),
  create: change.input(CreateCustomName).mutation(({ ctx, input }) => createCustomName(ctx, input)),
  update: change.input(UpdateCustomName).mutation(({ ctx, input }) => updateCustomName(ctx, input)),
  remove: change.input(OneCustomName).mutation(({ ctx, input }) => removeCustomName(ctx, input)),
});

const scheduleRouter = router({
  find: read.query(({ ctx }) => findSchedule(ctx)),
  /** The first look is so many hours from now. */
  set: change.input(SetDiscoverySchedule).mutation(({ ctx, input }) => setSchedule(ctx, input)),
});

export const discoveryRouter = router({
  servers: serversRouter,
  schedule: scheduleRouter,
  /** Starts the job `discovery`; its progress has one part a server. Fails with JOB_RUNNING. */
  discover: change.input(DiscoverModels).mutation(({ ctx, input }) => discoverModels(ctx, input)),
  /** Every name the chosen servers serve, with its price in force and what is suggested. */
  review: read.input(ReviewModels).query(({ ctx, input }) => reviewModels(ctx, input)),
  /** How many names of all active servers have no price. */
  unpriced: read.query(({ ctx }) => countUnpriced(ctx)),
  batches: batchesRouter,
  customNames: customNamesRouter,
});
