/** Every kind of procedure. A procedure declares one permission, or says that it is open. */
import type { DomainErrorCode, Permission } from "@ratecard/contract";
import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { DomainError, refusedField, toDomainError, TRPC_CODE_OF } from "#server/errors/domain-error";
import { invalidInput } from "#server/errors/invalid-input";
import type { Context } from "#server/services/context";
import { permit } from "../services/actor";

/** `open`: for people who are not signed in yet. */
export type ProcedureMeta = { permission: Permission | "open" | "signed-in" };

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    // Without this the shape of an error carries a stack trace.
    isDev: false,
    defaultMeta: { permission: "open" },
    errorFormatter: ({ shape, error, ctx }) => {
      const domain = domainErrorOf(error);
      return {
        ...shape,
        message:
          domain?.message ??
          `Something went wrong on the server. Its log has the cause under request ${ctx?.requestId ?? "?"}.`,
        data: { ...shape.data, domain: domain?.toBody() ?? null, requestId: ctx?.requestId ?? null },
      };
    },
  });

function domainErrorOf(error: TRPCError): DomainError | null {
  if (error.cause instanceof DomainError) return error.cause;
  if (error.cause instanceof ZodError) return invalidInput(error.cause);
  if (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR") {
    return refusedField("", "not-a-call", { words: error.message });
  }
  return null;
}

const domainErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error.cause) ?? result.error;
  return result;
});

/** null: nobody foresaw it. Also for what fails before a procedure runs. */
export function toTrpcError(error: unknown): TRPCError | null {
  const cause = toDomainError(error);
  if (!cause) return null;
  const code: DomainErrorCode = cause.code;
  return new TRPCError({ code: TRPC_CODE_OF[code], cause });
}

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** For people who are not signed in yet: setup and sign-in state only. */
export const openProcedure = t.procedure.use(domainErrors);

/** For anyone with a session or a key, whatever their role. */
export const signedInProcedure = openProcedure.meta({ permission: "signed-in" }).use(({ ctx, next }) => {
  if (!ctx.actor) throw new DomainError("NOT_SIGNED_IN", {});
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});

export const procedure = (permission: Permission) =>
  openProcedure
    .meta({ permission })
    .use(({ ctx, next }) => next({ ctx: { ...ctx, actor: permit(ctx.actor, permission) } }));
