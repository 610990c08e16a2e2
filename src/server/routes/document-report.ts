import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { reportQuery } from '../../contracts/api';
import type { Result } from '../../core/base';
import { checkEvidence } from '../../core/evidence';
import { certificateFacts, etsiReport, type ValidationReport, validatePdf } from '../../core/validation';
import { nodeInflate, openFile } from '../../platform/node';
import { reportPdf, reportView } from '../../report';
import type { ServerContext } from '../context';
import { identified } from '../plugins';
import { reportFont } from '../report-font';
import { requireTask } from '../tasks';
import { type ArchivedFile, archivedFile } from './archived-file';
import { type Route, reading, taskParams } from './route';

async function judge(context: ServerContext, sha256: string, nowMs: number): Promise<Result<ValidationReport>> {
  const { hospital, digest, verifier } = context;
  const file = await openFile(context.archive.pathOf(sha256));
  try {
    const ports = { digest, verifier, inflate: nodeInflate, checkEvidence };
    const anchors = { anchors: hospital.roots, timeStampAnchors: hospital.foreignTimeRoots };
    return await validatePdf(file, { ...anchors, nowMs, ...ports });
  } finally {
    await file.close();
  }
}

/** The archived file judged anew, as a PDF. */
async function reportOn(context: ServerContext, taskId: string, file: ArchivedFile, language: 'zh' | 'en') {
  const nowMs = context.clock.nowMs();
  const judged = await judge(context, file.sha256, nowMs);
  const subject = {
    fileName: `${taskId}.pdf`,
    sha256: file.sha256,
    size: file.size,
    judgedAtMs: nowMs,
    validator: { Name: 'InkWitness', Version: context.version },
    anchors: context.hospital.roots.map((root) => certificateFacts(root, context.digest)),
  };
  return reportPdf(reportView(judged, subject, language), {
    font: await reportFont(),
    madeAtMs: nowMs,
    ...(judged.ok && { etsi: JSON.stringify(etsiReport(judged.value, subject), null, 2) }),
  });
}

/** GET /v1/documents/{taskId}/report */
export const documentReportRoutes: Route = (app, doors) => {
  const { context } = doors;
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/documents/:taskId/report',
    {
      ...reading(doors, 'either'),
      schema: { params: taskParams, querystring: reportQuery, produces: ['application/pdf'] },
    },
    async (request, reply) => {
      const { taskId } = request.params;
      const { row } = requireTask(context.database, taskId, identified(request), context.clock.nowMs());
      const file = archivedFile(context.database, row);
      const pdf = await reportOn(context, row.id, file, request.query.language);
      return reply.type('application/pdf').header('cache-control', 'no-store').send(Buffer.from(pdf));
    },
  );
};
