import type { MessageChannel, MessageTemplate } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { MessageEntity } from './message.entity.ts';
import { sendingJob } from './sending-job.ts';

/** What a message carries that nobody at the desk may see. `linkPath` begins with a slash: `/portal/confirm#<token>`. */
export type MessageSecret = { readonly code?: string; readonly linkPath?: string };

/** A message to be sent once the transaction that it announces has committed. */
export type NewMessage = {
  readonly channel: MessageChannel;
  readonly template: MessageTemplate;
  /** The customer's; one that no text is written in becomes English. */
  readonly language: string;
  readonly realm: string;
  readonly accountId?: string;
  readonly caseId?: string;
  readonly identifierId?: string;
  /** The whole address or number; it is masked wherever it is shown. */
  readonly destination: string;
  /** What the text names and anybody at the desk may see: nothing personal but masked, and never a secret. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly secret?: MessageSecret;
  /** Not sent after this; a code or link that came too late would only puzzle. */
  readonly expiresAt?: Date;
};

/** Writes messages in the transaction of what they announce. The worker sends them after the commit. */
@Injectable()
export class Messages {
  constructor(
    private readonly jobs: Jobs,
    private readonly sealing: Sealing,
  ) {}

  /** Writes the row, its secret sealed, and its job. Returns the message's id. */
  async queue(em: EntityManager, now: Date, message: NewMessage): Promise<string> {
    const id = uuidv7();
    await em.insert(MessageEntity, {
      id,
      channel: message.channel,
      template: message.template,
      language: message.language,
      realm: message.realm,
      accountId: message.accountId ?? null,
      caseId: message.caseId ?? null,
      identifierId: message.identifierId ?? null,
      destination: message.destination,
      params: message.params,
      secretSealed: message.secret ? this.sealing.sealMessageSecret(id, message.secret) : null,
      state: 'waiting',
      attempts: 0,
      lastError: null,
      createdAt: now,
      expiresAt: message.expiresAt ?? null,
      handedOverAt: null,
    });
    const { payload, options } = sendingJob(id);
    await this.jobs.add(em, 'send_message', payload, options);
    return id;
  }
}
