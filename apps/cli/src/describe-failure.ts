/** What went wrong, as one sentence and an exit code. The server's sentences are shown as they are. */
import type { AppRouter } from "@ratecard/server";
import { TRPCClientError } from "@trpc/client";
import { CliProblem, exitCodeOf, type ProblemKind } from "./cli-problem";

export type Failure = Readonly<{ sentence: string; exitCode: number }>;

export function describeFailure(error: unknown): Failure {
  const problem = problemIn(error) ?? problemOfServer(error);
  const sentence = (problem ?? unforeseen(error)).message.replaceAll(/\s*\n\s*/g, " ").trim();
  return { sentence, exitCode: exitCodeOf(problem?.kind ?? "failed") };
}

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
