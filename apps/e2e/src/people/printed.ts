import { told } from '../harness/run.ts';
import type { Said } from './agent.ts';

/** A caller of the demo shop, as `npm start` prints her. */
export type PrintedCaller = {
  readonly variant: string;
  readonly phone: string;
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly lastOrder: string;
};

const CALLER = /^ +([AB]) +(\+\d+) +(.+?); (.+), ([^,;]+); last order (\S+)$/gm;
const SIGN_IN = /^ +Sign in +(\S+) +(.+?) +\((\w+)\)$/gm;

/** The callers of the demo shop, read where whoever starts the desk reads them. */
export function printedCallers(): PrintedCaller[] {
  return [...told('printed').matchAll(CALLER)].map(
    ([, variant = '', phone = '', name = '', street = '', postcode = '', lastOrder = '']) => ({
      ...{ variant, phone, name, street, postcode, lastOrder },
    }),
  );
}

/** The demo sign-ins: user names and passwords by role. */
export function printedSignIns(): { username: string; password: string; role: string }[] {
  return [...told('printed').matchAll(SIGN_IN)].map(([, username = '', password = '', role = '']) => ({
    ...{ username, password, role },
  }));
}

/** What a caller of the demo shop says when asked, as it is printed. */
export function asPrinted({ name, street, postcode, lastOrder }: PrintedCaller): Said {
  return {
    last_order: { 'Order number': lastOrder },
    shipping_address: { 'Street line': street, Postcode: postcode },
    full_name: { 'Full name': name },
  };
}
