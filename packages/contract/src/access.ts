/** Inputs about people, API keys, the audit log and jobs. */
import { z } from "zod";
import { ROLES, SCOPES } from "./roles";
import { isPrintable } from "./printable";
import { zodMessage } from "./problems/zod-problems";

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
export const LONGEST_PLAIN_NAME = 255;

/** Any text a person may call something: one line, no control characters. */
export const PlainName = z
  .string()
  .trim()
  .min(1, zodMessage("empty-name"))
  .max(LONGEST_PLAIN_NAME, zodMessage("too-long", { most: LONGEST_PLAIN_NAME }))
  .refine(isPrintable, zodMessage("unprintable"));

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(LONGEST_PLAIN_NAME, zodMessage("too-long", { most: LONGEST_PLAIN_NAME }))
  .pipe(z.email(zodMessage("not-an-email")));

export const Password = z
  .string()
  .min(PASSWORD_LENGTH.min, zodMessage("too-short", { least: PASSWORD_LENGTH.min }))
  .max(PASSWORD_LENGTH.max, zodMessage("too-long", { most: PASSWORD_LENGTH.max }));

const Role = z.enum(ROLES, zodMessage("not-one-of", { options: ROLES }));
const Scope = z.enum(SCOPES, zodMessage("not-one-of", { options: SCOPES }));
const UserId = z
  .string()
  .min(1, zodMessage("missing", {}))
  .max(64, zodMessage("not-an-id", { of: "a user" }))
  .refine(isPrintable, zodMessage("not-an-id", { of: "a user" }));

/** The first admin; `token` is the one of the link on the terminal. */
export const CompleteSetup = z.strictObject({
  token: z.string().min(1, zodMessage("no-setup-token")).max(128, zodMessage("not-a-setup-token")),
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
  scopes: z
    .array(Scope)
    .min(1, zodMessage("empty-list", { of: "scope" }))
    .max(SCOPES.length, zodMessage("repeats")),
});
export type CreateApiKey = z.output<typeof CreateApiKey>;

export const RevokeApiKey = z.strictObject({ id: z.uuid(zodMessage("not-an-id", { of: "an API key" })) });
export type RevokeApiKey = z.output<typeof RevokeApiKey>;

/** Newest first; `cursor` is the sequence number of the last row seen. */
export const ListAudit = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/, zodMessage("not-a-cursor"))
    .nullish(),
  /** Sent along by infinite queries. */
  direction: z.literal("forward").optional(),
  limit: z.int().min(1).max(500).default(100),
  search: z.string().trim().max(LONGEST_PLAIN_NAME).refine(isPrintable, zodMessage("unprintable")).optional(),
});
export type ListAudit = z.output<typeof ListAudit>;

export const FindJob = z.strictObject({ id: z.uuid(zodMessage("not-an-id", { of: "a job" })) });
export const LatestJob = z.strictObject({ kind: PlainName });
