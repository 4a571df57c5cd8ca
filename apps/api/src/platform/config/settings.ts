import { resolve } from 'node:path';
import { type CompanyProvider, companyProvider } from './company-provider.ts';
import { type Environment, environment } from './environment.ts';
import { keptMasterKeys } from './kept-master-key.ts';
import { refusePlainHttp } from './plain-http.ts';
import { SettingsError } from './settings-error.ts';

/** Every setting of the process, read once. Secrets are in here: never log it whole. */
export type Settings = {
  readonly mode: 'development' | 'test' | 'production';
  readonly port: number;
  readonly host: string;
  readonly ownerUrl: string | undefined;
  readonly appUrl: string | undefined;
  readonly poolSize: number;
  /** How long to go on after a signal to stop, not ready any more, in milliseconds. */
  readonly drainMs: number;
  readonly dataDir: string;
  readonly masterKey: Buffer;
  /** The master key before, while that is rotated. */
  readonly previousMasterKey: Buffer | undefined;
  /** Whether the master key is the one that the desk keeps in its data directory, because none was given. */
  readonly keepsMasterKey: boolean;
  /** What links in messages begin with; undefined means the address the desk listens on. */
  readonly publicUrl: string | undefined;
  /** How many proxies have added their caller to X-Forwarded-For: what stands before those, a caller may have made up. */
  readonly trustedProxies: number;
  /** The largest upload of an import, in MiB. */
  readonly importMiB: number;
  readonly shopName: string;
  /** By whose clock a day of the desk begins (IANA). */
  readonly timeZone: string;
  readonly shopCountries: readonly string[];
  /** The company's own identity provider; undefined: agents have passwords alone. */
  readonly company: CompanyProvider | undefined;
  /** Whether agents may sign in by a password. */
  readonly passwords: boolean;
  readonly firstAdmin: { readonly username: string; readonly password: string } | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly smsWebhook: { readonly url: string; readonly secret: string } | undefined;
  readonly twilio: Twilio | undefined;
  /** Proves who reports what became of a message; undefined: nobody may. */
  readonly receiptSecret: string | undefined;
  /** Who says whether a number's SIM was swapped lately; undefined: nobody. */
  readonly simSwap: { readonly url: string; readonly secret: string } | undefined;
  /** Where checkpoints of the audit log are kept outside the database: a file's path or an address; undefined: nowhere. */
  readonly auditWitness: string | undefined;
  /** The file outside the database that the list of erasures is added to; undefined: none. */
  readonly erasuresFile: string | undefined;
  /** Within how many seconds a checkpoint covers an event of the audit log. */
  readonly auditCheckpointSeconds: number;
  /** Where the audit log is streamed to; undefined: nowhere. */
  readonly auditWebhook: { readonly url: string; readonly secret: string } | undefined;
  readonly sendTimeoutMs: number;
  readonly log: {
    readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
    readonly format: 'json' | 'text';
  };
  /** A port of its own for /metrics and health; undefined: none. */
  readonly operationsPort: number | undefined;
  readonly metricsToken: string | undefined;
  /** Undefined: no traces, and nothing of OpenTelemetry is loaded. */
  readonly traces: Traces | undefined;
};

/** An account at Twilio and what it sends from. */
export type Twilio = {
  readonly accountSid: string;
  readonly authToken: string;
  /** A number in E.164, or the id of a messaging service (`MG…`). */
  readonly from: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
};

