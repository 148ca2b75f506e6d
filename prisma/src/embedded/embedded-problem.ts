/** The embedded database cannot be used; the message is a sentence for the person who starts Ratecard. */
export class EmbeddedDatabaseProblem extends Error {
  override readonly name = "EmbeddedDatabaseProblem";
}
