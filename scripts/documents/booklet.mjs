import { surgery } from './surgery.mjs';

const FIGURES = 17;
const SECTIONS = [
  '胆囊长轴切面',
  '胆囊短轴切面',
  '胆囊颈部',
  '肝内胆管',
  '胆总管上段',
  '胆总管下段',
  '胰头',
  '胰体尾',
  '右肝',
  '左肝',
  '门静脉',
  '肝静脉',
  '右肾',
  '脾脏',
  '腹主动脉',
  '下腔静脉',
  '肝肾隐窝',
  '盆腔',
];

const ADVICE = [
  '每张图像由超声医师在检查当时保存，并与报告核对。图像左上为体表，右下为深部；图中颜色深的部分是液体，颜色浅的部分是组织，结石表现为明亮的团块并带有声影。',
  '您可以请医师指给您看病变的位置。看不懂图像并不影响您作决定；请把注意力放在正文第三至第五部分所写的风险和其他办法上。',
  '同一部位在不同时间检查，图像会有差别，这是呼吸、体位和进食的影响，不一定表示病情变化。医师根据全部资料综合判断，而不是根据某一张图像。',
];

/** The surgery form with the whole imaging record behind it: 20 pages and about 2 MB. */
export const booklet = {
  ...surgery,
  slug: 'surgery-booklet',
  id: 'MZ-C0026-GB01F',
  title: '手术知情同意书（附影像资料）',
  patient: {
    ...surgery.patient,
    name: '周淼',
    sex: 'male',
    birthDate: '1976-08-09',
    bed: '15床',
    visitId: 'ZY2611020015',
  },
  seamSeal: { seal: { kind: 'drawn', name: '墨证示范医院' } },
  signers: surgery.signers.map((signer) => (signer.slot === 0 ? { ...signer, name: '周淼' } : signer)),
};

/** Blocks of the booklet; `picture(index)` embeds one image. */
export async function bookletBlocks(blocks, picture) {
  const out = [...blocks, { turn: true }, { h: '附：影像资料' }];
  for (let index = 0; index < FIGURES; index++) {
    if (index > 0) out.push({ turn: true });
    out.push({ h: `附图 ${index + 1}　${SECTIONS[index]}` });
    out.push({ p: ADVICE[index % ADVICE.length] });
    out.push({
      figure: { image: await picture(index), caption: `图 ${index + 1}　${SECTIONS[index]}（示意图像）`, width: 430 },
    });
    out.push({
      fields: [
        ['所见', index % 3 === 0 ? '内见强回声团，后方伴声影，随体位移动' : '形态大小正常，回声均匀，未见明显异常'],
        ['测量', `长径 ${42 + index} mm，短径 ${21 + (index % 7)} mm`],
      ],
    });
    out.push({ note: '以上图像仅供患者了解病情时参考，诊断以报告为准。' });
  }
  return out;
}
