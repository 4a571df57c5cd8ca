import { isTimeZone } from '@relink/domain';
import { z } from 'zod';
import { observationEnvironment } from './observation-environment.ts';
import { SETTING_NOTES } from './setting-notes.ts';
import { signInEnvironment } from './sign-in-environment.ts';

const text = () => z.string().min(1).optional();
const port = z.coerce.number().int().max(65535);

const noDatabase =
  'is not the address of a PostgreSQL database (postgres://user:password@host:5432/database)';
const databaseAddress = () =>
  z
    .url({ protocol: /^postgres(?:ql)?$/, error: noDatabase })
    .refine((address) => !URL.canParse(address) || new URL(address).pathname.length > 1, {
      error: noDatabase,
      abort: true,
    })
    .optional();

/** Every variable of the environment that a desk reads. An empty one counts as not set. */
export const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development').register(SETTING_NOTES, {
    group: 'Process',
    about:
      'production: no demo, no inbox of sent messages, no agent with a demo password, and keys and addresses must be given.',
  }),
  PORT: port.min(0).default(3000).register(SETTING_NOTES, {
    group: 'Process',
    about: 'Where serve listens. 0 lets the system pick a free one.',
  }),
  HOST: z.string().default('127.0.0.1').register(SETTING_NOTES, {
    group: 'Process',
    about: 'The address to listen on. Loopback unless said otherwise: a desk is put on a network on purpose.',
  }),
  RELINK_DRAIN_MS: z.coerce.number().int().min(0).max(60_000).default(0).register(SETTING_NOTES, {
    group: 'Process',
    about:
      'How long serve goes on after a signal to stop, while /api/health/ready says 503 (milliseconds): longer than the proxy takes to notice.',
  }),
  RELINK_DATA_DIR: z.string().default('.relink').register(SETTING_NOTES, {
    group: 'Process',
    about:
      'Where files of running imports lie; shared by all processes. Outside production also the own PostgreSQL and master.key. Nothing else is written anywhere.',
  }),

  DATABASE_URL: databaseAddress().register(SETTING_NOTES, {
    group: 'Database',
    secret: true,
    about:
      "The owner's connection (postgres://…): migrate and rotate need it, serve and work derive theirs from it.",
    otherwise: 'npm start brings a PostgreSQL of its own',
  }),
  DATABASE_APP_URL: databaseAddress().register(SETTING_NOTES, {
    group: 'Database',
    secret: true,
    about: "The application's connection, as relink_app. With it serve and work need no owner's address.",
    otherwise: 'derived from DATABASE_URL and RELINK_MASTER_KEY',
  }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16).register(SETTING_NOTES, {
    group: 'Database',
    about: 'Connections of one process at most.',
  }),

  RELINK_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (32 bytes)')
    .optional()
    .register(SETTING_NOTES, {
      group: 'Keys',
      secret: true,
      about:
        '64 hexadecimal digits (openssl rand -hex 32). Wraps the keys that everything sealed is under. Never lose it.',
      otherwise: 'required in production; else made once, as master.key in RELINK_DATA_DIR',
    }),
  RELINK_MASTER_KEY_PREVIOUS: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (32 bytes)')
    .optional()
    .register(SETTING_NOTES, {
      group: 'Keys',
      secret: true,
      about:
        'While the master key is rotated: the one before. Every process is given both, and rotate says when this one may go.',
      otherwise: 'none',
    }),
  RELINK_FIRST_ADMIN: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9._@-]{1,99}:.{10,200}$/,
      'must be a name in small letters, a colon, and a password of 10 characters or more',
    )
    .optional()
    .register(SETTING_NOTES, {
      group: 'Keys',
      secret: true,
      about:
        'username:password of the first admin, who makes the others. Only read by migrate while no agent exists.',
    }),

  ...signInEnvironment,

  RELINK_PUBLIC_URL: z.url().optional().register(SETTING_NOTES, {
    group: 'Addresses',
    about: 'What links in messages begin with: the address that customers reach the portal at.',
    otherwise: 'required in production; else the address listened on',
  }),
  RELINK_TRUST_PROXY: z.coerce.number().int().min(0).max(9).default(0).register(SETTING_NOTES, {
    group: 'Addresses',
    about: 'How many proxies stand before the desk and add their caller to X-Forwarded-For.',
  }),

  RELINK_PLAIN_HTTP: z.enum(['on', 'off']).default('off').register(SETTING_NOTES, {
    group: 'Addresses',
    about:
      'on: what the desk sends to (SMS_WEBHOOK_URL, TWILIO_API_URL, SIM_SWAP_URL, AUDIT_WEBHOOK_URL, AUDIT_WITNESS) may be plain http on another machine. Only over a network that nobody else reads: codes, numbers and the log go over it.',
  }),

  RELINK_IMPORT_MIB: z.coerce.number().int().min(1).max(1_048_576).default(2048).register(SETTING_NOTES, {
    group: 'Shop',
    about: 'The largest file that may be uploaded to Imports (MiB). The import command takes any size.',
  }),
  RELINK_SHOP_NAME: z.string().min(1).max(60).default('Relink Demo Shop').register(SETTING_NOTES, {
    group: 'Shop',
    about: "The shop's name in messages and on the portal.",
  }),
  RELINK_TIME_ZONE: z
    .string()
    .refine(isTimeZone, { error: 'must be a time zone (IANA), such as Europe/Stockholm' })
    .default('UTC')
    .register(SETTING_NOTES, {
      group: 'Shop',
      about:
        'Whose midnight ends a day of Insights (IANA, such as Asia/Kolkata). Changed, every day is counted again.',
    }),
  RELINK_SHOP_COUNTRIES: z
    .string()
    .regex(/^[A-Z]{2}(,[A-Z]{2})*$/)
    .default('IN,US,ID,SE,CN,DE,GB')
    .register(SETTING_NOTES, {
      group: 'Shop',
      about:
        'Countries that a phone without a country code is read as, the likeliest first (ISO 3166-1, comma).',
    }),

  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .register(SETTING_NOTES, {
      group: 'Messages',
      secret: true,
      about:
        'Where e-mail is handed over. smtp:// takes TLS where offered, ?requireTLS=true insists, smtps:// begins with it.',
      otherwise: 'e-mail waits in production; else the inbox of development',
    }),
  MAIL_FROM: text().register(SETTING_NOTES, {
    group: 'Messages',
    about: 'The address that e-mails come from, as Name <address>.',
    otherwise: 'required in production with SMTP_URL',
  }),
  SMS_WEBHOOK_URL: z.url().optional().register(SETTING_NOTES, {
    group: 'Messages',
    about: 'Where SMS are handed over, by a signed POST.',
    otherwise: 'SMS wait in production; else the inbox of development',
  }),
  SMS_WEBHOOK_SECRET: z.string().min(16).optional().register(SETTING_NOTES, {
    group: 'Messages',
    secret: true,
    about: 'Signs what goes to SMS_WEBHOOK_URL (HMAC-SHA256). Set both or none.',
  }),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-fA-F]{32}$/, 'must be AC and 32 hexadecimal digits')
    .optional()
    .register(SETTING_NOTES, {
      group: 'Messages',
      about: 'Hands SMS over to Twilio: the account. Receipts come back to <public URL>/api/receipts/twilio.',
    }),
  TWILIO_AUTH_TOKEN: z.string().min(16).optional().register(SETTING_NOTES, {
    group: 'Messages',
    secret: true,
    about: "Twilio's auth token: signs in, and proves receipts.",
  }),
  TWILIO_FROM: text().register(SETTING_NOTES, {
    group: 'Messages',
    about: 'The number (+15005550006) or messaging service (MG…) that SMS come from.',
  }),
  TWILIO_API_URL: z.url().default('https://api.twilio.com').register(SETTING_NOTES, {
    group: 'Messages',
    about: "Where Twilio's API is.",
  }),
  RECEIPT_SECRET: z.string().min(16).optional().register(SETTING_NOTES, {
    group: 'Messages',
    secret: true,
    about:
      'Shared with who reports what became of messages: POST /api/receipts/messages, signed like the SMS webhook.',
    otherwise: 'no such report is accepted',
  }),
  SIM_SWAP_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(SETTING_NOTES, {
      group: 'Messages',
      about:
        'Asked by POST {phone} whether the SIM of a number was swapped lately; answers {answer: risk, safe or unknown}.',
      otherwise: 'nobody is asked, and every number is unknown',
    }),
  SIM_SWAP_SECRET: z.string().min(16).optional().register(SETTING_NOTES, {
    group: 'Messages',
    secret: true,
    about: 'What requests to SIM_SWAP_URL are signed with. Set both or none.',
  }),
  RELINK_SEND_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(50)
    .max(15_000)
    .default(10_000)
    .register(SETTING_NOTES, {
      group: 'Messages',
      about: 'How long a provider may be silent (milliseconds) before an attempt to send counts as failed.',
    }),

  ...observationEnvironment,
});

export type Environment = z.infer<typeof environment>;
