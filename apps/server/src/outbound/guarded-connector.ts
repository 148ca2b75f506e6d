/**
 * Opens sockets to allowed addresses only. The name is looked up once and the socket connects to what was judged, so that a name
 * cannot answer differently the second time; the connected address is judged again before a byte is sent.
 */
import { lookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";

export class PrivateAddressError extends Error {
  readonly address: string;
  readonly allowable: boolean;

  constructor(address: string, kind: string, allowable: boolean) {
    super(`${address} is a ${kind} address`);
    this.address = address;
    this.allowable = allowable;
  }
}

export function guardedConnector(allowPrivate: boolean, timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, lookup: guardedLookup(allowPrivate) });
  return (options, callback) => {
    const literal = options.hostname.replace(/^\[(.*)\]$/, "$1");
    const refused = isIP(literal) === 0 ? null : refusalOf(literal, allowPrivate);
    if (refused) return callback(refused, null);
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      const late = refusalOf(socket.remoteAddress ?? "", allowPrivate);
      if (!late) return callback(null, socket);
      socket.destroy();
      callback(late, null);
    });
  };
}

/** An address of a host that may be connected to, for protocols that open their own sockets. Errors: PrivateAddressError, those of DNS. */
export const allowedAddress = (host: string, allowPrivate: boolean): Promise<string> =>
  new Promise((resolve, reject) => {
    guardedLookup(allowPrivate)(host, { all: false }, (error, address) => {
      if (error) reject(error);
      else if (typeof address === "string") resolve(address);
    });
  });

function guardedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [] as LookupAddress[]);
      const allowed = found.filter(({ address }) => judgeAddress(address, allowPrivate).allowed);
      const [first] = allowed;
      if (!first) return callback(refusalOf(found[0]?.address ?? "", allowPrivate), [] as LookupAddress[]);
      if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function refusalOf(address: string, allowPrivate: boolean): PrivateAddressError | null {
  const verdict = judgeAddress(address, allowPrivate);
  return verdict.allowed ? null : new PrivateAddressError(address, verdict.kind, verdict.allowable);
}

type AddressVerdict = Readonly<{ allowed: true }> | Readonly<{ allowed: false; kind: string; allowable: boolean }>;

/** No gateway lives there, a cloud's credentials do: refused even where private networks are allowed. */
const METADATA = new Set([
  "169.254.169.254",
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
  "fd00:ec2::254",
  "fd20:ce::254",
]);
const NEVER = new Set(["linkLocal", "multicast", "broadcast"]);

/**
 * Which addresses this server may connect to.
 * Errors  none: a refusal is an answer with the kind of address in it.
 * Addresses inside IPv6 wrappers count as the address they carry.
 */
export function judgeAddress(text: string, allowPrivate: boolean): AddressVerdict {
  if (!ipaddr.isValid(text)) return { allowed: false, kind: "unreadable", allowable: false };
  const address = unwrap(ipaddr.process(text));
  const kind = address.range();
  if (METADATA.has(address.toString())) return { allowed: false, kind: "metadata", allowable: false };
  if (kind === "unicast") return { allowed: true };
  if (NEVER.has(kind)) return { allowed: false, kind, allowable: false };
  return allowPrivate ? { allowed: true } : { allowed: false, kind, allowable: true };
}

/** An IPv4 address may stand in one of IPv6: of NAT64 (64:ff9b::/96) and compatible ones (::/96) at its end, of 6to4 (2002::/16) after the prefix. */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address;
  const bytes = address.toByteArray();
  if (address.range() === "6to4") return new ipaddr.IPv4(bytes.slice(2, 6));
  // `::` and `::1` are addresses of their own.
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && bytes.slice(12, 15).some((byte) => byte !== 0);
  return isCompatible || address.range() === "rfc6052" ? new ipaddr.IPv4(bytes.slice(12)) : address;
}
