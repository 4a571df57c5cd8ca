import { deliveryAdvice, maskIdentifier, troubleOf } from '@relink/domain';
import type { MessageView } from '@relink/contract';
import type { MessageEntity } from './message.entity.ts';

/** What the desk may see of a message: where it went to is masked, and there is no body. */
export function messageView(row: MessageEntity): MessageView {
  return {
    id: row.id,
    channel: row.channel,
    template: row.template,
    language: row.language,
    destination: maskIdentifier(row.channel === 'email' ? 'email' : 'phone', row.destination),
    state: row.state,
    attempts: row.attempts,
    lastError: row.lastError,
    carrierCode: row.carrierCode,
    trouble: troubleOf(row.channel, row.carrierCode),
    advice: deliveryAdvice(row.channel, row.state, row.carrierCode),
    caseId: row.caseId,
    accountId: row.accountId,
    createdAt: row.createdAt.toISOString(),
    handedOverAt: row.handedOverAt?.toISOString() ?? null,
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
    bouncedAt: row.bouncedAt?.toISOString() ?? null,
  };
}
