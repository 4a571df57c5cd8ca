import type { PortalSecurity } from '@relink/contract';
import { useState } from 'react';
import { Form } from '../../form/Form.tsx';
import { PasswordField } from '../../form/PasswordField.tsx';
import { TextField } from '../../form/TextField.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';

type Props = {
  kind: 'email' | 'phone';
  onAsked: (security: PortalSecurity) => void;
  close: () => void;
};

/** Asks for a new e-mail or phone. The answer is the same whoever has it: that is said once its code was typed. */
export function ChangeLogin({ kind, onAsked, close }: Props) {
  const { text } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [value, setValue] = useState('');
  const [password, setPassword] = useState('');

  const ask = async () => {
    const typed = kind === 'email' ? { email: value } : { phone: value };
    if (!check({ ...typed, password })) return;
    const path = kind === 'email' ? 'email-changes' : 'phone-links';
    const answer = await submit<PortalSecurity>(path, { ...typed, password });
    if (!answer?.ok) return;
    onAsked(answer.body);
    close();
  };

  return (
    <Form
      button={text('security.send-code')}
      busy={busy}
      trouble={trouble}
      wrong={wrong}
      onSubmit={() => void ask()}
    >
      <TextField
        label={text(`security.new-${kind}`)}
        hint={text(`security.${kind}-hint`)}
        type={kind === 'email' ? 'email' : 'tel'}
        autoComplete={kind === 'email' ? 'email' : 'tel'}
        maxLength={kind === 'email' ? 320 : 60}
        dir="ltr"
        value={value}
        onChange={setValue}
        error={errorOf(kind)}
      />
      <PasswordField
        label={text('security.current')}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={errorOf('password')}
      />
    </Form>
  );
}
