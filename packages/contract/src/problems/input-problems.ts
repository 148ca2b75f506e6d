/** Values of any input: kinds, lengths, choices, names. */
import type { ProblemTable } from "./problem-table";

export type ValueKind = keyof typeof KIND_WORDS;

const KIND_WORDS = {
  object: "an object",
  list: "a list",
  text: "text",
  number: "a number",
  flag: "true or false",
  null: "null",
} as const;

export const INPUT_PROBLEMS = {
  missing: ({ expected }: { expected?: ValueKind }) =>
    expected === undefined ? "is missing. Add it." : `is missing. It must be ${KIND_WORDS[expected]}.`,
  "wrong-type": ({ expected, given }: { expected: ValueKind; given?: ValueKind }) =>
    given === undefined
      ? `must be ${KIND_WORDS[expected]}.`
      : `must be ${KIND_WORDS[expected]}, not ${KIND_WORDS[given]}.`,
  "not-one-of": ({ options, orNull = false }: { options: readonly string[]; orNull?: boolean }) =>
    `must be ${options.length === 2 ? options.join(" or ") : `one of ${options.join(", ")}`}${orNull ? ", or null" : ""}.`,
  "not-a-flag": () => "must be true or false, given once.",
  "not-names": () => "must be names, as a list of texts.",
  "not-taken": () => "cannot be taken as it is. Compare it with what this call describes.",

  "empty-text": () => "must not be empty. Enter it, or leave it out.",
  "empty-name": () => "must not be empty. Enter a name.",
  "empty-list": ({ of }: { of: string }) => `is empty. Name at least one ${of}.`,
  "too-short": ({ least }: { least: number }) => `must have at least ${least} characters. Use a longer one.`,
  "too-long": ({ most }: { most: number }) => `must have at most ${most} characters. Shorten it.`,
  "too-few": ({ least, of }: { least: number; of: string }) => `must have at least ${least} ${of}.`,
  "too-many": ({ most, of }: { most: number; of: string }) => `must have at most ${most} ${of}. Send them in parts.`,
  repeats: () => "names the same twice. Keep one of them.",
  unprintable: () => "must not hold control characters or broken Unicode. Remove them.",
  "outer-blank": () => "must not begin or end with a blank. Remove it.",

  "below-least": ({ least }: { least: number }) => `must be at least ${least}.`,
  "above-most": ({ most }: { most: number }) => `must be at most ${most}.`,
  "not-above": ({ bound }: { bound: number }) => `must be more than ${bound}.`,
  "not-in-range": ({ least, most, of }: { least: number; most: number; of?: string }) =>
    `must be a whole number${of === undefined ? "" : ` of ${of}`} from ${least} to ${most}.`,

  "not-an-id": ({ of }: { of?: string }) =>
    `is no id${of === undefined ? "" : ` of ${of}`}. Take it from where it was listed.`,
  "not-a-version": () => "must be the version that was read, a whole number above 0.",
  "not-a-cursor": () => "is not one that this list gave. Leave it out to begin at the newest.",
  "no-reason": () => "must say why. Enter a reason.",
} satisfies ProblemTable;
