import type { MergeColumn, MergePreview, MergeView, UndoPreview } from '@relink/contract';

const HASH = 'a'.repeat(64);
const AT = '2026-11-20T09:30:00.000Z';
const LATER = '2026-12-20T09:30:00.000Z';
export const MERGE_ID = '0198b3a0-0000-7000-8000-000000000001';
const EARLIER_ID = '0198b3a0-0000-7000-8000-000000000002';

const GERMAN = 'Maximiliane-Friederike Freifrau von und zu Hohenlohe-Schillingsfürst-Waldenburg';
const ARABIC = 'عبد الرحمن بن عبد العزيز آل الشيخ الهاشمي';
const LONG_EMAIL =
  'maximiliane-friederike.von.hohenlohe-schillingsfuerst-waldenburg@familienpostfach.mail.example';

type Identifier = MergeColumn['identifiers'][number];

function identifier(n: number, from: Identifier['from'], of: Partial<Identifier>): Identifier {
  const id = `0198b3a0-0000-7000-9000-${String(n).padStart(12, '0')}`;
  return { id, from, kind: 'email', use: 'login', state: 'verified', display: '', primary: false, ...of };
}

const EMAIL = identifier(1, 'survivor', { display: LONG_EMAIL, primary: true });
const OTHER_EMAIL = identifier(2, 'other', { display: 'abd.alrahman@mail.example', primary: true });
const PHONE = identifier(3, 'survivor', { kind: 'phone', display: '+49 171 3920091' });
const SAME_PHONE = identifier(4, 'other', { kind: 'phone', use: 'contact', display: '+49 171 3920091' });
const RELEASED = identifier(5, 'survivor', { display: 'former@mail.example', state: 'released' });
const CONTACTS = Array.from({ length: 9 }, (_, n) =>
  identifier(10 + n, 'other', { use: 'contact', display: `bestellung-${n + 1}@firma.example` }),
);

function column(of: Partial<MergeColumn>): MergeColumn {
  return {
    ...{ accountId: null, status: 'active', masked: false, beganYear: 2019, identifiers: [], addresses: [] },
    fields: { name: '', language: '', birthDate: '', defaultAddress: '', contactPreference: '' },
    ...{ orderCount: 0, orderTotals: [], points: 0, credits: [], giftCards: [], subscriptions: [] },
    ...{
      consents: [],
      holds: [],
      contactPreference: null,
      note: '',
      tags: [],
      caseCount: 0,
      messageCount: 0,
    },
    ...{ hasPassword: false, hasSecondFactor: false },
    ...of,
  };
}

const HOME = 'Schloßstraße 1, Gartenhaus im Innenhof, 74638 Waldenburg, DE';
const OFFICE = 'شارع الملك فهد ١٢، الرياض';

/** Two accounts with as much as accounts have, and names as long as names get, one written from right to left. */
export function aPreview(survivorId: string, otherId: string): MergePreview {
  const survivor = column({
    accountId: survivorId,
    fields: {
      name: GERMAN,
      language: 'de',
      birthDate: '1971-02-03',
      defaultAddress: HOME,
      contactPreference: 'email',
    },
    identifiers: [EMAIL, PHONE, RELEASED],
    addresses: [
      { id: 'a1', from: 'survivor', isDefault: true, display: HOME },
      { id: 'a2', from: 'survivor', isDefault: false, display: 'Marktplatz 9, 74653 Künzelsau, DE' },
    ],
    ...{
      orderCount: 128,
      points: 3_400,
      hasPassword: true,
      hasSecondFactor: true,
      caseCount: 3,
      messageCount: 41,
    },
    orderTotals: [
      { currency: 'EUR', amount: '18250.40' },
      { currency: 'SEK', amount: '990.00' },
    ],
    credits: [{ currency: 'EUR', amount: '25.00' }],
    subscriptions: [{ product: 'Kaffeekränzchen-Monatsbox „Hochland“, 2 × 500 g', state: 'active' }],
    consents: [
      { topic: 'email-marketing', granted: true },
      { topic: 'sms-marketing', granted: false },
    ],
    note: 'Ruft meist vormittags an. Lieferung nur an die Pforte.',
    tags: ['stammkundin', 'rechnung'],
  });
  const other = column({
    accountId: otherId,
    beganYear: 2026,
    fields: { name: ARABIC, language: 'ar', birthDate: '', defaultAddress: OFFICE, contactPreference: 'sms' },
    identifiers: [OTHER_EMAIL, SAME_PHONE, ...CONTACTS],
    addresses: [
      { id: 'b1', from: 'other', isDefault: true, display: OFFICE },
      { id: 'b2', from: 'other', isDefault: false, display: HOME },
    ],
    ...{ orderCount: 5, points: 1_250, hasPassword: true, messageCount: 2 },
    orderTotals: [{ currency: 'EUR', amount: '312.90' }],
    credits: [
      { currency: 'EUR', amount: '12.50' },
      { currency: 'USD', amount: '8.00' },
    ],
    giftCards: [{ currency: 'EUR', amount: '50.00' }],
    consents: [{ topic: 'email-marketing', granted: false }],
  });
  const result = column({
    ...survivor,
    accountId: null,
    identifiers: [EMAIL, PHONE, RELEASED, OTHER_EMAIL, ...CONTACTS].map((each) => ({
      ...each,
      primary: each === EMAIL,
    })),
    addresses: [...survivor.addresses, { ...other.addresses[0]!, isDefault: false }],
    ...{ orderCount: 133, points: 4_650, messageCount: 43 },
    orderTotals: [
      { currency: 'EUR', amount: '18563.30' },
      { currency: 'SEK', amount: '990.00' },
    ],
    credits: [
      { currency: 'EUR', amount: '37.50' },
      { currency: 'USD', amount: '8.00' },
    ],
    giftCards: other.giftCards,
    consents: [
      { topic: 'email-marketing', granted: false },
      { topic: 'sms-marketing', granted: false },
    ],
  });
  return {
    ...{ survivor, other, result, planHash: HASH, blockers: [], needsApproval: true },
    sides: {
      ...{ name: 'survivor', language: 'survivor', birthDate: 'survivor' },
      ...{ defaultAddress: 'survivor', contactPreference: 'survivor' },
    },
    conflicts: ['name', 'language', 'defaultAddress', 'contactPreference'],
    mayKeepBoth: ['contactPreference'],
    moves: { orders: 5, points: 1_250, credits: other.credits, identifiers: 10 },
    told: [
      { method: 'email', display: LONG_EMAIL },
      { method: 'sms', display: '+49 171 3920091' },
      { method: 'email', display: 'abd.alrahman@mail.example' },
    ],
    verdict: {
      ...{ action: 'merge', accountId: null, identifierId: null, purpose: null },
      ...{ allowed: true, missing: [], nextStep: null, retryAt: null },
    },
  };
}

