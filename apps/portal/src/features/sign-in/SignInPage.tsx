import type { PortalMe } from '@relink/contract';
import { useEffect, useState } from 'react';
import { go } from '../../app/navigation.ts';
import type { Notice } from '../../app/navigation.ts';
import { Page } from '../../app/Page.tsx';
import { PageLink } from '../../app/PageLink.tsx';
import { Form } from '../../form/Form.tsx';
import { PasswordField } from '../../form/PasswordField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';
import { noteSignedIn, wasSignedIn } from './signed-in-flag.ts';

/** E-mail, phone or username, and the password. */
export function SignInPage({ notice }: { notice: Notice | undefined }) {
  const { text, adopt } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');

  useEffect(() => {
    if (wasSignedIn()) go('orders', { replace: true });
  }, []);

  const signIn = async () => {
    if (!check({ login, password })) return;
    const answer = await submit<PortalMe>('sign-in', { login: login.trim(), password });
    if (!answer?.ok) return;
    noteSignedIn(true);
    await adopt(answer.body.language);
    go(answer.body.phoneToMoveBack ? 'security' : 'orders', { replace: true });
  };

  return (
    <Page heading="sign-in.heading">
      <p role="status" className={notice ? 'note' : 'unseen'}>
        {notice === 'signed-out' && text('notice.signed-out')}
        {notice === 'session-ended' && text('notice.session-ended')}
      </p>
      <Form button={text('sign-in.button')} busy={busy} trouble={trouble} wrong={wrong} onSubmit={signIn}>
        <TextField
          label={text('sign-in.login')}
          type="text"
          autoComplete="username"
          maxLength={320}
          dir="auto"
          value={login}
          onChange={setLogin}
          error={errorOf('login')}
        />
        <PasswordField
          label={text('sign-in.password')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
        />
      </Form>
      <nav className="ways">
        <PageLink to="forgot">{text('sign-in.to-forgot')}</PageLink>
        <PageLink to="code">{text('sign-in.to-code')}</PageLink>
        <PageLink to="call-back">{text('call-back.to')}</PageLink>
      </nav>
    </Page>
  );
}
