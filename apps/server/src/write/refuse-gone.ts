/** What another person removed between the look and the write is refused as if it had not been there. */
import { Prisma } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";

/** Errors: NOT_FOUND where `work` changes or deletes a row that is gone; whatever else it throws. */
export async function refuseGone<T>(what: string, id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isGone = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2025";
    throw isGone ? new DomainError("NOT_FOUND", { what, name: id }) : error;
  }
}
