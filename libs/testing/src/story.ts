import { anAccount, anAddress, anOrder, type BuiltOrder } from './accounts.ts';
import { type Database, daysAgo } from './database.ts';
import { anEmailAddress, anIdentifier, aPhoneNumber, type BuiltIdentifier } from './identifiers.ts';

/** The customer of the story: her old account without an e-mail, and the empty one the shop made. */
export type Story = {
  readonly old: { readonly id: string; readonly phone: BuiltIdentifier };
  readonly duplicate: {
    readonly id: string;
    readonly phone: BuiltIdentifier;
    readonly email: BuiltIdentifier;
  };
  readonly phone: string;
  /** In the order in which they were placed. */
  readonly orders: readonly BuiltOrder[];
  /** Everything personal of hers that must not be seen in clear before she is verified. */
  readonly personal: readonly string[];
};

/**
 * Variant A: the old account still holds the phone as its login. Variant B: the duplicate took it three days ago,
 * and the old account has a released row.
 */
export async function aStory(db: Database, variant: 'A' | 'B'): Promise<Story> {
  const phone = aPhoneNumber();
  const email = anEmailAddress('asha');
  const old = await anAccount(db, { firstName: 'Asha', lastName: 'Patel', language: 'gu' });
  await anAddress(db, old.id);
  const orders = [
    await anOrder(db, { accountId: old.id, placedAt: daysAgo(900), total: '2310.00' }),
    await anOrder(db, { accountId: old.id, placedAt: daysAgo(40), total: '1499.00' }),
  ];
  const duplicate = await anAccount(db, { firstName: 'Asha', lastName: '', beganAt: daysAgo(3) });
  const since = { linkedSince: daysAgo(3) };
  const taken = { releasedAt: daysAgo(3), releaseReason: 'taken', takenByAccountId: duplicate.id } as const;
  const oldPhone = await anIdentifier(db, {
    accountId: old.id,
    kind: 'phone',
    value: phone,
    ...(variant === 'B' && { state: 'released', ...taken }),
  });
  const duplicatePhone = await anIdentifier(db, {
    accountId: duplicate.id,
    kind: 'phone',
    value: phone,
    use: variant === 'A' ? 'contact' : 'login',
    ...since,
  });
  const duplicateEmail = await anIdentifier(db, {
    accountId: duplicate.id,
    kind: 'email',
    value: email,
    ...since,
  });
  return {
    old: { id: old.id, phone: oldPhone },
    duplicate: { id: duplicate.id, phone: duplicatePhone, email: duplicateEmail },
    phone,
    orders,
    personal: [
      phone,
      phone.slice(3),
      email,
      'Patel',
      'Lotus',
      '395007',
      'water bottle',
      ...orders.map(({ number }) => number),
    ],
  };
}
