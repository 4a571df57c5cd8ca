import { customerCells, customerColumns, type RowValues } from '../fixtures/export-rows.fixture.ts';
import { type ImportedCustomer, mapCustomer } from './map-customer.ts';
import type {
  CustomerPlan,
  CustomerToPlan,
  HeldLogin,
  KnownAccount,
  KnownIdentifier,
} from './customer-plan.ts';
import { planCustomerBatch } from './plan-customer-batch.ts';
import { saidBy } from './said.ts';

const PHONE = '+46705779598';
const EMAIL = 'kay@yahoo.example';

function row(values: RowValues): ImportedCustomer {
  const mapped = mapCustomer(customerColumns(), customerCells(values), 2).row;
  if (mapped === null) throw new Error('The row is refused.');
  return mapped;
}

const known = (values: Partial<KnownIdentifier> = {}): KnownIdentifier => ({
  id: 'phone-of-old',
  kind: 'phone',
  use: 'login',
  state: 'verified',
  value: PHONE,
  normalised: PHONE,
  origin: 'import',
  releaseReason: null,
  ...values,
});

const holder = (values: Partial<HeldLogin> = {}): HeldLogin => ({
  kind: 'phone',
  normalised: PHONE,
  accountId: 'old',
  identifierId: 'phone-of-old',
  origin: 'import',
  active: true,
  inThisFile: false,
  ...values,
});

const customer = (
  accountId: string,
  values: RowValues,
  account: Partial<KnownAccount> | null = null,
): CustomerToPlan => ({
  line: 2,
  row: row(values),
  accountId,
  account: account && {
    id: accountId,
    status: 'active',
    hasId: true,
    mergedInto: null,
    isSurvivor: false,
    sameRow: true,
    identifiers: [],
    ...account,
  },
});

const said = ({ outcome, add, release, issues }: CustomerPlan) => ({
  outcome,
  add: add.map(({ use, normalised }) => `${use} ${normalised}`),
  release: release.map(({ identifierId, reason }) => `${identifierId} ${reason}`),
  issues: issues.map(({ code }) => code),
});
const plan = (customers: readonly CustomerToPlan[], holders: readonly HeldLogin[] = []) =>
  planCustomerBatch(customers, holders, saidBy(customerColumns())).map(said);
const nothing = { add: [], release: [], issues: [] };

describe('a batch of customers', () => {
  test('creates an account with its logins', () => {
    expect(plan([customer('new', { Email: EMAIL, Phone: PHONE })])).toEqual([
      { ...nothing, outcome: 'created', add: [`login ${EMAIL}`, `login ${PHONE}`] },
    ]);
  });

  test('changes nothing when the row says what the account has', () => {
    const account = { identifiers: [known()] };
    expect(plan([customer('old', { Phone: PHONE }, account)], [holder()])).toEqual([
      { ...nothing, outcome: 'unchanged' },
    ]);
  });

  test('writes another spelling without touching the identifier itself', () => {
    const account = {
      sameRow: false,
      identifiers: [known({ kind: 'email', value: 'KAY@yahoo.example', normalised: EMAIL })],
    };
    const [planned] = planCustomerBatch(
      [customer('old', { Email: EMAIL }, account)],
      [],
      saidBy(customerColumns()),
    );
    expect(planned).toMatchObject({ outcome: 'updated', add: [], release: [], respell: [{ value: EMAIL }] });
  });

  test('releases what the shop took away and adds what it gave', () => {
    const account = { sameRow: false, identifiers: [known()] };
    expect(plan([customer('old', { Email: EMAIL }, account)], [])).toEqual([
      { ...nothing, outcome: 'updated', add: [`login ${EMAIL}`], release: ['phone-of-old removed-by-shop'] },
    ]);
  });

  test('lets a new account take the phone of one that the file has not spoken of', () => {
    expect(plan([customer('new', { Phone: PHONE })], [holder()])).toEqual([
      { ...nothing, outcome: 'created', add: [`login ${PHONE}`], release: ['phone-of-old taken'] },
    ]);
  });

  test('leaves the phone where an earlier row of the file has it, in this batch or before', () => {
    const asContact = {
      ...nothing,
      outcome: 'created',
      add: [`contact ${PHONE}`],
      issues: ['phone-of-another-customer'],
    };
    expect(plan([customer('new', { Phone: PHONE })], [holder({ inThisFile: true })])).toEqual([asContact]);
    expect(plan([customer('one', { Phone: PHONE }), customer('two', { Phone: PHONE })]).at(1)).toEqual(
      asContact,
    );
    const contact = known({ id: 'contact', use: 'contact' });
    expect(
      plan([customer('two', { Phone: PHONE }, { identifiers: [contact] })], [holder({ inThisFile: true })]),
    ).toEqual([{ ...nothing, outcome: 'unchanged', issues: ['phone-of-another-customer'] }]);
  });

  test('lets two accounts swap their phones', () => {
    const other = '+46705779599';
    const one = customer('one', { Phone: other }, { sameRow: false, identifiers: [known({ id: 'p1' })] });
    const two = customer(
      'two',
      { Phone: PHONE },
      { sameRow: false, identifiers: [known({ id: 'p2', value: other, normalised: other })] },
    );
    expect(
      plan(
        [one, two],
        [
          holder({ accountId: 'one', identifierId: 'p1' }),
          holder({ accountId: 'two', identifierId: 'p2', normalised: other }),
        ],
      ),
    ).toEqual([
      {
        ...nothing,
        outcome: 'updated',
        add: [`login ${other}`],
        release: ['p2 taken', 'p1 removed-by-shop'],
      },
      { ...nothing, outcome: 'updated', add: [`login ${PHONE}`] },
    ]);
  });
});

