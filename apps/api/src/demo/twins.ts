import type { ContactPreference, HoldKind, Money, SubscriptionState } from '@relink/domain';

/** What an account has besides orders: what a merge adds up, moves, asks about, or is stopped by. */
export type Belongings = {
  /** ISO 8601 date. */
  readonly birthDate?: string;
  readonly contactPreference?: ContactPreference;
  readonly note?: string;
  readonly points?: number;
  readonly credits?: readonly Money[];
  readonly giftCards?: readonly Money[];
  readonly subscriptions?: readonly { readonly product: string; readonly state: SubscriptionState }[];
  /** By topic, whether it was granted. */
  readonly consents?: Readonly<Record<string, boolean>>;
  readonly hold?: HoldKind;
};

/** One of two accounts that look like one person's. */
export type Twin = {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** What it signs in with; empty where it has none. */
  readonly phone: string;
  readonly street: string;
  readonly flat: string;
  readonly orders: number;
  readonly newestOrderDaysAgo: number;
  readonly has: Belongings;
};

export type Twins = {
  readonly country: string;
  /** Stands in the addresses of both. */
  readonly addressPhone: string;
  readonly city: { readonly name: string; readonly province: string; readonly postcode: string };
  readonly accounts: readonly [Twin, Twin];
};

const MARTA: Twins = {
  country: 'SE',
  addressPhone: '+46701740695',
  city: { name: 'Malmö', province: '', postcode: '211 34' },
  accounts: [
    {
      firstName: 'Marta',
      lastName: 'Lindqvist',
      email: 'marta.lindqvist@mail.example',
      phone: '+46701740695',
      street: 'Storgatan 12',
      flat: '',
      orders: 6,
      newestOrderDaysAgo: 40,
      has: {
        birthDate: '1984-03-09',
        contactPreference: 'email',
        note: 'Prefers delivery on Saturdays.',
        points: 1250,
        credits: [{ currency: 'SEK', amount: '250.00' }],
        giftCards: [{ currency: 'SEK', amount: '500.00' }],
        subscriptions: [{ product: 'Coffee beans, each month', state: 'active' }],
        consents: { 'email-marketing': true, 'sms-marketing': true },
      },
    },
    {
      firstName: 'Märta',
      lastName: 'Lindkvist',
      email: 'marta.lindqvist+kampanj@mail.example',
      phone: '+46701740696',
      street: 'Storgatan 12',
      flat: 'Lgh 1101',
      orders: 3,
      newestOrderDaysAgo: 12,
      has: {
        birthDate: '1984-03-09',
        contactPreference: 'sms',
        note: 'Asked for an invoice on paper.',
        points: 430,
        credits: [
          { currency: 'EUR', amount: '20.00' },
          { currency: 'SEK', amount: '40.50' },
        ],
        subscriptions: [{ product: 'Tea sampler, each quarter', state: 'paused' }],
        consents: { 'email-marketing': false },
      },
    },
  ],
};

const MEERA: Twins = {
  country: 'IN',
  addressPhone: '+919000099905',
  city: { name: 'Surat', province: 'GJ', postcode: '395007' },
  accounts: [
    {
      firstName: 'Meera',
      lastName: 'Desai',
      email: 'meera.desai@mail.example',
      phone: '',
      street: '31 Station Road',
      flat: '',
      orders: 4,
      newestOrderDaysAgo: 75,
      has: { points: 310, consents: { 'email-marketing': true } },
    },
    {
      firstName: 'મીરા',
      lastName: 'દેસાઈ',
      email: 'desai.meera@mail.example',
      phone: '',
      street: '31, Station Rd',
      flat: '',
      orders: 2,
      newestOrderDaysAgo: 9,
      has: { points: 60, credits: [{ currency: 'INR', amount: '350.00' }] },
    },
  ],
};

/** Until the dispute is settled, they stay two. */
const OWEN: Twins = {
  country: 'US',
  addressPhone: '+14155550196',
  city: { name: 'Portland', province: 'OR', postcode: '97205' },
  accounts: [
    {
      firstName: 'Owen',
      lastName: 'Fairbanks',
      email: 'owen.fairbanks@mail.example',
      phone: '+14155550196',
      street: '58 Lake Avenue',
      flat: '',
      orders: 5,
      newestOrderDaysAgo: 55,
      has: { points: 720 },
    },
    {
      firstName: 'Fairbanks',
      lastName: 'Owen',
      email: 'o.fairbanks@mail.example',
      phone: '',
      street: '58 Lake Ave',
      flat: '',
      orders: 1,
      newestOrderDaysAgo: 6,
      has: { hold: 'dispute' },
    },
  ],
};

/** Mother and son, at one address with one phone: two people. */
const RUTH: Twins = {
  country: 'US',
  addressPhone: '+14155550197',
  city: { name: 'Austin', province: 'TX', postcode: '78701' },
  accounts: [
    {
      firstName: 'Ruth',
      lastName: 'Delgado',
      email: 'ruth.delgado@mail.example',
      phone: '+14155550197',
      street: '9 Cedar Road',
      flat: '',
      orders: 7,
      newestOrderDaysAgo: 30,
      has: { birthDate: '1971-11-02', points: 980 },
    },
    {
      firstName: 'Silas',
      lastName: 'Delgado',
      email: 'silas.delgado@mail.example',
      phone: '',
      street: '9 Cedar Road',
      flat: '',
      orders: 2,
      newestOrderDaysAgo: 18,
      has: { birthDate: '2003-05-27', consents: { 'email-marketing': false } },
    },
  ],
};

/** Became one while the shop was loaded, so that there is a merge to look at and to take back. */
export const MERGED_TWINS: Twins = {
  country: 'DE',
  addressPhone: '+491713920096',
  city: { name: 'Köln', province: 'NW', postcode: '50667' },
  accounts: [
    {
      firstName: 'Jonas',
      lastName: 'Köhler',
      email: 'jonas.koehler@mail.example',
      phone: '+491713920096',
      street: 'Lindenstraße 44',
      flat: '',
      orders: 5,
      newestOrderDaysAgo: 90,
      has: {
        contactPreference: 'post',
        points: 640,
        credits: [{ currency: 'EUR', amount: '12.50' }],
        consents: { 'email-marketing': true },
      },
    },
    {
      firstName: 'J.',
      lastName: 'Koehler',
      email: 'jonas.koehler+neu@mail.example',
      phone: '',
      street: 'Lindenstr. 44',
      flat: '',
      orders: 2,
      newestOrderDaysAgo: 21,
      has: {
        points: 110,
        giftCards: [{ currency: 'EUR', amount: '25.00' }],
        consents: { 'email-marketing': false },
      },
    },
  ],
};

/** Pairs of accounts with something to merge: likely duplicates, one that a hold stops, and a household. */
export const TWINS: readonly Twins[] = [MARTA, MEERA, OWEN, RUTH, MERGED_TWINS];

/** Pairs that `npm start` prints, by the name and the postcode of the first, and what comes of merging the two. */
export const PRINTED_TWINS: readonly { readonly twins: Twins; readonly merge: string }[] = [
  { twins: MARTA, merge: 'waits for a supervisor, and says what of both to keep' },
  { twins: OWEN, merge: 'refused: the other one, Fairbanks Owen, is in a dispute' },
  { twins: RUTH, merge: 'not offered: Silas, at her address, is her son' },
];
