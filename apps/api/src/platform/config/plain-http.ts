import type { Environment } from './environment.ts';
import { SettingsError } from './settings-error.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Where the desk sends what nobody on the way may read or answer: codes, numbers, events and checkpoints. */
const SENT_TO = [
  'SMS_WEBHOOK_URL',
  'TWILIO_API_URL',
  'SIM_SWAP_URL',
  'AUDIT_WEBHOOK_URL',
  'AUDIT_WITNESS',
] as const satisfies readonly (keyof Environment)[];

/** Whether what is sent to an address can be read, and answered, by whoever is on the way: http to another machine. */
export function isPlainToAnother(address: URL): boolean {
  return address.protocol !== 'https:' && !LOOPBACK.test(address.hostname);
}

/**
 * Refuses addresses of other machines that are not https, but where it is said that nobody else reads the network between.
 * What is sent there is signed, not sealed. Throws {@link SettingsError}.
 */
export function refusePlainHttp(e: Environment): void {
  if (e.RELINK_PLAIN_HTTP === 'on') return;
  for (const setting of SENT_TO) {
    const address = e[setting];
    // A witness may also be a file.
    if (address === undefined || address.startsWith('/') || !isPlainToAnother(new URL(address))) continue;
    throw new SettingsError(
      `${setting}: another machine must be reached by https; RELINK_PLAIN_HTTP=on allows http, over a network that nobody else reads.`,
    );
  }
}
