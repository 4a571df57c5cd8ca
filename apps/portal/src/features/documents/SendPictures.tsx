import type { DocumentKey, DocumentRequestResponse, DocumentSentResponse } from '@relink/contract';
import { useState } from 'react';
import { TroubleNote } from '../../form/TroubleNote.tsx';
import { moment } from '../../language/formats.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { PictureChooser } from './PictureChooser.tsx';
import type { Picture } from './read-picture.ts';
import { useUpload } from './use-upload.ts';

type Props = {
  of: DocumentKey;
  asked: DocumentRequestResponse;
  onSent: (sent: DocumentSentResponse) => void;
};

/** What the document is for and who sees it, then the pictures, then one button. */
export function SendPictures({ of, asked, onSent }: Props) {
  const { text, language } = useSpeech();
  const { progress, trouble, upload } = useUpload(of);
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [none, setNone] = useState(false);
  const busy = progress !== undefined;
  const percent = String(Math.round((progress ?? 0) * 100));

  const send = async () => {
    setNone(pictures.length === 0);
    if (pictures.length === 0) return;
    const answer = await upload(pictures);
    if (answer?.ok) onSent(answer.body);
  };

  return (
    <>
      <p>{text('document.what-for')}</p>
      <ul className="facts">
        <li>{text('document.who-sees')}</li>
        <li>{text('document.deleted', { hours: String(asked.deletedAfterHours) })}</li>
        <li>{text('document.cover')}</li>
      </ul>
      <p>{text('document.how', { most: String(asked.pictures) })}</p>
      {trouble && <TroubleNote trouble={trouble} />}
      {none && (
        <p role="alert" className="note trouble">
          {text('document.none')}
        </p>
      )}
      <PictureChooser
        pictures={pictures}
        most={asked.pictures}
        busy={busy}
        onChange={(chosen) => {
          setNone(false);
          setPictures(chosen);
        }}
      />
      {busy && (
        <>
          <progress max={1} value={progress} aria-label={text('document.sending', { percent })} />
          <p role="status">{text('document.sending', { percent })}</p>
        </>
      )}
      <button
        type="button"
        className={pictures.length === 0 ? 'button quiet' : 'button'}
        aria-disabled={busy}
        aria-busy={busy}
        onClick={() => {
          if (!busy) void send();
        }}
      >
        {text(busy ? 'busy' : 'document.send')}
      </button>
      <p className="hint">{text('document.until', { at: moment(asked.expiresAt, language) })}</p>
    </>
  );
}
