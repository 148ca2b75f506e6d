/**
 * Logfire tells of a streamed answer twice: a span of its beginning, with no counts and no answer's id, and at its end a point in
 * time with both, in a trace of its own. The end is the call.
 * Time    epoch ms; Logfire's duration is seconds.
 * Source  Logfire 5.4: `instrument_openai` and `instrument_anthropic`. Other answers are one span, which has the answer's id.
 */
import { COUNTS, LOGFIRE_DURATION, LOGFIRE_KIND, OPERATION, RESPONSE_ID } from "./attribute-names";
import { firstNumber, firstText, type Span } from "./span";

const SCOPE = /^logfire\.(openai|anthropic)$/;

export function isBeginningOfStream({ scope, attributes, isError }: Span): boolean {
  if (isError || !SCOPE.test(scope) || attributes.get(LOGFIRE_KIND) !== "span") return false;
  if (firstText(attributes, [OPERATION]) !== "chat") return false;
  return firstText(attributes, RESPONSE_ID) === undefined && firstNumber(attributes, COUNTS.prompt) === undefined;
}

/** The end of a stream as the span that the stream was; any other span as it is. */
export function withTimeOfStream(span: Span): Span {
  const { attributes, scope, startMs } = span;
  const seconds = firstNumber(attributes, [LOGFIRE_DURATION]);
  const isEnd = SCOPE.test(scope) && attributes.get(LOGFIRE_KIND) === "log";
  if (!isEnd || seconds === undefined || seconds < 0) return span;
  return { ...span, startMs: Math.max(0, startMs - seconds * MS) };
}

const MS = 1000;
