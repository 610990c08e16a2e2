export { Dispatcher, type DispatcherOptions, type Post } from './dispatcher';
export { type DueEvent, enqueue, pendingCount } from './outbox';
export { allowedTarget } from './target';
export { webhookPost } from './webhook-post';
