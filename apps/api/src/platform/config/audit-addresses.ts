import type { Environment } from './environment.ts';
import { isPlainToAnother } from './plain-http.ts';
import type { Settings } from './settings.ts';
import { SettingsError } from './settings-error.ts';

/** Where the audit log goes outside the desk. Throws {@link SettingsError}. */
export function auditAddresses(e: Environment): Pick<Settings, 'auditWitness' | 'auditWebhook'> {
  const { AUDIT_WITNESS: auditWitness, AUDIT_WEBHOOK_URL: url, AUDIT_WEBHOOK_SECRET: secret } = e;
  if ((url === undefined) !== (secret === undefined))
    throw new SettingsError('AUDIT_WEBHOOK_URL and AUDIT_WEBHOOK_SECRET belong together: set both or none.');
  if (e.AUDIT_PLAIN_HTTP === 'off') {
    // Signed, but not sealed: who did what, from which address, is there to read.
    refusePlain('AUDIT_WEBHOOK_URL', url);
    // Whoever is on the way could keep a note and say that it was taken.
    if (auditWitness?.startsWith('/') === false) refusePlain('AUDIT_WITNESS', auditWitness);
  }
  return {
    auditWitness,
    auditWebhook: url !== undefined && secret !== undefined ? { url, secret } : undefined,
  };
}

function refusePlain(setting: string, address: string | undefined): void {
  if (address !== undefined && isPlainToAnother(new URL(address)))
    throw new SettingsError(
      `${setting}: another machine must be reached by https; AUDIT_PLAIN_HTTP=on allows http, over a network that nobody else reads.`,
    );
}
