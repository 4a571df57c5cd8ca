export { isBusyElsewhere, StandingProvider, useActFocus, useStanding } from './next-act-context.tsx';
export { type Act, isBehind, type Standing, standingOf, type StepName } from './next-act.ts';
