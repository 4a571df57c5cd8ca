import type { PortalSecurity } from '@relink/contract';
import { useId, useState } from 'react';
import { Form } from '../../form/Form.tsx';
import { PasswordField } from '../../form/PasswordField.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { phone as written } from '../../language/formats.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';

type Props = { phone: string; onAsked: (security: PortalSecurity) => void };

/** The last step of a recovery: the phone that the customer's duplicate took comes back, by a code to it. */
export function MoveBack({ phone, onAsked }: Props) {
  const { text } = useSpeech();
  const id = useId();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [password, setPassword] = useState('');

  const ask = async () => {
    if (!check({ password })) return;
    const answer = await submit<PortalSecurity>('phone-links', { phone, password });
    if (answer?.ok) onAsked(answer.body);
  };

  return (
    <section className="note" aria-labelledby={id}>
      <h2 id={id}>{text('security.move-back.heading')}</h2>
      <p>{text('security.move-back.text', { phone: written(phone) })}</p>
      <Form
        button={text('security.send-code')}
        busy={busy}
        trouble={trouble}
        wrong={wrong}
        onSubmit={() => void ask()}
      >
        <PasswordField
          label={text('security.current')}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={errorOf('password')}
        />
      </Form>
    </section>
  );
}
