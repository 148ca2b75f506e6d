/**
 * The one way to send mail: by SMTP, to addresses the rule allows, within a time.
 * Units   `deadlineMs` is the whole call.
 * Errors  none thrown for what the other side does: a failure is an answer. `later`: it did not take the message and may do so when
 *         asked again; `never`: it refused it; `unknown`: the message left and nobody said what became of it.
 */
import { Readable } from "node:stream";
import type { MailSecurity } from "@ratecard/contract";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { allowedAddress, PrivateAddressError } from "./guarded-connector";

export type OutboundMail = Readonly<{
  host: string;
  port: number;
  security: MailSecurity;
  /** Empty: the server asks for none. */
  user: string;
  password: string;
  from: string;
  to: readonly string[];
  /** The whole message, headers included. */
  message: Buffer;
  deadlineMs: number;
  allowPrivate: boolean;
  /** Awaited when the server has agreed to take the message and nothing of it has left. What it throws stops the call. */
  leaving: () => Promise<void>;
}>;

export type MailAnswer =
  | Readonly<{ ok: true; words: string }>
  | Readonly<{ ok: false; cause: "later" | "never" | "unknown"; words: string }>;

export async function guardedMail(mail: OutboundMail): Promise<MailAnswer> {
  const state = { hasLeft: false };
  let connection: SMTPConnection | null = null;
  try {
    const address = await allowedAddress(mail.host, mail.allowPrivate);
    connection = new SMTPConnection(connectionOptions(mail, address));
    return { ok: true, words: await within(mail.deadlineMs, exchange(connection, mail, state)) };
  } catch (error) {
    return failureOf(error, mail, state.hasLeft);
  } finally {
    connection?.close();
  }
}

const connectionOptions = ({ host, port, security, deadlineMs }: OutboundMail, address: string) => ({
  host: address,
  port,
  secure: security === "tls",
  requireTLS: security === "starttls",
  ignoreTLS: security === "none",
  servername: host,
  tls: { servername: host },
  connectionTimeout: deadlineMs,
  greetingTimeout: deadlineMs,
  socketTimeout: deadlineMs,
});

class MailTimeout extends Error {
  override name = "MailTimeout";
}

async function within<T>(deadlineMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new MailTimeout()), deadlineMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Answers what the server said when it took the message. */
function exchange(connection: SMTPConnection, mail: OutboundMail, state: { hasLeft: boolean }): Promise<string> {
  return new Promise((resolve, reject) => {
    const send = () => {
      connection.send({ from: mail.from, to: [...mail.to] }, bodyOf(mail, state), (error, info) => {
        if (error || !info) return reject(error ?? new Error("no answer"));
        connection.quit();
        resolve(acceptedWords(info.response ?? "", info.rejected?.length ?? 0));
      });
    };
    connection.on("error", reject);
    connection.on("end", () => reject(new Error("the connection ended")));
    connection.connect((error) => {
      if (error) return reject(error);
      if (mail.user === "") return send();
      const credentials = { user: mail.user, pass: mail.password };
      connection.login({ ...credentials, credentials }, (refused) => (refused ? reject(refused) : send()));
    });
  });
}

/** Read only once the server waits for it. */
function bodyOf({ message, leaving }: OutboundMail, state: { hasLeft: boolean }): Readable {
  return Readable.from(
    (async function* body() {
      await leaving();
      state.hasLeft = true;
      yield message;
    })(),
  );
}

const acceptedWords = (response: string, rejected: number): string =>
  `The server took it: ${response}${rejected === 0 ? "" : ` ${rejected} of the recipients it did not know.`}`;

function failureOf(error: unknown, { host, port, deadlineMs }: OutboundMail, hasLeft: boolean): MailAnswer {
  const place = `${host}:${port}`;
  if (error instanceof PrivateAddressError) {
    const remedy = error.allowable
      ? "Set ALLOW_PRIVATE_NETWORKS=true if this server may reach it."
      : "Use another one.";
    return { ok: false, cause: "never", words: `${host} leads to ${error.message}. ${remedy}` };
  }
  const code = responseCodeOf(error);
  if (code >= 500) return { ok: false, cause: "never", words: `${place} refused it: ${wordsOf(error)}` };
  if (code >= 400) return { ok: false, cause: "later", words: `${place} does not take it now: ${wordsOf(error)}` };
  const why = error instanceof MailTimeout ? `no answer within ${deadlineMs / 1000} s` : wordsOf(error);
  if (hasLeft) return { ok: false, cause: "unknown", words: `The message left, then ${place} fell silent: ${why}.` };
  return { ok: false, cause: "later", words: `${place} could not be reached: ${why}.` };
}

function responseCodeOf(error: unknown): number {
  return error instanceof Error && "responseCode" in error && typeof error.responseCode === "number"
    ? error.responseCode
    : 0;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
