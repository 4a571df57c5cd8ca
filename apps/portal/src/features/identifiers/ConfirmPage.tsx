import type { PortalCodeResponse } from '@relink/contract';
import { useState } from 'react';
import { Page } from '../../app/Page.tsx';
import { PageLink } from '../../app/PageLink.tsx';
import { Form } from '../../form/Form.tsx';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { moment } from '../../language/formats.ts';
import { useSubmission } from '../../request/use-submission.ts';

/** Confirms a new e-mail by the link's token. Opening the page does nothing: mail scanners open links too. */
export function ConfirmPage({ token }: { token: string | undefined }) {
  const { text, language } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const [done, setDone] = useState<PortalCodeResponse>();

  const confirm = async () => {
    const answer = await submit<PortalCodeResponse>('email-confirmations', { token });
    if (answer?.ok) setDone(answer.body);
  };

  if (done) {
    return (
      <Page heading="confirm.done.heading" step>
        <p className="note good">
          {done.heldUntil === null
            ? text('confirm.done.text')
            : text('held.accepted', { at: moment(done.heldUntil, language) })}
        </p>
        <nav className="ways">
          <PageLink to="sign-in" strong>
            {text('to-sign-in')}
          </PageLink>
          <PageLink to="forgot">{text('confirm.done.to-forgot')}</PageLink>
        </nav>
      </Page>
    );
  }
  return (
    <Page heading="confirm.heading">
      {token === undefined ? (
        <p className="note caution">{text('confirm.no-link')}</p>
      ) : (
        <>
          <p>{text('confirm.intro')}</p>
          <p>{text('confirm.caution')}</p>
          <Form button={text('confirm.button')} busy={busy} trouble={trouble} onSubmit={confirm} />
        </>
      )}
      <nav className="ways">
        <PageLink to="code">{text('confirm.to-code')}</PageLink>
      </nav>
    </Page>
  );
}
