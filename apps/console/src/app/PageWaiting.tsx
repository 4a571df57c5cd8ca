import { Box } from '@mui/material';
import { Title } from 'react-admin';
import { Waiting } from './Waiting.tsx';

type Props = {
  /** What the page is of; what it is about is not known yet. */
  title: string;
  error: unknown;
};

/** A whole page that is still loading, or could not be loaded: with a heading from the first moment on. */
export function PageWaiting({ title, error }: Props) {
  return (
    <Box sx={{ pt: 2 }}>
      <Title title={title} />
      <Waiting error={error} />
    </Box>
  );
}
