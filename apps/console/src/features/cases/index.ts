export { CaseFacts } from './CaseFacts.tsx';
export { CaseList } from './CaseList.tsx';
export { CaseNotes } from './CaseNotes.tsx';
export {
  CaseProvider,
  useCase,
  useCaseAccounts,
  useCaseRequest,
  useVerdict,
  useVerdicts,
} from './case-context.tsx';
export { CloseCaseButton } from './CloseCaseButton.tsx';
export { EmailLostButton } from './EmailLostButton.tsx';
export { HandOverButton } from './HandOverButton.tsx';
export { ReopenCaseButton } from './ReopenCaseButton.tsx';
export { Timeline } from './Timeline.tsx';
export { VerdictButton, VerdictText } from './Verdict.tsx';
