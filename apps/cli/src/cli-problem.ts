import type { AppRouter } from "@ratecard/server";
import { TRPCClientError } from "@trpc/client";

/** What the command cannot do, as a sentence for the terminal, and the exit code that goes with it. */
type ProblemKind = keyof typeof EXIT_CODES;

export class CliProblem extends Error {
  override name = "CliProblem";
  readonly kind: ProblemKind;

  constructor(sentence: string, { kind = "failed", cause }: Readonly<{ kind?: ProblemKind; cause?: unknown }> = {}) {
    super(sentence, { cause });
    this.kind = kind;
  }
}

/** 0 is success; beyond 128 the number of the signal, as shells count. Shown by --help; the README says the same. */
export const EXIT_CODES = {
  failed: [1, "failed: the server refused it, or part of it was not taken"],
  usage: [2, "wrong usage: the command, an option, or a file that cannot be read"],
  unreachable: [3, "no Ratecard server answers there, or it is too busy: worth another try"],
  forbidden: [4, "the API key is missing, unknown, or lacks the right"],
  undecided: [5, "something is left for a person to decide; what could be done is done"],
  cases: [6, "golden cases fail: what they have to cost, and what they cost, is printed"],
  interrupted: [130, "interrupted by Ctrl-C"],
  pipe: [141, "whoever read the output stopped reading"],
} as const satisfies Record<string, readonly [code: number, meaning: string]>;

export const exitCodeOf = (kind: ProblemKind): number => EXIT_CODES[kind][0];

export const exitCodeTable = (): string =>
  ["  0    done", ...Object.values(EXIT_CODES).map(([code, meaning]) => `  ${String(code).padEnd(5)}${meaning}`)].join(
    "\n",
  );

type Failure = Readonly<{ sentence: string; exitCode: number }>;

/** What went wrong, as one sentence and an exit code. The server's sentences are shown as they are. */
export function describeFailure(error: unknown): Failure {
  const problem = problemIn(error) ?? problemOfServer(error);
  const sentence = (problem ?? unforeseen(error)).message.replaceAll(/\s*\n\s*/g, " ").trim();
  return { sentence, exitCode: exitCodeOf(problem?.kind ?? "failed") };
}

/** Nobody answers, or is too busy to: another try may do. */
export const isUnreachable = (error: unknown): boolean =>
  (problemIn(error) ?? problemOfServer(error))?.kind === "unreachable";

/** tRPC wraps what happened on the way, a few levels deep. */
function problemIn(error: unknown): CliProblem | null {
  let link = error;
  for (let depth = 0; depth < 5 && link instanceof Error; depth += 1) {
    if (link instanceof CliProblem) return link;
    link = link.cause;
  }
  return null;
}

function problemOfServer(error: unknown): CliProblem | null {
  if (!(error instanceof TRPCClientError)) return null;
  const { data, message } = error as TRPCClientError<AppRouter>;
  if (!data) return new CliProblem(NOT_OURS, { kind: "unreachable" });
  return new CliProblem(message, { kind: kindOf(data.httpStatus) });
}

export const NOT_OURS = "What answers there is not a Ratecard server. Check --url or RATECARD_URL.";

/** By the HTTP status of an answer that is a refusal. */
export function kindOf(status: number): ProblemKind {
  if (status === 401 || status === 403) return "forbidden";
  return status === 429 || status === 503 ? "unreachable" : "failed";
}

const unforeseen = (error: unknown) =>
  new Error(`Something went wrong in this command: ${error instanceof Error ? error.message : String(error)}`);
