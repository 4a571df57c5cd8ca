import type { PortalCodeResponse } from '@relink/contract';
import { useState } from 'react';
import { Page } from '../../app/Page.tsx';
import { PageLink } from '../../app/PageLink.tsx';
import { CodeField } from '../../form/CodeField.tsx';
import { Form } from '../../form/Form.tsx';
import { ReferenceField } from '../../form/ReferenceField.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { moment } from '../../language/formats.ts';
import type { TextKey } from '../../language/texts.ts';
import { useSubmission } from '../../request/use-submission.ts';

type Purpose = PortalCodeResponse['purpose'];

const THANKS: Readonly<Record<Purpose, TextKey>> = {
  evidence: 'code.accepted.evidence',
  spoken: 'code.accepted.evidence',
  'email-confirmation': 'code.accepted.email-confirmation',
  'phone-confirmation': 'code.accepted.phone-confirmation',
  'identifier-move': 'code.accepted.identifier-move',
};

/** A code from a message: for a case, for a new e-mail, or for an e-mail that moves to another account. */
export function CodePage({ known }: { known: string | undefined }) {
  const { text, language } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [reference, setReference] = useState(known ?? '');
  const [code, setCode] = useState('');
  const [accepted, setAccepted] = useState<PortalCodeResponse>();

  const sendCode = async () => {
    if (!check({ reference, code })) return;
    const answer = await submit<PortalCodeResponse>('codes', { reference: reference.trim(), code });
    if (answer?.ok) setAccepted(answer.body);
  };

  if (accepted) {
    return (
      <Page heading="code.accepted.heading" step>
        <p className="note good">
          {accepted.heldUntil === null
            ? text(
                accepted.waitsForAgreement ? 'code.accepted.waits-for-agreement' : THANKS[accepted.purpose],
              )
            : text('held.accepted', { at: moment(accepted.heldUntil, language) })}
        </p>
        {accepted.purpose.endsWith('-confirmation') && (
          <nav className="ways">
            <PageLink to="sign-in" strong>
              {text('to-sign-in')}
            </PageLink>
            <PageLink to="forgot">{text('confirm.done.to-forgot')}</PageLink>
          </nav>
        )}
      </Page>
    );
  }
  return (
    <Page heading="code.heading">
      <p>{text('code.intro')}</p>
      <p className="note caution">{text('code.caution')}</p>
      <Form button={text('code.button')} busy={busy} trouble={trouble} wrong={wrong} onSubmit={sendCode}>
        <ReferenceField
          value={reference}
          onChange={setReference}
          known={known}
          error={errorOf('reference')}
        />
        <CodeField value={code} onChange={setCode} error={errorOf('code')} />
      </Form>
      <nav className="ways">
        <PageLink to="sign-in">{text('to-sign-in')}</PageLink>
      </nav>
    </Page>
  );
}
