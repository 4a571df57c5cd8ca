import { randomUUID } from 'node:crypto';
import { type AccountStatus, DEFAULT_REALM, normaliseOrderNumber, searchName } from '@relink/domain';
import { type Database, daysAgo, insert } from './database.ts';
import { anIdentifier, type BuiltIdentifier } from './identifiers.ts';

export type AccountGiven = {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly realm?: string;
  readonly status?: AccountStatus;
  readonly mergedInto?: string;
  readonly externalId?: string;
  readonly language?: string;
  readonly country?: string;
  /** When it began; null, the default, when nobody knows. */
  readonly beganAt?: string | null;
  readonly note?: string;
  readonly hasBalance?: boolean;
  readonly hasSubscription?: boolean;
  /** Verified, tenured logins. */
  readonly phone?: string;
  readonly email?: string;
  readonly username?: string;
};

export type BuiltAccount = {
  readonly id: string;
  readonly identifiers: Readonly<Record<'phone' | 'email' | 'username', BuiltIdentifier | undefined>>;
};

/** Makes an account with the logins named. */
export async function anAccount(db: Database, given: AccountGiven = {}): Promise<BuiltAccount> {
  const { firstName = 'Asha', lastName = 'Patel', realm = DEFAULT_REALM } = given;
  const id = randomUUID();
  await insert(db, 'account', {
    id,
    realm,
    external_id: given.externalId ?? null,
    status: given.status ?? 'active',
    merged_into: given.mergedInto ?? null,
    first_name: firstName,
    last_name: lastName,
    search_name: searchName(firstName, lastName),
    language: given.language ?? 'en',
    country: given.country ?? 'IN',
    began_at: given.beganAt ?? null,
    note: given.note ?? '',
    has_balance: given.hasBalance ?? false,
    has_subscription: given.hasSubscription ?? false,
  });
  const login = async (kind: 'phone' | 'email' | 'username') => {
    const value = given[kind];
    return value === undefined ? undefined : anIdentifier(db, { accountId: id, realm, kind, value });
  };
  return {
    id,
    identifiers: {
      phone: await login('phone'),
      email: await login('email'),
      username: await login('username'),
    },
  };
}

export type AddressGiven = {
  readonly name?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly city?: string;
  readonly province?: string;
  readonly postcode?: string;
  readonly country?: string;
};

/** Gives an account its default address. */
export async function anAddress(db: Database, accountId: string, given: AddressGiven = {}): Promise<void> {
  await insert(db, 'address', { account_id: accountId, is_default: true, ...HOME, ...given });
}

const HOME = {
  name: 'Asha Patel',
  line1: '14 Lotus Street',
  city: 'Surat',
  province: 'GJ',
  postcode: '395007',
  country: 'IN',
};

export type OrderGiven = {
  readonly accountId: string;
  readonly number?: string;
  readonly realm?: string;
  readonly placedAt?: string;
  readonly total?: string;
  readonly currency?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly items?: readonly {
    readonly name: string;
    readonly quantity?: number;
    readonly price?: string;
  }[];
  readonly ship?: AddressGiven;
};

export type BuiltOrder = {
  readonly number: string;
  readonly placedAt: string;
  readonly total: string;
};

/** Adds an order, paid when it was placed, and keeps the account's count and years. */
export async function anOrder(db: Database, given: OrderGiven): Promise<BuiltOrder> {
  const externalId = randomUUID();
  const { placedAt = daysAgo(60), total = '1499.00', realm = DEFAULT_REALM } = given;
  const number = given.number ?? `#${externalId.slice(0, 8).toUpperCase()}`;
  const ship = { ...HOME, ...given.ship };
  const items = given.items ?? [{ name: 'Clay water bottle', price: total }];
  await insert(db, 'shop_order', {
    realm,
    external_id: externalId,
    account_id: given.accountId,
    number,
    number_normalised: normaliseOrderNumber(number),
    email: given.email ?? '',
    phone: given.phone ?? '',
    placed_at: placedAt,
    paid_at: placedAt,
    financial_status: 'paid',
    fulfillment_status: 'fulfilled',
    currency: given.currency ?? 'INR',
    total,
    ship_name: ship.name,
    ship_line1: ship.line1,
    ship_line2: ship.line2 ?? '',
    ship_city: ship.city,
    ship_province: ship.province,
    ship_postcode: ship.postcode,
    ship_country: ship.country,
  });
  for (const [index, item] of items.entries())
    await db.sql(
      `insert into order_item (order_id, position, name, quantity, price)
       select id, $2, $3, $4, $5 from shop_order where external_id = $1`,
      [externalId, index + 1, item.name, item.quantity ?? 1, item.price ?? total],
    );
  await db.sql(
    `update account set order_count = order_count + 1, first_order_at = least(first_order_at, $2),
       last_order_at = greatest(last_order_at, $2) where id = $1`,
    [given.accountId, placedAt],
  );
  return { number, placedAt, total };
}
