import { DeliveryFailure, MailTransport, SmsTransport } from './transports.ts';

/** In production without SMTP_URL: every e-mail waits, and says why. */
export class NoMailProvider extends MailTransport {
  send(): Promise<never> {
    return Promise.reject(new DeliveryFailure('no provider'));
  }
}

/** In production without SMS_WEBHOOK_URL: every SMS waits, and says why. */
export class NoSmsProvider extends SmsTransport {
  send(): Promise<never> {
    return Promise.reject(new DeliveryFailure('no provider'));
  }
}
