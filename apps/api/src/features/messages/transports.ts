import type { MessageChannel } from '@relink/domain';

/** A written message on its way to a provider. */
export type OutgoingMessage = {
  readonly id: string;
  readonly channel: MessageChannel;
  /** Counts from 1. A repeated attempt carries the same id. */
  readonly attempt: number;
  readonly destination: string;
  readonly language: string;
  /** Empty in an SMS. */
  readonly subject: string;
  readonly body: string;
  readonly at: Date;
};

/** Hands e-mails to who delivers them. `send` throws a {@link DeliveryFailure}. */
export abstract class MailTransport {
  abstract send(message: OutgoingMessage): Promise<void>;
}

/** Hands SMS to who delivers them. `send` throws a {@link DeliveryFailure}. */
export abstract class SmsTransport {
  abstract send(message: OutgoingMessage): Promise<void>;
}

/** Why a message could not be handed over, in words that name nobody: agents read them, and logs keep them. */
export class DeliveryFailure extends Error {
  constructor(
    readonly reason: string,
    /** True when the provider would refuse the same message again. */
    readonly permanent = false,
  ) {
    super(reason);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection lost',
  ECONNECTION: 'connection lost',
  UND_ERR_SOCKET: 'connection lost',
  ETIMEDOUT: 'timed out',
  EABORT: 'timed out',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host not found',
  EDNS: 'host not found',
  ETLS: 'TLS failed',
  EAUTH: 'sign-in refused',
  ENOAUTH: 'sign-in refused',
};

/** The first of an error's codes that says something, as a reason; whatever else the error says stays unread. */
export function reasonOf(codes: readonly unknown[]): string {
  const known = codes.find((code) => typeof code === 'string' && Object.hasOwn(REASONS, code));
  return typeof known === 'string' ? (REASONS[known] ?? '') : 'connection failed';
}
