import type { MessageChannel } from '@relink/domain';
import type { JobOptions, JobPayloads } from '../../platform/jobs/jobs.ts';

/** Tries of one message. graphile-worker waits e^n seconds after the n-th, so the last is some 16 hours after the first. */
export const MOST_ATTEMPTS = 12;

/** What every sending job's key begins with; the message's id follows. */
export const SENDING_KEY = 'send_message:';

/**
 * The job of a message: one at a time, found again by its key. A message that expires holds a code or a link: its
 * customer is waiting for it, and it goes before what is only told.
 */
export function sendingJob(
  messageId: string,
  { channel, expires }: { readonly channel: MessageChannel; readonly expires: boolean },
): { payload: JobPayloads['send_message']; options: JobOptions } {
  return {
    payload: { messageId },
    options: {
      key: `${SENDING_KEY}${messageId}`,
      maxAttempts: MOST_ATTEMPTS,
      lane: channel === 'email' ? 'mail' : 'sms',
      awaited: expires,
    },
  };
}
