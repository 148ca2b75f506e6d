import { sha256 } from "./sha-256";

const LONGEST_ID = 255;
const LONGEST_BEGINNING = 100;

/** An id the ledger can hold. The beginning stays, so that it is still known what it is of. */
export const shortId = (id: string): string =>
  id.length <= LONGEST_ID ? id : `${id.slice(0, LONGEST_BEGINNING)}.${sha256(id)}`;
