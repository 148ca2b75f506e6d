/** `ratecard`: runs one command. Exit codes: 0 done, 1 failed, 2 wrong usage, 5 something is left to decide. */
import { EXIT_CODE } from "./cli-problem";
import { describeFailure } from "./describe-failure";
import { createProgram, isWrongUsage } from "./program";

async function run(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync([...argv]);
    return 0;
  } catch (error) {
    // Help and version end with 0; commander has written the rest already.
    if (isWrongUsage(error)) return error.exitCode === 0 ? 0 : EXIT_CODE.usage;
    const { sentence, exitCode } = describeFailure(error);
    process.stderr.write(`${sentence}\n`);
    return exitCode;
  }
}

process.exitCode = await run(process.argv);
