import { v7 as uuidv7 } from 'uuid';
import { searchName } from '@relink/domain';
import { benchNames } from './names.ts';

/** Somebody with an account of a shop; a double is somebody's second account. */
export type ShopPerson = {
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly born: string | null;
  readonly email: string;
  /** To sign in with; a double's owner signs in with the other account's. */
  readonly phone: string | null;
  readonly addressPhone: string;
  readonly line1: string;
  readonly line2: string;
  readonly postcode: string;
  readonly country: string;
  readonly orders: number;
};

const STARTS = 'An Be Ca De El Fa Gi Ha In Jo Ka Li Ma Ni Ol Pa Ro Su Ti Vi'.split(' ');
const MIDDLES = 'na rti lo shi ran vee dri mo ksha ber lin tho gar we pu zi hel co jas fi'.split(' ');
const ENDS = 'n ta ri sh ka l mer d wick son pur berg ley nath wala ström stein dottir ani esh'.split(' ');
const KINDS = ['Road', 'Street', 'Lane', 'gatan', 'Marg', 'Weg', 'Avenue'];
const HOSTS = ['mail.example', 'post.example', 'letters.example', 'inbox.example'];

const GIVEN = STARTS.flatMap((start) =>
  MIDDLES.flatMap((middle) => ['', 'n', 'sh'].map((end) => start + middle + end)),
);
const FAMILY = STARTS.flatMap((start) =>
  MIDDLES.flatMap((middle) => ENDS.map((end) => start + middle + end)),
);
const STREETS = STARTS.flatMap((start) =>
  ENDS.flatMap((end) => KINDS.map((kind) => `${start}${end} ${kind}`)),
);
const OTHER_SCRIPTS = benchNames();

/** Of so many accounts one is another's double, and of so many one lives with another. */
const DOUBLES = 33;
const HOUSEMATES = 12;
const PER_POSTCODE = 150;
const A_PRIME = 7919;

/**
 * The people of a shop of so many accounts, always the same ones. A few names are common and most are rare; one name in
 * ten is not in Latin letters. A double has the name, now and then with a slip, the address and the phone of another
 * account, and an e-mail of its own; a housemate has the family name, the address and the phone of another.
 */
export function* shopPeople(accounts: number): Generator<ShopPerson> {
  for (let n = 1; n <= accounts; n++) {
    const other = 1 + ((n * A_PRIME) % accounts);
    const isDouble = n % DOUBLES === 0;
    yield person(n, isDouble ? other : n, isDouble || n % HOUSEMATES === 1 ? other : n, accounts);
  }
}

function person(n: number, who: number, home: number, accounts: number): ShopPerson {
  const isDouble = who !== n;
  const name = nameOf(who, home);
  const slip = isDouble && n % 4 === 0 ? 'h' : '';
  const phone = `+9198${String(home).padStart(8, '0')}`;
  const latin = searchName(name.first, name.last).replace(/[^a-z0-9]+/g, '.');
  const local = n % 3 === 0 ? `${latin}${String(n)}` : `user${String((n * A_PRIME) % 99_999_989)}`;
  return {
    ...name,
    id: uuidv7(),
    first: name.first + slip,
    born: chance(who, 5) < 0.3 ? bornOn(chance(who, 6)) : null,
    email: `${local}@${pick(HOSTS, n % HOSTS.length)}`,
    phone: isDouble ? null : `+9198${String(n).padStart(8, '0')}`,
    addressPhone: home === n ? '' : phone,
    line1: `${String(1 + Math.floor(chance(home, 7) * 240))} ${pick(STREETS, skewed(chance(home, 3), 1.2, STREETS.length))}`,
    line2: chance(home, 8) < 0.4 ? `Flat ${String(1 + Math.floor(chance(home, 9) * 40))}` : '',
    postcode: String(360_000 + Math.floor((chance(home, 4) * accounts) / PER_POSTCODE)),
    orders: isDouble ? 0 : 1 + (n % 3),
  };
}

function nameOf(who: number, home: number): { first: string; last: string; country: string } {
  if (who % 10 === 7) return pick(OTHER_SCRIPTS, Math.floor(chance(who, 1) * OTHER_SCRIPTS.length));
  return {
    first: pick(GIVEN, skewed(chance(who, 1), 1.6, GIVEN.length)),
    last: pick(FAMILY, skewed(chance(home, 2), 1.6, FAMILY.length)),
    country: 'IN',
  };
}

function bornOn(chance: number): string {
  return new Date(Date.UTC(1945, 0, 1) + Math.floor(chance * 21_000) * 86_400_000).toISOString().slice(0, 10);
}

/** An index into a list whose first entries come more often than its last. */
function skewed(chance: number, by: number, length: number): number {
  return Math.floor(chance ** by * length);
}

function pick<T>(list: readonly T[], at: number): T {
  const found = list[at];
  if (found === undefined) throw new Error(`There is no entry ${String(at)}.`);
  return found;
}

/** From 0 up to 1, the same for the same numbers. Source: the finaliser of MurmurHash3, by Austin Appleby, public domain. */
function chance(n: number, seed: number): number {
  let hash = Math.imul(n, 0x9e3779b1) ^ Math.imul(seed, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
