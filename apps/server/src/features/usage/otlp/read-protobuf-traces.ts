/**
 * The spans of an ExportTraceServiceRequest in protobuf, field by field: what is not read is stepped over, never decoded.
 * Errors  INVALID_INPUT for bytes that are none.
 * Source  opentelemetry/proto/{collector/trace,trace,resource,common}/v1: the numbers are those of its fields. OpenTelemetry's
 *         own package encodes requests and decodes none, so only the reader of @bufbuild/protobuf is used, without a schema.
 */
import { type FieldOfMessage, fieldsOfMessage, messagesIn, textIn } from "./protobuf-fields";
import { isRead } from "./attribute-names";
import { DomainError } from "#server/errors/domain-error";
import { createSpanCounter, refuseTraces } from "./refuse-traces";
import { type Attributes, isFailedRun, msOfNanos, type Span, STATUS_ERROR } from "./span";

export function readProtobufTraces(body: Uint8Array): readonly Span[] {
  try {
    const countSpan = createSpanCounter();
    return messagesIn(body, 1).flatMap((bytes) => resourceSpans(bytes, countSpan));
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw refuseTraces("not-protobuf-traces", cause);
  }
}

function resourceSpans(bytes: Uint8Array, countSpan: () => void): readonly Span[] {
  const ofResource = new Map(messagesIn(bytes, 1).flatMap((resource) => [...attributesOf(resource, 1)]));
  return messagesIn(bytes, 2).flatMap((scopeSpans) => {
    const scope = messagesIn(scopeSpans, 1).map((named) => textIn(messagesIn(named, 1)[0]))[0] ?? "";
    return messagesIn(scopeSpans, 2).map((span) => {
      countSpan();
      return spanOf(span, scope, ofResource);
    });
  });
}

function spanOf(bytes: Uint8Array, scope: string, ofResource: Attributes): Span {
  const fields = new Map(fieldsOfMessage(bytes).map((field) => [field.number, field]));
  const bytesOf = (number: number) => fields.get(number)?.bytes;
  const [status] = messagesIn(bytes, 15);
  return {
    traceId: hexOf(bytesOf(1)),
    spanId: hexOf(bytesOf(2)),
    parentSpanId: hexOf(bytesOf(4)),
    name: textIn(bytesOf(5)),
    scope,
    startMs: msOfNanos(fields.get(7)?.integer ?? 0n),
    endMs: msOfNanos(fields.get(8)?.integer ?? 0n),
    isError:
      (status !== undefined && fieldsOfMessage(status).some(isErrorCode)) ||
      isFailedRun(scope, () => messagesIn(bytes, 11).map((event) => textIn(messagesIn(event, 2)[0]))),
    attributes: new Map([...ofResource, ...attributesOf(bytes, 9, scope)]),
  };
}

const isErrorCode = ({ number, integer }: FieldOfMessage): boolean => number === 3 && integer === BigInt(STATUS_ERROR);

const hexOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("hex");

function attributesOf(bytes: Uint8Array, number: number, scope = ""): Attributes {
  const read = new Map<string, unknown>();
  for (const attribute of messagesIn(bytes, number)) {
    const name = textIn(messagesIn(attribute, 1)[0]);
    if (isRead(name, scope)) read.set(name, valueOf(messagesIn(attribute, 2)[0]));
  }
  return read;
}

const DEEPEST = 4;

/** AnyValue: text, boolean, whole number, double, or a list of them. */
function valueOf(bytes: Uint8Array | undefined, depth = 0): unknown {
  const field = bytes && fieldsOfMessage(bytes).at(-1);
  if (!field || depth > DEEPEST) return undefined;
  switch (field.number) {
    case 1:
      return textIn(field.bytes);
    case 2:
      return field.integer === 1n;
    case 3:
      return Number(BigInt.asIntN(64, field.integer ?? 0n));
    case 4:
      return field.double;
    case 5:
      return messagesIn(field.bytes ?? new Uint8Array(), 1).map((value) => valueOf(value, depth + 1));
    default:
      return undefined;
  }
}
