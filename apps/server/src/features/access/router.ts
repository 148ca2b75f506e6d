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
import { changeOwnPassword } from "./change-own-password";
import { changeUserRole } from "./change-user-role";
import { completeSetup } from "./complete-setup";
import { createApiKey } from "./create-api-key";
import { createUser } from "./create-user";
import { findSetupState } from "./find-setup-state";
import { listApiKeys } from "./list-api-keys";
import { listUsers } from "./list-users";
import { me } from "./me";
import { resetPassword } from "./reset-password";
import { revokeApiKey } from "./revoke-api-key";
import { setUserDisabled } from "./set-user-disabled";

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
