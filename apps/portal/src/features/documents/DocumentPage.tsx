import type { DocumentKey, DocumentRequestResponse, DocumentSentResponse } from '@relink/contract';
import { useEffect, useState } from 'react';
import { Page } from '../../app/Page.tsx';
import { Form } from '../../form/Form.tsx';
import { TextField } from '../../form/TextField.tsx';
import { TroubleNote } from '../../form/TroubleNote.tsx';
import { useWrongFields } from '../../form/use-wrong-fields.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { useSubmission } from '../../request/use-submission.ts';
import { SendPictures } from './SendPictures.tsx';
import '../../style/documents.css';

type Props = { token: string | undefined; known: string | undefined };
type Opened = { readonly key: DocumentKey; readonly asked: DocumentRequestResponse };

/** Sends in an identity document, by the link of a message or by the code that an agent read out. */
export function DocumentPage({ token, known }: Props) {
  const { text } = useSpeech();
  const [opened, setOpened] = useState<Opened>();
  const [sent, setSent] = useState<DocumentSentResponse>();

  if (sent) {
    return (
      <Page heading="document.done.heading" step>
        <p className="note good">{text('document.done.text')}</p>
        <p>{text('document.deleted', { hours: String(sent.deletedAfterHours) })}</p>
      </Page>
    );
  }
  if (opened) {
    return (
      <Page heading="document.heading" step={token === undefined}>
        <SendPictures of={opened.key} asked={opened.asked} onSent={setSent} />
      </Page>
    );
  }
  return (
    <Page heading="document.heading">
      {token === undefined ? (
        <ByCode known={known} onOpened={setOpened} />
      ) : (
        <ByLink token={token} onOpened={setOpened} />
      )}
    </Page>
  );
}

/** Asks what the link is for. That uses nothing up: only the pictures do. */
function ByLink({ token, onOpened }: { token: string; onOpened: (opened: Opened) => void }) {
  const { text } = useSpeech();
  const { trouble, submit } = useSubmission();

  useEffect(() => {
    const key = { token };
    void submit<DocumentRequestResponse>('document-requests', key).then((answer) => {
      if (answer?.ok) onOpened({ key, asked: answer.body });
    });
  }, [token, submit, onOpened]);

  if (!trouble) return <p role="status">{text('loading')}</p>;
  return (
    <>
      <TroubleNote trouble={trouble} reading />
      <p>{text('document.no-link')}</p>
    </>
  );
}

function ByCode({ known, onOpened }: { known: string | undefined; onOpened: (opened: Opened) => void }) {
  const { text } = useSpeech();
  const { busy, trouble, submit } = useSubmission();
  const { wrong, check, errorOf } = useWrongFields(trouble);
  const [reference, setReference] = useState(known ?? '');
  const [spokenCode, setSpokenCode] = useState('');

  const open = async () => {
    if (!check({ reference, spokenCode })) return;
    const key = { reference: reference.trim(), code: spokenCode.trim() };
    const answer = await submit<DocumentRequestResponse>('document-requests', key);
    if (answer?.ok) onOpened({ key, asked: answer.body });
  };

  return (
    <>
      <p>{text('document.by-code')}</p>
      <Form button={text('document.go-on')} busy={busy} trouble={trouble} wrong={wrong} onSubmit={open}>
        <TextField
          label={text('document.reference')}
          hint={text('document.reference-hint', { example: 'K7QM-2X9D' })}
          type="text"
          autoComplete="off"
          maxLength={40}
          dir="ltr"
          value={reference}
          onChange={setReference}
          error={errorOf('reference')}
        />
        <TextField
          label={text('document.code')}
          hint={text('document.code-hint')}
          type="text"
          autoComplete="off"
          maxLength={40}
          dir="ltr"
          value={spokenCode}
          onChange={setSpokenCode}
          error={errorOf('spokenCode')}
        />
      </Form>
    </>
  );
}
