import type { ObjectionResponse } from '@relink/contract';
import { useState } from 'react';
import { Page } from '../../app/Page.tsx';
import { PageLink } from '../../app/PageLink.tsx';
import { Form } from '../../form/Form.tsx';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import type { TextKey } from '../../language/texts.ts';
import { useSubmission } from '../../request/use-submission.ts';

type Outcome = ObjectionResponse['outcome'];

const SAID: Readonly<Record<Outcome, { readonly text: TextKey; readonly next: TextKey }>> = {
  cancelled: { text: 'not-me.cancelled', next: 'not-me.cancelled.next' },
  locked: { text: 'not-me.locked', next: 'not-me.locked.next' },
  noted: { text: 'not-me.noted', next: 'not-me.noted.next' },
};

/** "This wasn't me", by the link's token. Opening the page does nothing: mail scanners open links too. */
export function NotMePage({ token }: { token: string | undefined }) {
  const { text } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const [outcome, setOutcome] = useState<Outcome>();

  const oppose = async () => {
    const answer = await submit<ObjectionResponse>('objections', { token });
    if (answer?.ok) setOutcome(answer.body.outcome);
  };

  if (outcome) {
    return (
      <Page heading="not-me.done.heading" step>
        <p className="note good">{text(SAID[outcome].text)}</p>
        <p>{text(SAID[outcome].next)}</p>
        {outcome !== 'locked' && (
          <nav className="ways">
            <PageLink to="sign-in">{text('to-sign-in')}</PageLink>
          </nav>
        )}
      </Page>
    );
  }
  return (
    <Page heading="not-me.heading">
      {token === undefined ? (
        <p className="note caution">{text('not-me.no-link')}</p>
      ) : (
        <>
          <p>{text('not-me.intro')}</p>
          <p>{text('not-me.caution')}</p>
          <Form button={text('not-me.button')} busy={busy} trouble={trouble} onSubmit={oppose} />
        </>
      )}
    </Page>
  );
}
