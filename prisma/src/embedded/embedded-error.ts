/** The embedded database cannot be used; the message is a sentence for the person who starts Ratecard. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = "EmbeddedDatabaseError";
}
