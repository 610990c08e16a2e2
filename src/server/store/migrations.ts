import { type Kysely, type Migration, sql } from 'kysely';

/** Table name → columns in SQL; an ordered, closed list: what has been released is never edited, only followed. */
const FIRST_TABLES: readonly (readonly [name: string, columns: string])[] = [
  [
    'stations',
    `id text primary key, name text not null, ward text not null, state text not null, public_key blob, certificate blob,
     enrolled_at_ms integer`,
  ],
  [
    'enrolment_codes',
    'code_digest blob primary key, station_id text not null references stations, expires_at_ms integer not null, used_at_ms integer',
  ],
  [
    'applications',
    'id text primary key, name text not null, secret blob not null, webhook_url text, state text not null',
  ],
  [
    'tasks',
    `id text primary key, application_id text not null references applications, station_id text not null references stations,
     business_id text not null, state text not null, revision integer not null, created_at_ms integer not null,
     updated_at_ms integer not null, expires_at_ms integer, content text not null, source_sha256 text not null,
     source_size integer not null, reason text, sealed_sha256 text, sealed_size integer`,
  ],
  [
    'event_certificates',
    `serial text primary key, task_id text not null references tasks, slot integer not null, station_id text not null,
     capacity text not null, key_digest blob not null unique, certificate blob not null, issued_at_ms integer not null`,
  ],
  [
    'sealed_signatures',
    `task_id text not null references tasks, slot integer not null, field text not null, serial text not null,
     signed_at_ms integer not null, primary key (task_id, slot)`,
  ],
  [
    'outcomes',
    `id text primary key, task_id text not null references tasks, station_id text not null, recorded_at_ms integer not null,
     content text not null`,
  ],
  [
    'idempotency',
    `caller text not null, key text not null, request_digest blob not null, status integer not null, body text not null,
     created_at_ms integer not null, primary key (caller, key)`,
  ],
  ['nonces', 'caller text not null, nonce text not null, expires_at_ms integer not null, primary key (caller, nonce)'],
  [
    'launch_tickets',
    `jti text primary key, task_id text not null references tasks, station_id text not null, staff_id text not null,
     expires_at_ms integer not null, redeemed_at_ms integer`,
  ],
  [
    'outbox',
    `event_id text primary key, application_id text not null, task_id text not null, sequence integer not null,
     body text not null, created_at_ms integer not null, attempts integer not null, next_attempt_at_ms integer not null,
     state text not null, finished_at_ms integer, unique (task_id, sequence)`,
  ],
  ['facts', 'name text primary key, value text not null'],
];

const FIRST_INDEXES = [
  'create index tasks_by_station on tasks (station_id, state, updated_at_ms)',
  'create index certificates_by_slot on event_certificates (task_id, slot)',
  'create index outbox_due on outbox (state, next_attempt_at_ms)',
  'create index nonces_by_expiry on nonces (expires_at_ms)',
  'create index idempotency_by_age on idempotency (created_at_ms)',
] as const;

const raw = async (db: Kysely<unknown>, text: string): Promise<void> => {
  await sql.raw(text).execute(db);
};

/** Migrations by name, applied in order of their names by Kysely's Migrator. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': {
    async up(db: Kysely<unknown>) {
      for (const [name, columns] of FIRST_TABLES) await raw(db, `create table ${name} (${columns}) strict`);
      for (const index of FIRST_INDEXES) await raw(db, index);
    },
  },
  // The nonce of a write stands with its answer: one row and no index of random keys besides. The table of nonces needs no
  // copy: a write that is sent again finds its answer under the Idempotency-Key, which the signature covers.
  '0002-nonce-with-answer': {
    async up(db: Kysely<unknown>) {
      await raw(db, 'alter table idempotency add column nonce text');
      await raw(db, 'alter table idempotency add column nonce_until_ms integer');
      await raw(db, 'drop table nonces');
    },
  },
  '0003-preservations': {
    async up(db: Kysely<unknown>) {
      await raw(
        db,
        `create table preservations (task_id text primary key references tasks, state text not null,
         attempts integer not null, next_attempt_at_ms integer not null, level text, sha256 text, size integer,
         finished_at_ms integer) strict`,
      );
      await raw(db, 'create index preservations_due on preservations (state, next_attempt_at_ms)');
    },
  },
  '0004-inquiries': {
    async up(db: Kysely<unknown>) {
      await raw(
        db,
        `create table inquiries (task_id text not null references tasks, sha256 text not null, stage text not null,
         what text not null, opened_at_ms integer not null, primary key (task_id, sha256)) strict`,
      );
    },
  },
  // A task has a level of its own, and a file that is to last is renewed. Files extended before this have no due date
  // yet: they are looked at once, as pending.
  '0005-levels': {
    async up(db: Kysely<unknown>) {
      await raw(db, 'alter table tasks add column sealed_level text');
      await raw(db, "alter table preservations add column target text not null default 'B-LTA'");
      await raw(db, 'update preservations set target = level where level is not null');
      await raw(db, 'alter table preservations add column renew_at_ms integer');
      await raw(db, 'alter table preservations add column renewals integer not null default 0');
      await raw(db, 'create index preservations_renewal on preservations (state, renew_at_ms)');
      await raw(db, "update preservations set renew_at_ms = 0 where state = 'done' and level = 'B-LTA'");
    },
  },
  '0006-station-statuses': {
    async up(db: Kysely<unknown>) {
      await raw(
        db,
        `create table station_statuses (station_id text primary key references stations, received_at_ms integer not null,
         content text not null) strict`,
      );
    },
  },
  // What the console tells of a station besides its last status, and who may look.
  '0007-console': {
    async up(db: Kysely<unknown>) {
      await raw(db, 'alter table station_statuses add column queue_since_ms integer');
      await raw(db, 'alter table station_statuses add column finger_pad_ready_at_ms integer');
      await raw(
        db,
        `create table station_releases (station_id text primary key references stations, version text not null,
         outcome text not null, reported_at_ms integer not null) strict`,
      );
      await raw(
        db,
        'create table operators (name text primary key, password text not null, created_at_ms integer not null) strict',
      );
      await raw(
        db,
        `create table operator_sessions (secret_digest blob primary key,
         operator text not null references operators on delete cascade, used_at_ms integer not null,
         ends_at_ms integer not null) strict`,
      );
    },
  },
};
