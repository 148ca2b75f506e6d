/** What a server verb throws when it answers no. The code is closed, its details are typed. */
import { type DomainErrorBody, type DomainErrorCode, type DomainErrorDetails, describeError } from "@ratecard/contract";

export class DomainError<Code extends DomainErrorCode = DomainErrorCode> extends Error {
  override name = "DomainError";
  readonly code: Code;
  readonly details: DomainErrorDetails[Code];

  constructor(code: Code, details: DomainErrorDetails[Code], options?: ErrorOptions) {
    super(describeError(code, details), options);
    this.code = code;
    this.details = details;
  }

  toBody(): DomainErrorBody {
    return { code: this.code, message: this.message, details: this.details } as DomainErrorBody;
  }
}
