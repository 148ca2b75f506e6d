/** Which two versions are compared after one more was picked: a picked one goes, a third takes the place of the first. */
export const pickVersion = (picked: readonly string[], versionId: string): readonly string[] =>
  picked.includes(versionId) ? picked.filter((id) => id !== versionId) : [...picked.slice(-1), versionId];