/** Where spans go and what they are filed under. */
export type Traces = {
  /** Without the signal's path. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
};

/** Injection token: a type has no value at run time. */
export const SETTINGS = Symbol('Settings');

export { SettingsError };

/**
 * Reads the environment. Throws {@link SettingsError}, which names each bad setting and never repeats its value.
 * `reachesCustomers` is false of what neither serves nor sends: that needs no address that customers know.
 */
export function readSettings(
  env: NodeJS.ProcessEnv,
  { reachesCustomers = true }: { readonly reachesCustomers?: boolean } = {},
): Settings {
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
  if ((e.SIM_SWAP_URL === undefined) !== (e.SIM_SWAP_SECRET === undefined))
    throw new SettingsError('SIM_SWAP_URL and SIM_SWAP_SECRET belong together: set both or none.');
  if ((e.AUDIT_WEBHOOK_URL === undefined) !== (e.AUDIT_WEBHOOK_SECRET === undefined))
    throw new SettingsError('AUDIT_WEBHOOK_URL and AUDIT_WEBHOOK_SECRET belong together: set both or none.');
  refusePlainHttp(e);
  const production = e.NODE_ENV === 'production';
  if (production && reachesCustomers && e.RELINK_PUBLIC_URL === undefined)
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
    drainMs: e.RELINK_DRAIN_MS,
    dataDir,
    ...masterKeys(e, dataDir),
    publicUrl: e.RELINK_PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: e.RELINK_TRUST_PROXY,
    importMiB: e.RELINK_IMPORT_MIB,
    shopName: e.RELINK_SHOP_NAME,
    timeZone: e.RELINK_TIME_ZONE,
    shopCountries: e.RELINK_SHOP_COUNTRIES.split(','),
    company: companyProvider(e),
    passwords: e.RELINK_LOCAL_SIGN_IN === 'on',
    firstAdmin: firstAdmin(e.RELINK_FIRST_ADMIN),
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM ?? 'Relink <care@shop.example>',
    smsWebhook:
      e.SMS_WEBHOOK_URL !== undefined && e.SMS_WEBHOOK_SECRET !== undefined
        ? { url: e.SMS_WEBHOOK_URL, secret: e.SMS_WEBHOOK_SECRET }
        : undefined,
    twilio: twilio(e),
    receiptSecret: e.RECEIPT_SECRET,
    simSwap:
      e.SIM_SWAP_URL !== undefined && e.SIM_SWAP_SECRET !== undefined
        ? { url: e.SIM_SWAP_URL, secret: e.SIM_SWAP_SECRET }
        : undefined,
    auditWitness: e.AUDIT_WITNESS,
    auditWebhook:
      e.AUDIT_WEBHOOK_URL !== undefined && e.AUDIT_WEBHOOK_SECRET !== undefined
        ? { url: e.AUDIT_WEBHOOK_URL, secret: e.AUDIT_WEBHOOK_SECRET }
        : undefined,
    erasuresFile: e.RELINK_ERASURES_FILE,
    auditCheckpointSeconds: e.AUDIT_CHECKPOINT_SECONDS,
    sendTimeoutMs: e.RELINK_SEND_TIMEOUT_MS,
    log: {
      level: e.RELINK_LOG_LEVEL ?? (e.NODE_ENV === 'test' ? 'error' : 'info'),
      format: e.RELINK_LOG_FORMAT ?? (production ? 'json' : 'text'),
    },
    operationsPort: e.RELINK_OPERATIONS_PORT,
    metricsToken: e.RELINK_METRICS_TOKEN,
    traces: traces(e),
  };
}

function twilio(e: Environment): Twilio | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = e;
  if (accountSid === undefined && authToken === undefined && from === undefined) return undefined;
  if (accountSid === undefined || authToken === undefined || from === undefined)
    throw new SettingsError('TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM belong together.');
  if (e.SMS_WEBHOOK_URL !== undefined)
    throw new SettingsError('SMS are handed over to one provider: set TWILIO_… or SMS_WEBHOOK_…, not both.');
  return { accountSid, authToken, from, apiUrl: e.TWILIO_API_URL.replace(/\/+$/, '') };
}

function traces(e: Environment): Traces | undefined {
  if (e.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return undefined;
  const pairs = (e.OTEL_EXPORTER_OTLP_HEADERS ?? '').split(',').map((pair) => pair.split(/=(.*)/s));
  return {
    endpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, ''),
    headers: Object.fromEntries(
      pairs.flatMap(([name = '', value]) =>
        value === undefined ? [] : [[name.trim(), decodeURIComponent(value.trim())]],
      ),
    ),
    serviceName: e.OTEL_SERVICE_NAME,
  };
}

function firstAdmin(given: string | undefined): Settings['firstAdmin'] {
  if (given === undefined) return undefined;
  const colon = given.indexOf(':');
  return { username: given.slice(0, colon), password: given.slice(colon + 1) };
}

/** Given, or outside production the one that is kept beside the demo's data: a restart must still open what it sealed. */
function masterKeys(
  { RELINK_MASTER_KEY: given, RELINK_MASTER_KEY_PREVIOUS: previous, NODE_ENV }: Environment,
  dataDir: string,
): Pick<Settings, 'masterKey' | 'previousMasterKey' | 'keepsMasterKey'> {
  const previousMasterKey = previous === undefined ? undefined : Buffer.from(previous, 'hex');
  if (given !== undefined)
    return { masterKey: Buffer.from(given, 'hex'), previousMasterKey, keepsMasterKey: false };
  if (NODE_ENV === 'production')
    throw new SettingsError(
      'RELINK_MASTER_KEY: production needs 64 hexadecimal digits, kept out of backups.',
    );
  const kept = keptMasterKeys(dataDir);
  return {
    masterKey: kept.masterKey,
    previousMasterKey: previousMasterKey ?? kept.previousMasterKey,
    keepsMasterKey: true,
  };
}
