/** Who may come in: setup, people, API keys. */
import {
  ChangeOwnPassword,
  ChangeUserRole,
  CompleteSetup,
  CreateApiKey,
  CreateUser,
  ResetPassword,
  RevokeApiKey,
  SetUserDisabled,
} from "@ratecard/contract";
import { openProcedure, procedure, router, signedInProcedure } from "#server/rpc/trpc";
import { createApiKey, listApiKeys, revokeApiKey } from "./api-keys";
import { me } from "./authenticate";
import { completeSetup, findSetupState } from "./first-run";
import { changeOwnPassword, changeUserRole, createUser, listUsers, resetPassword, setUserDisabled } from "./users";

const manage = procedure("access:manage");

export const accessRouter = router({
  /** null: not signed in. */
  me: openProcedure.query(({ ctx }) => me(ctx)),
  setupState: openProcedure.query(({ ctx }) => findSetupState(ctx)),
  /** Fails with SETUP_DONE, SETUP_LINK_INVALID. */
  setup: openProcedure.input(CompleteSetup).mutation(({ ctx, input }) => completeSetup(ctx, input)),
  /** Fails with INVALID_INPUT when `current` is wrong. */
  changePassword: signedInProcedure
    .input(ChangeOwnPassword)
    .mutation(({ ctx, input }) => changeOwnPassword(ctx, input)),

  users: router({
    list: manage.query(({ ctx }) => listUsers(ctx)),
    /** Fails with ALREADY_EXISTS. */
    create: manage.input(CreateUser).mutation(({ ctx, input }) => createUser(ctx, input)),
    /** Fails with NOT_FOUND, LAST_ADMIN. */
    changeRole: manage.input(ChangeUserRole).mutation(({ ctx, input }) => changeUserRole(ctx, input)),
    /** Fails with NOT_FOUND, LAST_ADMIN. */
    setDisabled: manage.input(SetUserDisabled).mutation(({ ctx, input }) => setUserDisabled(ctx, input)),
    /** Fails with NOT_FOUND. */
    resetPassword: manage.input(ResetPassword).mutation(({ ctx, input }) => resetPassword(ctx, input)),
  }),

  apiKeys: router({
    list: manage.query(({ ctx }) => listApiKeys(ctx)),
    /** The answer holds the key, for the only time. */
    create: manage.input(CreateApiKey).mutation(({ ctx, input }) => createApiKey(ctx, input)),
    /** Fails with NOT_FOUND. */
    revoke: manage.input(RevokeApiKey).mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
  }),
});
