import { normaliseEmail, type MatchIdentifier, type MatchSource } from '@relink/domain';
import { Chance } from './chance.ts';
import { damaged } from './damage.ts';
import type { Known } from './febrl-sources.ts';
import type { Variant } from './variants.ts';

const BEGINS = ['b', 'br', 'd', 'f', 'g', 'h', 'j', 'k', 'kr', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'v'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'aa', 'ee'];
const ENDS = ['', 'n', 'r', 's', 'l', 'm', 'nd', 'sh', 't'];
const KINDS = ['Street', 'Road', 'Lane', 'Avenue', 'Close', 'Gatan'];

type Home = { family: string; line1: string; line2: string; city: string; postcode: string; phone: string };

/** The accounts of a made-up shop or register, and whose they are. */
export function makeVariant(variant: Variant): Known[] {
  const chance = new Chance(variant.seed);
  const places = {
    given: Array.from({ length: 300 }, () => word(chance, 2)),
    family: Array.from({ length: 900 }, () => word(chance, chance.whole(2, 3))),
    common: { given: ['Maria', 'Kiran', 'Anna', 'Rahul'], family: ['Patel', 'Smith', 'Garcia'] },
    street: Array.from({ length: 150 }, () => `${word(chance, chance.whole(1, 3))} ${chance.of(KINDS)}`),
    city: Array.from({ length: 40 }, () => word(chance, 3)),
  };
  const known: Known[] = [];
  for (let home = 0; home < variant.households; home += 1) {
    const isCommon = chance.is(variant.namesakes);
    const shared: Home = {
      family: isCommon ? chance.of(places.common.family) : chance.of(places.family),
      line1: `${String(chance.whole(1, 200))} ${chance.of(places.street)}`,
      line2: chance.is(0.4) ? `Flat ${String(chance.whole(1, 40))}` : '',
      city: chance.of(places.city),
      postcode: `${String(chance.whole(1, 9))}${chance.digits(4)}`,
      phone: `+4670${chance.digits(7)}`,
    };
    const given = members(variant, chance, isCommon ? places.common.given : places.given);
    const twins = chance.is(variant.twins);
    const born = birthDate(chance);
    given.forEach((first, nth) => {
      const person = `${String(home)}-${String(nth)}`;
      const date = twins && nth < 2 ? born : birthDate(chance);
      const source = account(variant, chance, person, first, shared, variant.birthDates ? date : null, nth);
      known.push({ source, person });
      if (chance.is(variant.doubles)) known.push({ source: double(variant, chance, source), person });
    });
  }
  return known;
}

/** Different given names; where there are two of one initial, the first two. */
function members(
  { largestHousehold, sameInitial }: Variant,
  chance: Chance,
  names: readonly string[],
): string[] {
  const count = chance.whole(1, largestHousehold);
  const given = new Set([chance.of(names)]);
  const [first = ''] = given;
  const alike = names.filter((name) => name !== first && name[0] === first[0] && apart(name, first));
  if (count > 1 && chance.is(sameInitial) && alike.length > 0) given.add(chance.of(alike));
  for (let tries = 0; given.size < count && tries < 50; tries += 1) {
    const next = chance.of(names);
    if ([...given].every((name) => apart(name, next))) given.add(next);
  }
  return [...given];
}

/** Nobody calls two children by names that differ in their last letters only. */
function apart(a: string, b: string): boolean {
  return a.slice(0, 3) !== b.slice(0, 3);
}

function account(
  variant: Variant,
  chance: Chance,
  id: string,
  firstName: string,
  home: Home,
  born: string | null,
  nth: number,
): MatchSource {
  const { family, line1, line2, city, postcode, phone } = home;
  const name = `${firstName} ${family}`;
  const address = { name, line1, line2, city, province: '', postcode, country: 'SE', phone: '' };
  const local = `${word(chance, 3).toLowerCase()}${chance.digits(3)}`;
  const isPhoneOnly = nth === 0 && chance.is(0.3);
  return {
    id,
    firstName,
    lastName: family,
    birthDate: born,
    country: 'SE',
    beganAt: '2020-01-01T00:00:00.000Z',
    orderCount: chance.whole(1, 9),
    identifiers: variant.register
      ? []
      : [
          ...(isPhoneOnly ? [] : [email(`${local}@${chance.of(variant.mailHosts)}`)]),
          identifier('phone', nth === 0 ? 'login' : 'contact', phone),
        ],
    addresses: [address],
    shipped: [],
  };
}

/** The second account: empty beside one that has only a phone; else under an alias of the mailbox, written anew. */
function double(variant: Variant, chance: Chance, first: MatchSource): MatchSource {
  const again = { ...first, id: `${first.id}-again`, beganAt: '2023-01-01T00:00:00.000Z' };
  if (variant.register) return damaged(again, chance, variant.slips, variant.missing);
  const [mail] = first.identifiers.filter(({ kind }) => kind === 'email');
  const phones = first.identifiers.filter(({ kind }) => kind === 'phone');
  const contact = phones.map(({ normalised }) => identifier('phone', 'contact', normalised));
  const host = chance.of(variant.mailHosts);
  if (mail === undefined) {
    const own = email(`${word(chance, 3).toLowerCase()}${chance.digits(2)}@${host}`);
    const empty = { ...again, orderCount: 0, addresses: [], identifiers: [own, ...contact] };
    return damaged(empty, chance, variant.slips, variant.missing);
  }
  const [local = '', domain = ''] = mail.normalised.split('@');
  const alias = chance.of([
    `${local}+shop@${domain}`,
    `${local.slice(0, 3)}.${local.slice(3)}@${domain}`,
    `${local}@${host}`,
    `${local}.se@${host}`,
  ]);
  const identifiers = [email(alias), ...(chance.is(0.5) ? contact : [])];
  return damaged({ ...again, identifiers }, chance, variant.slips, variant.missing);
}

function email(value: string): MatchIdentifier {
  const read = normaliseEmail(value);
  return { ...identifier('email', 'login', value), alias: read.ok ? read.alias : null };
}

function identifier(
  kind: MatchIdentifier['kind'],
  use: MatchIdentifier['use'],
  normalised: string,
): MatchIdentifier {
  const never = { linkedSince: null, releasedAt: null, releaseReason: null, takenByAccountId: null };
  return { kind, use, state: 'verified', normalised, alias: null, reachable: true, ...never };
}

function word(chance: Chance, syllables: number): string {
  const parts = Array.from({ length: syllables }, () => chance.of(BEGINS) + chance.of(VOWELS));
  const text = parts.join('') + chance.of(ENDS);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function birthDate(chance: Chance): string {
  const [month, day] = [chance.whole(1, 12), chance.whole(1, 28)];
  return [chance.whole(1930, 2005), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
