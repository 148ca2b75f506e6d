/** `ratecard`: runs one command. Exit codes: cli-problem.ts. */
import { describeFailure, exitCodeOf } from "./cli-problem";
import { createProgram, isWrongUsage } from "./program";
import { endWithTheReader } from "./terminal";

async function run(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...argv]);
    return 0;
  } catch (error) {
    // Help and version end with 0; commander has written the rest already.
    if (isWrongUsage(error)) return error.exitCode === 0 ? 0 : exitCodeOf("usage");
    const { sentence, exitCode } = describeFailure(error);
    process.stderr.write(`${sentence}\n`);
    return exitCode;
  }
}

endWithTheReader();
process.exitCode = await run(process.argv);