/** The same, with something in the way. */
export function aBlockedPreview(survivorId: string, otherId: string): MergePreview {
  return {
    ...aPreview(survivorId, otherId),
    ...{ result: null, planHash: null },
    blockers: [
      { code: 'dispute', accountId: otherId, liftedBy: 'the-shop' },
      { code: 'change-pending', accountId: survivorId, liftedBy: 'its-confirmation' },
      { code: 'both-have-second-factor', accountId: null, liftedBy: 'the-customer' },
    ],
  };
}

/** A merge in a state, as the page that follows it reads it. */
export function aMerge(survivorId: string, otherId: string, of: Partial<MergeView>): MergeView {
  return {
    ...{
      id: MERGE_ID,
      state: 'done',
      survivorId,
      survivorName: 'M•••• H••••',
      otherId,
      otherName: 'ع•••• ا••••',
    },
    ...{ caseId: null, caseReference: null, planHash: HASH, approvalId: null, approvalState: null },
    ...{ requestedAt: AT, requestedByName: 'Venkataramanan Balasubramaniam', executedAt: AT, refusal: null },
    progress: null,
    counts: { orders: 5, identifiers: 10, addresses: 1, giftCards: 1, consents: 1, sessionsEnded: 2 },
    sums: { points: 1_250, credits: [{ currency: 'EUR', amount: '12.50' }] },
    ...{ undoUntil: LATER, undo: null, mayUndo: true, mayNotUndo: null },
    ...of,
  };
}

/** What flowed into an account over the years: one merge that stands, one that was undone, one that waits. */
export function aHistory(survivorId: string, otherId: string): MergeView[] {
  const undone: MergeView['undo'] = {
    ...{ id: EARLIER_ID, state: 'done', caseId: null, approvalId: null, requestedAt: AT, executedAt: AT },
    ...{ refusal: null, progress: null },
  };
  const waiting = { id: 'm3', state: 'waiting', executedAt: null, undoUntil: null, mayUndo: false } as const;
  return [
    aMerge(survivorId, otherId, waiting),
    aMerge(survivorId, otherId, {}),
    aMerge(survivorId, otherId, { id: EARLIER_ID, state: 'undone', undo: undone, mayUndo: false }),
  ];
}

/** What changed since a merge: some of it only a supervisor can decide. */
export function anUndoPreview(): UndoPreview {
  return {
    changes: [
      {
        ...{ id: 'name', subject: 'name', needsDecision: false, options: ['keep', 'revert'] },
        ...{ decision: { do: 'keep' }, before: GERMAN, now: 'Maximiliane Hohenlohe' },
      },
      {
        ...{ id: 'points', subject: 'points', needsDecision: true, options: ['keep', 'split'] },
        ...{ decision: null, before: '4650', now: '900' },
      },
      {
        ...{ id: 'credit:EUR', subject: 'credit', needsDecision: true, options: ['keep', 'split'] },
        ...{ decision: null, before: '37.50', now: '20.00' },
      },
      {
        ...{ id: 'identifier:x', subject: 'identifier', needsDecision: false, options: ['keep', 'revert'] },
        ...{ decision: { do: 'keep' }, before: '', now: LONG_EMAIL },
      },
    ],
    notPossible: null,
    planHash: null,
    moves: { orders: 6, points: 0, credits: [{ currency: 'USD', amount: '8.00' }], identifiers: 10 },
    told: [{ method: 'email', display: LONG_EMAIL }],
  };
}

export function anImpossibleUndo(): UndoPreview {
  return {
    ...anUndoPreview(),
    changes: [],
    notPossible: { code: 'undo-blocked-by-later-merge', mergeId: EARLIER_ID },
    told: [],
  };
}
