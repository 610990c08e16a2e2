import { type ErrorWords, KEPT_EN, KEPT_ZH_CN, UNTOUCHED_EN, UNTOUCHED_ZH_CN, words } from './error-words';

/** What is wrong with the order of steps: patient, signer, ink, finger, the session itself. */
export const SIGNING_ERRORS_ZH_CN = {
  WRISTBAND_MISMATCH: words('还没有开始签署。', '腕带和这份文件不是同一位患者。', '请核对患者，或打开这位患者的文件。'),
  SIGNER_NOT_ME: words('还没有签任何东西。', '对方说屏幕上不是本人。', '请重新核对患者和签署人，再开始。'),
  SESSION_PATIENT_NOT_CONFIRMED: words('还没有开始签署。', '还没有核对患者。', '请先扫腕带，或核对出生日期。'),
  SESSION_SIGNER_NOT_CHOSEN: words('还没有开始签署。', '还没有选好签署人。', '请填好姓名和身份再开始。'),
  SESSION_NAME_MISSING: words('还没有开始签署。', '签署人姓名还没有填。', '请填好姓名再开始。'),
  SESSION_PATIENT_NAME_DIFFERS: words(
    '还没有开始签署。',
    '姓名和患者本人不一致。',
    '患者本人签署时请用患者姓名；别人代签请改选身份。',
  ),
  SESSION_RELATION_REQUIRED: words('还没有开始签署。', '与患者的关系还没有选。', '请选择关系再开始。'),
  SESSION_RELATION_NOT_ALLOWED: words('还没有开始签署。', '这个关系和签署身份不相符。', '请重新选择身份或关系。'),
  SESSION_CAPACITY_NOT_ALLOWED: words(
    '还没有开始签署。',
    '这份文件不允许用这个身份签。',
    '请换一个身份，或请医生重新发起。',
  ),
  SESSION_ACT_PENDING: words(KEPT_ZH_CN, '上一位的签署还没有盖好时间。', '请稍等片刻再请下一位签。'),
  SESSION_ALREADY_SIGNED: words(KEPT_ZH_CN, '这一位已经签过了。', '不用重签，请继续下一位。'),
  SESSION_PAGES_UNSEEN: words(KEPT_ZH_CN, '还有几页没有看。', '请看完每一页；看不了的，由护士读给对方听。'),
  SESSION_INK_EMPTY: words(KEPT_ZH_CN, '还没有写任何笔画。', '请用笔写一笔再继续，写什么样都可以。'),
  INK_TOO_LONG: words(KEPT_ZH_CN, '写的时间太长，超出了能保存的长度。', '请擦掉，再写一次。'),
  INK_: words(KEPT_ZH_CN, '这次的笔迹不能用。', '请擦掉，再写一次。'),
  SESSION_FINGER_REQUIRED: words('签名已经收好。', '这一位必须按指印。', '请按指印，或说明不按的原因。'),
  SESSION_FINGER_MISSING: words('签名已经收好。', '还没有清楚的指印。', '请再按一次，或选“不按指印”。'),
  SESSION_NOT_ALL_SEALED: words(KEPT_ZH_CN, '还有人没有签完，或时间还没有盖好。', '请等所有人签完再归档。'),
  SESSION_TASK_INVALID: words(
    UNTOUCHED_ZH_CN,
    'HIS 送来的签署任务不完整。',
    '请在 HIS 里重新发起；仍不行请联系信息科。',
  ),
  SESSION_DIGEST_DIFFERS: words(UNTOUCHED_ZH_CN, '文件和核对时的不是同一份。', '请停止签署，刷新后重新打开。'),
  STATION_SLEPT: words(
    '之前签的都在；这一次没确认的已作废。',
    '签署中途，电脑睡眠或锁屏了。',
    '请先核对是不是本人，再请对方重新写一次、按一次。',
  ),
  SESSION_RESUMED: words(KEPT_ZH_CN, '上次没有正常结束，已经恢复到停下的地方。', '请核对患者后继续。'),
  SESSION_: words(KEPT_ZH_CN, '现在不能做这一步。', '请看屏幕上的当前步骤再操作。'),
} as const satisfies Record<string, ErrorWords>;

