import { Admin, CustomRoutes, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { HomePage } from '../features/insights/index.ts';
import { SignInPage } from '../features/sign-in/index.ts';
import { authProvider } from './authProvider.ts';
import { dataProvider } from './dataProvider.ts';
import { i18nProvider } from './i18n/index.ts';
import { DeskLayout, resourceIcons as icons } from './DeskLayout.tsx';
import {
  AccountList,
  AccountShow,
  AgentCreate,
  AgentEdit,
  AgentList,
  AgentShow,
  ApprovalList,
  ApprovalShow,
  AuditEventShow,
  AuditExports,
  AuditList,
  CaseList,
  DocumentList,
  DocumentShow,
  DuplicateList,
  ImportList,
  ImportShow,
  InboxPage,
  InsightsPage,
  MappingCreate,
  MappingEdit,
  MappingList,
  MergePage,
  MergeShow,
  MessageList,
  NextPolicyPage,
  NoticeList,
  PolicyPage,
  ReviewList,
  ReviewPage,
  SayTextsPage,
  SecurityPage,
  SignList,
  SignShow,
  UndoPage,
  Workbench,
} from './pages.ts';
import { deskStore } from './store.ts';
import { queryClient } from './queryClient.ts';
import { darkTheme, lightTheme } from './theme.ts';

/** The console: pages by resource, and the development inbox, which needs no sign-in. */
export function App() {
  return (
    <Admin
      title="Relink"
      dataProvider={dataProvider}
      authProvider={authProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      store={deskStore}
      theme={lightTheme}
      darkTheme={darkTheme}
      layout={DeskLayout}
      loginPage={SignInPage}
      dashboard={HomePage}
      disableTelemetry
    >
      <Resource name="cases" icon={icons.cases} list={CaseList} show={Workbench} />
      <Resource name="accounts" icon={icons.accounts} list={AccountList} show={AccountShow} />
      <Resource name="notices" list={NoticeList} />
      <Resource name="approvals" list={ApprovalList} show={ApprovalShow} />
      <Resource name="signs" list={SignList} show={SignShow} />
      <Resource name="documents" list={DocumentList} show={DocumentShow} />
      <Resource name="reviews" list={ReviewList} show={ReviewPage} />
      <Resource name="duplicates" icon={icons.duplicates} list={DuplicateList} />
      <Resource name="messages" icon={icons.messages} list={MessageList} />
      <Resource name="audit-events" icon={icons['audit-events']} list={AuditList} show={AuditEventShow} />
      <Resource name="imports" icon={icons.imports} list={ImportList} show={ImportShow} />
      <Resource name="import-mappings" list={MappingList} create={MappingCreate} edit={MappingEdit} />
      <Resource
        name="agents"
        icon={icons.agents}
        list={AgentList}
        create={AgentCreate}
        edit={AgentEdit}
        show={AgentShow}
      />
      <CustomRoutes>
        <Route path="/cases/:id/merge" element={<MergePage />} />
        <Route path="/merges/:id/show" element={<MergeShow />} />
        <Route path="/merges/:id/undo" element={<UndoPage />} />
        <Route path="/insights" element={<InsightsPage />} />
        <Route path="/audit-exports" element={<AuditExports />} />
        <Route path="/policy" element={<PolicyPage />} />
        <Route path="/policy/next" element={<NextPolicyPage />} />
        <Route path="/say-texts" element={<SayTextsPage />} />
        <Route path="/security" element={<SecurityPage />} />
      </CustomRoutes>
      <CustomRoutes noLayout>
        <Route path="/inbox" element={<InboxPage />} />
      </CustomRoutes>
    </Admin>
  );
}
