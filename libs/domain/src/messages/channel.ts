import type { IdentifierKind } from '../identifiers/index.ts';
import type { MessageChannel } from './message.ts';

/** How an identifier is written to; undefined for one that nothing can be sent to. */
export function channelFor(kind: IdentifierKind): MessageChannel | undefined {
  if (kind === 'email') return 'email';
  return kind === 'phone' ? 'sms' : undefined;
}