describe('what Relink itself changed', () => {
  const relinks = known({ id: 'given', kind: 'email', value: EMAIL, normalised: EMAIL, origin: 'case' });

  test.each<[string, RowValues, KnownIdentifier[], HeldLogin[], string]>([
    ['the file lacks a login that Relink gave', { Phone: PHONE }, [known(), relinks], [], 'added-in-relink'],
    [
      'the file still has the login that Relink replaced',
      { Phone: PHONE },
      [known({ state: 'released', releaseReason: 'replaced' })],
      [],
      'released-in-relink',
    ],
    [
      'the file has the login that Relink moved to the claimed account',
      { Phone: PHONE },
      [known({ state: 'released', releaseReason: 'moved-to-claimed-account' })],
      [holder({ origin: 'case' })],
      'released-in-relink',
    ],
    [
      'the file has a login that waits to be confirmed here',
      { Email: EMAIL },
      [{ ...relinks, state: 'pending' }],
      [],
      'pending-in-relink',
    ],
    [
      'another account signs in with it because of Relink',
      { Phone: PHONE },
      [],
      [holder({ origin: 'effect-of' })],
      'held-in-relink',
    ],
    [
      'an account that is not active has it',
      { Phone: PHONE },
      [],
      [holder({ active: false })],
      'held-in-relink',
    ],
  ])('stays when %s', (_, values, identifiers, holders, code) => {
    const [planned] = plan([customer('mine', values, { identifiers })], holders);
    expect(planned).toEqual({ ...nothing, outcome: 'differing', issues: [code] });
  });

  test('stays when the file has yet another e-mail', () => {
    const [planned] = plan([customer('mine', { Email: 'other@mail.example' }, { identifiers: [relinks] })]);
    expect(planned).toEqual({
      ...nothing,
      outcome: 'differing',
      issues: ['changed-in-relink', 'added-in-relink'],
    });
  });

  test('is no difference when the file has come to say the same', () => {
    expect(plan([customer('mine', { Email: EMAIL }, { identifiers: [relinks] })])).toEqual([
      { ...nothing, outcome: 'unchanged' },
    ]);
  });

  test('keeps the rest of the row up to date all the same', () => {
    const [planned] = planCustomerBatch(
      [customer('mine', { 'First Name': 'Kay' }, { sameRow: false, identifiers: [relinks] })],
      [],
      saidBy(customerColumns()),
    );
    expect(planned).toMatchObject({ outcome: 'differing', writesAccount: true });
  });

  test.each(['suspended', 'merged', 'closed'] as const)('nothing on a %s account is changed', (status) => {
    const planned = (sameRow: boolean) =>
      planCustomerBatch(
        [customer('mine', { Email: EMAIL }, { status, sameRow, identifiers: [known()] })],
        [],
        saidBy(customerColumns()),
      );
    expect(planned(false)).toMatchObject([
      {
        outcome: 'differing',
        writesAccount: false,
        add: [],
        release: [],
        issues: [{ code: status === 'merged' ? 'account-merged' : 'account-not-active' }],
      },
    ]);
    expect(planned(true)).toMatchObject([{ outcome: 'unchanged', writesAccount: false }]);
  });

  test.each([true, false])('what holds by a tombstone’s row is its survivor’s, said again: %s', (sameRow) => {
    const holds = [
      { kind: 'legal-hold', open: true },
      { kind: 'dispute', open: false },
    ] as const;
    const mine = customer('mine', { Email: EMAIL }, { status: 'merged', mergedInto: 'whole', sameRow });
    const told = (one: CustomerToPlan) =>
      planCustomerBatch(
        [{ ...one, row: { ...one.row, details: { holds } } }],
        [],
        saidBy(customerColumns()),
      )[0]?.survivorHolds;
    expect(told(mine)).toEqual(holds.map((hold) => ({ ...hold, accountId: 'whole', tombstoneId: 'mine' })));
    expect(told(customer('mine', { Email: EMAIL }, { status: 'suspended', sameRow }))).toEqual([]);
    expect(told(customer('mine', { Email: EMAIL }, { sameRow }))).toEqual([]);
  });
});
