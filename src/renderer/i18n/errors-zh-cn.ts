import type { ErrorWords } from './error-words';

const words = (safe: string, happened: string, toDo: string): ErrorWords => ({ safe, happened, toDo });
const UNTOUCHED = '原文件没有改动。';
const KEPT = '已签的都在，没有丢。';

/** What is safe, what happened, what to do: by code, and by family for codes without a sentence of their own. */
export const ERRORS_ZH_CN = {
  // the form
  PDF_NOT_A_PDF: words(UNTOUCHED, 'HIS 送来的不是 PDF 文件。', '请在 HIS 里重新生成这份文件；仍不行请联系信息科。'),
  PDF_TRUNCATED: words(UNTOUCHED, '文件没有传完整。', '请在 HIS 里重新发起签署；仍不行请联系信息科。'),
  PDF_DAMAGED: words(UNTOUCHED, '文件内部有损坏，不能安全签署。', '请在 HIS 里重新生成这份文件；仍不行请联系信息科。'),
  PDF_ENCRYPTED: words(UNTOUCHED, '文件加了密码，不能签署。', '请信息科在 HIS 里去掉文件密码后重新发起。'),
  PDF_XFA: words(UNTOUCHED, '文件是旧式动态表单，不能签署。', '请信息科把模板改成普通 PDF 后重新发起。'),
  PDF_CERTIFIED_NO_CHANGES: words(UNTOUCHED, '文件被锁定，不允许再签。', '请在 HIS 里重新生成一份未锁定的文件。'),
  PDF_SIGNATURE_BROKEN: words(UNTOUCHED, '文件里已有的签名对不上，可能被改过。', '请不要再签，马上告诉信息科核查。'),
  PDF_ANCHOR_NOT_FOUND: words(UNTOUCHED, '文件里找不到该签名的位置。', '请联系信息科检查这个模板的签名位置。'),
  PDF_GLYPH_MISSING: words(UNTOUCHED, '姓名里有一个生僻字，字库里没有。', '请联系信息科补字；急用时请改用纸质签署。'),
  PDF_FIELD_NAME_TAKEN: words(UNTOUCHED, '模板里的签名栏名称重复。', '请联系信息科检查这个模板。'),
  PDF_: words(UNTOUCHED, '这份文件的内容不能安全签署。', '请在 HIS 里重新生成；仍不行请把编号告诉信息科。'),
  // the patient
  WRISTBAND_MISMATCH: words('还没有开始签署。', '腕带和这份文件不是同一位患者。', '请核对患者，或打开这位患者的文件。'),
  SIGNER_NAME_MISSING: words('还没有开始签署。', '签署人姓名还没有填。', '请填好姓名再开始。'),
  RELATION_MISSING: words('还没有开始签署。', '与患者的关系还没有选。', '请选择关系再开始。'),
  // devices
  PAD_ABSENT: words(KEPT, '没有接签字板。', '请把签字板插上，灯亮后会自动连上。'),
  PAD_LOST: words(
    '之前签的都在；这一次没写完的已作废。',
    '签字板在书写时断开了。',
    '请把签字板重新插紧，然后请对方再写一次。',
  ),
  PAD_WRONG: words(KEPT, '接上的签字板不是支持的型号。', '请换一块签字板。'),
  PAD_: words(KEPT, '签字板出了问题。', '请拔下签字板，等 5 秒再插上。'),
  FINGER_PAD_ABSENT: words('签名已经收好。', '没有接指纹板。', '请插上指纹板，或选“不按指印”。'),
  FINGER_: words('签名已经收好。', '指纹板出了问题。', '请拔下再插上，或选“不按指印”。'),
  SCREEN_LOST: words('签署停在原处，没有丢。', '患者屏幕断开了。', '请检查患者屏幕的电源和视频线。'),
  DEVICE_: words(KEPT, '设备出了问题。', '请拔下设备，等 5 秒再插上。'),
  DRIVER_: words(KEPT, '设备出了问题。', '请拔下设备，等 5 秒再插上。'),
  // server, time, archive
  SERVER_AWAY: words('签名已安全存在本机，不用重签。', '暂时连不上服务器。', '可以继续签别的文件，恢复后会自动上传。'),
  SERVER_: words('签名已安全存在本机。', '服务器没有接受这一步。', '会自动重试；一直不行请把编号告诉信息科。'),
  NOT_ENROLLED: words('没有任何文件受影响。', '本机还没有登记。', '请信息科在服务器上取登记码。'),
  TIME_PENDING: words(
    '签名已安全存在本机，不用重签。',
    '可信时间暂时取不到。',
    '时间服务恢复后会自动补上，可以继续工作。',
  ),
  TSP_: words('签名已安全存在本机，不用重签。', '可信时间暂时取不到。', '会自动重试，可以继续工作。'),
  CLOCK_WRONG: words(KEPT, '本机时钟与服务器相差太多。', '请信息科校准本机时钟。'),
  CA_: words('签名已安全存在本机，不用重签。', '证书服务没有回应。', '会自动重试，可以继续工作。'),
  PKI_: words('签名已安全存在本机。', '服务器给的证书没有通过检查。', '请不要重签，把编号告诉信息科。'),
  CMS_: words('签名已安全存在本机。', '签名数据没有通过检查。', '请不要重签，把编号告诉信息科。'),
  ASN1_: words('签名已安全存在本机。', '服务器送来的数据有损坏。', '会自动重试；一直不行请把编号告诉信息科。'),
  HTTPSIG_EXPIRED: words('签名已安全存在本机。', '本机时钟与服务器相差太多。', '请信息科校准本机时钟。'),
  HTTPSIG_: words('签名已安全存在本机。', '服务器不认识本机。', '请信息科检查本机的登记。'),
  KEY_: words('没有任何文件受影响。', '本机的登记密钥读不出来。', '请信息科重新登记本机。'),
  READERS_DISAGREE: words(
    '签名和原文件都安全保存着。',
    '两个独立的检查程序结论不一致。',
    '这份文件先不要交出去，请马上告诉信息科。',
  ),
  VALIDATION_: words(
    '签名和原文件都安全保存着。',
    '签好的文件没有通过检查。',
    '这份文件先不要交出去，请马上告诉信息科。',
  ),
  TASK_WITHDRAWN: words('已签的内容仍保存在服务器。', 'HIS 撤回了这份文件。', '请停止签署，需要时在 HIS 重新发起。'),
  TASK_ELSEWHERE: words('对方那边的签署不受影响。', '另一台终端正在办理这份文件。', '请到那台终端继续，或等对方结束。'),
  TASK_: words(KEPT, '这份文件现在不能办理。', '请刷新任务单；仍不行请把编号告诉信息科。'),
  LAUNCH_TICKET_EXPIRED: words('没有任何文件受影响。', '从 HIS 打开的链接已过期。', '请在 HIS 里再点一次。'),
  LAUNCH_: words('没有任何文件受影响。', '从 HIS 打开的链接不能用。', '请在 HIS 里再点一次。'),
  TICKET_: words('没有任何文件受影响。', '从 HIS 打开的链接不能用。', '请在 HIS 里再点一次。'),
  // this station
  SESSION_RESUMED: words(KEPT, '上次没有正常结束，已经恢复到停下的地方。', '请核对患者后继续。'),
  SESSION_: words(KEPT, '现在不能做这一步。', '请看屏幕上的当前步骤再操作。'),
  DISK_LOW: words(KEPT, '本机磁盘快满了。', '请信息科清理磁盘。'),
  DISK_FULL: words(KEPT, '本机磁盘已满，不能开始新的签署。', '请马上告诉信息科。'),
  JOURNAL_: words('已确认的签名没有丢。', '本机记录写不进磁盘。', '请不要关机，马上告诉信息科。'),
  DOCUMENT_: words(UNTOUCHED, '这份文件暂时打不开。', '请再试一次；仍不行请联系信息科。'),
  UNKNOWN: words(KEPT, '出了一个没料到的问题。', '请再试一次；仍不行请把代码和编号告诉信息科。'),
} as const satisfies Record<string, ErrorWords>;
