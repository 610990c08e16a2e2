import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { formIdentity, patientContext, seamSeal, sha256Hex, signerSlot } from '../../contracts/api';
import type { Database } from '../store';
import { HisClient, type HisCredentials } from './his-client';

/** `manifest.json` of fixtures/documents. */
const sampleDocument = z.object({
  file: z.string().regex(/^[a-z0-9-]+\.pdf$/),
  sha256: sha256Hex,
  size: z.number().int(),
  features: z.array(z.string()),
  form: formIdentity,
  patient: patientContext,
  signers: z.array(signerSlot),
  seamSeal: seamSeal.optional(),
});
export type SampleDocument = z.infer<typeof sampleDocument>;

/** Reads the list of sample forms in a folder. */
export async function readSampleDocuments(folder: string): Promise<SampleDocument[]> {
  return z.array(sampleDocument).parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
}

const businessIdOf = (sample: SampleDocument): string => `SAMPLE-${sample.file.slice(0, -4)}`;

/**
 * Makes a task for every sample form, as a HIS would. A sample that is there already is left alone; one whose PDF did
 * not arrive gets it. Answers how many tasks are new.
 */
export async function postSampleTasks(
  folder: string,
  database: Database,
  stationId: string,
  credentials: HisCredentials,
): Promise<number> {
  const his = new HisClient(credentials);
  const { db } = database;
  let added = 0;
  for (const sample of await readSampleDocuments(folder)) {
    const businessId = businessIdOf(sample);
    const known = database.first(
      db
        .selectFrom('tasks')
        .select(['id', 'state'])
        .where('application_id', '=', credentials.applicationId)
        .where('business_id', '=', businessId),
    );
    if (known !== undefined && known.state !== 'awaiting-source') continue;
    const { form, patient, signers, seamSeal: seam, sha256, size } = sample;
    const document = { sha256, size };
    const task = { stationId, businessId, form, patient, signers, document, ...(seam && { seamSeal: seam }) };
    const taskId = known?.id ?? (await his.createTask(task)).taskId;
    await his.putSource(taskId, await readFile(join(folder, sample.file)));
    added++;
  }
  return added;
}
