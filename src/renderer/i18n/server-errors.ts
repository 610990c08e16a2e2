import { type ErrorWords, HERE_EN, KEPT_EN, KEPT_ZH_CN, UNTOUCHED_EN, UNTOUCHED_ZH_CN, words } from './error-words';

/** What is wrong with the server, its tasks and the links of the HIS. */
export const SERVER_ERRORS_ZH_CN = {
  SERVER_NOT_ENROLLED: words('没有任何文件受影响。', '本机还没有登记。', '请信息科在服务器上取登记码。'),
  SERVER_SOURCE_DIFFERS: words(
    UNTOUCHED_ZH_CN,
    '收到的文件和服务器登记的不一致。',
    '请刷新后再打开；仍不行请联系信息科。',
  ),
  AUTH_CLOCK_SKEW: words(KEPT_ZH_CN, '本机时钟与服务器相差太多。', '请信息科校准本机时钟。'),
  AUTH_: words('签名已安全存在本机。', '服务器不认识本机。', '请信息科检查本机的登记。'),
  PRESERVATION_: words(
    '已签署的文件安全保存在服务器。',
    '暂时还没能为它加上长期保存所需的内容。',
    '服务器会自动重试；一直不行请把编号告诉信息科。',
  ),
  ARCHIVE_: words('签名已安全存在本机。', '服务器暂时存不下这份文件。', '会自动重试；一直不行请把编号告诉信息科。'),
  API_: words('签名已安全存在本机。', '服务器没有接受这一步。', '会自动重试；一直不行请把编号告诉信息科。'),
  TASK_CLAIMED_ELSEWHERE: words(
    '对方那边的签署不受影响。',
    '另一台终端正在办理这份文件。',
    '请到那台终端继续，或等对方结束。',
  ),
  TICKET_USED: words('没有任何文件受影响。', '从 HIS 打开的链接已经用过。', '请在 HIS 里再点一次。'),
  SERVER_AWAY: words('签名已安全存在本机，不用重签。', '暂时连不上服务器。', '可以继续签别的文件，恢复后会自动上传。'),
  SERVER_UNTRUSTED: words(
    '签名已安全存在本机，不用重签。',
    '服务器的证书不可信，没有连接。',
    '请信息科检查服务器证书和本机的根证书设置。',
  ),
  SERVER_CLIENT_CERTIFICATE: words(
    '签名已安全存在本机，不用重签。',
    '服务器要求本机证书，没有找到合适的证书，或服务器没有接受。',
    '请信息科检查本机证书；自检会说明缺少什么。',
  ),
  SERVER_PIN_MISMATCH: words(
    '签名已安全存在本机，不用重签。',
    '服务器的密钥与本机登记的不同，没有连接。',
    '请马上告诉信息科：可能有人冒充服务器，或者证书刚换过。',
  ),
  SERVER_: words('签名已安全存在本机。', '服务器没有接受这一步。', '会自动重试；一直不行请把编号告诉信息科。'),
  HTTPSIG_EXPIRED: words('签名已安全存在本机。', '本机时钟与服务器相差太多。', '请信息科校准本机时钟。'),
  HTTPSIG_: words('签名已安全存在本机。', '服务器不认识本机。', '请信息科检查本机的登记。'),
  TASK_WITHDRAWN: words('已签的内容仍保存在服务器。', 'HIS 撤回了这份文件。', '请停止签署，需要时在 HIS 重新发起。'),
  TASK_ELSEWHERE: words('对方那边的签署不受影响。', '另一台终端正在办理这份文件。', '请到那台终端继续，或等对方结束。'),
  TASK_: words(KEPT_ZH_CN, '这份文件现在不能办理。', '请刷新任务单；仍不行请把编号告诉信息科。'),
  LAUNCH_: words('没有任何文件受影响。', '从 HIS 打开的链接不能用。', '请在 HIS 里再点一次。'),
  TICKET_: words('没有任何文件受影响。', '从 HIS 打开的链接不能用。', '请在 HIS 里再点一次。'),
} as const satisfies Record<string, ErrorWords>;

export const SERVER_ERRORS_EN: Record<keyof typeof SERVER_ERRORS_ZH_CN, ErrorWords> = {
  SERVER_NOT_ENROLLED: words('No form is affected.', 'This station is not enrolled.', 'Ask IT for an enrolment code.'),
  SERVER_SOURCE_DIFFERS: words(
    UNTOUCHED_EN,
    'The form differs from what the server registered.',
    'Refresh and open it again; if it stays so, call IT.',
  ),
  AUTH_CLOCK_SKEW: words(KEPT_EN, "This station's clock is far from the server's.", 'Ask IT to set the clock.'),
  AUTH_: words(
    'The signature is safe on this station.',
    'The server does not know this station.',
    'Ask IT to check its enrolment.',
  ),
  PRESERVATION_: words(
    'The signed form is safe at the server.',
    'It could not be extended for long-term keeping yet.',
    'The server tries again by itself; if it stays so, tell IT the number.',
  ),
  ARCHIVE_: words(
    'The signature is safe on this station.',
    'The server cannot store the form now.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  API_: words(
    'The signature is safe on this station.',
    'The server did not accept this step.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  TASK_CLAIMED_ELSEWHERE: words(
    'The signing over there is not disturbed.',
    'Another station is working on this form.',
    'Go on there, or wait until it is finished.',
  ),
  TICKET_USED: words('No form is affected.', 'The link from the HIS was already used.', 'Click it again in the HIS.'),
  SERVER_AWAY: words(
    HERE_EN,
    'The server cannot be reached now.',
    'Go on with other forms; it is sent by itself later.',
  ),
  SERVER_UNTRUSTED: words(
    HERE_EN,
    'The server’s certificate is not trusted, so nothing was sent.',
    'Ask IT to look at the server’s certificate and the root set on this station.',
  ),
  SERVER_CLIENT_CERTIFICATE: words(
    HERE_EN,
    'The server asks for this station’s certificate, and the right one was not found or not taken.',
    'Ask IT to look at the station’s certificate; the self-test says what is missing.',
  ),
  SERVER_PIN_MISMATCH: words(
    HERE_EN,
    'The server’s key is not the one this station knows, so nothing was sent.',
    'Tell IT at once: somebody may pose as the server, or its certificate was just changed.',
  ),
  SERVER_: words(
    'The signature is safe on this station.',
    'The server did not accept this step.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  HTTPSIG_EXPIRED: words(HERE_EN, "This station's clock is far from the server's.", 'Ask IT to set the clock.'),
  HTTPSIG_: words(HERE_EN, 'The server does not know this station.', 'Ask IT to check how this station is enrolled.'),
  TASK_WITHDRAWN: words(
    'What was signed is kept on the server.',
    'The HIS has withdrawn this form.',
    'Stop here; start it again in the HIS if needed.',
  ),
  TASK_ELSEWHERE: words(
    'The signing over there is not disturbed.',
    'Another station is working on this form.',
    'Go on there, or wait until it is finished.',
  ),
  TASK_: words(KEPT_EN, 'This form cannot be worked on now.', 'Refresh the list; if it stays so, tell IT the number.'),
  LAUNCH_: words('No form is affected.', 'The link from the HIS cannot be used.', 'Click it again in the HIS.'),
  TICKET_: words('No form is affected.', 'The link from the HIS cannot be used.', 'Click it again in the HIS.'),
};
