import type { Examination } from './examination';
import { lookAtDevices, lookAtDisplays } from './look-at-bed';
import { lookAtBrowsers, lookAtScheme } from './look-at-launch';
import {
  lookAtDisk,
  lookAtFonts,
  lookAtJournal,
  lookAtProgram,
  lookAtRuntime,
  lookAtSettings,
  PROGRAM_MS,
} from './look-at-machine';
import {
  lookAtApi,
  lookAtClock,
  lookAtEnrolment,
  lookAtIdentity,
  lookAtName,
  lookAtPin,
  lookAtTcp,
  lookAtTime,
  lookAtTls,
} from './look-at-server';

const QUICK_MS = 5000;
const SLOW_MS = 15_000;

const row = (
  id: string,
  zh: string,
  en: string,
  look: Examination['look'],
  limitMs: number,
  after?: string,
): Examination => ({ id, title: { 'zh-CN': zh, en }, look, limitMs, ...(after === undefined ? {} : { after }) });

/** What is looked at, in this order; the steps to the server stand in the order in which a request takes them. */
export const EXAMINATIONS: readonly Examination[] = [
  row('runtime', '运行环境', 'Runtime', lookAtRuntime, QUICK_MS),
  row('program', '程序文件', 'Program files', lookAtProgram, PROGRAM_MS),
  row('settings', '设置', 'Settings', lookAtSettings, SLOW_MS),
  row('displays', '显示器', 'Displays', lookAtDisplays, QUICK_MS),
  row('devices', '设备', 'Devices', lookAtDevices, SLOW_MS),
  row('fonts', '字库', 'Fonts', lookAtFonts, SLOW_MS),
  row('disk', '磁盘', 'Disk', lookAtDisk, QUICK_MS),
  row('journal', '本机记录', 'Forms kept here', lookAtJournal, QUICK_MS),
  row('identity', '本机身份', 'Identity', lookAtIdentity, SLOW_MS, 'settings'),
  row('name', '服务器：名称', 'Server: name', lookAtName, QUICK_MS, 'identity'),
  row('tcp', '服务器：连接', 'Server: connection', lookAtTcp, QUICK_MS, 'name'),
  row('tls', '服务器：证书', 'Server: certificate', lookAtTls, QUICK_MS, 'tcp'),
  row('pin', '服务器：公钥指纹', 'Server: pin', lookAtPin, QUICK_MS, 'tls'),
  row('api', '服务器：应答', 'Server: answer', lookAtApi, SLOW_MS, 'pin'),
  row('clock', '时钟', 'Clock', lookAtClock, QUICK_MS, 'api'),
  row('enrolment', '登记', 'Enrolment', lookAtEnrolment, SLOW_MS, 'clock'),
  row('time', '时间戳服务', 'Time-stamp service', lookAtTime, 30_000, 'enrolment'),
  row('scheme', '链接协议', 'Launch links', lookAtScheme, SLOW_MS),
  row('browsers', '浏览器策略', 'Browser policies', lookAtBrowsers, SLOW_MS),
];
