import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { type Enrolment, enrolment, enrolmentRequest } from '../../contracts/api';
import { fromBase64, toBase64, utf8 } from '../../core/base';
import { commit, refuse } from '../plugins';
import type { EnrolmentCodeRow, Session } from '../store';
import { type Route, refusals, writing } from './route';

const usableCode = (session: Session, codeDigest: Uint8Array, nowMs: number): EnrolmentCodeRow => {
  const row = session.first(session.db.selectFrom('enrolment_codes').selectAll().where('code_digest', '=', codeDigest));
  if (row === undefined || row.used_at_ms !== null || nowMs >= row.expires_at_ms) throw refuse('ENROL_CODE_INVALID');
  return row;
};

/** POST /v1/enrolments: a kiosk brings its code and its key, once, and learns whom to trust. */
export const enrolmentRoutes: Route = (app, doors) => {
  const { context } = doors;
  const { authority, hospital, clock, digest } = context;
  app
    .withTypeProvider<ZodTypeProvider>()
    .post(
      '/v1/enrolments',
      { ...writing(doors, 'enrolling'), schema: { body: enrolmentRequest, response: { 201: enrolment, ...refusals } } },
      async (request, reply) => {
        const codeDigest = digest.hash('SHA-256', utf8(request.body.code));
        const publicKey = fromBase64(request.body.publicKey) as Uint8Array;
        const { station_id: stationId } = usableCode(context.database, codeDigest, clock.nowMs());
        const certificate = await authority.issueDevice(publicKey, stationId);
        return commit(context, request, reply, (session) => {
          const { db } = session;
          const { stationName: name } = request.body;
          const enrolledAtMs = clock.nowMs();
          usableCode(session, codeDigest, enrolledAtMs);
          session.run(
            db.updateTable('enrolment_codes').set({ used_at_ms: enrolledAtMs }).where('code_digest', '=', codeDigest),
          );
          session.run(
            db
              .updateTable('stations')
              .set({
                ...(name === undefined ? {} : { name }),
                state: 'enrolled',
                public_key: publicKey,
                certificate,
                enrolled_at_ms: enrolledAtMs,
              })
              .where('id', '=', stationId),
          );
          const station = session.first(db.selectFrom('stations').select('ward').where('id', '=', stationId));
          const body: Enrolment = {
            stationId,
            ward: station?.ward ?? '',
            ...hospital.announcement,
            certificate: toBase64(certificate),
            enrolledAtMs,
          };
          return { status: 201, body };
        });
      },
    );
};
