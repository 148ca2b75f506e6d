/** Spans made by hand, in OTLP's JSON. */
type Value = string | number | boolean;

/** Whole numbers are integers, others doubles. */
const valueOf = (value: Value) => {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
};

const attributesOf = (values: Readonly<Record<string, Value>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value: valueOf(value) }));

export type MadeSpan = Readonly<{
  traceId?: string;
  spanId?: string;
  parentSpanId?: string;
  /** Epoch ms. */
  startMs?: number;
  endMs?: number;
  isError?: boolean;
  name?: string;
  scope?: string;
  attributes: Readonly<Record<string, Value>>;
}>;

export const START_MS = Date.UTC(2026, 2, 15, 10);
export const TRACE = "0af7651916cd43dd8448eb211c80319c";
const NANOS = "000000";

/** One scope a span, all of one service. */
export const tracesOf = (spans: readonly MadeSpan[]) => ({
  resourceSpans: [
    {
      resource: { attributes: attributesOf({ "service.name": "shop" }) },
      scopeSpans: spans.map(({ scope = "test", ...span }, index) => ({
        scope: { name: scope },
        spans: [madeSpan(span, index)],
      })),
    },
  ],
});

function madeSpan({ attributes, ...span }: MadeSpan, index: number) {
  const { traceId = TRACE, spanId = `b7ad6b716920333${index}`, parentSpanId, isError = false, name = "call" } = span;
  const { startMs = START_MS, endMs = startMs + 1000 } = span;
  return {
    traceId,
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    name,
    kind: 3,
    startTimeUnixNano: `${startMs}${NANOS}`,
    endTimeUnixNano: `${endMs}${NANOS}`,
    attributes: attributesOf(attributes),
    status: isError ? { code: 2 } : {},
  };
}

/** Of the GenAI conventions. */
export const chat = (id: string, more: Readonly<Record<string, Value>> = {}): Readonly<Record<string, Value>> => ({
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "openai",
  "gen_ai.request.model": "gpt-4o",
  "gen_ai.usage.input_tokens": 100,
  "gen_ai.usage.output_tokens": 20,
  ...(id !== "" && { "gen_ai.response.id": id }),
  ...more,
});
