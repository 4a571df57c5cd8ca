import type { AccountCard, DuplicatePass, DuplicateView } from '@relink/contract';

const AT = '2026-11-20T09:30:00.000Z';

function card(id: string, of: Partial<AccountCard>): AccountCard {
  return {
    ...{
      id,
      realm: 'main',
      status: 'active',
      maskedName: '',
      language: 'de',
      identifiers: [],
      orderCount: 0,
    },
    ...{
      firstOrderYear: null,
      lastOrderYear: null,
      beganYear: 2026,
      marks: ['no-orders'],
      duplicateReasons: [],
    },
    ...{ lockedUntil: null, foundBy: [], mergedInto: null, leadsFrom: [], holds: [] },
    ...of,
  };
}

/** Likely duplicates of an account: a sure one, one open again, and one that somebody said is none. */
export function duplicatesOf(accountId: string, otherId: string): DuplicateView[] {
  const mine = card(accountId, {
    maskedName: 'Maximiliane-F•••••••• F•••••••• v•• u•• z• Hohenlohe-S•••••••••••••••',
    ...{ orderCount: 128, beganYear: 2009, marks: ['orphaned'] },
  });
  const pair = (n: number, of: Partial<DuplicateView>): DuplicateView => ({
    ...{ id: `0198b3a0-0000-7000-8000-00000000010${n}`, state: 'open', weight: 21.5, probability: 0.99999 },
    accounts: [mine, card(otherId, { maskedName: 'ع•• ا••••• ب• ع•• ا•••••' })],
    reasons: [
      { signal: 'same-phone-login', weight: 12.4 },
      { signal: 'swapped-names', weight: 8.1 },
      { signal: 'shipped-to-same-address', weight: 4.2 },
      { signal: 'different-birth-date', weight: -3.2 },
    ],
    ...{ foundAt: AT, dismissed: null, reopenedAt: null },
    ...of,
  });
  const said = { at: AT, byName: 'Venkataramanan Balasubramaniam', reason: 'Her sister, in the same flat.' };
  const sister = card('0198b3a0-0000-7000-8000-000000000009', { maskedName: 'F•••• H••••', orderCount: 3 });
  return [
    pair(1, {}),
    pair(2, { accounts: [sister, mine], probability: 0.83, reopenedAt: AT, dismissed: said }),
    pair(3, { accounts: [mine, sister], state: 'dismissed', probability: 0.6, dismissed: said }),
  ];
}

/** Searches through the whole shop: one runs, one has ended, one broke off. */
export function somePasses(): DuplicatePass[] {
  const pass = (n: number, of: Partial<DuplicatePass>): DuplicatePass => ({
    ...{
      id: `0198b3a0-0000-7000-8000-00000000020${n}`,
      state: 'finished',
      step: 'done',
      accounts: 1_000_000,
    },
    ...{ done: 214_000, of: 1_340_000, found: 3_121, startedByName: 'Alexandrina Oxenstierna-Lewenhaupt' },
    ...{ createdAt: AT, finishedAt: AT },
    ...of,
  });
  return [
    pass(1, { state: 'running', step: 'scoring', finishedAt: null }),
    pass(2, {}),
    pass(3, { state: 'failed', finishedAt: null }),
  ];
}
