import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const optional = z.string().min(1).optional();

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** 0 lets the system pick a free one. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Loopback unless said otherwise: a desk is put on a network on purpose. */
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: optional,
  DATABASE_APP_URL: optional,
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  RELINK_DATA_DIR: z.string().default('.relink'),
  RELINK_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits (32 bytes)')
    .optional(),
  RELINK_PUBLIC_URL: z.url().optional(),
  /** How many proxies stand before the desk. */
  RELINK_TRUST_PROXY: z.coerce.number().int().min(0).max(9).default(0),
  RELINK_SHOP_NAME: z.string().min(1).max(60).default('Relink Demo Shop'),
  RELINK_SHOP_COUNTRIES: z
    .string()
    .regex(/^[A-Z]{2}(,[A-Z]{2})*$/)
    .default('IN,US,ID,SE,CN,DE,GB'),
  /** Only read where no agent exists yet: the first admin, who makes the others. */
  RELINK_FIRST_ADMIN: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9._@-]{1,99}:.{10,200}$/,
      'must be a name in small letters, a colon, and a password of 10 characters or more',
    )
    .optional(),
  /** `smtp://` takes TLS where the server offers it, `?requireTLS=true` insists, `smtps://` begins with it. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: optional,
  SMS_WEBHOOK_URL: z.url().optional(),
  SMS_WEBHOOK_SECRET: z.string().min(16).optional(),
  /** How long a provider may be silent before an attempt to send counts as failed. */
  RELINK_SEND_TIMEOUT_MS: z.coerce.number().int().min(50).max(15_000).default(10_000),
});

/** Every setting of the process, read once. Secrets are in here: never log it whole. */
export type Settings = {
  readonly mode: 'development' | 'test' | 'production';
  readonly port: number;
  readonly host: string;
  readonly ownerUrl: string | undefined;
  readonly appUrl: string | undefined;
  readonly poolSize: number;
  readonly dataDir: string;
  readonly masterKey: Buffer;
  /** What links in messages begin with; undefined means the address the desk listens on. */
  readonly publicUrl: string | undefined;
  /** How many proxies have added their caller to X-Forwarded-For: what stands before those, a caller may have made up. */
  readonly trustedProxies: number;
  readonly shopName: string;
  readonly shopCountries: readonly string[];
  readonly firstAdmin: { readonly username: string; readonly password: string } | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly smsWebhook: { readonly url: string; readonly secret: string } | undefined;
  readonly sendTimeoutMs: number;
};

/** Injection token: a type has no value at run time. */
export const SETTINGS = Symbol('Settings');

/** A setting that is missing or malformed, named, with what to do. The process does not start. */
export class SettingsError extends Error {}

/** Reads the environment. Throws {@link SettingsError}, which names each bad setting and never repeats its value. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  // Compose files pass a variable that is not set as an empty one.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success)
    throw new SettingsError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  const e = parsed.data;
  if ((e.SMS_WEBHOOK_URL === undefined) !== (e.SMS_WEBHOOK_SECRET === undefined))
    throw new SettingsError('SMS_WEBHOOK_URL and SMS_WEBHOOK_SECRET belong together: set both or none.');
  const production = e.NODE_ENV === 'production';
  if (production && e.RELINK_PUBLIC_URL === undefined)
    throw new SettingsError(
      'RELINK_PUBLIC_URL: production needs the address that customers reach the portal at.',
    );
  if (production && e.SMTP_URL !== undefined && e.MAIL_FROM === undefined)
    throw new SettingsError('MAIL_FROM: production needs the address that e-mails come from.');
  const dataDir = resolve(e.RELINK_DATA_DIR);
  return {
    mode: e.NODE_ENV,
    port: e.PORT,
    host: e.HOST,
    ownerUrl: e.DATABASE_URL,
    appUrl: e.DATABASE_APP_URL,
    poolSize: e.DATABASE_POOL,
    dataDir,
    masterKey: masterKey(e.RELINK_MASTER_KEY, production, dataDir),
    publicUrl: e.RELINK_PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: e.RELINK_TRUST_PROXY,
    shopName: e.RELINK_SHOP_NAME,
    shopCountries: e.RELINK_SHOP_COUNTRIES.split(','),
    firstAdmin: firstAdmin(e.RELINK_FIRST_ADMIN),
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM ?? 'Relink <care@shop.example>',
    smsWebhook:
      e.SMS_WEBHOOK_URL !== undefined && e.SMS_WEBHOOK_SECRET !== undefined
        ? { url: e.SMS_WEBHOOK_URL, secret: e.SMS_WEBHOOK_SECRET }
        : undefined,
    sendTimeoutMs: e.RELINK_SEND_TIMEOUT_MS,
  };
}

function firstAdmin(given: string | undefined): Settings['firstAdmin'] {
  if (given === undefined) return undefined;
  const colon = given.indexOf(':');
  return { username: given.slice(0, colon), password: given.slice(colon + 1) };
}

/** Given, or outside production made once and kept beside the demo's data: a restart must still open what it sealed. */
function masterKey(given: string | undefined, production: boolean, dataDir: string): Buffer {
  if (given !== undefined) return Buffer.from(given, 'hex');
  if (production)
    throw new SettingsError(
      'RELINK_MASTER_KEY: production needs 64 hexadecimal digits, kept out of backups.',
    );
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  }
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}
