/** Inputs about people, API keys, the audit log and jobs. Refusals are sentences that end in what helps. */
import { z } from "zod";
import { ROLES, SCOPES } from "./roles";

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
const LONGEST_NAME = 255;

/** Any text a person may call something: one line, no control characters. */
export const PlainName = z
  .string()
  .trim()
  .min(1, "is empty. Enter a name.")
  .max(LONGEST_NAME, `is longer than ${LONGEST_NAME} characters. Shorten it.`)
  .regex(/^[^\p{Cc}]*$/u, "has control characters. Remove line breaks and tabs.");

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(LONGEST_NAME, `is longer than ${LONGEST_NAME} characters. Shorten it.`)
  .pipe(z.email("is no e-mail address. Write it as name@example.com."));

export const Password = z
  .string()
  .min(PASSWORD_LENGTH.min, `has fewer than ${PASSWORD_LENGTH.min} characters. Use a longer one.`)
  .max(PASSWORD_LENGTH.max, `has more than ${PASSWORD_LENGTH.max} characters. Use a shorter one.`);

const Role = z.enum(ROLES, `is no role. Choose one of ${ROLES.join(", ")}.`);
const Scope = z.enum(SCOPES, `is no scope. Choose among ${SCOPES.join(", ")}.`);
const UserId = z.string().min(1, "is missing.").max(64, "is no id of a user.");

/** The first admin; `token` is the one of the link on the terminal. */
export const CompleteSetup = z.strictObject({
  token: z.string().min(1, "is missing. Open the link printed on the terminal.").max(128, "is no setup token."),
  name: PlainName,
  email: Email,
  password: Password,
});
export type CompleteSetup = z.output<typeof CompleteSetup>;

export const CreateUser = z.strictObject({ name: PlainName, email: Email, role: Role, password: Password });
export type CreateUser = z.output<typeof CreateUser>;

export const ChangeUserRole = z.strictObject({ userId: UserId, role: Role });
export type ChangeUserRole = z.output<typeof ChangeUserRole>;

export const SetUserDisabled = z.strictObject({ userId: UserId, isDisabled: z.boolean() });
export type SetUserDisabled = z.output<typeof SetUserDisabled>;

export const ResetPassword = z.strictObject({ userId: UserId, password: Password });
export type ResetPassword = z.output<typeof ResetPassword>;

export const ChangeOwnPassword = z.strictObject({ current: z.string().max(PASSWORD_LENGTH.max), next: Password });
export type ChangeOwnPassword = z.output<typeof ChangeOwnPassword>;

export const CreateApiKey = z.strictObject({
  name: PlainName,
  scopes: z.array(Scope).min(1, "is empty. Choose at least one scope.").max(SCOPES.length, "names a scope twice."),
});
export type CreateApiKey = z.output<typeof CreateApiKey>;

export const RevokeApiKey = z.strictObject({ id: z.uuid("is no id of an API key.") });
export type RevokeApiKey = z.output<typeof RevokeApiKey>;

/** Newest first; `cursor` is the sequence number of the last row seen. */
export const ListAudit = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, "is no sequence number.")
    .nullish(),
  /** Sent along by infinite queries. */
  direction: z.literal("forward").optional(),
  limit: z.int().min(1).max(500).default(100),
  search: z.string().trim().max(LONGEST_NAME).optional(),
});
export type ListAudit = z.output<typeof ListAudit>;

export const FindJob = z.strictObject({ id: z.uuid("is no id of a job.") });
export const LatestJob = z.strictObject({ kind: z.string().min(1).max(64) });
