import { createTransport } from 'nodemailer';
import type { Settings } from '../../platform/config/settings.ts';
import {
  DeliveryFailure,
  MailTransport,
  type HandedOver,
  type OutgoingMessage,
  reasonOf,
} from './transports.ts';

// Connecting, greeting and each silence have a limit of their own; a server that dribbles needs one for the whole.
const WHOLE = 3;

/** What is read of an error of nodemailer. Its message quotes the server, which quotes the address. */
type SmtpError = {
  readonly code?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
  /** The system's, where nodemailer put its own in front. */
  readonly originalCode?: unknown;
};

/** Hands e-mails to an SMTP server. The Message-ID comes from the message's id, so that a repeat is known as one. */
export class SmtpTransport extends MailTransport {
  private readonly transporter;
  private readonly host: string;

  constructor(
    smtpUrl: string,
    private readonly settings: Settings,
  ) {
    super();
    const limit = settings.sendTimeoutMs;
    this.host = settings.publicUrl === undefined ? 'localhost' : new URL(settings.publicUrl).hostname;
    this.transporter = createTransport({
      url: smtpUrl,
      connectionTimeout: limit,
      greetingTimeout: limit,
      socketTimeout: limit,
      dnsTimeout: limit,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(message: OutgoingMessage): Promise<HandedOver> {
    try {
      await this.transporter.sendMail({
        messageId: `<${message.id}@relink.${this.host}>`,
        from: this.settings.mailFrom,
        // As an object: a text would be taken apart at its commas.
        to: { name: '', address: message.destination },
        subject: message.subject,
        text: message.body,
        textEncoding: 'quoted-printable',
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.language },
        signal: AbortSignal.timeout(this.settings.sendTimeoutMs * WHOLE),
      });
      return { providerId: null };
    } catch (error) {
      throw failureOf(error as SmtpError);
    }
  }
}

function failureOf({ code, responseCode, command, originalCode }: SmtpError): DeliveryFailure {
  if (typeof responseCode !== 'number') return new DeliveryFailure(reasonOf([originalCode, code]));
  // RFC 5321, section 4.2.1: 5yz is permanent. About the recipient or the text, that is; about us (sign-in, sender,
  // the greeting) it is the desk's setting, which somebody will mend while the message waits.
  const aboutMessage = code === 'EMESSAGE' || (code === 'EENVELOPE' && command === 'RCPT TO');
  return new DeliveryFailure(`SMTP ${String(responseCode)}`, aboutMessage && responseCode >= 500);
}
