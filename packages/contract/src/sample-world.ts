/** The sample world, as server, web and CLI speak of it. */

/** Loading and removing are one kind of job, so that they never run at once. */
export const SAMPLE_WORLD_JOB = "sample-world";

/** `partial`: a load was cut off; it can be removed, or loaded again. `busy`: a job loads or removes it right now. */
export const SAMPLE_WORLD_STATES = ["absent", "busy", "partial", "loaded"] as const;
export type SampleWorldState = (typeof SAMPLE_WORLD_STATES)[number];
