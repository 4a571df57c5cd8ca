import type { Permission } from '@relink/domain';

/** What an open page is told that it may have changed, and whose pages are. Nothing else is said: a page asks anew. */
export const LIVE_TOPICS = {
  approvals: 'approvals.list',
  cases: 'cases.list',
  'change-stops': 'cases.list',
  documents: 'documents.confirm',
  merges: 'merges.list',
  notices: 'notices.settle',
  reviews: 'reviews.mark',
} as const satisfies Readonly<Record<string, Permission>>;
export type LiveSubject = keyof typeof LIVE_TOPICS;

/**
 * A kind of thing, or one of it by its id: `approvals`, `cases:0190…`. It is the data of the unnamed event of
 * `GET /api/live`; besides there are `missed`, where some were not heard and anything may have changed, and `ended`, where
 * the session is over.
 */
export type LiveTopic = LiveSubject | `${LiveSubject}:${string}`;

/** The kind of thing that a topic is about; undefined of what is no topic. */
export function subjectOf(topic: string): LiveSubject | undefined {
  const [subject = ''] = topic.split(':');
  return Object.hasOwn(LIVE_TOPICS, subject) ? (subject as LiveSubject) : undefined;
}
