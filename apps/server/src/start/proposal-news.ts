/** Proposals are told through the news of the app; here, above both, they are given it. */
import type { ProposalNews } from "#server/features/default-priced/propose-price";
import { settleWithin, tellWithin } from "#server/features/notifications/add-notification";

export const proposalNews: ProposalNews = { tell: tellWithin, settle: settleWithin };
