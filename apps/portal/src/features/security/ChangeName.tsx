import type { PortalSecurity } from '@relink/contract';
import { useState } from 'react';
import { Form } from '../../form/Form.tsx';
import { TextField } from '../../form/TextField.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';

type Props = {
  security: PortalSecurity;
  onDone: (security: PortalSecurity) => void;
  close: () => void;
};

/** The name on the account. */
export function ChangeName({ security, onDone, close }: Props) {
  const { text } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [firstName, setFirstName] = useState(security.firstName);
  const [lastName, setLastName] = useState(security.lastName);

  const save = async () => {
    // Some people have one name only, in either field.
    if (!check({ firstName: firstName + lastName })) return;
    const answer = await submit<PortalSecurity>('name-changes', { firstName, lastName });
    if (!answer?.ok) return;
    onDone(answer.body);
    close();
  };
  const field = { type: 'text', maxLength: 100, dir: 'auto', autoCapitalize: 'words' } as const;

  return (
    <Form
      button={text('security.save')}
      busy={busy}
      trouble={trouble}
      wrong={wrong}
      onSubmit={() => void save()}
    >
      <TextField
        {...field}
        label={text('security.first-name')}
        autoComplete="given-name"
        value={firstName}
        onChange={setFirstName}
        error={errorOf('firstName')}
      />
      <TextField
        {...field}
        label={text('security.last-name')}
        autoComplete="family-name"
        value={lastName}
        onChange={setLastName}
        error={errorOf('lastName')}
      />
    </Form>
  );
}
