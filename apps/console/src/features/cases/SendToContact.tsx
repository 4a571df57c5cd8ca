import type { ActionVerdictView } from '@relink/contract';
import type { CommandGroup } from '../../app/commands/index.ts';
import { type Act, useActFocus } from '../../app/next-act/index.ts';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { useStep } from '../../app/Step.tsx';
import { useCaseRequest } from './case-context.tsx';
import { VerdictButton } from './Verdict.tsx';

type Props<Body> = {
  verdict: ActionVerdictView;
  label: string;
  /** What is sent below `/api/cases/:id/`; nothing to a contact that the server does not name. */
  path: string;
  body: Body | undefined;
  group: CommandGroup;
  keys: readonly string[] | undefined;
  /** The act whose turn brings the focus here; null where another button has it. */
  act: Act | null;
};

/** Sends something to one contact of an account, where the server says so. By its key, the step around is unfolded first. */
export function SendToContact<Body extends object>(props: Props<Body>) {
  const { verdict, label, path, body, group, keys, act } = props;
  const send = useCaseRequest<Body, unknown>(path);
  const step = useStep();
  const button = useActFocus<HTMLButtonElement>(act, verdict.allowed);
  const request = () => (body ? send.mutate(body) : undefined);
  return (
    <>
      <VerdictButton
        verdict={verdict}
        label={label}
        pending={send.isPending}
        group={group}
        keys={keys}
        buttonRef={button}
        onClick={request}
        onKey={() => {
          step.unfold();
          request();
        }}
      />
      {send.error ? <ProblemAlert error={send.error} /> : null}
    </>
  );
}
