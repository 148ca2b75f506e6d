/** Whether the first admin exists; the app shows the setup page until then. */
import type { Services } from "#server/services/context";

export async function findSetupState({ db }: Services): Promise<{ isSetUp: boolean }> {
  return { isSetUp: (await db.prisma.user.findFirst({ select: { id: true } })) !== null };
}
