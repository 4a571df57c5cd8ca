export { Callers } from './Callers.tsx';
export { CallBackPanel } from './CallBackPanel.tsx';
export { CaseFacts } from './CaseFacts.tsx';
export { NOT_CLOSED } from './CaseFilters.tsx';
export { CaseList } from './CaseList.tsx';
export { CaseStateChip } from './CaseStateChip.tsx';
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
export { OpenCaseDialog } from './OpenCaseButton.tsx';
export { NoticeList } from './NoticeList.tsx';
export { OpenCaseButton } from './OpenCaseButton.tsx';
export { ReopenCaseButton } from './ReopenCaseButton.tsx';
export { SendToContact } from './SendToContact.tsx';
export { SuspectedFraudButton } from './SuspectedFraudButton.tsx';
export { TakeButton, TakeFromQueue } from './TakeButton.tsx';
export { Timeline } from './Timeline.tsx';
export { VerdictButton, VerdictText, verdictWords } from './Verdict.tsx';
export { WaitButton } from './WaitButton.tsx';
