import type { PortalCodeResponse, PortalSecurity, WaitingLogin as Waiting } from '@relink/contract';
import { useState } from 'react';
import { PageLink } from '../../app/PageLink.tsx';
import { CodeField } from '../../form/CodeField.tsx';
import { Form } from '../../form/Form.tsx';
import { TroubleNote } from '../../form/TroubleNote.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { day, phone } from '../../language/formats.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import type { TextKey } from '../../language/texts.ts';
import { useSubmission } from '../../request/use-submission.ts';

type Props = {
  waiting: Waiting;
  kind: 'email' | 'phone';
  /** The code was accepted: the page is read anew. */
  onConfirmed: (said: TextKey) => void;
  onChange: (said: TextKey) => (security: PortalSecurity) => void;
};

/** A new e-mail or phone that waits: its code is typed right here, sent again, or the change is cancelled. */
export function WaitingLogin({ waiting, kind, onConfirmed, onChange }: Props) {
  const { text, locale } = useSpeech();
  const typing = useSubmission();
  const other = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(typing.trouble);
  const [code, setCode] = useState('');
  const { id, reference, heldUntil, waitsForAgreement, own } = waiting;
  const value = kind === 'phone' ? phone(waiting.display) : waiting.display;
  const said: TextKey =
    heldUntil !== null
      ? 'security.waits.held'
      : waitsForAgreement
        ? 'security.waits.agreement'
        : 'security.waits.code';

  const confirm = async () => {
    if (reference === null || !check({ code })) return;
    const answer = await typing.submit<PortalCodeResponse>('codes', { reference, code });
    setCode('');
    if (!answer?.ok) return;
    onConfirmed(
      answer.body.waitsForAgreement
        ? 'code.accepted.waits-for-agreement'
        : `code.accepted.${kind}-confirmation`,
    );
  };
  const act = async (what: 'cancel' | 'confirmations', done: TextKey) => {
    const answer = await other.submit<PortalSecurity>(`waiting-logins/${id}/${what}`, {});
    if (answer?.ok) onChange(done)(answer.body);
  };

  return (
    <div className="note">
      <p>{text(said, { value, date: day(heldUntil ?? waiting.expiresAt, locale) })}</p>
      {!own && <p>{text('security.waits.desk')}</p>}
      {waitsForAgreement && <PageLink to="code">{text('code.heading')}</PageLink>}
      {reference !== null && (
        <Form
          button={text('security.confirm')}
          busy={typing.busy}
          trouble={typing.trouble}
          wrong={wrong}
          onSubmit={() => void confirm()}
        >
          <CodeField value={code} onChange={setCode} error={errorOf('code')} />
        </Form>
      )}
      {other.trouble && <TroubleNote trouble={other.trouble} />}
      {own && (
        <div className="security-acts">
          {heldUntil === null && (
            <button
              type="button"
              className="link"
              aria-disabled={other.busy}
              onClick={() => void act('confirmations', 'security.code-sent')}
            >
              {text('security.resend')}
            </button>
          )}
          <button
            type="button"
            className="link"
            aria-disabled={other.busy}
            onClick={() => void act('cancel', 'security.cancelled')}
          >
            {text('security.withdraw')}
          </button>
        </div>
      )}
    </div>
  );
}
