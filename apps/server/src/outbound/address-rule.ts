/**
 * Which addresses this server may connect to.
 * Errors  none: a refusal is an answer with the kind of address in it.
 * Source  design, security.md "Outbound calls". Addresses inside IPv6 wrappers count as the address they carry.
 */
import ipaddr from "ipaddr.js";

export type AddressVerdict =
  | Readonly<{ allowed: true }>
  | Readonly<{ allowed: false; kind: string; allowable: boolean }>;

/** No gateway lives there, a cloud's credentials do: refused even where private networks are allowed. */
const METADATA = new Set(["169.254.169.254", "100.100.100.200", "fd00:ec2::254"]);
const NEVER = new Set(["linkLocal", "multicast", "broadcast"]);

export function judgeAddress(text: string, allowPrivate: boolean): AddressVerdict {
  if (!ipaddr.isValid(text)) return { allowed: false, kind: "unreadable", allowable: false };
  const address = unwrap(ipaddr.process(text));
  const kind = address.range();
  if (kind === "unicast") return { allowed: true };
  if (METADATA.has(address.toString())) return { allowed: false, kind: "metadata", allowable: false };
  if (NEVER.has(kind)) return { allowed: false, kind, allowable: false };
  return allowPrivate ? { allowed: true } : { allowed: false, kind, allowable: true };
}

/** NAT64 (64:ff9b::/96) carries the IPv4 address in its last four bytes. */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  return address.kind() === "ipv6" && address.range() === "rfc6052"
    ? new ipaddr.IPv4(address.toByteArray().slice(12))
    : address;
}
