import { consolePageRoutes } from './console-page';
import { documentReportRoutes } from './document-report';
import { documentRoutes } from './documents';
import { enrolmentRoutes } from './enrolments';
import { eventCertificateRoutes } from './event-certificates';
import { healthRoutes } from './health';
import { launchTicketRoutes } from './launch-tickets';
import { operatorSessionRoutes } from './operator-sessions';
import { releaseRoutes } from './releases';
import { revocationListRoutes } from './revocation-list';
import type { Route } from './route';
import { sourceRoutes } from './sources';
import { stationSettingsRoutes } from './station-settings';
import { stationStatusRoutes } from './station-status';
import { stationRoutes } from './stations';
import { taskRoutes } from './tasks';
import { timeStampRoutes } from './time-stamps';
import { verificationLinkRoutes } from './verification-links';
import { verifyPageRoutes } from './verify-page';

/** Every resource of the server. */
export const ROUTES: readonly Route[] = [
  healthRoutes,
  enrolmentRoutes,
  ...taskRoutes,
  stationSettingsRoutes,
  stationStatusRoutes,
  releaseRoutes,
  sourceRoutes,
  ...launchTicketRoutes,
  eventCertificateRoutes,
  timeStampRoutes,
  revocationListRoutes,
  documentRoutes,
  documentReportRoutes,
  verifyPageRoutes,
  verificationLinkRoutes,
  operatorSessionRoutes,
  stationRoutes,
  consolePageRoutes,
];
