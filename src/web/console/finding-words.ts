import type { StationFinding } from '../../contracts/api';
import type { VerdictLanguage } from '../../presentation';

/** `short` stands in a row, `cause` and `toDo` in the panel of one station. */
export interface FindingWords {
  readonly short: string;
  readonly cause: string;
  readonly toDo: string;
}

type Three = readonly [short: string, cause: string, toDo: string];
const both = (zh: Three, en: Three): Readonly<Record<VerdictLanguage, FindingWords>> => {
  const words = ([short, cause, toDo]: Three): FindingWords => ({ short, cause, toDo });
  return { zh: words(zh), en: words(en) };
};

/** What each finding of the server means to somebody of IT, and what to do about it. */
export const FINDING_WORDS: Readonly<Record<StationFinding, Readonly<Record<VerdictLanguage, FindingWords>>>> = {
  'holds-forms': both(
    [
      '有未上传的签名',
      '没有消息，而且里面还有没上传的签署文件。',
      '不要清空、重装这台电脑。接通网络并打开终端，文件会自动上传。',
    ],
    [
      'holds unsent forms',
      'It is silent, and signed forms are still in it.',
      'Do not wipe or reinstall this machine. Bring its network back and open the kiosk; the forms are sent by themselves.',
    ],
  ),
  'certificate-ended': both(
    [
      '证书已到期',
      '设备密钥的证书已经到期。',
      '取一个新的登记码（inkwitness enrol-codes --station {id} --out DIR），在这台电脑上重新登记。',
    ],
    [
      'certificate ended',
      'The certificate of its device key has ended.',
      'Make a new one-time code (inkwitness enrol-codes --station {id} --out DIR) and enrol the machine again.',
    ],
  ),
  'disk-full': both(
    ['磁盘已满', '磁盘已满，不能开始新的签署。', '清理磁盘，至少空出 1 GiB。不要删除 kiosk/journal。'],
    ['disk full', 'The disk is full: nothing new can be signed.', 'Free 1 GiB at least. Do not delete kiosk/journal.'],
  ),
  'release-failed': both(
    [
      '更新失败',
      '新版本没有装成，现在用的还是原来的版本。',
      '查看该机 kiosk/logs；可以照常签署。重新签发这个版本后会再试一次。',
    ],
    [
      'update failed',
      'The new version did not come up; the one before goes on.',
      'Look at kiosk/logs of the machine; signing goes on. Sign the release anew for another try.',
    ],
  ),
  'pad-failed': both(
    ['签字板有故障', '签字板接上了，但不能使用。', '重新插拔签字板；仍不行时在该机运行自检，或换一块。'],
    [
      'pad failed',
      'The signature pad is connected but cannot be used.',
      'Unplug it and plug it in again; if it stays so, run the self-test there or change the pad.',
    ],
  ),
  'pad-lost': both(
    ['签字板断开了', '签字板在使用中断开了。', '检查 USB 线和接口。'],
    ['pad lost', 'The signature pad was lost while in use.', 'Look at its cable and port.'],
  ),
  'pad-absent': both(
    [
      '签字板未接',
      '没有接签字板，不能签字。',
      '接好签字板；串口设备要在设置 SerialPorts 里写明。只在屏幕上签字的病区，请在服务器上设置 pointerAllowed。',
    ],
    [
      'no pad',
      'There is no signature pad, so nobody can sign.',
      'Connect it; a serial one has to be named in SerialPorts. For wards that sign on the screen set pointerAllowed on the server.',
    ],
  ),
  'pad-wrong': both(
    ['签字板型号不对', '接上的不是支持的签字板。', '换一块 inkwitness devices 列出的型号。'],
    ['wrong pad', 'What is connected is no pad that is supported.', 'Use one that inkwitness devices lists.'],
  ),
  'queue-stuck': both(
    [
      '签名迟迟未上传',
      '有签署文件 15 分钟以上没有上传，服务器却连得上。',
      '在该机运行自检，查看时间源；文件安全，不用重签。',
    ],
    [
      'queue stands',
      'Signed forms have waited for more than 15 minutes although the server answers.',
      'Run the self-test there and look at the time source; the forms are safe, nobody signs again.',
    ],
  ),
  'clock-wrong': both(
    ['时钟不准', '时钟与服务器相差 2 分钟以上；超过 5 分钟，服务器会拒绝它。', '让这台电脑与医院的时间服务器同步。'],
    [
      'clock is wrong',
      'Its clock is more than 2 minutes from the server’s; beyond 5 the server refuses it.',
      'Let the machine follow the hospital’s time server.',
    ],
  ),
  'screen-lost': both(
    ['患者屏幕断开了', '患者屏幕断开了。', '检查患者屏幕的电源和视频线。'],
    ['patient screen lost', 'The patient’s screen is gone.', 'Look at its power and its video cable.'],
  ),
  'screen-not-found': both(
    ['找不到患者屏幕', '设置里指定的患者屏幕不在。', '接好该显示器，或改正设置 PatientDisplay。'],
    [
      'patient screen not found',
      'The display that PatientDisplay names is not there.',
      'Connect it, or correct the setting.',
    ],
  ),
  'screen-mirrored': both(
    ['患者屏幕是复制的', '患者屏幕在复制护士的屏幕。', '在系统的显示设置里改为“扩展这些显示器”。'],
    [
      'patient screen mirrored',
      'The patient’s screen mirrors the nurse’s.',
      'Choose “extend these displays” in the display settings.',
    ],
  ),
  'finger-pad-failed': both(
    ['指纹板有故障', '指纹板接上了，但不能使用。', '重新插拔指纹板；仍不行时换一块。'],
    [
      'finger pad failed',
      'The finger pad is connected but cannot be used.',
      'Unplug it and plug it in again, or change it.',
    ],
  ),
  'finger-pad-lost': both(
    ['指纹板断开了', '指纹板在使用中断开了。', '检查 USB 线和接口。'],
    ['finger pad lost', 'The finger pad was lost while in use.', 'Look at its cable and port.'],
  ),
  'finger-pad-absent': both(
    ['指纹板未接', '以前有指纹板，现在没有。', '接好指纹板；如果已经撤走，30 天后不再提示。'],
    [
      'no finger pad',
      'It used to have a finger pad, and has none now.',
      'Connect it; if it was taken away for good, this ends after 30 days.',
    ],
  ),
  'finger-pad-wrong': both(
    ['指纹板型号不对', '接上的不是支持的指纹板。', '换一块 inkwitness devices 列出的型号。'],
    [
      'wrong finger pad',
      'What is connected is no finger pad that is supported.',
      'Use one that inkwitness devices lists.',
    ],
  ),
  'conformance-low': both(
    [
      '笔迹采集质量低',
      '上次书写的符合度太低。',
      '更换 USB 口、线或签字板；用 inkwitness trace record 和 trace score 查明原因。',
    ],
    [
      'poor recording',
      'The conformance of the last capture was too low.',
      'Try another port, cable or pad; inkwitness trace record and trace score tell the reason.',
    ],
  ),
  'disk-low': both(
    ['磁盘快满了', '磁盘快满了。', '清理磁盘。不要删除 kiosk/journal。'],
    ['disk almost full', 'The disk is almost full.', 'Make room. Do not delete kiosk/journal.'],
  ),
  'certificate-ending': both(
    ['证书快到期了', '设备密钥的证书在 60 天内到期。', '到期前取一个新的登记码，重新登记这台电脑。'],
    [
      'certificate ends soon',
      'The certificate of its device key ends within 60 days.',
      'Enrol the machine again with a new one-time code before that.',
    ],
  ),
  frozen: both(
    ['已停用', '这个工作站已停用，服务器拒绝它的请求。', '确认是否应当停用；恢复时用新的登记码登记。'],
    [
      'frozen',
      'This station is frozen: the server refuses its requests.',
      'See whether it should be; enrol it with a new code to bring it back.',
    ],
  ),
  silent: both(
    ['无消息', '超过 5 分钟没有消息；其他各项是它最后一次说的。', '看这台电脑是否开着、终端是否打开、网络是否接通。'],
    [
      'silent',
      'Nothing was heard for more than 5 minutes; everything else is what it said last.',
      'See whether the machine is on, the kiosk open, the network there.',
    ],
  ),
  'never-heard': both(
    ['登记后没有消息', '已经登记，但从来没有报告过状态。', '打开终端；旧版本的终端不报告状态，请更新。'],
    [
      'enrolled, never heard',
      'It is enrolled but has never said how it is.',
      'Open the kiosk; one of an older version says nothing, so update it.',
    ],
  ),
  'not-enrolled': both(
    [
      '未登记',
      '医院配置里有这个工作站，但还没有电脑登记。',
      '在服务器上运行 inkwitness enrol-codes --station {id} --out DIR，把得到的文件交给这台电脑。',
    ],
    [
      'not enrolled',
      'The hospital’s configuration names this station, no machine has enrolled as it.',
      'Run inkwitness enrol-codes --station {id} --out DIR on the server and give the file to the machine.',
    ],
  ),
};
