export { AssuranceBadge } from './AssuranceBadge.tsx';
export { ChallengeList } from './ChallengeList.tsx';
export { EvidenceForm } from './EvidenceForm.tsx';
export { LiftLockButton } from './LiftLockButton.tsx';
export { Rounds } from './Rounds.tsx';
export { SendCodes } from './SendCodes.tsx';
