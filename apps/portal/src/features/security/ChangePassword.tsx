import type { PortalSecurity } from '@relink/contract';
import { useState } from 'react';
import { Form } from '../../form/Form.tsx';
import { PasswordField } from '../../form/PasswordField.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';
import { NewPassword } from '../credentials/index.ts';

type Props = { onDone: (security: PortalSecurity) => void; close: () => void };

/** A new password, with the one of today. Every other browser is signed out. */
export function ChangePassword({ onDone, close }: Props) {
  const { text } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');

  const save = async () => {
    if (!check({ current, next })) return;
    const answer = await submit<PortalSecurity>('password-changes', { current, next });
    if (!answer?.ok) return;
    onDone(answer.body);
    close();
  };

  return (
    <Form
      button={text('reset.button')}
      busy={busy}
      trouble={trouble}
      wrong={wrong}
      onSubmit={() => void save()}
    >
      <PasswordField
        label={text('security.current')}
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        error={errorOf('current')}
      />
      <NewPassword value={next} onChange={setNext} error={errorOf('next')} />
    </Form>
  );
}
