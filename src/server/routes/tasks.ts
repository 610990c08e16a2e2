import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { createTaskRequest, outcomeRequest, task, taskList, taskReceipt } from '../../contracts/api';
import { commit, identified, refuse } from '../plugins';
import type { Session } from '../store';
import { announce, freshId, insertTask, moveTask, receiptOf, requireTask, tasksOfStation, viewOf } from '../tasks';
import { type Route, type RouteDoors, reading, refusals, stationParams, taskParams, writing } from './route';

const requireStation = (session: Session, stationId: string): void => {
  const station = session.first(session.db.selectFrom('stations').select('state').where('id', '=', stationId));
  if (station === undefined || station.state === 'frozen')
    throw refuse('API_BAD_REQUEST', { fields: ['/stationId'], reason: 'unknown station' });
};

const readTasks: Route = (app, doors) => {
  const { database, clock } = doors.context;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/v1/tasks/:taskId',
    { ...reading(doors, 'either'), schema: { params: taskParams, response: { 200: task, ...refusals } } },
    async (request) =>
      viewOf(database, requireTask(database, request.params.taskId, identified(request), clock.nowMs())),
  );
  typed.get(
    '/v1/stations/:stationId/tasks',
    { ...reading(doors, 'kiosk'), schema: { params: stationParams, response: { 200: taskList, ...refusals } } },
    async (request) => {
      if (request.params.stationId !== identified(request).id) throw refuse('AUTH_FORBIDDEN');
      const nowMs = clock.nowMs();
      return { tasks: tasksOfStation(database, request.params.stationId, nowMs), serverTimeMs: nowMs };
    },
  );
};

const createTasks: Route = (app, doors) => {
  const { context } = doors;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/v1/tasks',
    {
      ...writing(doors, 'application'),
      schema: { body: createTaskRequest, response: { 201: taskReceipt, ...refusals } },
    },
    async (request, reply) => {
      if (request.body.document.size > context.limits.documentBytes)
        throw refuse('API_TOO_LARGE', { limit: context.limits.documentBytes });
      return commit(context, request, reply, (session) => {
        requireStation(session, request.body.stationId);
        return { status: 201, body: insertTask(session, context, identified(request).id, request.body) };
      });
    },
  );
  typed.post(
    '/v1/tasks/:taskId/withdraw',
    { ...writing(doors, 'application'), schema: { params: taskParams, response: { 200: taskReceipt, ...refusals } } },
    async (request, reply) => {
      const answer = await commit(context, request, reply, (session) => {
        const nowMs = context.clock.nowMs();
        const before = requireTask(session, request.params.taskId, identified(request), nowMs);
        const after = moveTask(session, before, 'withdraw', nowMs);
        announce(session, context, after, 'task.withdrawn');
        return { status: 200, body: receiptOf(after) };
      });
      context.dispatcher.wake();
      return answer;
    },
  );
};

const claimTasks: Route = (app, doors) => {
  const { context } = doors;
  app
    .withTypeProvider<ZodTypeProvider>()
    .post(
      '/v1/tasks/:taskId/claim',
      { ...writing(doors, 'kiosk'), schema: { params: taskParams, response: { 200: taskReceipt, ...refusals } } },
      async (request, reply) =>
        commit(context, request, reply, (session) => {
          const nowMs = context.clock.nowMs();
          const before = requireTask(session, request.params.taskId, identified(request), nowMs);
          if (before.state === 'awaiting-source') throw refuse('SOURCE_MISSING');
          return { status: 200, body: receiptOf(moveTask(session, before, 'claim', nowMs)) };
        }),
    );
};

const EVENTS = { refused: 'refuse', interrupted: 'interrupt', released: 'release' } as const;

const recordOutcomes: Route = (app, doors: RouteDoors) => {
  const { context } = doors;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/tasks/:taskId/outcome',
    {
      ...writing(doors, 'kiosk'),
      schema: { params: taskParams, body: outcomeRequest, response: { 200: taskReceipt, ...refusals } },
    },
    async (request, reply) => {
      const { outcome, reason } = request.body;
      const { id: stationId } = identified(request);
      const answer = await commit(context, request, reply, (session) => {
        const { db } = session;
        const nowMs = context.clock.nowMs();
        const before = requireTask(session, request.params.taskId, identified(request), nowMs);
        const certified = session.first(
          db.selectFrom('event_certificates').select('serial').where('task_id', '=', before.row.id).limit(1),
        );
        // an act that may be in a sealed file must not be begun afresh by somebody else
        if (outcome === 'released' && certified !== undefined)
          throw refuse('TASK_STATE_CONFLICT', { state: before.state, event: 'release', reason: 'a slot is certified' });
        const after = moveTask(session, before, EVENTS[outcome], nowMs, { reason });
        const row = { id: freshId('outcome', context.random), task_id: after.row.id, station_id: stationId };
        const content = JSON.stringify(request.body);
        session.run(db.insertInto('outcomes').values({ ...row, recorded_at_ms: nowMs, content }));
        if (outcome !== 'released')
          announce(session, context, after, outcome === 'refused' ? 'task.refused' : 'task.interrupted');
        return { status: 200, body: receiptOf(after) };
      });
      context.dispatcher.wake();
      return answer;
    },
  );
};

/** /v1/tasks and /v1/stations/{id}/tasks */
export const taskRoutes: readonly Route[] = [readTasks, createTasks, claimTasks, recordOutcomes];
