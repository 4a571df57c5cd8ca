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

/** What a provider calls a message that it took, so that its receipts can name it; null where it has no name of its own. */
export type HandedOver = { readonly providerId: string | null };

/** Hands e-mails to who delivers them. `send` throws a {@link DeliveryFailure}. */
export abstract class MailTransport {
  abstract send(message: OutgoingMessage): Promise<HandedOver>;
}

/** Hands SMS to who delivers them. `send` throws a {@link DeliveryFailure}. */
export abstract class SmsTransport {
  abstract send(message: OutgoingMessage): Promise<HandedOver>;
}

/** Why a message could not be handed over, in words that name nobody: agents read them, and logs keep them. */
export class DeliveryFailure extends Error {
  constructor(
    readonly reason: string,
    /** True when the provider would refuse the same message again. */
    readonly permanent = false,
    /** The carrier's own code, where it gave one. */
    readonly carrierCode: string | null = null,
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

/** What is read of an error of fetch. */
export type FetchError = { readonly name?: unknown; readonly cause?: { readonly code?: unknown } };

/** Why a provider could not be asked over HTTP, as a reason. */
export function reasonOfFetch({ name, cause }: FetchError): string {
  return name === 'TimeoutError' ? 'timed out' : reasonOf([cause?.code]);
}
