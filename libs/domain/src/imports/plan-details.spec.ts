import { customerCells, customerColumns } from '../fixtures/export-rows.fixture.ts';
import type { KnownAccount } from './customer-plan.ts';
import { mapCustomer } from './map-customer.ts';
import type { ImportedDetails } from './map-details.ts';
import { planDetails } from './plan-details.ts';

const DETAILS: ImportedDetails = {
  birthDate: '1980-05-01',
  points: 500,
  credits: [{ currency: 'EUR', amount: '5.00' }],
  consents: [
    { topic: 'email-marketing', granted: true },
    { topic: 'sms-marketing', granted: false },
  ],
  holds: [{ kind: 'legal-hold', open: true }],
};
const ACCOUNT: KnownAccount = {
  id: 'mine',
  status: 'active',
  hasId: true,
  sameRow: false,
  mergedInto: null,
  isSurvivor: false,
  identifiers: [],
};

function plan(account: Partial<KnownAccount> | null, details: ImportedDetails = DETAILS) {
  const { row } = mapCustomer(customerColumns(), customerCells({ Email: 'kay@mail.example' }), 2);
  if (row === null) throw new Error('The fixture is refused.');
  return planDetails({
    line: 2,
    row: { ...row, details },
    accountId: 'mine',
    account: account && { ...ACCOUNT, ...account },
  });
}

describe('what of a row’s details is written', () => {
  test('is all of it for a new account and for one whose row changed', () => {
    expect(plan(null)).toEqual({ details: DETAILS, differs: false });
    expect(plan({})).toEqual({ details: DETAILS, differs: false });
  });

  test('is nothing where the row is the same', () => {
    expect(plan({ sameRow: true })).toEqual({ details: {}, differs: false });
    expect(plan({ sameRow: true, isSurvivor: true })).toEqual({ details: {}, differs: false });
  });

  test('is not what a merge has added up, nor a consent that one of the two refused', () => {
    expect(plan({ isSurvivor: true })).toEqual({
      details: {
        birthDate: '1980-05-01',
        consents: [{ topic: 'sms-marketing', granted: false }],
        holds: [{ kind: 'legal-hold', open: true }],
      },
      differs: true,
    });
  });

  test('does not differ from a merge where the file only says what holds of one account', () => {
    const consents = [{ topic: 'sms-marketing', granted: false }];
    expect(plan({ isSurvivor: true }, { contactPreference: 'post', consents })).toEqual({
      details: { contactPreference: 'post', consents },
      differs: false,
    });
  });

  test('takes nothing away from a survivor by an empty cell', () => {
    const said: ImportedDetails = { birthDate: null, contactPreference: null };
    expect(plan({ isSurvivor: true }, said)).toEqual({ details: {}, differs: false });
    expect(plan({}, said)).toEqual({ details: said, differs: false });
  });
});
