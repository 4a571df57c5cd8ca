import * as fc from 'fast-check';
import { anAccount, aSituation } from '../fixtures/facts.fixture.ts';
import { allowedActions } from './allowed-actions.ts';
import { type ActionVerdict, refusalOf } from './action.ts';
import { callerResetsAssurance, suggestedOutcome } from './caller.ts';
import { type Caller, CALLERS } from './case.ts';

const calledBy = (caller: Caller) => aSituation({ case: { ...aSituation().case, caller } });
const outcomeOf = (situation: ReturnType<typeof aSituation>) =>
  suggestedOutcome(situation, allowedActions(situation));
const refusedOn = (verdicts: readonly ActionVerdict[]) =>
  verdicts.map((verdict) => refusalOf(verdict)?.code ?? null);

describe('who is on the line', () => {
  it('goes on where the call was lost only as the same person, calling for the same holder', () => {
    const holder = 'account-holder';
    expect(callerResetsAssurance(holder, { caller: holder, samePerson: true })).toBe(false);
    expect(callerResetsAssurance(holder, { caller: holder, samePerson: false })).toBe(true);
    expect(callerResetsAssurance('third-party', { caller: holder, samePerson: true })).toBe(true);
  });

  it('keeps no evidence across any change of caller', () => {
    const any = fc.constantFrom(...CALLERS);
    fc.assert(
      fc.property(any, any, fc.boolean(), (last, caller, samePerson) => {
        if (last !== caller) expect(callerResetsAssurance(last, { caller, samePerson })).toBe(true);
      }),
    );
  });

  it.each([
    ['third-party', 'third-party-caller', 'ask-for-the-account-holder'],
    ['for-someone-who-died', 'holder-died', 'ask-for-the-estate-papers'],
  ] as const)(
    '%s: verifies nothing and changes nothing, and is told why and what to do',
    (caller, code, step) => {
      const verdicts = allowedActions(calledBy(caller)).filter(
        ({ accountId, action }) => accountId !== null && action !== 'lift-lock',
      );
      expect(verdicts.length).toBeGreaterThan(4);
      expect(verdicts.map(({ allowed }) => allowed)).not.toContain(true);
      const ofClaimed = verdicts.filter(({ accountId }) => accountId === 'old');
      expect(new Set(refusedOn(ofClaimed))).toEqual(new Set([code]));
      expect(new Set(ofClaimed.map(({ nextStep }) => nextStep))).toEqual(new Set([step]));
    },
  );

  it('may still be written down, closed with the outcome that fits, and handed over', () => {
    for (const caller of ['third-party', 'for-someone-who-died'] as const) {
      const verdicts = allowedActions(calledBy(caller));
      for (const action of ['close', 'hand-over', 'add-note', 'record-caller'] as const)
        expect(verdicts.find((verdict) => verdict.action === action)?.allowed).toBe(true);
    }
    expect(outcomeOf(calledBy('third-party'))).toBe('third-party-caller');
    expect(outcomeOf(calledBy('for-someone-who-died'))).toBe('holder-died');
  });

  it('is offered no outcome while the case is open-ended, and no-contact-left where no code could go', () => {
    expect(outcomeOf(aSituation())).toBeNull();
    const unreachable = aSituation({ accounts: [anAccount({ identifiers: [] })] });
    expect(outcomeOf(unreachable)).toBe('no-contact-left');
  });
});
