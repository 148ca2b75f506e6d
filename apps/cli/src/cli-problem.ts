/**
 * What the command cannot do, as a sentence for the terminal. `usage`: the call itself is wrong; `failed`: the work is;
 * `undecided`: what could be done is done, the rest is for a person to decide.
 */
export type ProblemKind = "usage" | "failed" | "undecided";

export class CliProblem extends Error {
  override name = "CliProblem";
  readonly kind: ProblemKind;

  constructor(sentence: string, { kind = "failed", cause }: Readonly<{ kind?: ProblemKind; cause?: unknown }> = {}) {
    super(sentence, { cause });
    this.kind = kind;
  }
}

/** 0 is success. Source: the README of this command. */
export const EXIT_CODE = { failed: 1, usage: 2, undecided: 5 } as const satisfies Record<ProblemKind, number>;
