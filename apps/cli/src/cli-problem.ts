/** What the command cannot do, as a sentence for the terminal, and the exit code that goes with it. */
export type ProblemKind = keyof typeof EXIT_CODES;

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
  interrupted: [130, "interrupted by Ctrl-C"],
  pipe: [141, "whoever read the output stopped reading"],
} as const satisfies Record<string, readonly [code: number, meaning: string]>;

export const exitCodeOf = (kind: ProblemKind): number => EXIT_CODES[kind][0];

export const exitCodeTable = (): string =>
  ["  0    done", ...Object.values(EXIT_CODES).map(([code, meaning]) => `  ${String(code).padEnd(5)}${meaning}`)].join(
    "\n",
  );
