import { STANDARD_POLICY } from '../policy/policy.ts';
import { anAccount, anEmail, aPhone, daysAgo, minutesAgo, NOW } from '../fixtures/facts.fixture.ts';
import { APPROVAL_KINDS, type ApprovalFacts, approvalExpiry } from './approval.ts';
import { type ApprovalDecision, approvalRefusal, asksWhoLetIn } from './approval-refusal.ts';
import { stillGiven } from './still-given.ts';
import { planInWords } from './plan-in-words.ts';

const approval: ApprovalFacts = {
  kind: 'held-change',
  state: 'waiting',
  requestedBy: 'mira',
  takenPartIn: ['mira', 'jon'],
  expiresAt: approvalExpiry('held-change', NOW, STANDARD_POLICY),
};
const asked: ApprovalDecision = {
  approval,
  agent: { id: 'vera', role: 'supervisor' },
  decision: 'approve',
  changesStopped: false,
  ownContact: false,
  letIn: false,
  now: NOW,
};
const code = (facts: Partial<ApprovalDecision>) => approvalRefusal({ ...asked, ...facts })?.code ?? null;

describe('who may decide', () => {
  it('is a supervisor or an admin who had no part in it', () => {
    expect(code({})).toBeNull();
    expect(code({ agent: { id: 'ada', role: 'admin' } })).toBeNull();
    expect(code({ agent: { id: 'vera', role: 'agent' } })).toBe('not-permitted');
    expect(code({ agent: { id: 'vera', role: 'toString' } })).toBe('not-permitted');
    for (const id of ['mira', 'jon']) expect(code({ agent: { id, role: 'admin' } })).toBe('own-request');
    expect(code({ ownContact: true })).toBe('private-contact');
  });

  it('is for an erasure nobody who may be one person with who asked for it; they may say no', () => {
    const of = {
      approval: { ...approval, kind: 'erasure' },
      agent: { id: 'ada', role: 'admin' },
      letIn: true,
    } as const;
    expect(code(of)).toBe('let-in-lately');
    expect(code({ ...of, letIn: false })).toBeNull();
    expect(APPROVAL_KINDS.filter(asksWhoLetIn)).toEqual(['erasure']);
    expect(code({ ...of, decision: 'reject' })).toBeNull();
    expect(code({ letIn: true })).toBeNull();
  });

  it('comes in time, once, and while changes are open', () => {
    expect(code({ approval: { ...approval, expiresAt: minutesAgo(0) } })).toBe('approval-expired');
    expect(code({ approval: { ...approval, expiresAt: 'never' } })).toBe('approval-expired');
    expect(code({ approval: { ...approval, state: 'approved' } })).toBe('approval-decided');
    expect(code({ approval: { ...approval, state: 'rejected' } })).toBe('approval-decided');
    expect(code({ approval: { ...approval, state: 'expired' } })).toBe('approval-expired');
    expect(code({ approval: { ...approval, state: 'void' } })).toBe('approval-void');
    expect(code({ changesStopped: true })).toBe('changes-stopped');
  });

  it('may give a held change up while changes are stopped, but not open an opposed account', () => {
    expect(code({ changesStopped: true, decision: 'reject' })).toBeNull();
    const reversal = { ...approval, kind: 'reversal' } as const;
    expect(code({ changesStopped: true, decision: 'reject', approval: reversal })).toBe('changes-stopped');
  });

  it('says yes to a merge or its undoing only while changes are open, and no at any time', () => {
    for (const kind of ['merge', 'merge-undo'] as const) {
      const of = { approval: { ...approval, kind } };
      expect(code(of)).toBeNull();
      expect(code({ ...of, changesStopped: true })).toBe('changes-stopped');
      expect(code({ ...of, changesStopped: true, decision: 'reject' })).toBeNull();
      expect(code({ ...of, agent: { id: 'jon', role: 'supervisor' } })).toBe('own-request');
      expect(approvalExpiry(kind, NOW, STANDARD_POLICY)).toBe(approval.expiresAt);
    }
  });

  it('has four hours for a held change, and as long as it takes for one that locks a customer out', () => {
    expect(Date.parse(approval.expiresAt) - NOW.getTime()).toBe(4 * 3_600_000);
    const years = Date.parse(approvalExpiry('reversal', NOW, STANDARD_POLICY)) - NOW.getTime();
    expect(years).toBeGreaterThan(50 * 365 * 86_400_000);
  });
});

describe('a yes that is carried out later', () => {
  const vera = { role: 'supervisor', disabled: false };
  const mira = { role: 'agent', disabled: false };

  it('counts while who gave it could give it, and nobody behind it was shut out', () => {
    expect(stillGiven('merge', vera, mira)).toBe(true);
    expect(stillGiven('merge', vera, null)).toBe(true);
    expect(stillGiven('merge', { ...vera, role: 'agent' }, mira)).toBe(false);
    expect(stillGiven('merge', { ...vera, role: 'toString' }, mira)).toBe(false);
    expect(stillGiven('merge', { ...vera, disabled: true }, mira)).toBe(false);
    expect(stillGiven('merge', vera, { ...mira, disabled: true })).toBe(false);
    expect(stillGiven('erasure', vera, null)).toBe(false);
    expect(stillGiven('erasure', { ...vera, role: 'admin' }, null)).toBe(true);
  });
});

describe('a plan in words', () => {
  it('names what signs in before and after, masked, and tells no address', () => {
    const account = anAccount({
      identifiers: [
        aPhone(),
        anEmail({ id: 'owners', state: 'released', releasedAt: daysAgo(2), releaseReason: 'replaced' }),
        anEmail({ id: 'thiefs', normalised: 'thief@example.org' }),
      ],
    });
    const words = planInWords(
      {
        kind: 'change-reversal',
        accountId: 'old',
        securityVersions: { old: 7 },
        steps: [
          {
            do: 'release-identifier',
            accountId: 'old',
            identifierId: 'thiefs',
            reason: 'reversed',
            takenByAccountId: null,
          },
          {
            do: 'restore-identifier',
            accountId: 'old',
            identifierId: 'owners',
            kind: 'email',
            normalised: 'old@example.org',
          },
          { do: 'end-access', accountId: 'old' },
        ],
      },
      [account],
    );
    expect(words.before).toEqual(['+91 ••••• ••678', 't•••@e•••.org']);
    expect(words.after).toEqual(['+91 ••••• ••678', 'o•••@e•••.org']);
    expect(words.lines.map(({ what }) => what)).toEqual(['released', 'restored', 'access-ended']);
    expect(JSON.stringify(words)).not.toContain('thief@');
  });
});
