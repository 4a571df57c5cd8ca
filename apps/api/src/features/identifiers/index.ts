export { type Executed, ExecutePlan, type Execution } from './execute-plan.ts';
export { IdentifiersModule } from './identifiers.module.ts';
export { readEmail } from './read-email.ts';
export { TellContacts, type Telling } from './tell-contacts.ts';
