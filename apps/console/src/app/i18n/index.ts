import polyglotI18nProvider from 'ra-i18n-polyglot';
import englishMessages from 'ra-language-english';
import { mergeTranslations, type TranslationMessages } from 'react-admin';
import { approvals } from './approvals.ts';
import { audit } from './audit.ts';
import { auditActions } from './audit-actions.ts';
import { accounts } from './accounts.ts';
import { cases } from './cases.ts';
import { commands } from './commands.ts';
import { desk } from './desk.ts';
import { home } from './home.ts';
import { documents } from './documents.ts';
import { duplicates } from './duplicates.ts';
import { enums } from './enums.ts';
import { erasure } from './erasure.ts';
import { factors } from './factors.ts';
import { importMappings } from './import-mappings.ts';
import { insights } from './insights.ts';
import { lists } from './lists.ts';
import { mergeUndo } from './merge-undo.ts';
import { merges } from './merges.ts';
import { policy } from './policy.ts';
import { problem } from './problem.ts';
import { records } from './records.ts';
import { reveals } from './reveals.ts';
import { reviews } from './reviews.ts';
import { sayTexts } from './say-texts.ts';
import { verdicts } from './verdicts.ts';
import { verification } from './verification.ts';

const { resources, ...recordTexts } = records;

/** Every text of the console, in one table. */
const english = mergeTranslations(englishMessages, desk.admin, {
  resources,
  relink: {
    ...desk.own,
    ...recordTexts,
    ...cases,
    ...accounts,
    ...approvals,
    ...erasure,
    ...audit,
    ...documents,
    ...duplicates,
    ...factors,
    ...importMappings,
    ...mergeUndo,
    ...merges,
    ...verification,
    ...home,
    ...insights,
    ...lists,
    ...policy,
    ...reveals,
    ...reviews,
    ...sayTexts,
    ...commands,
    auditActions,
    enums,
    verdicts,
    problem,
  },
}) as TranslationMessages;

/** The console speaks English; the customer's languages are the portal's. */
export const i18nProvider = polyglotI18nProvider(() => english, 'en', [{ locale: 'en', name: 'English' }], {
  allowMissing: true,
});
