/**
 * The fields of a protobuf message as they lie there, whatever they mean.
 * Errors  throws for bytes that are no message.
 */
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { MOST_SPANS } from "./refuse-traces";

/** One of the three, by the field's wire type; none: a form that is not in use any more. */
export type FieldOfMessage = Readonly<{
  number: number;
  /** Text, bytes or a message. */
  bytes?: Uint8Array;
  integer?: bigint;
  double?: number;
}>;

export function fieldsOfMessage(message: Uint8Array): readonly FieldOfMessage[] {
  const reader = new BinaryReader(message);
  const fields: FieldOfMessage[] = [];
  while (reader.pos < reader.len) {
    if (fields.length > MOST_SPANS) throw new RangeError("has far more fields than spans need");
    const [number, wireType] = reader.tag();
    if (wireType === WireType.LengthDelimited) fields.push({ number, bytes: reader.bytes() });
    else if (wireType === WireType.Varint) fields.push({ number, integer: BigInt(reader.uint64()) });
    else if (wireType === WireType.Bit64) fields.push({ number, ...eightBytes(reader.skip(wireType)) });
    else reader.skip(wireType, number);
  }
  return fields;
}

function eightBytes(bytes: Uint8Array): Pick<FieldOfMessage, "integer" | "double"> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { integer: view.getBigUint64(0, true), double: view.getFloat64(0, true) };
}

/** What is repeated under one number, in its order. */
export const messagesIn = (message: Uint8Array, number: number): readonly Uint8Array[] =>
  fieldsOfMessage(message).flatMap((field) => (field.number === number && field.bytes ? [field.bytes] : []));

export const textIn = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("utf8");
