/** A name that is taken, as the database's unique index decides it: of two at once the loser is told so. Errors: ALREADY_EXISTS. */
import { Prisma } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";

export async function refuseTakenName<T>(what: string, name: string, writing: () => Promise<T>): Promise<T> {
  try {
    return await writing();
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    throw isTaken ? new DomainError("ALREADY_EXISTS", { what, name }) : error;
  }
}
