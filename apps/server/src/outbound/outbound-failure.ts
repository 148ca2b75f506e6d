/** Why a call to another server failed, as a closed cause and a sentence that says what helps. */
import { PrivateAddressError } from "./guarded-connector";

export type OutboundCause =
  | "invalid-url"
  | "invalid-header"
  | "private-address"
  | "dns"
  | "refused"
  | "unreachable"
  | "tls"
  | "timeout"
  | "redirected"
  | "too-large"
  | "not-text"
  | "aborted"
  | "broken";

export type OutboundFailure = Readonly<{ ok: false; cause: OutboundCause; advice: string }>;

export const failure = (cause: OutboundCause, advice: string): OutboundFailure => ({ ok: false, cause, advice });

const UNREACHABLE = new Set([
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EACCES",
  "EPERM",
]);
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/;

export function outboundFailure(error: unknown, url: URL, deadlineMs: number): OutboundFailure {
  for (const link of causesOf(error)) {
    if (link instanceof PrivateAddressError) return privateAddress(link, url);
    if (link instanceof Error && link.message === "bad port") {
      return failure(
        "invalid-url",
        `Port ${url.port} belongs to another protocol and is never called. Use another port.`,
      );
    }
    const known = ofCode(codeOf(link), url, deadlineMs);
    if (known) return known;
  }
  return failure(
    "broken",
    `${url.host} broke off or did not speak HTTP. Check that the address and its port belong to the right program.`,
  );
}

function ofCode(code: string, url: URL, deadlineMs: number): OutboundFailure | null {
  const host = url.hostname;
  if (code === "ECONNREFUSED")
    return failure("refused", `Nothing listens on ${url.host}. Check the port and that the server runs.`);
  if (code === "ENOTFOUND" || code.startsWith("EAI_"))
    return failure("dns", `The name ${host} was not found. Check its spelling and this machine's DNS.`);
  if (UNREACHABLE.has(code))
    return failure("unreachable", `There is no way from this machine to ${host}. Check the network and its firewall.`);
  if (code === "TimeoutError" || code === "ETIMEDOUT" || code.endsWith("_TIMEOUT")) {
    return failure(
      "timeout",
      `${url.host} did not answer within ${deadlineMs / 1000} s. Try again, or check that it is not overloaded.`,
    );
  }
  if (TLS.test(code)) {
    return failure(
      "tls",
      `The secure connection to ${url.host} failed (${code}). Check its certificate, or whether it speaks plain http.`,
    );
  }
  return null;
}

function privateAddress(error: PrivateAddressError, url: URL): OutboundFailure {
  const remedy = error.allowable
    ? "Set ALLOW_PRIVATE_NETWORKS=true if this server may reach it."
    : "Ratecard never connects there. Use another address.";
  return failure(
    "private-address",
    `${url.hostname} leads to an address that is not on the public internet (${error.message}). ${remedy}`,
  );
}

/** fetch wraps what happened; several addresses tried in turn give several causes. */
function* causesOf(error: unknown): Generator<unknown> {
  let link = error;
  for (let depth = 0; depth < 6 && link instanceof Error; depth++) {
    yield link;
    if (link instanceof AggregateError) yield* link.errors;
    link = link.cause;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
