/**
 * What one scenario is: calls that a client makes of the proxy, and what the provider behind it answers.
 *
 * Units   counts are tokens unless named otherwise.
 */

/** The sender puts the mark of its scenario here, so that the upstream knows what to answer. */
export const MARK = "MARK";

export type Call = Readonly<{
  path: string;
  method?: "GET" | "POST";
  /** Sent as JSON. */
  body?: Readonly<Record<string, unknown>>;
  /** Sent as a form; a file's content has the mark. */
  form?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  /** The client goes away as soon as the first piece of the answer is there. */
  leavesEarly?: true;
}>;

export type Answer = Readonly<{
  status?: number;
  json?: unknown;
  /** Sent as server-sent events; one with a `type` is named after it, as Anthropic's and the Responses API's are. */
  events?: readonly Readonly<Record<string, unknown>>[];
  /** OpenAI's streams end with it. */
  endsWithDone?: true;
  /** The connection breaks after the last event. */
  breaksOff?: true;
  /** Goes on only after this long, so that a client can leave meanwhile. */
  pauseMs?: number;
  bytes?: Uint8Array<ArrayBuffer>;
  text?: string;
}>;

/** `count`: how often this scenario asked the same before, from 0. */
export type Asked = Readonly<{ method: string; path: string; count: number }>;

export type Scenario = Readonly<{
  name: string;
  calls: readonly Call[];
  answer: Answer | ((asked: Asked) => Answer);
  /** How many records LiteLLM sends of it; one a call when left out. */
  records?: number;
}>;

type Fields = Readonly<Record<string, unknown>>;

export const QUESTION = [{ role: "user", content: `Say hello. ${MARK}` }];

export const ask = (path: string, body: Fields, more: Omit<Call, "path" | "body"> = {}): Call => ({
  path,
  body,
  ...more,
});

export const chat = (model: string, more: Fields = {}): Call =>
  ask("/v1/chat/completions", { model, messages: QUESTION, ...more });

let answers = 0;
/** Upstream ids are unique, unless a scenario wants them otherwise. */
export const nextId = (prefix: string): string => {
  answers += 1;
  return `${prefix}${String(answers).padStart(6, "0")}`;
};
