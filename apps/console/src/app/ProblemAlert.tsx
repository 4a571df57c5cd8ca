import { Alert, type AlertProps } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { sayForProblem } from '@relink/domain';
import { type ProblemBody, problemOf } from './request.ts';
import { Say, useCallerLanguage } from './say/index.ts';
import { showInstant } from './time.tsx';

type Props = {
  error: unknown;
  /** What to say instead of "Nothing was changed.", where a refusal counts for something. */
  effect?: string;
  /** The way on. */
  children?: ReactNode;
  sx?: AlertProps['sx'];
};

/** What happened, whether anything was changed, and what to do. */
export function ProblemAlert({ error, effect, children, sx }: Props) {
  const t = useTranslate();
  const problem = problemOf(error);
  const onTheLine = useCallerLanguage() !== undefined;
  const given = problem?.title ?? 'relink.problem.unreadable';
  const title = t(`relink.problem.title.${problem?.code ?? ''}`, { _: t(given) });
  return (
    <Alert severity="error" role="alert" sx={sx ?? { my: 1 }}>
      <div>{title}</div>
      {problem ? <Consequences problem={problem} effect={effect} saidAlready={title} /> : null}
      {problem && onTheLine ? <Say code={sayFor(problem.code)} /> : null}
      {children}
    </Alert>
  );
}

function sayFor(code: ProblemBody['code']) {
  return code === 'unreachable' || code === 'unreadable' ? 'one-moment' : sayForProblem(code);
}

/** Where nobody can say yet whether anything was changed. */
const RESULT_UNKNOWN: ReadonlySet<ProblemBody['code']> = new Set([
  'unreachable',
  'unreadable',
  'request-in-flight',
]);

function Consequences(props: { problem: ProblemBody; effect: string | undefined; saidAlready: string }) {
  const { problem, effect, saidAlready } = props;
  const t = useTranslate();
  const known = !RESULT_UNKNOWN.has(problem.code);
  const next = t(`relink.problem.next.${problem.code}`, { _: '' });
  const nothing = t('relink.problem.nothingChanged');
  const { retryAt } = problem.details;
  const lines = [
    ...Object.values(problem.fields),
    ...(known && effect !== undefined ? [effect] : []),
    ...(known && effect === undefined && !saidAlready.includes(nothing) ? [nothing] : []),
    ...(next ? [next] : []),
    ...(typeof retryAt === 'string' ? [t('relink.problem.tryAgainAt', { at: showInstant(retryAt) })] : []),
  ];
  return lines.map((line) => <div key={line}>{line}</div>);
}
