/** Why a file that a setting names could not be read. Source: the codes of Node. */
import { describeProblem } from "@ratecard/contract";

export function describeFileError(error: unknown, setting: string): string {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "ENOENT":
    case "ENOTDIR":
      return describeProblem("no-such-file", { setting });
    case "EISDIR":
      return describeProblem("file-is-folder", { setting });
    case "EACCES":
      return describeProblem("file-forbidden");
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return describeProblem("file-not-utf-8");
    default:
      return describeProblem("file-unreadable", { setting });
  }
}
