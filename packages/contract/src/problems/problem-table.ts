/**
 * What one area refuses: a code, and the sentence it becomes with its details.
 * A sentence begins with a small letter where the name of its field stands before it.
 */
export type ProblemTable = Readonly<Record<string, (details: never) => string>>;

export const grouped = (count: number | bigint): string => count.toLocaleString("en");

/** A sentence for each problem that a package below finds. `Problems`: details by code. */
export type SentencesOf<Problems> = { [Code in keyof Problems]: (details: Problems[Code]) => string };
