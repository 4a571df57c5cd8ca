import { told } from '../harness/run.ts';
import type { Said } from './agent.ts';

/** A caller of the demo shop, as `npm start` prints her. */
export type PrintedCaller = {
  readonly variant: string;
  readonly phone: string;
  readonly lastOrder: string;
  readonly postcode: string;
  /** What becomes of her new e-mail once it is confirmed. */
  readonly newEmail: string;
  readonly name: string;
  readonly street: string;
};

/** A pair of accounts, as `npm start` prints it: whom to search, and by which second detail. */
export type PrintedPair = { readonly name: string; readonly postcode: string };

const CALLER = /^ +([AB]) +(\+\d+) +(\S+) +(\S+(?: \S+)*) +(at once|held) +(.+); (.+)$/gm;
const SIGN_IN = /^ +(\w+) +(agent|supervisor|admin) +(\S+(?: \S+)*)$/gm;
const PAIR = /^ +(\p{L}+ \p{L}+) {2,}(\d+(?: \d+)*) {2,}\S.*$/gmu;

/** The callers of the demo shop, read where whoever starts the desk reads them. */
export function printedCallers(): PrintedCaller[] {
  return [...told('printed').matchAll(CALLER)].map(
    ([, variant = '', phone = '', lastOrder = '', postcode = '', newEmail = '', name = '', street = '']) => ({
      ...{ variant, phone, lastOrder, postcode, newEmail, name, street },
    }),
  );
}

/** The pairs of accounts that look alike. */
export function printedPairs(): PrintedPair[] {
  return [...told('printed').matchAll(PAIR)].map(([, name = '', postcode = '']) => ({ name, postcode }));
}

/** The demo sign-ins: user names and passwords by role. */
export function printedSignIns(): { username: string; password: string; role: string }[] {
  return [...told('printed').matchAll(SIGN_IN)].map(([, username = '', role = '', password = '']) => ({
    ...{ username, role, password },
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
