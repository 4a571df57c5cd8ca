import {
  type MessageChannel,
  type MessageParams,
  type MessageSecret,
  type MessageTemplate,
  personalParam,
  renderMessage,
} from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { MessageEntity } from './message.entity.ts';
import { PublicAddress } from './public-address.ts';
import { sendingJob } from './sending-job.ts';

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
  readonly params: MessageParams;
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
    private readonly address: PublicAddress,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Writes the row, its secret sealed, and its job. Returns the message's id. Throws on a fault of the caller: a text
   * that lacks what it must say, or a parameter that is not masked.
   */
  async queue(em: EntityManager, now: Date, message: NewMessage): Promise<string> {
    this.check(message, now);
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
      providerId: null,
      deliveredAt: null,
      bouncedAt: null,
      carrierCode: null,
    });
    const { payload, options } = sendingJob(id, {
      channel: message.channel,
      expires: message.expiresAt !== undefined,
    });
    await this.jobs.add(em, 'send_message', payload, options);
    return id;
  }

  /** Written once now: later there would be nobody to tell that something is missing. */
  private check(message: NewMessage, now: Date): void {
    const personal = personalParam(message.params);
    if (personal !== undefined) throw new Error(`The message's parameter ${personal} is not masked.`);
    renderMessage({
      ...message,
      secret: message.secret ?? {},
      shopName: this.settings.shopName,
      publicUrl: this.address.get(),
      at: now.toISOString(),
    });
  }
}
