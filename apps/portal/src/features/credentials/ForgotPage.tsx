import type { ForgotPasswordResponse } from '@relink/contract';
import { useState } from 'react';
import { go } from '../../app/navigation.ts';
import { Page } from '../../app/Page.tsx';
import { PageLink } from '../../app/PageLink.tsx';
import { Form } from '../../form/Form.tsx';
import { TextField } from '../../form/TextField.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';

/** Asks for a code by e-mail. Every e-mail gets the same answer, so the next page cannot say whether one was sent. */
export function ForgotPage() {
  const { text } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [email, setEmail] = useState('');

  const ask = async () => {
    if (!check({ email })) return;
    const answer = await submit<ForgotPasswordResponse>('forgot-password', { email: email.trim() });
    if (answer?.ok) go('reset', { reference: answer.body.reference, notice: 'mail-sent' });
  };

  return (
    <Page heading="forgot.heading">
      <p>{text('forgot.intro')}</p>
      <Form button={text('forgot.button')} busy={busy} trouble={trouble} wrong={wrong} onSubmit={ask}>
        <TextField
          label={text('forgot.email')}
          type="email"
          autoComplete="email"
          maxLength={320}
          dir="ltr"
          value={email}
          onChange={setEmail}
          error={errorOf('email')}
        />
      </Form>
      <nav className="ways">
        <PageLink to="reset">{text('forgot.to-code')}</PageLink>
        <PageLink to="call-back">{text('call-back.to')}</PageLink>
        <PageLink to="sign-in">{text('to-sign-in')}</PageLink>
      </nav>
    </Page>
  );
}
