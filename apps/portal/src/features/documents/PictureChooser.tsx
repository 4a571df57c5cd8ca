import { useId, useState } from 'react';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import { type Picture, readPicture } from './read-picture.ts';

type Props = {
  pictures: readonly Picture[];
  most: number;
  busy: boolean;
  onChange: (pictures: readonly Picture[]) => void;
};

const KINDS = 'image/jpeg,image/png,image/webp';

/** The pictures so far, each to be looked at and taken anew, and the ways to add one: camera, files, or dropped here. */
export function PictureChooser({ pictures, most, busy, onChange }: Props) {
  const { text } = useSpeech();
  const id = useId();
  const [unreadable, setUnreadable] = useState(false);

  const add = async (files: FileList | null) => {
    setUnreadable(false);
    const added: Picture[] = [];
    for (const file of Array.from(files ?? []).slice(0, most - pictures.length)) {
      try {
        added.push(await readPicture(file));
      } catch {
        setUnreadable(true);
      }
    }
    if (added.length > 0) onChange([...pictures, ...added]);
  };

  const chooser = (camera: boolean) => (
    <div className="picture-way">
      <input
        id={`${id}-${camera ? 'camera' : 'file'}`}
        type="file"
        accept={KINDS}
        multiple={!camera}
        disabled={busy}
        {...(camera && { capture: 'environment' as const })}
        onChange={({ target }) => {
          void add(target.files).then(() => {
            // The same file may be chosen again.
            target.value = '';
          });
        }}
      />
      <label
        className={camera && pictures.length === 0 ? 'button' : 'button quiet'}
        htmlFor={`${id}-${camera ? 'camera' : 'file'}`}
      >
        {text(camera ? 'document.take' : 'document.choose')}
      </label>
    </div>
  );

  return (
    <div
      className="pictures"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!busy) void add(event.dataTransfer.files);
      }}
    >
      {unreadable && (
        <p role="alert" className="note trouble">
          {text('document.unreadable')}
        </p>
      )}
      <ol>
        {pictures.map((picture, index) => {
          const number = String(index + 1);
          return (
            <li key={picture.shown}>
              <img src={picture.shown} alt={text('document.picture', { number })} />
              <button
                type="button"
                className="link"
                disabled={busy}
                onClick={() => onChange(pictures.filter((each) => each !== picture))}
              >
                {text('document.remove', { number })}
              </button>
            </li>
          );
        })}
      </ol>
      {pictures.length < most ? (
        <>
          {chooser(true)}
          {chooser(false)}
        </>
      ) : (
        <p>{text('document.enough', { most: String(most) })}</p>
      )}
    </div>
  );
}
