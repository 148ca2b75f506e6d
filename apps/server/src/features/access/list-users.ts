import type { ActingContext } from "#server/services/context";
import { type UserView, userView } from "./rows";

export async function listUsers({ db }: ActingContext): Promise<UserView[]> {
  return (await db.prisma.user.findMany({ orderBy: [{ name: "asc" }, { email: "asc" }] })).map(userView);
}
