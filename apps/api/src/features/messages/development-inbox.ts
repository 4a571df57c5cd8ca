import type { Inbox } from '@relink/contract';
import type { MessageChannel } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { poolOf } from '../../platform/database/data-source.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Settings } from '../../platform/config/settings.ts';
import { type HandedOver, MailTransport, type OutgoingMessage, SmsTransport } from './transports.ts';

const SHOWN = 100;

/** Whether messages land on a page of the desk: never in production, and only where a provider is missing. */
export function developmentInboxInUse(settings: Settings): boolean {
  const smsProvided = settings.smsWebhook !== undefined || settings.twilio !== undefined;
  const provided = settings.smtpUrl !== undefined && smsProvided;
  return settings.mode !== 'production' && !provided;
}

/** Keeps messages as a telephone and a mailbox would, so that somebody alone can play the customer. */
@Injectable()
export class DevelopmentInbox {
  constructor(private readonly source: DataSource) {}

  async put(message: OutgoingMessage): Promise<void> {
    const { id, attempt, channel, destination, subject, body, at } = message;
    await runSql(
      poolOf(this.source),
      `insert into development_inbox (message_id, attempt, channel, destination, subject, body, at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      [id, attempt, channel, destination, subject, body, at],
    );
  }

  /** Newest first, bodies and all. */
  async read(): Promise<Inbox> {
    const rows = await runSql<{
      id: string;
      channel: MessageChannel;
      destination: string;
      subject: string;
      body: string;
      at: Date;
    }>(
      poolOf(this.source),
      `select message_id as id, channel, destination, subject, body, at from development_inbox
       order by at desc, message_id desc, attempt desc limit $1`,
      [SHOWN],
    );
    return { messages: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  }
}

/** E-mails into the development inbox. */
export class InboxMail extends MailTransport {
  constructor(private readonly inbox: DevelopmentInbox) {
    super();
  }

  async send(message: OutgoingMessage): Promise<HandedOver> {
    await this.inbox.put(message);
    return { providerId: null };
  }
}

/** SMS into the development inbox. */
export class InboxSms extends SmsTransport {
  constructor(private readonly inbox: DevelopmentInbox) {
    super();
  }

  async send(message: OutgoingMessage): Promise<HandedOver> {
    await this.inbox.put(message);
    return { providerId: null };
  }
}
