import type { PortalCallBackAnswer, PortalCallBackRequest } from '@relink/contract';
import { useState } from 'react';
import { Page } from '../../app/Page.tsx';
import { PageLink } from '../../app/PageLink.tsx';
import { Form } from '../../form/Form.tsx';
import { TextField } from '../../form/TextField.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';
import { instantOfLocal } from './local-time.ts';

/** Somebody whose e-mail or mobile number has changed asks to be called. Every number gets the same answer. */
export function CallBackPage() {
  const { text, language } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [phone, setPhone] = useState('');
  const [wishedAt, setWishedAt] = useState('');
  const [asked, setAsked] = useState(false);

  const ask = async () => {
    if (!check({ phone, wishedAt })) return;
    const wish = instantOfLocal(wishedAt);
    const request: PortalCallBackRequest = {
      phone: phone.trim(),
      language,
      ...(wish !== undefined && { wishedAt: wish }),
    };
    const answer = await submit<PortalCallBackAnswer>('call-backs', request);
    if (answer?.ok) setAsked(true);
  };

  if (asked) {
    return (
      <Page heading="call-back.done.heading" step>
        <p className="note good">{text('call-back.done.text')}</p>
        <nav className="ways">
          <PageLink to="sign-in">{text('to-sign-in')}</PageLink>
        </nav>
      </Page>
    );
  }
  return (
    <Page heading="call-back.heading">
      <p>{text('call-back.intro')}</p>
      <Form button={text('call-back.button')} busy={busy} trouble={trouble} wrong={wrong} onSubmit={ask}>
        <TextField
          label={text('call-back.phone')}
          type="tel"
          autoComplete="tel"
          maxLength={60}
          dir="ltr"
          value={phone}
          onChange={setPhone}
          hint={text('call-back.phone-hint')}
          error={errorOf('phone')}
        />
        <TextField
          optional
          label={text('call-back.time')}
          type="datetime-local"
          value={wishedAt}
          onChange={setWishedAt}
          hint={text('call-back.time-hint')}
          error={errorOf('wishedAt')}
        />
      </Form>
      <nav className="ways">
        <PageLink to="sign-in">{text('to-sign-in')}</PageLink>
      </nav>
    </Page>
  );
}
