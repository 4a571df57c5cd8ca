import AssignmentIcon from '@mui/icons-material/AssignmentOutlined';
import DuplicatesIcon from '@mui/icons-material/JoinInnerOutlined';
import HomeIcon from '@mui/icons-material/HomeOutlined';
import HistoryIcon from '@mui/icons-material/HistoryOutlined';
import KeyIcon from '@mui/icons-material/KeyOutlined';
import InboxIcon from '@mui/icons-material/MarkunreadMailboxOutlined';
import MailIcon from '@mui/icons-material/MailOutlined';
import InsightsIcon from '@mui/icons-material/InsightsOutlined';
import PolicyIcon from '@mui/icons-material/PolicyOutlined';
import SayIcon from '@mui/icons-material/RecordVoiceOverOutlined';
import PeopleIcon from '@mui/icons-material/PeopleOutlined';
import BadgeIcon from '@mui/icons-material/BadgeOutlined';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { useEffect } from 'react';
import {
  AppBar,
  type AppBarProps,
  Layout,
  type LayoutProps,
  Logout,
  Menu,
  TitlePortal,
  useGetIdentity,
  UserMenu,
  useTranslate,
} from 'react-admin';
import { DeskCommands } from './commands/index.ts';
import { FactorBanner, SecurityItem, WholeOnly } from './SecondFactor.tsx';
import { StepUpDialog } from './step-up/index.ts';
import { StopBanner } from './StopBanner.tsx';
import { DeskSidebar } from './DeskSidebar.tsx';
import { useLiveUpdates } from './live/index.ts';
import { fetchAhead } from './pages.ts';
import { useMe, usePermitted } from './useMe.ts';
import { useWholeTitle } from './useWholeTitle.ts';
import { WaitingMenuItems } from './WaitingMenuItems.tsx';

const FETCH_AHEAD_AFTER_MS = 1_000;

function DeskBar(props: AppBarProps) {
  const t = useTranslate();
  const { identity } = useGetIdentity();
  useWholeTitle();
  const label = t('relink.common.profile', { name: identity?.fullName ?? '' });
  return (
    <AppBar {...props} color="primary" userMenu={<DeskUserMenu label={label} />}>
      {/* React-Admin's title is an inline block, which is cut off without an ellipsis. */}
      <TitlePortal variant="h1" component="h1" sx={{ minWidth: 0, '& > span': { display: 'inline' } }} />
    </AppBar>
  );
}

function DeskUserMenu({ label }: { label: string }) {
  return (
    <UserMenu label={label}>
      <SecurityItem />
      <Logout />
    </UserMenu>
  );
}

/** Only what opens for who is signed in: until they have enrolled a second factor, its page; the inbox only where it exists. */
function DeskMenu() {
  const me = useMe();
  return (
    <Menu>
      {me?.standing === 'whole' ? <DeskMenuItems /> : null}
      {me?.standing === 'enrolling' ? (
        <Menu.Item to="/security" primaryText="relink.factors.title" leftIcon={<KeyIcon />} />
      ) : null}
      {me?.development ? (
        <Menu.Item to="/inbox" primaryText="relink.inbox.menu" leftIcon={<InboxIcon />} />
      ) : null}
    </Menu>
  );
}

function DeskMenuItems() {
  const mayReadPolicy = usePermitted('policy.read');
  return (
    <>
      <Menu.Item to="/" primaryText="relink.home.title" leftIcon={<HomeIcon />} />
      <Menu.ResourceItem name="cases" />
      <Menu.ResourceItem name="accounts" />
      <WaitingMenuItems />
      <InsightsMenuItem />
      <Menu.ResourceItem name="duplicates" />
      <Menu.ResourceItem name="messages" />
      <Menu.ResourceItem name="audit-events" />
      <Menu.ResourceItem name="imports" />
      <Menu.ResourceItem name="agents" />
      {mayReadPolicy ? (
        <Menu.Item to="/policy" primaryText="relink.policy.title" leftIcon={<PolicyIcon />} />
      ) : null}
      <Menu.Item to="/say-texts" primaryText="relink.sayTexts.title" leftIcon={<SayIcon />} />
    </>
  );
}

/** Only for who oversees the desk. */
function InsightsMenuItem() {
  return usePermitted('insights.read') ? (
    <Menu.Item to="/insights" primaryText="relink.insights.title" leftIcon={<InsightsIcon />} />
  ) : null;
}

/** The icons of the menu, by resource. */
export const resourceIcons = {
  cases: AssignmentIcon,
  accounts: PeopleIcon,
  duplicates: DuplicatesIcon,
  messages: MailIcon,
  'audit-events': HistoryIcon,
  imports: UploadIcon,
  agents: BadgeIcon,
};

export function DeskLayout({ children, ...props }: LayoutProps) {
  useLiveUpdates();
  useEffect(() => {
    const timer = setTimeout(fetchAhead, FETCH_AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Layout
        {...props}
        appBar={DeskBar}
        menu={DeskMenu}
        sidebar={DeskSidebar}
        appBarAlwaysOn
        sx={{
          minWidth: 0,
          '& .RaLayout-appFrame': { minWidth: 0 },
          '& .RaLayout-content': { minWidth: 0, px: { xs: 1, sm: 2 }, pb: 4, overflowX: 'clip' },
        }}
      >
        <StopBanner />
        <FactorBanner />
        <WholeOnly>{children}</WholeOnly>
      </Layout>
      <DeskCommands />
      <StepUpDialog />
    </>
  );
}
