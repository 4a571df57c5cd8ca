import * as fc from 'fast-check';
import { isRefusal } from '../errors/refusal.ts';
import { CASE_STATES, type CaseState } from './case.ts';
import { CASE_EVENTS, type CaseEvent, isWorkable, nextCaseState, resetsAssurance } from './case-machine.ts';

describe('the states of a case', () => {
  it.each<[CaseState, CaseEvent, CaseState]>([
    ['open', 'wait-for-customer', 'waiting-for-customer'],
    ['open', 'customer-answered', 'open'],
    ['open', 'ask-approval', 'waiting-for-approval'],
    ['open', 'close', 'closed'],
    ['open', 'hand-over', 'open'],
    ['waiting-for-customer', 'customer-answered', 'open'],
    ['waiting-for-customer', 'hand-over', 'waiting-for-customer'],
    ['waiting-for-customer', 'close', 'closed'],
    ['waiting-for-approval', 'approval-decided', 'open'],
    ['waiting-for-approval', 'customer-answered', 'waiting-for-approval'],
    ['waiting-for-approval', 'close', 'closed'],
    ['closed', 'reopen', 'open'],
  ])('%s, on %s, becomes %s', (state, event, next) => {
    expect(nextCaseState(state, event)).toBe(next);
  });

  it.each<[CaseState, CaseEvent]>([
    ['open', 'reopen'],
    ['open', 'approval-decided'],
    ['waiting-for-customer', 'approval-decided'],
    ['waiting-for-approval', 'ask-approval'],
    ['waiting-for-approval', 'wait-for-customer'],
  ])('%s refuses %s', (state, event) => {
    expect(nextCaseState(state, event)).toMatchObject({ code: 'case-state-conflict' });
  });

  it('lets a closed case do nothing but reopen', () => {
    for (const event of CASE_EVENTS.filter((candidate) => candidate !== 'reopen')) {
      expect(nextCaseState('closed', event)).toEqual({ code: 'case-closed' });
    }
  });

  it('refuses states and events nobody named, also those every object has', () => {
    const words = fc.oneof(fc.string(), fc.constantFrom('toString', '__proto__', 'constructor'));
    fc.assert(
      fc.property(words, words, (state, event) => {
        expect(isRefusal(nextCaseState(state as CaseState, 'toString' as CaseEvent))).toBe(true);
        expect(isRefusal(nextCaseState('open', `x${event}` as CaseEvent))).toBe(true);
      }),
    );
  });

  it('takes back the evidence at hand-over and at reopening, and at nothing else', () => {
    expect(CASE_EVENTS.filter(resetsAssurance)).toEqual(['reopen', 'hand-over']);
  });

  it('is worked while open and while waiting for the customer', () => {
    expect(CASE_STATES.filter(isWorkable)).toEqual(['open', 'waiting-for-customer']);
  });
});
