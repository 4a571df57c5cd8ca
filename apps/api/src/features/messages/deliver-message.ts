import {
  type MessageChannel,
  messageLanguage,
  type MessageParams,
  type MessageSecret,
  type MessageTemplate,
  renderMessage,
} from '@relink/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { Metrics } from '../../platform/observability/metrics.ts';
import { runNamed } from '../../platform/database/named-statement.ts';
import { Sealing } from '../../platform/sealing/sealing.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { PublicAddress } from './public-address.ts';
import { MOST_ATTEMPTS } from './sending-job.ts';
import {
  DeliveryFailure,
  type HandedOver,
  MailTransport,
  type OutgoingMessage,
  SmsTransport,
} from './transports.ts';

type WaitingMessage = {
  readonly id: string;
  readonly channel: MessageChannel;
  readonly template: MessageTemplate;
  readonly language: string;
  readonly destination: string;
  readonly params: MessageParams;
  readonly secretSealed: Buffer | null;
  readonly attempt: number;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
};

const FIND = {
  name: 'message_find_waiting',
  text: `select id, channel, template, language, destination, params, secret_sealed as "secretSealed",
           attempts + 1 as attempt, created_at as "createdAt", expires_at as "expiresAt"
         from message where id = $1 and state = 'waiting' for no key update skip locked`,
};
const BEGIN_ATTEMPT = {
  name: 'message_begin_attempt',
  text: 'update message set attempts = $2 where id = $1',
};
const EXPIRE = {
  name: 'message_expire',
  text: `update message set state = 'expired', secret_sealed = null where id = $1`,
};
// Whatever became of the row meanwhile: that the provider has it is the truth.
const HAND_OVER = {
  name: 'message_hand_over',
  text: `update message set state = case when state in ('delivered', 'bounced') then state else 'handed-over' end,
                handed_over_at = $2, last_error = null, secret_sealed = null, provider_id = coalesce($3, provider_id)
         where id = $1`,
};
const NOTE_FAILURE = {
  name: 'message_note_failure',
  text: `update message set last_error = $2 where id = $1 and state = 'waiting'`,
};
const GIVE_UP = {
  name: 'message_give_up',
  text: `update message set state = 'failed', last_error = $2, secret_sealed = null, carrier_code = $3
         where id = $1 and state = 'waiting'`,
};

/**
 * Sends one waiting message. No transaction is open while a provider is talked to: a crash between the provider's yes
 * and the row that says so sends the message again, under the same id.
 */
@Injectable()
export class DeliverMessage {
  private readonly log = new Logger('Messages');

  constructor(
    private readonly transaction: Transaction,
    private readonly sealing: Sealing,
    private readonly address: PublicAddress,
    private readonly mail: MailTransport,
    private readonly sms: SmsTransport,
    private readonly metrics: Metrics,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Makes one attempt. Throws a {@link DeliveryFailure} when another is to follow, so that the queue waits and repeats. */
  async run(messageId: string): Promise<void> {
    const found = await this.beginAttempt(messageId);
    if (!found) return;
    let taken: HandedOver;
    try {
      taken = await this.send(found.message, found.now);
    } catch (error) {
      await this.noteFailure(
        found.message,
        error instanceof DeliveryFailure ? error : new DeliveryFailure('unexpected failure'),
      );
      return;
    }
    await this.transaction.run((em, now) => runNamed(em, HAND_OVER, [messageId, now, taken.providerId]));
    this.metrics.messageSent(found.message.channel, 'handed-over');
  }

  /** Counts the attempt; undefined when there is nothing (any more) to send. */
  private beginAttempt(messageId: string): Promise<{ message: WaitingMessage; now: Date } | undefined> {
    return this.transaction.run(async (em, now) => {
      const [message] = await runNamed<WaitingMessage>(em, FIND, [messageId]);
      if (!message) return undefined;
      if (message.expiresAt !== null && message.expiresAt <= now) {
        await runNamed(em, EXPIRE, [messageId]);
        this.metrics.messageSent(message.channel, 'expired');
        return undefined;
      }
      await runNamed(em, BEGIN_ATTEMPT, [messageId, message.attempt]);
      return { message, now };
    });
  }

  private send(message: WaitingMessage, now: Date): Promise<HandedOver> {
    const language = messageLanguage(message.language);
    const outgoing: OutgoingMessage = {
      id: message.id,
      channel: message.channel,
      attempt: message.attempt,
      destination: message.destination,
      language,
      at: now,
      ...renderMessage({
        ...message,
        language,
        secret: this.secretOf(message),
        shopName: this.settings.shopName,
        publicUrl: this.address.get(),
        at: message.createdAt.toISOString(),
      }),
    };
    return (message.channel === 'email' ? this.mail : this.sms).send(outgoing);
  }

  private secretOf({ id, secretSealed }: WaitingMessage): MessageSecret {
    return secretSealed ? (this.sealing.openMessageSecret(id, secretSealed) as MessageSecret) : {};
  }

  private async noteFailure(
    { id, channel, attempt }: WaitingMessage,
    failure: DeliveryFailure,
  ): Promise<void> {
    const last = failure.permanent || attempt >= MOST_ATTEMPTS;
    await this.transaction.run((em) =>
      last
        ? runNamed(em, GIVE_UP, [id, failure.reason, failure.carrierCode])
        : runNamed(em, NOTE_FAILURE, [id, failure.reason]),
    );
    this.metrics.messageSent(channel, last ? 'failed' : 'tried-again');
    if (!last) throw failure;
    this.log.warn(`Message ${id} failed at attempt ${String(attempt)}: ${failure.reason}.`);
  }
}
