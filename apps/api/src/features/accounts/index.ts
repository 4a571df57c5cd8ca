export { accountCard } from './account-card.ts';
export { AccountInCase, type InCase } from './account-in-case.ts';
export { AccountReader } from './account-reader.ts';
export {
  ACCOUNT_COLUMNS,
  type AccountRecord,
  accountRecord,
  type AccountRow,
  type IdentifierRecord,
  instantIn,
} from './account-record.ts';
export { AccountsModule } from './accounts.module.ts';
export { readDetails } from './account-page.repository.ts';
export { keepSeen } from './keep-seen.ts';
export { keepStakes } from './keep-stakes.ts';
export { raiseSecurityVersion } from './raise-security-version.ts';
export { openHolds, underLegalHold } from './holds.ts';
