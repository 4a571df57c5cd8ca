import type { ResetPasswordRequest } from '@relink/contract';
import { useState } from 'react';
import type { Notice } from '../../app/navigation.ts';
import { Page } from '../../app/Page.tsx';
import { PageLink } from '../../app/PageLink.tsx';
import { CodeField } from '../../form/CodeField.tsx';
import { Form } from '../../form/Form.tsx';
import { ReferenceField } from '../../form/ReferenceField.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';
import { noteSignedIn } from '../sign-in/index.ts';
import { NewPassword } from './NewPassword.tsx';

type Props = { token: string | undefined; known: string | undefined; notice: Notice | undefined };

/** Sets a new password, by the link's token or by the code of a message. It signs nobody in. */
export function ResetPage({ token, known, notice }: Props) {
  const { text } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [reference, setReference] = useState(known ?? '');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);

  const save = async () => {
    if (!check(token === undefined ? { reference, code, password } : { password })) return;
    const request: ResetPasswordRequest =
      token === undefined ? { reference: reference.trim(), code, password } : { token, password };
    const answer = await submit('password-resets', request);
    if (!answer?.ok) return;
    noteSignedIn(false);
    setPassword('');
    setDone(true);
  };

  if (done) {
    return (
      <Page heading="reset.done.heading" step>
        <p className="note good">{text('reset.done.text')}</p>
        <nav className="ways">
          <PageLink to="sign-in" strong>
            {text('to-sign-in')}
          </PageLink>
        </nav>
      </Page>
    );
  }
  return (
    <Page heading="reset.heading">
      {notice === 'mail-sent' && (
        <p role="status" className="note good">
          {text('reset.look-in-mail')}
        </p>
      )}
      <p>{text(token === undefined ? 'reset.intro.code' : 'reset.intro.link')}</p>
      <Form button={text('reset.button')} busy={busy} trouble={trouble} wrong={wrong} onSubmit={save}>
        {token === undefined && (
          <>
            <ReferenceField
              value={reference}
              onChange={setReference}
              known={known}
              error={errorOf('reference')}
            />
            <CodeField value={code} onChange={setCode} error={errorOf('code')} />
          </>
        )}
        <NewPassword value={password} onChange={setPassword} error={errorOf('password')} />
        <p>{text('reset.effect')}</p>
      </Form>
      <nav className="ways">
        <PageLink to="forgot">{text('reset.ask-again')}</PageLink>
        <PageLink to="sign-in">{text('to-sign-in')}</PageLink>
      </nav>
    </Page>
  );
}
