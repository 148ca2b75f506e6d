/**
 * Opens sockets to allowed addresses only. The name is looked up once and the socket connects to what was judged, so that a name
 * cannot answer differently the second time; the connected address is judged again before a byte is sent.
 */
import { type LookupAddress, lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { judgeAddress } from "./address-rule";

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
