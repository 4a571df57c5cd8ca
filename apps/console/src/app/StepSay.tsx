import type { CaseAccountView, CaseView } from '@relink/contract';
import type { MissingCode, SayCode } from '@relink/domain';
import { sayForMissing } from '@relink/domain';
import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { useCase } from '../features/cases/index.ts';
import { useCommand } from './commands/index.ts';
import { type Act, type Standing, useActFocus, useStanding } from './next-act/index.ts';
import { Say, useCopy, useSayings } from './say/index.ts';

/** What to say at this point of the case; its key copies it and puts the focus on it. */
export function StepSay() {
  const t = useTranslate();
  const copy = useCopy();
  const facts = useCase();
  const standing = useStanding();
  const ref = useActFocus<HTMLDivElement>('answer');
  const code = sayNow(facts, standing);
  const { own, theirs } = useSayings(code);
  const text = theirs ?? own;
  useCommand(
    text === undefined
      ? null
      : {
          ...{ id: 'say', group: 'say', keys: ['y'], allowed: true },
          label: t('relink.commands.copySay'),
          run: () => {
            ref.current?.focus();
            void copy(text);
          },
        },
  );
  if (code === null) return null;
  const deskCode = standing.act === 'answer' ? newestDeskCode(facts) : undefined;
  return (
    <Say code={code} focusRef={ref}>
      {deskCode === undefined ? null : (
        <>
          <Say code="prove-the-desk" />
          <Typography variant="body2" sx={{ fontWeight: 700 }}>
            {t('relink.say.deskCode', { code: deskCode })}
          </Typography>
        </>
      )}
    </Say>
  );
}

const OF_ACT: Readonly<Partial<Record<Act, SayCode>>> = {
  search: 'greeting',
  code: 'round-enough',
  email: 'verified',
  reset: 'verified',
};

/** The sentence for where the case stands; null where there is nothing to say. */
function sayNow(facts: CaseView, { act, missing }: Standing): SayCode | null {
  if (facts.state === 'closed' || !facts.own) return null;
  if (facts.state === 'waiting-for-customer') return 'call-you-back';
  const claimed = facts.accounts.find(({ role }) => role === 'claimed');
  if (act === 'round') return claimed?.rounds.at(-1)?.enough === false ? 'round-not-enough' : 'ask-questions';
  if (act === 'answer') return newestOpen(facts)?.purpose === 'spoken' ? 'spoken-code-sent' : 'code-sent';
  if (act === 'confirmation' && claimed) return ofPending(claimed);
  if (act === 'close') return wasUsed(facts) ? 'goodbye' : 'reset-sent';
  if (act !== null) return OF_ACT[act] ?? null;
  return sayForMissing(missing as MissingCode[]);
}

function ofPending({ pendingEmail, pendingPhone }: CaseAccountView): SayCode {
  const pending = pendingEmail ?? pendingPhone;
  if (pending?.heldUntil)
    return pending.holdReasons.includes('document-only') ? 'change-to-decide' : 'change-held';
  return pendingEmail ? 'email-asked' : 'phone-asked';
}

function newestOpen({ challenges }: CaseView) {
  return challenges
    .filter(({ state, purpose }) => state === 'sent' && (purpose === 'evidence' || purpose === 'spoken'))
    .sort((a, b) => b.sentAt.localeCompare(a.sentAt))[0];
}

function newestDeskCode(facts: CaseView): string | undefined {
  return newestOpen(facts)?.deskCode ?? undefined;
}

function wasUsed({ challenges }: CaseView): boolean {
  return challenges.some(({ purpose, state }) => purpose === 'password-reset' && state === 'passed');
}
