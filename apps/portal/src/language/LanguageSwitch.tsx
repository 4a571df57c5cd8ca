import { useId, useState } from 'react';
import { useSpeech } from './LanguageProvider.tsx';
import { LANGUAGE_LIST, LANGUAGES, languageOf } from './languages.ts';

export function LanguageSwitch() {
  const { language, text, choose } = useSpeech();
  const [failed, setFailed] = useState(false);
  const id = useId();

  return (
    <div className="language">
      <label htmlFor={id} className="unseen">
        {text('language.label')}
      </label>
      <select
        id={id}
        value={language}
        onChange={async (event) => {
          const chosen = languageOf(event.target.value);
          if (chosen) setFailed(!(await choose(chosen)));
        }}
      >
        {LANGUAGE_LIST.map((each) => (
          <option key={each} value={each} lang={LANGUAGES[each].tag} dir={LANGUAGES[each].dir}>
            {LANGUAGES[each].name}
          </option>
        ))}
      </select>
      <p role="status" className="language-trouble">
        {failed ? text('trouble.no-answer') : ''}
      </p>
    </div>
  );
}
