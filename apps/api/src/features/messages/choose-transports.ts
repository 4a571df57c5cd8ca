import type { Settings } from '../../platform/config/settings.ts';
import { type DevelopmentInbox, InboxMail, InboxSms } from './development-inbox.ts';
import { NoMailProvider, NoSmsProvider } from './no-provider.ts';
import { SmsWebhook } from './sms-webhook.ts';
import type { PublicAddress } from './public-address.ts';
import { SmtpTransport } from './smtp-transport.ts';
import type { MailTransport, SmsTransport } from './transports.ts';
import { TwilioSms } from './twilio-sms.ts';

/** The shop's SMTP server; without one the development inbox, and in production nobody. */
export function chooseMailTransport(settings: Settings, inbox: DevelopmentInbox): MailTransport {
  if (settings.smtpUrl !== undefined) return new SmtpTransport(settings.smtpUrl, settings);
  return settings.mode === 'production' ? new NoMailProvider() : new InboxMail(inbox);
}

/** Twilio, or the shop's own SMS gateway; without one the development inbox, and in production nobody. */
export function chooseSmsTransport(
  settings: Settings,
  inbox: DevelopmentInbox,
  address: PublicAddress,
): SmsTransport {
  if (settings.twilio !== undefined) return new TwilioSms(settings.twilio, address, settings.sendTimeoutMs);
  if (settings.smsWebhook !== undefined) return new SmsWebhook(settings.smsWebhook, settings.sendTimeoutMs);
  return settings.mode === 'production' ? new NoSmsProvider() : new InboxSms(inbox);
}