export const SIGNING_ERRORS_EN: Record<keyof typeof SIGNING_ERRORS_ZH_CN, ErrorWords> = {
  WRISTBAND_MISMATCH: words(
    'Nothing has begun.',
    'The wristband belongs to another patient.',
    "Check the patient, or open that patient's form.",
  ),
  SIGNER_NOT_ME: words(
    'Nothing is signed.',
    'The person says the name on the screen is not theirs.',
    'Check patient and signer again, then start.',
  ),
  SESSION_PATIENT_NOT_CONFIRMED: words(
    'Nothing has begun.',
    'The patient is not confirmed yet.',
    'Scan the wristband or check the birth date first.',
  ),
  SESSION_SIGNER_NOT_CHOSEN: words(
    'Nothing has begun.',
    'The signer is not chosen yet.',
    'Fill in name and capacity, then start.',
  ),
  SESSION_NAME_MISSING: words('Nothing has begun.', "The signer's name is missing.", 'Fill it in, then start.'),
  SESSION_PATIENT_NAME_DIFFERS: words(
    'Nothing has begun.',
    "The name is not the patient's own.",
    "Use the patient's name, or choose another capacity.",
  ),
  SESSION_RELATION_REQUIRED: words(
    'Nothing has begun.',
    'The relation to the patient is missing.',
    'Choose it, then start.',
  ),
  SESSION_RELATION_NOT_ALLOWED: words(
    'Nothing has begun.',
    'This relation does not fit the capacity.',
    'Choose another capacity or relation.',
  ),
  SESSION_CAPACITY_NOT_ALLOWED: words(
    'Nothing has begun.',
    'This form may not be signed in this capacity.',
    'Choose another one, or ask the doctor to start again.',
  ),
  SESSION_ACT_PENDING: words(
    KEPT_EN,
    'The signer before still waits for the time.',
    'Wait a moment before the next signer.',
  ),
  SESSION_ALREADY_SIGNED: words(KEPT_EN, 'This signer has already signed.', 'Go on with the next one.'),
  SESSION_PAGES_UNSEEN: words(KEPT_EN, 'Some pages were not seen.', 'Go through every page, or read them aloud.'),
  SESSION_INK_EMPTY: words(KEPT_EN, 'Nothing is written yet.', 'Any mark of the pen will do.'),
  INK_TOO_LONG: words(KEPT_EN, 'The writing took longer than can be kept.', 'Wipe it and write once more.'),
  INK_: words(KEPT_EN, 'This writing cannot be used.', 'Wipe it and write once more.'),
  SESSION_FINGER_REQUIRED: words(
    'The ink is safe.',
    'This signer must give a fingerprint.',
    'Press the finger, or give the reason why not.',
  ),
  SESSION_FINGER_MISSING: words(
    'The ink is safe.',
    'There is no clear fingerprint yet.',
    'Press again, or go on without.',
  ),
  SESSION_NOT_ALL_SEALED: words(
    KEPT_EN,
    'Somebody has not signed, or a time is pending.',
    'Finish when everybody has signed.',
  ),
  SESSION_TASK_INVALID: words(
    UNTOUCHED_EN,
    'The HIS sent an incomplete task.',
    'Start it again in the HIS; if it stays so, call IT.',
  ),
  SESSION_DIGEST_DIFFERS: words(
    UNTOUCHED_EN,
    'The form is not the one that was checked.',
    'Stop, refresh the list, open it again.',
  ),
  STATION_SLEPT: words(
    'Earlier signatures are safe; the unconfirmed one was dropped.',
    'The computer slept or was locked in the middle of signing.',
    'Check who is there, then let them sign and give the fingerprint again.',
  ),
  SESSION_RESUMED: words(
    KEPT_EN,
    'The last session ended unexpectedly; it stands where it stopped.',
    'Check the patient and go on.',
  ),
  SESSION_: words(KEPT_EN, 'That cannot be done at this step.', 'Look at the current step and go on from there.'),
};
