/** What went wrong, as a sentence and an exit code. The server's sentences are shown as they are. */
import { CliProblem, EXIT_CODE } from "./cli-problem";

export type Failure = Readonly<{ sentence: string; exitCode: number }>;

export function describeFailure(error: unknown): Failure {
  const problem = problemIn(error);
  if (problem) return { sentence: problem.message, exitCode: EXIT_CODE[problem.kind] };
  return { sentence: error instanceof Error ? error.message : String(error), exitCode: EXIT_CODE.failed };
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
