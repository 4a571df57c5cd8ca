import type { Texts } from '../texts.ts';
import { accounts } from './accounts.ts';
import { cases } from './cases.ts';
import { credentials } from './credentials.ts';
import { documents } from './documents.ts';
import { frame } from './frame.ts';
import { identifiers } from './identifiers.ts';
import { objections } from './objections.ts';
import { security } from './security.ts';
import { signIn } from './sign-in.ts';
import { trouble } from './trouble.ts';
import { verification } from './verification.ts';

/** Every text of the portal in Chinese. */
export const zh: Texts = {
  ...frame,
  ...signIn,
  ...verification,
  ...identifiers,
  ...credentials,
  ...accounts,
  ...cases,
  ...objections,
  ...documents,
  ...security,
  ...trouble,
};
