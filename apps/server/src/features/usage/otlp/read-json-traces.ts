/**
 * The spans of an ExportTraceServiceRequest in OTLP's JSON.
 * Errors  INVALID_INPUT for what is none; a field that is unknown or of another type is absent.
 * Source  opentelemetry/proto/trace/v1/trace.proto: ids are hex, 64-bit numbers are texts or numbers.
 */
import { type Fields, fieldsOf, objectsOf } from "@ratecard/usage";
import { isRead } from "./attribute-names";
import { isFailedRun, msOfNanos, type Span, STATUS_ERROR } from "./span";
import { createSpanCounter, MOST_SPANS, refuseTraces } from "./refuse-traces";

export function readJsonTraces(text: string): readonly Span[] {
  refuseFarTooMany(text);
  const request = fieldsOf(parse(text));
  if (!request) throw refuseTraces("not-traces");
  const { resourceSpans } = request;
  if (!isListOrAbsent(resourceSpans)) throw refuseTraces("not-resource-spans");
  const countSpan = createSpanCounter();
  return listOf(resourceSpans).flatMap(({ resource, scopeSpans }) => {
    const ofResource = attributesOf(fieldsOf(resource)?.attributes);
    return listOf(scopeSpans).flatMap(({ scope, spans }) =>
      listOf(spans).map((span) => {
        countSpan();
        return spanOf(span, textIn(fieldsOf(scope)?.name), ofResource);
      }),
    );
  });
}

/** An attribute is two objects; the texts of conversations may hold such signs as well. */
const MOST_OBJECTS = MOST_SPANS * 40;

/** Told before it is parsed, which is when the memory is taken. */
function refuseFarTooMany(text: string): void {
  let objects = 0;
  for (const sign of ["{", "["]) {
    for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
      objects += 1;
      if (objects > MOST_OBJECTS) throw refuseTraces("too-much-in-traces");
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refuseTraces("not-json-traces", cause);
  }
}

const isListOrAbsent = (value: unknown): boolean => value === undefined || value === null || Array.isArray(value);

const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? objectsOf(value) : []);

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

/** Some writers give ids in base64; what no id can be is not told, for requests are booked under two of them. */
const ID = /^[\x21-\x7e]{1,64}$/;

function idIn(value: unknown): string {
  const id = textIn(value);
  return ID.test(id) ? id.toLowerCase() : "";
}

function spanOf(span: Fields, scope: string, ofResource: ReadonlyMap<string, unknown>): Span {
  return {
    traceId: idIn(span.traceId),
    spanId: idIn(span.spanId),
    parentSpanId: idIn(span.parentSpanId),
    name: textIn(span.name),
    scope,
    startMs: msOfNanos(span.startTimeUnixNano),
    endMs: msOfNanos(span.endTimeUnixNano),
    isError:
      isErrorCode(fieldsOf(span.status)?.code) ||
      isFailedRun(scope, () => listOf(span.events).map(({ name }) => textIn(name))),
    attributes: new Map([...ofResource, ...attributesOf(span.attributes, scope)]),
  };
}

/** Some writers give the name of an enum's value. */
const isErrorCode = (code: unknown): boolean => code === STATUS_ERROR || code === "STATUS_CODE_ERROR";

function attributesOf(attributes: unknown, scope = ""): ReadonlyMap<string, unknown> {
  const read = new Map<string, unknown>();
  for (const { key, value } of listOf(attributes)) {
    if (typeof key === "string" && isRead(key, scope)) read.set(key, valueOf(fieldsOf(value) ?? {}));
  }
  return read;
}

const DEEPEST = 4;

function valueOf({ stringValue, intValue, doubleValue, boolValue, arrayValue }: Fields, depth = 0): unknown {
  if (intValue !== undefined) return typeof intValue === "string" && intValue !== "" ? Number(intValue) : intValue;
  const list = fieldsOf(arrayValue);
  if (list && depth < DEEPEST) return listOf(list.values).map((value) => valueOf(value, depth + 1));
  return list ? undefined : (stringValue ?? doubleValue ?? boolValue);
}
