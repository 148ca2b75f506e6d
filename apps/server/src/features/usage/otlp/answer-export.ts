/**
 * What the protocol answers: ExportTraceServiceResponse, or google.rpc.Status for a refusal, in the encoding of the request.
 * Source  OTLP 1.x, "OTLP/HTTP Response"; google/rpc/status.proto, google/rpc/code.proto.
 */
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import type { FastifyRequest } from "fastify";
import type { Refusal } from "#server/errors/answer-errors";
import type { Rejected } from "./take-calls";

export const JSON_TYPE = "application/json";
export const PROTOBUF_TYPE = "application/x-protobuf";

type Encoded = Readonly<{ type: string; body: Buffer }>;

export const isProtobuf = ({ headers }: FastifyRequest): boolean =>
  headers["content-type"]?.split(";")[0]?.trim().toLowerCase() === PROTOBUF_TYPE;

const MOST_REASONS = 3;

export function answerExport(request: FastifyRequest, { count, reasons }: Rejected): Encoded {
  const errorMessage = reasons.slice(0, MOST_REASONS).join(" ");
  if (!isProtobuf(request)) {
    return inJson(count === 0 ? {} : { partialSuccess: { rejectedSpans: String(count), errorMessage } });
  }
  const writer = new BinaryWriter();
  if (count > 0) {
    writer.tag(1, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.Varint).int64(count).tag(2, WireType.LengthDelimited).string(errorMessage).join();
  }
  return inProtobuf(writer);
}

/** Codes of google.rpc by the HTTP status. */
const CODE_OF_STATUS: ReadonlyMap<number, number> = new Map([
  [401, 16],
  [403, 7],
  [429, 8],
  [500, 13],
  [503, 14],
]);
const INVALID_ARGUMENT = 3;

export function answerRefusal(request: FastifyRequest, { status, error: { message } }: Refusal): Encoded {
  const code = CODE_OF_STATUS.get(status) ?? INVALID_ARGUMENT;
  if (!isProtobuf(request)) return inJson({ code, message });
  const writer = new BinaryWriter();
  return inProtobuf(writer.tag(1, WireType.Varint).int32(code).tag(2, WireType.LengthDelimited).string(message));
}

const inJson = (value: unknown): Encoded => ({ type: JSON_TYPE, body: Buffer.from(JSON.stringify(value)) });
const inProtobuf = (writer: BinaryWriter): Encoded => ({ type: PROTOBUF_TYPE, body: Buffer.from(writer.finish()) });
