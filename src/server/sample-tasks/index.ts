export { HisClient, type HisCredentials } from './his-client';
export { postSampleTasks, readSampleDocuments, type SampleDocument } from './sample-tasks';
