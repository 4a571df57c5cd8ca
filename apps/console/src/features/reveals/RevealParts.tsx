import { REVEAL_PARTS } from '@relink/domain';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { RevealButton } from './RevealButton.tsx';

/** The parts of an account that can be shown one by one, so that not all of its page has to be opened. */
export function RevealParts({ accountId }: { accountId: string }) {
  const t = useTranslate();
  return (
    <Panel title={t('relink.reveals.parts')}>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {REVEAL_PARTS.map((part) => (
          <Box
            component="li"
            key={part}
            sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, alignItems: 'center', py: 0.25 }}
          >
            <span>{t(`relink.reveals.part.${part}`)}</span>
            <RevealButton
              accountId={accountId}
              caseId=""
              field={{ part }}
              label={t(`relink.reveals.part.${part}`)}
            />
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
