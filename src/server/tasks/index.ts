export { freshId } from './fresh-id';
export { holdForInquiry } from './hold-for-inquiry';
export { closeInquiries, inquiryOf, openInquiries, openInquiry } from './inquiries';
export { announce, insertTask, moveTask, receiptOf } from './task-changes';
export {
  type CurrentTask,
  findTask,
  progressOf,
  requireTask,
  tasksOfStation,
  type Viewer,
  viewOf,
} from './task-record';
export { keepsLateDocument } from './task-states';
