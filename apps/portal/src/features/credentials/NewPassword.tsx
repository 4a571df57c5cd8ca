import { PasswordField } from '../../form/PasswordField.tsx';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import type { TextKey } from '../../language/texts.ts';
import { useStrength } from './use-strength.ts';

type Props = { value: string; onChange: (password: string) => void; error?: string | undefined };

/** A new password with the server's judgement below it. The judgement is advice: typing is never held up. */
export function NewPassword({ value, onChange, error }: Props) {
  const { text } = useSpeech();
  const strength = useStrength(value);
  const advice: TextKey | undefined =
    strength && (strength.enough ? 'strength.good' : `strength.${strength.advice}`);

  return (
    <>
      <PasswordField
        label={text('reset.password')}
        hint={text('reset.password-hint')}
        autoComplete="new-password"
        value={value}
        onChange={onChange}
        error={error}
      />
      <div className="strength" data-score={strength?.score} data-enough={strength?.enough}>
        {strength && (
          <span
            className="strength-bar"
            role="img"
            aria-label={text('strength.label', { level: String(strength.score) })}
          />
        )}
        <p role="status">{advice && text(advice)}</p>
      </div>
    </>
  );
}
