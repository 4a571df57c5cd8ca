import type { DocumentKey, DocumentSentResponse } from '@relink/contract';
import { useCallback, useRef, useState } from 'react';
import { isUnsettled } from '../../request/answer.ts';
import type { Answer, Trouble } from '../../request/answer.ts';
import { Intent, newKey } from '../../request/intent.ts';
import { sendForm } from '../../request/send-form.ts';
import type { Picture } from './read-picture.ts';

/** The upload of a document: how far it is while it runs, its trouble afterwards, one Idempotency-Key for each intent. */
export function useUpload(key: DocumentKey) {
  const [progress, setProgress] = useState<number>();
  const [trouble, setTrouble] = useState<Trouble>();
  const running = useRef(false);
  const [intent] = useState(() => new Intent(newKey));

  const upload = useCallback(
    async (pictures: readonly Picture[]): Promise<Answer<DocumentSentResponse> | undefined> => {
      if (running.current) return undefined;
      running.current = true;
      setProgress(0);
      setTrouble(undefined);
      const form = new FormData();
      // First the key: who has none is told before a picture is sent.
      for (const [name, value] of Object.entries(key)) form.append(name, value);
      for (const { file } of pictures) form.append('picture', file, 'picture.jpg');
      const sent = pictures.map(({ shown }) => shown).join('\n');
      const idempotencyKey = intent.keyFor(sent);
      const answer = await sendForm<DocumentSentResponse>('documents', {
        form,
        key: idempotencyKey,
        onProgress: setProgress,
      });
      if (answer.ok || !isUnsettled(answer.trouble)) intent.settle();
      running.current = false;
      setProgress(undefined);
      if (!answer.ok) setTrouble(answer.trouble);
      return answer;
    },
    [intent, key],
  );

  return { progress, trouble, setTrouble, upload };
}
