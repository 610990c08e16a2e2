import { type ErrorWords, KEPT_EN, KEPT_ZH_CN, words } from './error-words';

/** What is wrong with this station: enrolment, settings, update, disk, the program; and the general sentence. */
export const STATION_ERRORS_ZH_CN = {
  ENROL_: words('没有任何文件受影响。', '登记码不对，或已经用过。', '请信息科重新取一个登记码。'),
  ENROLMENT_: words('没有任何文件受影响。', '本机的登记读不出来。', '请信息科重新登记本机。'),
  UPDATE_NOT_NOW: words(
    '新版本已经备好，不会丢。',
    '还有表格开着，或有签名没有上传，现在不能安装。',
    '请关好表格、等“待上传”为 0 再按；或选“今晚再装”。',
  ),
  UPDATE_INSTALLING: words(KEPT_ZH_CN, '正在安装新版本。', '请等几分钟，窗口会再打开。'),
  UPDATE_: words(KEPT_ZH_CN, '新版本没有装成，现在用的还是原来的版本。', '可以照常签署，请告诉信息科。'),
  RELEASE_: words(KEPT_ZH_CN, '服务器给的新版本没有通过检查，没有安装。', '可以照常签署，请告诉信息科。'),
  SETTINGS_: words('没有任何文件受影响。', '本机的设置读不出来。', '请信息科检查本机设置。'),
  NOT_ENROLLED: words('没有任何文件受影响。', '本机还没有登记。', '请信息科在服务器上取登记码。'),
  KEY_: words('没有任何文件受影响。', '本机的登记密钥读不出来。', '请信息科重新登记本机。'),
  DISK_LOW: words(KEPT_ZH_CN, '本机磁盘快满了。', '请信息科清理磁盘。'),
  DISK_FULL: words(KEPT_ZH_CN, '本机磁盘已满，不能开始新的签署。', '请马上告诉信息科。'),
  JOURNAL_: words('已确认的签名没有丢。', '本机记录写不进磁盘。', '请不要关机，马上告诉信息科。'),
  IPC_: words(KEPT_ZH_CN, '这一步没有成功。', '请再按一次；仍不行请关闭工作台再打开。'),
  KIOSK_BUG: words('已确认的签名没有丢。', '本软件出了问题。', '请再试一次；仍不行请把编号告诉信息科。'),
  UNKNOWN: words(KEPT_ZH_CN, '出了一个没料到的问题。', '请再试一次；仍不行请把代码和编号告诉信息科。'),
} as const satisfies Record<string, ErrorWords>;

export const STATION_ERRORS_EN: Record<keyof typeof STATION_ERRORS_ZH_CN, ErrorWords> = {
  ENROL_: words('No form is affected.', 'The enrolment code is wrong or used.', 'Ask IT for a new code.'),
  ENROLMENT_: words('No form is affected.', "This station's enrolment cannot be read.", 'Ask IT to enrol it again.'),
  UPDATE_NOT_NOW: words(
    'The new version lies ready and is not lost.',
    'A form is open or a signature is still to be sent, so it cannot be installed now.',
    'Close the form, wait until nothing waits for the server and press again; or choose “Later tonight”.',
  ),
  UPDATE_INSTALLING: words(KEPT_EN, 'A new version is being installed.', 'Wait a few minutes; the window opens again.'),
  UPDATE_: words(
    KEPT_EN,
    'The new version was not installed; the one before goes on.',
    'You can sign as usual. Tell IT.',
  ),
  RELEASE_: words(
    KEPT_EN,
    'The new version that the server offers did not pass the checks and is not installed.',
    'You can sign as usual. Tell IT.',
  ),
  SETTINGS_: words('No form is affected.', "This station's settings cannot be read.", 'Ask IT to check them.'),
  NOT_ENROLLED: words('No form is affected.', 'This station is not enrolled.', 'Ask IT for an enrolment code.'),
  KEY_: words(
    'No form is affected.',
    "This station's enrolment key cannot be read.",
    'Ask IT to enrol the station again.',
  ),
  DISK_LOW: words(KEPT_EN, 'The disk is almost full.', 'Ask IT to make room.'),
  DISK_FULL: words(KEPT_EN, 'The disk is full; no new signing can start.', 'Call IT now.'),
  JOURNAL_: words(
    'Confirmed signatures are safe.',
    'The record cannot be written to the disk.',
    'Do not switch off. Call IT now.',
  ),
  IPC_: words(KEPT_EN, 'That did not work.', 'Press again; if it stays so, close the bench and open it again.'),
  KIOSK_BUG: words(
    'Confirmed signatures are safe.',
    'The software has a defect.',
    'Try again; if it stays so, tell IT the number.',
  ),
  UNKNOWN: words(KEPT_EN, 'Something unexpected happened.', 'Try again; if it stays so, tell IT the code and number.'),
};
